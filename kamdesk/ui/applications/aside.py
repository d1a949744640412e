"""Beside the form: the client with the filing in force, and what is still missing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kamdesk.domain.clients.clients import CLASS_TITLES, ClientClass
from kamdesk.domain.projects.application_records import ApplicationBasis
from kamdesk.domain.projects.sheets import ClientFacts
from kamdesk.i18n import _, listed
from kamdesk.ui.applications.form import SECTIONS, ApplicationForm
from kamdesk.ui.labels import Chip
from kamdesk.ui.tokens import S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import link_button
from kamdesk.ui.widgets.cards import Card, Facts
from kamdesk.ui.widgets.notices import Notice


class BasisCard(Card):
    """The chosen client's class, code and address, and the filing the application rests on."""

    def __init__(self) -> None:
        super().__init__(_("客户与备案"))
        self.facts = Facts()
        self.notice = Notice()
        self.body.addWidget(self.facts)
        self.body.addWidget(self.notice)
        self.show_basis(None)

    def show_basis(self, basis: ApplicationBasis | None) -> None:
        """Show the client and its filing in force; None before a client is chosen."""
        if basis is None:
            self.facts.clear()
            self.notice.say(_("选择客户后，这里显示客户类别、信用代码和有效备案。"), Tone.NEUTRAL)
            return
        client, filing = basis.client, basis.filing
        shown = {
            _("客户"): client.name,
            _("类别"): class_words(client),
            _("信用代码"): client.code,
            _("地址"): client.address or client.region,
        }
        if filing is not None:
            shown[_("备案号")] = filing.number
            shown[_("有效期至")] = filing.valid_until.isoformat()
        self.facts.show_facts(shown)
        missing = _("您对该客户没有有效的项目备案。请先办理备案登记，再提交立项申请。")
        self.notice.say("" if filing else missing, Tone.WARN)


def class_words(client: ClientFacts) -> str:
    """Return the titles of a client's classes in their fixed order."""
    return listed(_(CLASS_TITLES[each]) for each in ClientClass if each.value in client.classes)


class SectionsCard(Card):
    """The parts of the form, each with what it still lacks; a click goes there."""

    chosen = Signal(str)
    """The key of the field to go to."""

    def __init__(self, form: ApplicationForm) -> None:
        super().__init__(_("填写进度"))
        self._form = form
        self._chips: dict[str, Chip] = {}
        for title in SECTIONS:
            self.body.addWidget(self._line(title))
        form.edited.connect(self.count)
        self.count()

    def count(self) -> None:
        """Count the compulsory fields that are empty."""
        for title in SECTIONS:
            missing = len(self._missing(title))
            if missing:
                self._chips[title].say(_("缺 {count} 项").format(count=missing), Tone.WARN)
            elif self._untouched(title):
                self._chips[title].say(_("选填"), Tone.NEUTRAL)
            else:
                self._chips[title].say(_("齐全"), Tone.OK)

    def _missing(self, title: str) -> list[str]:
        shown = (self._form[key] for key in SECTIONS[title])
        return [one.key for one in shown if one.required and one.value() in (None, "", ())]

    def _untouched(self, title: str) -> bool:
        return all(self._form[key].value() in (None, "", ()) for key in SECTIONS[title])

    def _line(self, title: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(self._link(title))
        row.addStretch()
        self._chips[title] = Chip()
        row.addWidget(self._chips[title])
        return line

    def _link(self, title: str) -> QPushButton:
        return link_button(_(title), lambda: self._go(title))

    def _go(self, title: str) -> None:
        missing = self._missing(title)
        self.chosen.emit(missing[0] if missing else SECTIONS[title][0])
