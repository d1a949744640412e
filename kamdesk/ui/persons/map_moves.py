"""The moves of boxes that can be taken back, and done again."""

from collections.abc import Mapping

from kamdesk.domain.persons.maps import Place

Places = Mapping[int, Place]
_MOST = 50


class Moves:
    """Remembers where boxes stood before each move; without places they stand by themselves."""

    def __init__(self) -> None:
        self._done: list[Places] = []
        self._undone: list[Places] = []

    def forget(self) -> None:
        """Begin anew."""
        self._done, self._undone = [], []

    def note(self, before: Places) -> None:
        """Remember the state before a move; what was undone cannot be done again after it."""
        self._done = [*self._done, before][-_MOST:]
        self._undone = []

    def undo(self, now: Places) -> Places | None:
        """Return the state before the last move, `now` being the present one."""
        if not self._done:
            return None
        self._undone.append(now)
        return self._done.pop()

    def redo(self, now: Places) -> Places | None:
        """Return the state before the last undo."""
        if not self._undone:
            return None
        self._done.append(now)
        return self._undone.pop()

    @property
    def undoable(self) -> bool:
        """Whether there is a move to take back."""
        return bool(self._done)

    @property
    def redoable(self) -> bool:
        """Whether there is one to do again."""
        return bool(self._undone)
