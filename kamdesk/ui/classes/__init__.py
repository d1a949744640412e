"""Screens of the classes of key accounts."""
