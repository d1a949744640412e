"""The flow of a case: what was done in all rounds, then who has to act and who comes after."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kamdesk.domain.clock import CHINA
from kamdesk.domain.projects.case_records import (
    FINDING_TITLES,
    CaseDetails,
    OpinionDetails,
    Signer,
    StepDetails,
)
from kamdesk.domain.projects.cases import ACT_TITLES, Act, CaseState, StepState, TaskState
from kamdesk.domain.projects.routes import WAY_TITLES
from kamdesk.i18n import N_, _, listed
from kamdesk.ui.labels import chip, plain_label, selectable_label
from kamdesk.ui.tokens import XS, XXS, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.cards import clear_layout

CASE_STATES = {
    CaseState.RUNNING: (N_("审批中"), Tone.WARN),
    CaseState.RETURNED: (N_("已退回"), Tone.WARN),
    CaseState.WITHDRAWN: (N_("已撤回"), Tone.NEUTRAL),
    CaseState.APPROVED: (N_("已批准"), Tone.OK),
    CaseState.REFUSED: (N_("未批准"), Tone.BAD),
}
"""What a case's state is called, and its tone."""

_DONE = (N_("已"), Tone.OK)
_MARKS = {
    Act.RETURN: (N_("退"), Tone.WARN),
    Act.REFUSE: (N_("否"), Tone.BAD),
    Act.RULE: (N_("裁"), Tone.BAD),
    Act.WITHDRAW: (N_("撤"), Tone.NEUTRAL),
    Act.TRANSFER: (N_("转"), Tone.INFO),
    Act.ADD_BEFORE: (N_("加"), Tone.INFO),
    Act.ADD_AFTER: (N_("加"), Tone.INFO),
}
_STEP_MARKS = {
    StepState.OPEN: (N_("待"), Tone.WARN),
    StepState.AHEAD: (N_("后"), Tone.NEUTRAL),
    StepState.NOT_NEEDED: (N_("免"), Tone.NEUTRAL),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One stop of the flow: its mark, what happened, who and when, and what was said."""

    mark: tuple[str, Tone]
    title: str
    notes: tuple[str, ...] = ()
    text: str = ""


class FlowView(QWidget):
    """The stops of a case under one another; past rounds under their own small headings."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(S)

    def show_case(self, case: CaseDetails | None) -> None:
        """Show `case`; None empties the view."""
        clear_layout(self._column)
        if case is None:
            self._column.addWidget(plain_label(_("这里显示审批的每一步。"), role="muted"))
            self._column.addStretch()
            return
        for heading, entries in rounds(case):
            if heading:
                self._column.addWidget(plain_label(heading, role="caption"))
            for entry in entries:
                self._column.addWidget(_stop(entry))
        self._column.addStretch()


def rounds(case: CaseDetails) -> Iterator[tuple[str, list[Entry]]]:
    """Yield (heading, stops) of each round, oldest first; a single round has no heading."""
    numbers = sorted({opinion.round for opinion in case.opinions} | {case.round})
    for number in numbers:
        said = [_said(each) for each in case.opinions if each.round == number]
        if number == case.round:
            said += [_coming(step) for step in case.steps if step.state in _STEP_MARKS]
        heading = _("第 {number} 轮").format(number=number) if len(numbers) > 1 else ""
        yield heading, said


def _said(opinion: OpinionDetails) -> Entry:
    act = _(ACT_TITLES[opinion.act])
    if opinion.act in {Act.SUBMIT, Act.WITHDRAW}:
        return Entry(_mark(opinion.act), f"{opinion.person} {act}", (_when(opinion),), opinion.text)
    person = opinion.person
    if opinion.on_behalf_of:
        person = _("{agent}（代 {principal}）").format(agent=person, principal=opinion.on_behalf_of)
    notes = [f"{person} · {_when(opinion)}"]
    if opinion.target:
        notes.append(_("给 {name}").format(name=opinion.target))
    if opinion.finding is not None:
        result = _(FINDING_TITLES[opinion.finding.result])
        notes.append(_("查重：{result}").format(result=f"{result} {opinion.finding.note}".rstrip()))
    title = _("{step}（加签）").format(step=opinion.step_title) if opinion.added else ""
    return Entry(
        _mark(opinion.act), f"{title or opinion.step_title} {act}", tuple(notes), opinion.text
    )


def _coming(step: StepDetails) -> Entry:
    mark = _STEP_MARKS[step.state]
    if step.state is StepState.NOT_NEEDED:
        return Entry(mark, step.title, (_("本次无需此步"),))
    asked = [_asked(each) for each in step.signers if each.state is TaskState.OPEN]
    after = [each.name for each in step.signers if each.state is TaskState.WAITING]
    notes = []
    if asked:
        notes.append(_("等待 {names}").format(names=listed(asked)))
    if after:
        names = listed(after)
        ahead = step.state is StepState.AHEAD
        notes.append(names if ahead else _("随后 {names}").format(names=names))
    if len(step.signers) > 1:
        notes.append(_(WAY_TITLES[step.way]))
    title = step.title
    if step.state is StepState.OPEN:
        title = _("{step} 审批中").format(step=step.title)
    return Entry(mark, title, tuple(notes))


def _asked(signer: Signer) -> str:
    if not signer.left:
        return signer.name
    return _("{name}（已不在岗，可转办）").format(name=signer.name)


def _mark(act: Act) -> tuple[str, Tone]:
    return _MARKS.get(act, _DONE)


def _when(opinion: OpinionDetails) -> str:
    return opinion.at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def _stop(entry: Entry) -> QWidget:
    word, tone = entry.mark
    stop = QWidget()
    stop.setAccessibleName(" ".join((entry.title, *entry.notes)))
    grid = QGridLayout(stop)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(S)
    grid.setVerticalSpacing(XXS)
    grid.setColumnStretch(1, 1)
    grid.addWidget(chip(_(word), tone), 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(plain_label(entry.title, wrap=True), 0, 1)
    for line, note in enumerate(entry.notes, start=1):
        grid.addWidget(plain_label(note, role="caption", wrap=True), line, 1)
    if entry.text:
        said = selectable_label(entry.text)
        said.setContentsMargins(0, XS, 0, XS)
        grid.addWidget(said, len(entry.notes) + 1, 1)
    return stop


def return_words(case: CaseDetails | None) -> str:
    """Return who sent a case back and why, while it waits for its submitter; else nothing."""
    if case is None or case.state is not CaseState.RETURNED:
        return ""
    last = next(each for each in reversed(case.opinions) if each.act is Act.RETURN)
    text = _("{step} {person} 退回修改：{text}")
    return text.format(step=last.step_title, person=last.person, text=last.text)
