"""What differs from one database engine to the other; today there is SQLCipher only."""
