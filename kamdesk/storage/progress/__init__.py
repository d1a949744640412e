"""Projects: their stages, owners, slips, and what was done with them."""
