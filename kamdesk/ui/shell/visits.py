"""Where one has been: back and forward, as in a browser."""

from dataclasses import dataclass

_KEPT = 50


@dataclass(frozen=True, slots=True)
class Visit:
    """A page, and the record opened on it."""

    page: str
    kind: str = ""
    record_id: int = 0


class Visits:
    """A list of visits with a place in it."""

    def __init__(self) -> None:
        self._visits: list[Visit] = []
        self._at = -1

    @property
    def current(self) -> Visit | None:
        """The visit one is at."""
        return self._visits[self._at] if self._visits else None

    def go(self, visit: Visit) -> None:
        """Come to a new place; what lay ahead is forgotten."""
        if visit == self.current:
            return
        self._visits = [*self._visits[: self._at + 1], visit][-_KEPT:]
        self._at = len(self._visits) - 1

    def step(self, by: int) -> Visit | None:
        """Go back (-1) or forward (1); None at the end."""
        if not 0 <= self._at + by < len(self._visits):
            return None
        self._at += by
        return self._visits[self._at]
