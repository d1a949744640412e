"""Whose a client is, on screen: owners, hand-over, the public pool, merging."""
