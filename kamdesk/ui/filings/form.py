"""The form KD-02 on screen, in the order of the paper."""

from kamdesk.domain.projects.filings import (
    CLIENT_STATE_TITLES,
    COMPULSORY,
    FIELD_TITLES,
    FilingDraft,
)
from kamdesk.domain.projects.forms import BOX_LIMIT
from kamdesk.domain.projects.modes import MODE_TITLES
from kamdesk.domain.texts import LINE_LIMIT
from kamdesk.i18n import _
from kamdesk.ui.forms.choice_fields import CheckField, ChoiceField
from kamdesk.ui.forms.number_fields import DateField, MoneyField
from kamdesk.ui.forms.text_fields import LineField, TextField
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.projects.draft_form import DraftForm, SearchClients


class FilingForm(DraftForm[FilingDraft]):
    """The fields of one filing, to and from a `FilingDraft`."""

    def __init__(self, search: SearchClients, *, jobs: Jobs) -> None:
        super().__init__(FilingDraft())
        self._add_client(search, jobs)
        self._add_project()
        self._add_declaration()

    def _add_client(self, search: SearchClients, jobs: Jobs) -> None:
        self.section(_("客户与联系人"))
        self.add_client_picker(_(FIELD_TITLES["client_id"]), search, jobs)
        states = [(state, _(title)) for state, title in CLIENT_STATE_TITLES.items()]
        self.add(
            ChoiceField("client_state", _(FIELD_TITLES["client_state"]), states, required=True)
        )
        self.add(*(_line(key) for key in ("contact_name", "contact_post", "contact_phone")))
        self.add(_line("evidence"), wide=True)

    def _add_project(self) -> None:
        self.section(_("项目信息"))
        self.add(_line("project_name"), wide=True)
        self.add(_box("summary"), wide=True)
        self.add(
            MoneyField("expected_amount", _("预计签约金额")),
            _line("expected_price"),
            DateField("expected_on", _(FIELD_TITLES["expected_on"])),
        )
        modes = [(mode, _(title)) for mode, title in MODE_TITLES.items()]
        self.add(ChoiceField("mode", _(FIELD_TITLES["mode"]), modes, required=True))
        self.add(_box("feedback"), wide=True)
        self.add(_box("competitors"), wide=True)

    def _add_declaration(self) -> None:
        self.section(_("声明"))
        text = _("本人声明以上内容真实；内容虚假的，备案保护随即终止。")
        self.add(
            CheckField("declared", _(FIELD_TITLES["declared"]), text=text, check=_undeclared),
            wide=True,
        )


def _undeclared(ticked: object) -> str:
    return "" if ticked else _("提交前请确认报备人声明。")


def _line(key: str) -> LineField:
    return LineField(key, _(FIELD_TITLES[key]), required=key in COMPULSORY, max_length=LINE_LIMIT)


def _box(key: str) -> TextField:
    return TextField(
        key, _(FIELD_TITLES[key]), required=key in COMPULSORY, max_length=BOX_LIMIT, lines=3
    )
