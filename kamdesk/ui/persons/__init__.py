"""Key persons on the screen: their map and what is asked about them."""
