"""The registry of clients, their people, duplicates and imports."""
