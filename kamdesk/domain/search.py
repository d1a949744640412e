"""What the global search finds."""

from dataclasses import dataclass

from kamdesk.domain.changes import Noun


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A record that fits: its kind and id, its number ("" for a draft), title, and a note."""

    noun: Noun
    record_id: int
    number: str
    title: str
    note: str
