"""From an older schema to the present one, all or nothing."""
