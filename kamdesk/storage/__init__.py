"""The company's encrypted database file and everything that touches a disk."""
