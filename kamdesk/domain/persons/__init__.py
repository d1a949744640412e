"""Key persons at clients: how they stand to each other and to us, and their own rights."""
