"""Whose a client is: owners, collaborators, hand-over, the public pool, merging."""
