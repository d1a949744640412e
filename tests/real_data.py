"""Real lists for trying the program; they lie beside the project and are not part of it."""

from pathlib import Path

import pytest

_FOLDER = Path(__file__).parents[2] / "shared" / "data"


def real(*parts):
    """Return the path of a file of the real data, or skip the test that asks for it."""
    path = _FOLDER.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"real data {'/'.join(parts)} is not beside the project")
    return path
