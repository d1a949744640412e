"""分类…: the four classes of one client, how each stands and why, and asking for a decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kamdesk.domain.classes.classification import ClientEvidence
from kamdesk.domain.classes.decisions import (
    BASIS_LIMIT,
    BASIS_TITLES,
    SECTOR_TITLES,
    WAY_TITLES,
    Basis,
    ClassDecision,
    asked_parts,
    basis_text,
    needed_parts,
    outcome_text,
)
from kamdesk.domain.clients.clients import CLASS_TITLES, ClientClass, ClientDetails
from kamdesk.i18n import N_, _
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.field import Field
from kamdesk.ui.forms.form import FormView, scrolled
from kamdesk.ui.forms.text_fields import TextField
from kamdesk.ui.labels import Chip, heading, plain_label
from kamdesk.ui.lists.columns import cell_text
from kamdesk.ui.messages import Messages
from kamdesk.ui.projects.asking import AskingDialog, about_label
from kamdesk.ui.tokens import XL, XS, L, M
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import Card, row_of
from kamdesk.ui.widgets.notices import Notice

HINTS: Mapping[str, str] = {
    "tie": N_("说明与哪家客户在行业、产业链或价值链上有何联系。"),
    "survey": N_("调查了什么，预测的需求和分析的结论。"),
    "potential": N_("今后的用量、销售额或带动作用。"),
    "rivals": N_("从哪家竞争对手争取什么，争取多少。"),
}


@dataclass(frozen=True, slots=True)
class ClassFile:
    """One client with the verdict on it and the decisions taken, the newest first."""

    details: ClientDetails
    standing: ClientEvidence
    decisions: tuple[ClassDecision, ...]


class ClassesDialog(QDialog):
    """Shows the classes; asks for what its buttons say. `decides` shows the buttons."""

    wanted = Signal(object, bool)
    """The class, and whether it is to be given."""

    def __init__(self, file: ClassFile, *, decides: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = file
        self.cards = {each: _ClassCard(each, self, decides=decides) for each in ClientClass}
        self.setWindowTitle(_("分类：{name}").format(name=file.details.draft.name))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        for card in self.cards.values():
            column.addWidget(card)
        column.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, L, XL, L)
        layout.setSpacing(M)
        layout.addWidget(scrolled(inner), 1)
        layout.addLayout(row_of(None, button(_("关闭"), self.accept)))
        self.resize(640, 600)
        self.show_file(file)

    def show_file(self, file: ClassFile) -> None:
        """Show how the client stands now."""
        self.file = file
        for card in self.cards.values():
            card.show_file(file)


class _ClassCard(Card):
    """One class: held or not, the figures where there are any, the latest decision."""

    def __init__(self, client_class: ClientClass, dialog: ClassesDialog, *, decides: bool) -> None:
        super().__init__()
        self._class = client_class
        self.state = Chip()
        self.figures = Notice()
        self.last = plain_label(role="muted", wrap=True)
        self.give = button(_("认定…"), lambda: dialog.wanted.emit(client_class, True))  # noqa: FBT003 - a signal's argument
        self.take = button(_("取消…"), lambda: dialog.wanted.emit(client_class, False))  # noqa: FBT003 - a signal's argument
        self._decides = decides
        title = heading(_(CLASS_TITLES[client_class]))
        self.body.setSpacing(XS)
        self.body.addLayout(row_of(title, self.state, None, self.give, self.take))
        self.body.addWidget(self.figures)
        self.body.addWidget(self.last)

    def show_file(self, file: ClassFile) -> None:
        held = self._class in file.details.draft.classes
        self.state.say(_("已认定") if held else _("未认定"), Tone.OK if held else Tone.NEUTRAL)
        self.give.setText(_("重新认定…") if held else _("认定…"))
        self.give.setVisible(self._decides)
        self.take.setVisible(self._decides and held)
        if self._class is ClientClass.ECONOMIC:
            verdict = file.standing.evidence.verdict
            against = _("{sentence}。与现有类别不一致。").format(sentence=verdict.sentence)
            agrees = verdict.holds == held
            told = verdict.sentence if agrees else against
            self.figures.say(told, Tone.NEUTRAL if agrees else Tone.WARN)
        taken = [each for each in file.decisions if each.client_class is self._class]
        self.last.setText(decision_words(taken[0]) if taken else _("还没有认定记录。"))


class DecisionDialog(AskingDialog):
    """Asks for the basis of giving or taking away one class; `submitted` carries its parts."""

    def __init__(
        self,
        file: ClassFile,
        client_class: ClientClass,
        *,
        holds: bool,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        title = outcome_text(client_class, holds=holds)
        economic = client_class is ClientClass.ECONOMIC
        verdict = file.standing.evidence.verdict
        overrules = economic and verdict.holds != holds
        form = FormView()
        form.add_widget(
            about_label(_("{title}：{text}").format(title=file.details.draft.name, text=title))
        )
        if economic:
            form.add_widget(_figures_notice(verdict.sentence, overrules=overrules))
        needed = needed_parts(client_class, holds=holds, overrules=overrules)
        form.add(*(_part(name, name in needed) for name in asked_parts(client_class, holds=holds)))
        super().__init__(title, form, messages=messages, save_text=title, parent=parent)


def basis_of(values: Mapping[str, Any]) -> Basis:
    """Return the basis that a form's values make."""
    return Basis(**{name: value for name, value in values.items() if value is not None})


def decision_words(decision: ClassDecision) -> str:
    """Return a decision in a line: when, by whom, how, why."""
    why = basis_text(decision.basis)
    head = f"{cell_text(decision.at)} {decision.by} · {_(WAY_TITLES[decision.way])}"
    told = outcome_text(decision.client_class, holds=decision.holds)
    return f"{head} · {told}" + (f"\n{why}" if why else "")


def _figures_notice(sentence: str, *, overrules: bool) -> Notice:
    against = _("{sentence}。与数据不一致，须写明理由。").format(sentence=sentence)
    return Notice(against if overrules else sentence, Tone.WARN if overrules else Tone.OK)


def _part(name: str, required: bool) -> Field:  # noqa: FBT001 - one use, beside its definition
    title = _(BASIS_TITLES[name])
    if name == "sector":
        sectors = [(each, _(word)) for each, word in SECTOR_TITLES.items()]
        return ChoiceField(name, title, sectors, required=required)
    hint = _(HINTS[name]) if name in HINTS else ""
    return TextField(name, title, required=required, max_length=BASIS_LIMIT, lines=3, hint=hint)
