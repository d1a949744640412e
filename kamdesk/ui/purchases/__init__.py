"""采购记录 on screen: the list, and entering purchases by hand."""
