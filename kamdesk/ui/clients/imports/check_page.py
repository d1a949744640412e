"""Step 3: what the import would do, before anything is written; and the choices it depends on."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kamdesk.domain.clients.clients import OwnerChoice
from kamdesk.domain.clients.imports import (
    Existing,
    ImportOptions,
    ImportReport,
    Outcome,
    RowNote,
)
from kamdesk.domain.ids import UserId
from kamdesk.i18n import N_, _
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.labels import plain_label
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.tokens import M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.cards import KpiCard
from kamdesk.ui.widgets.notices import Notice
from kamdesk.ui.widgets.small_table import SmallTable

SHOWN_NOTES = 500
OUTCOME_TITLES = {
    Outcome.NEW: N_("新增"),
    Outcome.UPDATE: N_("更新"),
    Outcome.SKIP: N_("跳过"),
    Outcome.ERROR: N_("错误"),
}
OUTCOME_TONES = {
    Outcome.NEW: Tone.OK,
    Outcome.UPDATE: Tone.INFO,
    Outcome.SKIP: Tone.NEUTRAL,
    Outcome.ERROR: Tone.BAD,
}
_ORDER = (Outcome.ERROR, Outcome.NEW, Outcome.UPDATE, Outcome.SKIP)
"""How the table is ordered: what failed comes first, then what was taken with a warning."""
_COLUMNS: tuple[Column[RowNote], ...] = (
    Column("line", N_("行号"), value=lambda note: note.line, width=60, number=True),
    Column(
        "outcome",
        N_("结果"),
        value=lambda note: _(OUTCOME_TITLES[note.outcome]),
        width=56,
        tone=lambda note: OUTCOME_TONES[note.outcome],
    ),
    Column("name", N_("客户名称"), value=lambda note: note.name, width=230),
    Column(
        "reasons",
        N_("原因与提醒"),
        value=lambda note: " ".join((*note.reasons, *note.warnings)),
        width=400,
    ),
)


class CountsRow(QWidget):
    """The four outcomes and their numbers."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        self.cards = {each: KpiCard(_(title)) for each, title in OUTCOME_TITLES.items()}
        for card in self.cards.values():
            row.addWidget(card, 1)

    def show_report(self, report: ImportReport) -> None:
        """Show the counts of `report`."""
        for outcome, card in self.cards.items():
            card.say(f"{report.counts.get(outcome, 0):,}")


class CheckPage(QWidget):
    """Shows a dry run; a changed choice asks for another one."""

    options_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notice = Notice()
        self.counts = CountsRow()
        self.about = plain_label(role="muted")
        self.table = SmallTable(_COLUMNS, name=_("有问题的行"), empty=_("没有错误，也没有提醒。"))
        self.form = FormView(columns=2)
        self.form.add(_existing_field(), _owner_field())
        self.form.set_values({"existing": Existing.SKIP})
        self.form.edited.connect(lambda _key: self.options_changed.emit())
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(S)
        page.addWidget(self.form)
        page.addWidget(self.notice)
        page.addWidget(self.counts)
        page.addWidget(self.about)
        page.addWidget(self.table, 1)

    def show_owners(self, owners: Sequence[OwnerChoice], chosen: UserId) -> None:
        """Offer the people who may own the clients that name no owner; `chosen` if among them."""
        field = self.form["owner_id"]
        if isinstance(field, ChoiceField):
            field.set_choices([(each.id, each.name) for each in owners])
            field.set_value(chosen)

    def options(self) -> ImportOptions:
        """Return what is chosen."""
        values = self.form.values()
        return ImportOptions(
            existing=values["existing"] or Existing.SKIP, owner_id=values["owner_id"]
        )

    def show_report(self, report: ImportReport) -> None:
        """Show what the import would do."""
        self.notice.say("")
        self.counts.show_report(report)
        notes = sorted(report.notes, key=lambda note: (_ORDER.index(note.outcome), note.line))
        self.table.show_rows(notes[:SHOWN_NOTES], select=0)
        self.about.setText(_about(report))

    def refuse(self, sentence: str) -> None:
        """Show why nothing was imported."""
        self.notice.say(sentence, Tone.BAD)


def _existing_field() -> ChoiceField:
    choices = [
        (Existing.SKIP, _("跳过，不改动")),
        (Existing.UPDATE, _("用文件内容更新（空白格不改）")),
    ]
    return ChoiceField("existing", _("已有客户"), choices, required=True)


def _owner_field() -> ChoiceField:
    hint = _("用于文件中没有写负责人的新客户；留空为无负责人。")
    return ChoiceField("owner_id", _("负责人"), [], hint=hint)


def _about(report: ImportReport) -> str:
    text = _("共 {total} 行，其中 {warned} 行有提醒；提醒不影响导入，错误行不导入。")
    about = text.format(total=f"{report.total:,}", warned=f"{report.warned:,}")
    if len(report.notes) > SHOWN_NOTES:
        more = _("下面只列出前 {count} 行。").format(count=SHOWN_NOTES)
        return f"{about} {more}"
    return about
