"""The first page: what waits, what runs out, what was opened last."""
