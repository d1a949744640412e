"""The search index: full-text tables beside the records, filled by one writer, asked by all."""
