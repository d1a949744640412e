"""What clients bought: records, imports, and the monthly summary."""
