"""Fields that a company adds of its own: set in the settings, filled in for each client."""
