"""Whose a client is, on screen: the pool, collaborators, hand-overs."""
