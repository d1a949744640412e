"""查重合并: pairs that may be one, found on request, and the merges that were done."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.clients.duplicates import REASON_TITLES
from kamdesk.domain.ownership.merges import MergeRow
from kamdesk.domain.ownership.suspects import Suspect, pair_of
from kamdesk.i18n import N_, _
from kamdesk.services.ownership.merges import MergeService
from kamdesk.services.ownership.suspects import SuspectService
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.ownership.merge_acts import MergeActs
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.shell.page import Page
from kamdesk.ui.tokens import M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import Card, row_of
from kamdesk.ui.widgets.long_task import run_with_progress
from kamdesk.ui.widgets.notices import Notice
from kamdesk.ui.widgets.small_table import SmallTable

_SHOWN = 2000
SUSPECTS: tuple[Column[Suspect], ...] = (
    Column("first", N_("客户"), lambda pair: pair.first.name, width=210),
    Column("first_owner", N_("负责人"), lambda pair: pair.first.owner, width=64),
    Column("second", N_("疑似同一客户"), lambda pair: pair.second.name, width=210),
    Column("second_owner", N_("负责人"), lambda pair: pair.second.owner, width=64),
    Column("reason", N_("原因"), lambda pair: _(REASON_TITLES[pair.reason]), width=84),
    Column("score", N_("相似度"), lambda pair: round(pair.score), width=60, number=True),
)


def _undone(row: MergeRow) -> Tone | None:
    return Tone.NEUTRAL if row.undone_at else None


def _state(row: MergeRow) -> str:
    return _("已撤销") if row.undone_at else _("已合并")


MERGES: tuple[Column[MergeRow], ...] = (
    Column("at", N_("时间"), lambda row: row.at, width=118, tone=_undone),
    Column("merged", N_("并入的客户"), lambda row: row.merged, width=150, tone=_undone),
    Column("kept", N_("保留的客户"), lambda row: row.kept, width=150, tone=_undone),
    Column("state", N_("状态"), _state, width=64, tone=_undone),
    Column("reason", N_("理由"), lambda row: row.reason, width=100, tone=_undone),
)


class MergesPage(Page):
    """销售管理部 looks for duplicates here, merges them or tells them apart, and undoes merges."""

    help_topic: ClassVar[str] = "merging"

    def __init__(self, merges: MergeService, suspects: SuspectService, *, tools: PageTools) -> None:
        super().__init__()
        self._merges = merges
        self._suspects = suspects
        self._tools = tools
        self._by = tools.actor.id
        self.acts = MergeActs(merges, tools, self)
        self.find_button = button(
            _("查找重复"), self.look_through, icon_name="search", primary=True
        )
        self.merge_button = button(_("合并"), self.merge, icon_name="git-merge")
        self.apart_button = button(_("不是同一客户"), self.tell_apart, icon_name="x")
        self.undo_button = button(_("撤销合并"), self.undo, icon_name="undo-2")
        self.notice = Notice(_("点“查找重复”，把全部客户互相比对一遍；找到的只是建议。"))
        self.pairs: SmallTable[Suspect] = SmallTable(
            SUSPECTS, name=_("疑似重复"), empty=_("还没有查找。")
        )
        self.done: SmallTable[MergeRow] = SmallTable(
            MERGES, name=_("合并记录"), empty=_("还没有合并过客户。")
        )
        self._build()

    def activate(self) -> None:
        self._read()

    def refresh(self) -> None:
        self._read()

    # -- what the buttons do --------------------------------------------------------------

    def look_through(self) -> None:
        """Compare all clients with each other, with progress and a way to stop."""
        suspects, by = self._suspects, self._by
        run_with_progress(
            self,
            self._tools.jobs,
            title=_("查找重复客户"),
            work=lambda run: suspects.find(by=by, report=run.report, cancelled=run.cancelled),
            done=self._show_pairs,
        )

    def merge(self) -> None:
        """Merge the pair under the cursor."""
        pair = self.pairs.current()
        if pair is not None:
            self.acts.merge(pair.first.id, pair.second.id)

    def tell_apart(self) -> None:
        """Keep that the pair under the cursor is not one."""
        pair = self.pairs.current()
        if pair is not None:
            keep = partial(self._suspects.tell_apart, pair.first.id, pair.second.id, by=self._by)
            self._tools.jobs.run(self, keep, partial(self._on_apart, pair))

    def undo(self) -> None:
        """Take the merge under the cursor back."""
        row = self.done.current()
        if row is not None and row.undone_at is None:
            self.acts.undo(row)

    # -- inside ---------------------------------------------------------------------------

    def _build(self) -> None:
        left, right = Card(_("疑似重复")), Card(_("合并记录"))
        left.body.addWidget(self.pairs)
        left.body.addLayout(row_of(self.merge_button, self.apart_button, None))
        right.body.addWidget(self.done)
        right.body.addLayout(row_of(self.undo_button, None))
        both = QHBoxLayout()
        both.setSpacing(M)
        both.addWidget(left, 3)
        both.addWidget(right, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(row_of(self.notice, self.find_button))
        column.addLayout(both, 1)
        self.pairs.opened.connect(self.merge)
        self.pairs.chosen.connect(self._on_chosen)
        self.done.chosen.connect(self._on_chosen)
        self._tools.bus.changed.connect(self._on_changed)
        self._on_chosen()

    def _read(self) -> None:
        read = partial(self._merges.rows, by=self._by)
        self._tools.jobs.run(self, read, self.done.show_rows, key="merges")

    def _show_pairs(self, found: Sequence[Suspect]) -> None:
        self.pairs.show_rows(found[:_SHOWN], select=0)
        text = _("找到 {count} 对疑似重复的客户，请逐对核实；不会自动合并。")
        if not found:
            text = _("没有找到疑似重复的客户。")
        elif len(found) > _SHOWN:
            text = _("找到 {count} 对疑似重复的客户，列出最像的 {shown} 对；不会自动合并。")
        self.notice.say(text.format(count=f"{len(found):,}", shown=f"{_SHOWN:,}"), Tone.INFO)

    def _drop(self, one: int, other: int) -> None:
        """Take pairs of two clients off the list: they were settled."""
        gone = pair_of(one, other)
        rows = [
            each for each in self.pairs.rows() if pair_of(each.first.id, each.second.id) != gone
        ]
        self.pairs.show_rows(rows)

    def _on_apart(self, pair: Suspect, changes: Changes) -> None:
        self._drop(pair.first.id, pair.second.id)
        self._tools.bus.announce(changes)

    def _on_chosen(self) -> None:
        for made in (self.merge_button, self.apart_button):
            made.setEnabled(self.pairs.current() is not None)
        row = self.done.current()
        self.undo_button.setEnabled(row is not None and row.undone_at is None)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Noun.CLIENT) and self.isVisible():
            self._tools.jobs.run(
                self, partial(self._merges.rows, by=self._by), self._on_merged, key="merges"
            )

    def _on_merged(self, rows: Sequence[MergeRow]) -> None:
        self.done.show_rows(rows)
        for row in rows:
            if row.undone_at is None:
                self._drop(row.kept_id, row.merged_id)
