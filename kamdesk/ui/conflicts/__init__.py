"""撞单: conflict cases and their ruling."""
