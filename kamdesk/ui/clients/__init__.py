"""客户: the list of clients with one beside it, the form, and the import."""
