"""The history of a record's fields."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that somebody changed: from what to what, when (UTC), and who."""

    field: str
    old: str
    new: str
    at: datetime
    by_name: str
