"""Use cases: one method, one transaction each; mapped rows stop here."""
