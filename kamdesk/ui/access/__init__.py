"""Getting in: the first start, signing in, recovery, the lock, the password."""
