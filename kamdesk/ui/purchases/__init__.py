"""采购记录 on screen: the list, entering purchases by hand, importing them."""
