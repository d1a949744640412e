"""Classes, grades and tiers of clients: what is proposed from figures and decided by people."""
