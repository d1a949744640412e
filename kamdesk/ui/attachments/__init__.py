"""Files kept with a record: the tab that lists, adds, opens and saves them."""
