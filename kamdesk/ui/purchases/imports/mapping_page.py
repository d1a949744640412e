"""Step 2: columns, units and choices, with the first rows as they will be read."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kamdesk.domain.clients.clients import OwnerChoice
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import UserId
from kamdesk.domain.purchases.import_preview import PreviewRow, preview
from kamdesk.domain.purchases.import_process import RunTask
from kamdesk.domain.purchases.imports import IMPORT_TITLES, PurchaseImportOptions, guess
from kamdesk.domain.tables import TableHead
from kamdesk.i18n import N_, _
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.imports.mapping_page import Fields, MappingPage
from kamdesk.ui.labels import plain_label
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.purchases.imports.options_form import OptionsForm
from kamdesk.ui.state import UiState
from kamdesk.ui.tokens import L, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.notices import Notice
from kamdesk.ui.widgets.small_table import SmallTable

_PREVIEW_HEIGHT = 160
_COLUMNS: tuple[Column[PreviewRow], ...] = (
    Column("line", N_("行号"), value=lambda row: row.line, width=52, number=True),
    Column("client", N_("客户"), value=lambda row: row.client, width=140),
    Column("day", N_("日期"), value=lambda row: row.day, width=92),
    Column("product", N_("产品"), value=lambda row: row.product, width=120),
    Column("tons", N_("采购量（吨）"), value=lambda row: row.tons, width=96, number=True),
    Column("amount", N_("金额（元）"), value=lambda row: row.amount, width=110, number=True),
    Column("document", N_("单据号"), value=lambda row: row.document, width=104),
    Column(
        "fault",
        N_("读不进来的原因"),
        value=lambda row: row.fault,
        width=200,
        tone=lambda _row: Tone.BAD,
    ),
)


class PurchaseMappingPage(QWidget):
    """Columns on the left, choices on the right, the first rows beneath."""

    def __init__(self, state: UiState, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._state = state
        self._today = today
        self._head = TableHead("", "", (), (), 0, "")
        self.columns = MappingPage(state, _fields())
        self.form = OptionsForm()
        self.notice = Notice()
        self.table = SmallTable(_COLUMNS, name=_("前几行的读法"), empty=_("文件里没有数据行。"))
        self.table.setFixedHeight(_PREVIEW_HEIGHT)
        self._build()
        self.columns.changed.connect(self._show_preview)
        self.form.edited.connect(lambda _key: self._show_preview())

    def show_head(self, head: TableHead) -> None:
        """Offer the columns of a file, mapped and read as last time, else as guessed."""
        self._head = head
        self.columns.show_table(head.headers, head.first)
        self.form.show_options(self._remembered() or guess(head.headers).options)
        self._show_preview()

    def show_owners(self, owners: Sequence[OwnerChoice], chosen: UserId) -> None:
        """Offer the people who may own the clients that are registered on the way."""
        self.form.show_owners(owners, chosen)

    def mapping(self) -> dict[str, int]:
        """Return field → column as chosen."""
        return self.columns.mapping()

    def options(self) -> PurchaseImportOptions:
        """Return what is chosen."""
        return self.form.options()

    def validate(self) -> bool:
        """Tell whether it may be tried; show what is wrong where it may not."""
        sound = [self.columns.validate(), self.form.validate()]
        return all(sound) and self._show_preview()

    def remember(self) -> None:
        """Keep columns and choices for the next file with the same headings."""
        self.columns.remember()
        task = RunTask(self._head.headers, self.mapping(), self.options())
        self._state.keep(self._options_key(), task.text())

    # -- inside -------------------------------------------------------------------------

    def _build(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(L)
        upper.addWidget(self.columns, 3)
        upper.addWidget(scrolled(self.form, margin=S), 2)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(S)
        page.addLayout(upper, 1)
        page.addWidget(plain_label(_("前几行将这样读入："), role="strong"))
        page.addWidget(self.notice)
        page.addWidget(self.table)

    def _show_preview(self) -> bool:
        """Show the first rows; tell whether the columns suffice."""
        try:
            today = self._today()
            rows = preview(self._head, self.mapping(), self.options(), today=today)
        except RuleError as error:
            self.table.show_rows([])
            self.notice.say(str(error), Tone.WARN)
            return False
        self.notice.say("")
        self.table.show_rows(rows, select=0)
        return True

    def _remembered(self) -> PurchaseImportOptions | None:
        """Return the choices kept for these headings; None where there are none that fit."""
        try:
            return RunTask.of_text(self._state.text(self._options_key())).options
        except (ValueError, KeyError, TypeError, ArithmeticError):
            return None

    def _options_key(self) -> str:
        return f"{self.columns.key()}-options"


def _fields() -> Fields:
    titles = {name: _(title) for name, title in IMPORT_TITLES.items()}
    return Fields(_("采购记录"), titles, frozenset({"day"}), lambda headers: guess(headers).mapping)
