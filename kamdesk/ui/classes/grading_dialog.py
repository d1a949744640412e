"""评级: the marks of one client, the score they give at once, and the grade that is decided."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from kamdesk.domain.classes.grading import CRITERION_TITLES, MARK_TITLES, Judgement, Score, score
from kamdesk.domain.classes.gradings import REASON_LIMIT, REASON_TITLE, GradingDraft, GradingSheet
from kamdesk.domain.clients.clients import FIELD_TITLES, TIER_TITLES, Grade
from kamdesk.domain.money import in_ten_thousands
from kamdesk.i18n import _
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.labels import plain_label
from kamdesk.ui.messages import Messages
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.notices import Notice


class GradingDialog(FormDialog):
    """Asks for the marks and shows what they come to; the draft goes to whoever opened it."""

    def __init__(self, sheet: GradingSheet, *, messages: Messages, parent: QWidget) -> None:
        self._sheet = sheet
        self.result_line = Notice("", Tone.NEUTRAL)
        title = _("评级：{name}").format(name=sheet.name)
        super().__init__(title, self._form(), messages=messages, width=600, parent=parent)
        self.form.edited.connect(self._tell)
        self._tell()

    def draft(self, values: Mapping[str, Any]) -> GradingDraft:
        """Return what was decided."""
        return GradingDraft(
            judgement=_judgement(values),
            grade=values["grade"],
            reason=values["reason"] or "",
            tier=values["tier"],
        )

    def _form(self) -> FormView:
        sheet, form = self._sheet, FormView()
        amount = _("近 12 个月采购 {amount} 万元，满分为 {full} 万元。").format(
            amount=in_ten_thousands(sheet.amount), full=in_ten_thousands(sheet.scheme.full_amount)
        )
        form.add_widget(plain_label(amount, role="muted"))
        for criterion, titles in MARK_TITLES.items():
            marks = [(mark, f"{mark} · {_(word)}") for mark, word in enumerate(titles, start=1)]
            weight = _("权重 {weight}%").format(weight=sheet.scheme.weight(criterion))
            title = _(CRITERION_TITLES[criterion])
            form.add(ChoiceField(criterion.value, title, marks, required=True, hint=weight))
        form.add_widget(self.result_line)
        grades = [(grade, grade.value) for grade in Grade]
        tiers = [(tier, _(word)) for tier, word in TIER_TITLES.items()]
        form.add(
            ChoiceField("grade", _("评定等级"), grades, hint=_("留空则按得分评定。")),
            LineField(
                "reason",
                _(REASON_TITLE),
                max_length=REASON_LIMIT,
                hint=_("与得分不同的等级必须写明理由。"),
            ),
            ChoiceField("tier", _(FIELD_TITLES["tier"]), tiers),
        )
        form.set_values(_first(sheet))
        return form

    def _tell(self) -> None:
        values = self.form.values()
        if any(values[criterion.value] is None for criterion in MARK_TITLES):
            self.result_line.say(_("选好三项评分后，这里显示得分和等级。"), Tone.NEUTRAL)
            return
        result = score(self._sheet.scheme, self._sheet.amount, _judgement(values))
        grade = self._sheet.scheme.grade_of(result.total)
        text = _("得分 {total}，对应 {grade} 级（{parts}）")
        self.result_line.say(
            text.format(total=result.total, grade=grade.value, parts=parts_words(result)),
            Tone.INFO,
        )


def parts_words(result: Score) -> str:
    """Return what a score is made of: 采购价值 28.0 + 企业规模 12.0 …."""
    return " + ".join(
        f"{_(CRITERION_TITLES[part.criterion])} {part.brings:.1f}" for part in result.parts
    )


def _judgement(values: Mapping[str, Any]) -> Judgement:
    return Judgement(
        scale=values["scale"], potential=values["potential"], payment=values["payment"]
    )


def _first(sheet: GradingSheet) -> dict[str, Any]:
    """Return what the form begins with: the marks of the last grading."""
    marks: dict[str, Any] = {}
    if sheet.past:
        last = sheet.past[0].judgement
        marks = {criterion.value: last.mark(criterion) for criterion in MARK_TITLES}
    return {**marks, "tier": sheet.tier}
