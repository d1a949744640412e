"""Maps are tested at a client with four people."""

from tests.map_world import mapped, names

__all__ = ["mapped", "names"]
