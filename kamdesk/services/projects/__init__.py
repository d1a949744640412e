"""Filings, applications and their way through approval."""
