"""The import wizard: choose a file, map its columns, look at a dry run, write, see the result."""
