"""The overview of one client: facts, the units above and below it, what is odd with its code."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kamdesk.domain.clients.clients import FIELD_TITLES, ClientDetails
from kamdesk.i18n import _
from kamdesk.ui.labels import plain_label, selectable_label
from kamdesk.ui.lists.columns import cell_text
from kamdesk.ui.tokens import M
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import link_button
from kamdesk.ui.widgets.cards import Facts
from kamdesk.ui.widgets.notices import Notice

_SHOWN_CHILDREN = 20
_FIELDS = (
    "short_name",
    "former_name",
    "industry",
    "address",
    "phone",
    "website",
    "source",
    "org_type",
    "registered_capital",
    "business_scope",
    "remark",
)
"""The texts shown where they are filled in."""


class Overview(QWidget):
    """Shows a client's facts; asks to open the units it belongs with."""

    client_wanted = Signal(int)
    """The id of a client whose link was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.notice = Notice()
        self.facts = Facts()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, M, 0, 0)
        column.setSpacing(M)
        column.addWidget(self.notice)
        column.addWidget(self.facts)
        column.addStretch()

    def show_client(self, details: ClientDetails) -> None:
        """Show `details`."""
        self.notice.say(details.code_warning, Tone.WARN)
        self.facts.show_facts(_first(details))
        self._add_family(details)
        for name, text in _rest(details).items():
            self.facts.add(name, selectable_label(text))

    def _add_family(self, details: ClientDetails) -> None:
        if details.draft.parent_id is not None:
            parent = self._link(details.draft.parent_id, details.parent)
            self.facts.add(_(FIELD_TITLES["parent_id"]), parent)
        if details.children:
            below = QWidget()
            column = QVBoxLayout(below)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            for child in details.children[:_SHOWN_CHILDREN]:
                link = self._link(child.id, child.name)
                column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            if len(details.children) > _SHOWN_CHILDREN:
                text = _("共 {count} 个下级客户").format(count=len(details.children))
                column.addWidget(plain_label(text, role="caption"))
            self.facts.add(_("下级客户"), below)

    def _link(self, client_id: int, name: str) -> QWidget:
        return link_button(name, lambda: self.client_wanted.emit(client_id))


def _first(details: ClientDetails) -> dict[str, str]:
    draft = details.draft
    return {
        _("信用代码"): draft.code,
        _(FIELD_TITLES["owner_id"]): details.owner,
        _("所在地"): " ".join(part for part in (draft.province, draft.city) if part),
    }


def _rest(details: ClientDetails) -> dict[str, str]:
    draft = details.draft
    texts = {_(FIELD_TITLES[name]): getattr(draft, name) for name in _FIELDS}
    shown = {title: text for title, text in texts.items() if text}
    if draft.established_on is not None:
        shown[_(FIELD_TITLES["established_on"])] = draft.established_on.isoformat()
    created = _("{person} {time}")
    shown[_("建档")] = created.format(person=details.created_by, time=cell_text(details.created_at))
    shown[_("修改时间")] = cell_text(details.updated_at)
    return shown
