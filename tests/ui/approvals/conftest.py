"""These pages are tested at a desk in the office."""

from tests.chain import chain, spoken_names
from tests.office import clock, office, people, sessions
from tests.workplace import workplace

__all__ = ["chain", "clock", "office", "people", "sessions", "spoken_names", "workplace"]
