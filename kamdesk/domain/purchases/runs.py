"""Import runs 导入记录: what one file brought, how far it got, whether it was taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kamdesk.domain.ids import PurchaseRunId, UserId
from kamdesk.i18n import N_


class RunState(StrEnum):
    """How a run stands; a running one that nobody works on was cut off and may be resumed."""

    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    UNDONE = "undone"


RUN_STATE_TITLES: Final[Mapping[RunState, str]] = {
    RunState.RUNNING: N_("进行中"),
    RunState.PAUSED: N_("已暂停"),
    RunState.DONE: N_("已完成"),
    RunState.UNDONE: N_("已撤销"),
}
RESUMABLE: Final = frozenset({RunState.RUNNING, RunState.PAUSED})
"""The states from which a run goes on where it stood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """A run as its list shows it; instants are UTC, tons and yuan are what it added in all.

    `done` counts the file's lines that were worked off, of about `lines`; `failure` says why it
    stopped where that was not the user's wish.
    """

    id: PurchaseRunId
    file_name: str
    encoding: str
    state: RunState
    lines: int
    done: int
    created: int
    updated: int
    skipped: int
    failed: int
    new_clients: int
    tons: Decimal
    amount: Decimal
    failure: str
    started_at: datetime
    ended_at: datetime | None
    by_id: UserId
    by: str
    undone_at: datetime | None
    undone_by: str
    version: int

    @property
    def resumable(self) -> bool:
        """Tell whether it may go on with the same file."""
        return self.state in RESUMABLE

    @property
    def undoable(self) -> bool:
        """Tell whether it may be taken back, as far as the run itself is concerned."""
        return self.state is not RunState.UNDONE
