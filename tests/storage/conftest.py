"""Storage tests work in the small office as well."""

from tests.office import clock, office, people, sessions

__all__ = ["clock", "office", "people", "sessions"]
