"""The form KD-01 on screen: its 23 fields in the sections they have on paper."""

from typing import Any

from kamdesk.domain.projects.applications import (
    ATTACHMENT_TITLES,
    COMPULSORY,
    FIELD_TITLES,
    ApplicationDraft,
)
from kamdesk.domain.projects.forms import BOX_LIMIT
from kamdesk.domain.projects.modes import MODE_TITLES, DevelopmentMode
from kamdesk.domain.texts import LINE_LIMIT
from kamdesk.i18n import N_, _
from kamdesk.ui.applications.fields import CapitalsField, MembersField
from kamdesk.ui.forms.choice_fields import ChoiceField, MultiChoiceField
from kamdesk.ui.forms.number_fields import DateField, DecimalField, MoneyField
from kamdesk.ui.forms.text_fields import LineField, TextField
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.projects.draft_form import DraftForm, SearchClients

SECTIONS = {
    N_("客户与来源"): ("client_id", "phone", "project_name", "source", "mode", "partner"),
    N_("需求与预测"): ("background", "monthly_tons", "yearly_sales", "margin", "key_people"),
    N_("竞争与风险"): ("competitors", "strengths", "risks"),
    N_("目标与小组"): ("goals", "starts_on", "ends_on", "leader", "leader_duty", "members"),
    N_("预算与支持"): ("budget", "support"),
    N_("附件"): ("attachments",),
}
"""The parts of the form and their fields, in print order."""
_PARTS = tuple(SECTIONS)


class ApplicationForm(DraftForm[ApplicationDraft]):
    """The fields of one application, to and from an `ApplicationDraft`."""

    def __init__(self, search: SearchClients, *, jobs: Jobs) -> None:
        super().__init__(ApplicationDraft())
        self._add_client(search, jobs)
        self._add_forecast()
        self._add_rivals()
        self._add_goals()
        self._add_budget()
        self.edited.connect(self._on_field)
        self._show_partner()

    def shape(self, name: str, value: Any) -> Any:
        return frozenset(value) if name == "attachments" else value

    def _add_client(self, search: SearchClients, jobs: Jobs) -> None:
        self.section(_(_PARTS[0]))
        self.add_client_picker(_(FIELD_TITLES["client_id"]), search, jobs)
        modes = [(mode, _(title)) for mode, title in MODE_TITLES.items()]
        self.add(_line("project_name"), wide=True)
        self.add(_line("phone"), _line("source"))
        self.add(ChoiceField("mode", _(FIELD_TITLES["mode"]), modes, required=True))
        partner = LineField("partner", _(FIELD_TITLES["partner"]), required=True)
        self.add(partner)

    def _add_forecast(self) -> None:
        self.section(_(_PARTS[1]))
        self.add(_box("background", lines=4), wide=True)
        self.add(
            DecimalField("monthly_tons", _("预计月用量"), unit=_("吨"), places=3, required=True),
            MoneyField("yearly_sales", _("预计年销售额"), required=True),
            DecimalField("margin", _("预计毛利率"), unit="%", required=True),
        )
        self.add(_box("key_people"), wide=True)

    def _add_rivals(self) -> None:
        self.section(_(_PARTS[2]))
        self.add(_box("competitors"), wide=True)
        self.add(_box("strengths"), _box("risks"))

    def _add_goals(self) -> None:
        self.section(_(_PARTS[3]))
        self.add(_box("goals"), wide=True)
        for key in ("starts_on", "ends_on"):
            self.add(DateField(key, _(FIELD_TITLES[key]), required=True))
        self.add(_line("leader"), _line("leader_duty"))
        self.add(MembersField("members", _(FIELD_TITLES["members"])), wide=True)

    def _add_budget(self) -> None:
        self.section(_(_PARTS[4]))
        self.add(MoneyField("budget", _("费用预算"), required=True))
        self.add(CapitalsField("capitals", _("大写")))
        self.add(_box("support"), wide=True)
        self.section(_(_PARTS[5]))
        kinds = [(each, _(title)) for each, title in ATTACHMENT_TITLES.items()]
        self.add(MultiChoiceField("attachments", _("随附"), kinds), wide=True)

    def _on_field(self, key: str) -> None:
        if key == "mode":
            self._show_partner()
        elif key == "budget":
            self["capitals"].set_value(self["budget"].value())

    def _show_partner(self) -> None:
        joint = self["mode"].value() is DevelopmentMode.JOINT
        self["partner"].required = joint
        for widget in (self["partner"], self["partner"].label):
            widget.setVisible(joint)


def _line(key: str) -> LineField:
    return LineField(key, _(FIELD_TITLES[key]), required=key in COMPULSORY, max_length=LINE_LIMIT)


def _box(key: str, *, lines: int = 3) -> TextField:
    return TextField(
        key, _(FIELD_TITLES[key]), required=key in COMPULSORY, max_length=BOX_LIMIT, lines=lines
    )
