"""The filings and applications of a client in the detail pane."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kamdesk.domain.projects import applications, filings
from kamdesk.domain.projects.application_records import ApplicationRow
from kamdesk.domain.projects.filing_records import FilingRow
from kamdesk.domain.projects.protections import STANDING_TITLES
from kamdesk.i18n import N_, _
from kamdesk.ui.applications.columns import STATE_TONES
from kamdesk.ui.filings.columns import STANDING_TONES
from kamdesk.ui.filings.columns import STATE_TONES as FILING_TONES
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.tokens import M
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.small_table import SmallTable


@dataclass(frozen=True, slots=True)
class Paper:
    """A filing or an application as one line; `kind` and `record_id` open it."""

    kind: str
    record_id: int
    what: str
    number: str
    name: str
    state: str
    tone: Tone


_COLUMNS: tuple[Column[Paper], ...] = (
    Column("what", N_("类型"), value=lambda paper: paper.what, width=46),
    Column(
        "state",
        N_("状态"),
        value=lambda paper: paper.state,
        width=66,
        tone=lambda paper: paper.tone,
    ),
    Column("number", N_("编号"), value=lambda paper: paper.number, width=126),
    Column("name", N_("项目名称"), value=lambda paper: paper.name, width=90),
)


class PapersPane(QWidget):
    """Lists them; Enter and double-click ask to open one."""

    opened = Signal(str, int)
    """Kind and id of the record to open."""

    def __init__(self) -> None:
        super().__init__()
        self.table = SmallTable(_COLUMNS, name=_("备案与立项"), empty=_("该客户还没有备案或立项。"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, M, 0, 0)
        column.addWidget(self.table)
        self.table.opened.connect(self._open)

    def show_papers(
        self, filings: Sequence[FilingRow], applications: Sequence[ApplicationRow]
    ) -> None:
        """Show both, filings first."""
        papers = [*map(_filing, filings), *map(_application, applications)]
        self.table.show_rows(papers, select=0)

    def _open(self) -> None:
        paper = self.table.current()
        if paper is not None:
            self.opened.emit(paper.kind, paper.record_id)


def _filing(row: FilingRow) -> Paper:
    if row.standing is None:
        state, tone = _(filings.STATE_TITLES[row.state]), FILING_TONES[row.state]
    else:
        state, tone = _(STANDING_TITLES[row.standing]), STANDING_TONES[row.standing]
    name = row.project_name
    return Paper("filing", row.id, _("备案"), row.number, name, state, tone)


def _application(row: ApplicationRow) -> Paper:
    state, tone = _(applications.STATE_TITLES[row.state]), STATE_TONES[row.state]
    name = row.project_name
    return Paper("application", row.id, _("立项"), row.number, name, state, tone)
