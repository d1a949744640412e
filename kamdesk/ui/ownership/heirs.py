"""The clients of a leaver with who takes each: chosen ones can go to somebody else."""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QComboBox, QVBoxLayout, QWidget

from kamdesk.domain.clients.clients import OwnerChoice
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.ownership.handovers import Belonging
from kamdesk.i18n import N_, _
from kamdesk.ui.labels import plain_label
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.tokens import S
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of
from kamdesk.ui.widgets.small_table import SmallTable

_HEIGHT = 190


class Heirs(QWidget):
    """A table of clients; the box beneath gives the selected ones to one of `takers`."""

    def __init__(self, takers: Sequence[OwnerChoice]) -> None:
        super().__init__()
        self._names = {each.id: each.name for each in takers}
        self._given: dict[int, UserId] = {}
        columns: tuple[Column[Belonging], ...] = (
            Column("name", N_("客户"), lambda client: client.name, width=320),
            Column("taker", N_("接手人"), self._taker, width=120),
        )
        self.table: SmallTable[Belonging] = SmallTable(
            columns, name=_("名下客户"), empty=_("名下没有客户。")
        )
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setFixedHeight(_HEIGHT)
        self.box = QComboBox()
        self.box.setAccessibleName(_("所选客户改交给"))
        for each in takers:
            self.box.addItem(each.name, each.id)
        self.give_button = button(_("改交"), self._give)
        words = plain_label(_("所选客户改交给"), role="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.table)
        column.addLayout(row_of(words, self.box, self.give_button, None))

    def show_clients(self, clients: Sequence[Belonging]) -> None:
        """Show somebody's clients, all of them for the main taker."""
        self._given = {}
        self.table.show_rows(clients, select=0)

    def given(self) -> dict[ClientId, UserId]:
        """Return who takes the clients that do not go to the main taker."""
        return {ClientId(client): taker for client, taker in self._given.items()}

    def _taker(self, client: Belonging) -> str:
        taker = self._given.get(client.id)
        return _("同主接手人") if taker is None else self._names[taker]

    def _give(self) -> None:
        rows = self.table.rows()
        lines = [index.row() for index in self.table.selectionModel().selectedRows()]
        for line in lines:
            self._given[rows[line].id] = self.box.currentData()
        self.table.viewport().update()
