"""The sample's diary: everything that happens, noted beforehand, then played day by day."""

from collections.abc import Callable

from kamdesk.domain.errors import CancelledError
from kamdesk.i18n import _
from kamdesk.services.sample.clock import StoryClock


class Diary:
    """Notes of what happens how many days before the end."""

    def __init__(self) -> None:
        self._notes: list[tuple[int, Callable[[], None]]] = []

    def note(self, back: int, event: Callable[[], None]) -> None:
        """Let `event` happen `back` days before the end, after what is noted for it already."""
        self._notes.append((back, event))

    def play(
        self,
        clock: StoryClock,
        *,
        report: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        """Let everything happen in the order of its workdays; CancelledError between two events."""
        notes = sorted(self._notes, key=lambda note: clock.workday(note[0]))
        for done, (back, event) in enumerate(notes):
            if cancelled():
                raise CancelledError(_("已取消，没有生成演示数据。"))
            clock.turn_to(back)
            event()
            report(done + 1, len(notes))
