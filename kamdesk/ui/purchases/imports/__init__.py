"""The import wizard of purchases, and the list of its runs."""
