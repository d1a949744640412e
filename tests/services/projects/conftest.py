"""The project services on the office's database."""

from tests.chain import chain, filed_office, filed_sessions, spoken_names

__all__ = ["chain", "filed_office", "filed_sessions", "spoken_names"]
