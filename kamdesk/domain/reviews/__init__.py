"""The monthly review: meetings, their minutes, and what was resolved."""
