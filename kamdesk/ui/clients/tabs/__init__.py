"""The tabs of one client's page that belong to the registry itself."""
