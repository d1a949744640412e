"""Starts the program: wiring, command line, paths."""
