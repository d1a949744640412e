"""The chain, for tables that need real filings, cases and opinions in them."""

from tests.chain import chain, spoken_names

__all__ = ["chain", "spoken_names"]
