"""The direction of imports is kept, and the guard that keeps it bites."""

import shutil
import subprocess
import sys

import pytest

import dev
from tests.architecture.sources import PACKAGE, ROOT

PLANTS = {
    "ui/planted.py": "import kamdesk.storage",
    "domain/planted.py": "import kamdesk.services",
    "services/planted.py": "import PySide6.QtCore",
    "reports/planted.py": "import kamdesk.storage",
}


def lint_imports(root):
    """Return the exit code and the report of import-linter for the tree at `root`."""
    command = [sys.executable, "-c", dev.LINT_IMPORTS, "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_every_contract_is_kept():
    code, report = lint_imports(ROOT)
    assert code == 0, report


@pytest.mark.parametrize(("place", "statement"), PLANTS.items())
def test_a_planted_violation_is_caught(tmp_path, place, statement):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in ("", "app", "ui", "services", "storage", "reports", "domain"):
        (tmp_path / "kamdesk" / package).mkdir()
        (tmp_path / "kamdesk" / package / "__init__.py").touch()
    for module in ("i18n.py", "resources.py"):
        shutil.copy(PACKAGE / module, tmp_path / "kamdesk")
    assert lint_imports(tmp_path)[0] == 0
    (tmp_path / "kamdesk" / place).write_text(statement + "\n")
    code, report = lint_imports(tmp_path)
    assert code != 0
    assert "BROKEN" in report
