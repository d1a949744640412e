"""Windowed lists: columns declared once, pages read as they are looked at."""
