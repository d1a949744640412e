"""What a user opened last: remembered on this computer, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from kamdesk.ui.state import UiState

_KEPT = 20


@dataclass(frozen=True, slots=True)
class Opened:
    """A record that was opened: its kind and id, and when (UTC)."""

    kind: str
    record_id: int
    at: datetime


class Recent:
    """The list of one user, kept in its part of the store."""

    def __init__(self, state: UiState) -> None:
        self._state = state.scoped("recent")

    def note(self, kind: str, record_id: int, at: datetime) -> None:
        """Put a record to the front."""
        others = [each for each in self.items() if (each.kind, each.record_id) != (kind, record_id)]
        self._keep([Opened(kind, record_id, at), *others])

    def items(self) -> list[Opened]:
        """Return what was opened, newest first."""
        kept = self._state.document("opened").get("items")
        return [each for each in map(_read, kept if isinstance(kept, list) else ()) if each]

    def _keep(self, items: Iterable[Opened]) -> None:
        lines = [[each.kind, each.record_id, each.at.timestamp()] for each in items][:_KEPT]
        self._state.keep("opened", {"items": lines})


def _read(line: object) -> Opened | None:
    match line:
        case [str(kind), int(record_id), float(at)]:
            return Opened(kind, record_id, datetime.fromtimestamp(at, UTC))
    return None
