"""The windows: Qt widgets on top of the services."""
