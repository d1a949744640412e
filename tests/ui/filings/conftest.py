"""These pages are tested at a desk in the office."""

from tests.chain import chain, spoken_names
from tests.office import clock, office, people, sessions
from tests.registers import conflicts, filings
from tests.workplace import workplace

__all__ = [
    "chain",
    "clock",
    "conflicts",
    "filings",
    "office",
    "people",
    "sessions",
    "spoken_names",
    "workplace",
]
