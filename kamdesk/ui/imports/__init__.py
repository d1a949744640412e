"""What the import wizards share: choose a file, map its columns, try, write, see the result."""
