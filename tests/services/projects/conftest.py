"""The project services on the office's database."""

from tests.chain import chain, spoken_names

__all__ = ["chain", "spoken_names"]
