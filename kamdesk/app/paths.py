"""Where the company's data lies when nobody says otherwise."""

from pathlib import Path

from platformdirs import user_data_path


def default_folder() -> Path:
    """Return the user's own data folder for KAM Desk (not roaming: it has to be a local disk)."""
    return user_data_path("KAM Desk", appauthor=False, roaming=False)
