"""Nothing in the tree speaks of one person's computer or of where packages come from."""

import os
import re
from pathlib import Path

import pytest

from tests.architecture.sources import CACHES, ROOT, shown

SKIPPED = {*CACHES, ".git", ".venv", ".hypothesis", ".benchmarks"}
BINARY = {".ttf", ".otf", ".ttc", ".png", ".ico", ".mo", ".pdf", ".xlsx", ".db", ".pyc"}

# Written with a class of one character, so that this file does not find itself.
MACHINE = re.compile(
    r"(?<![\w.])/(?:[w]ork|[r]oot|[h]ome/\w+|[U]sers/\w+|[o]pt/(?:wheels|pypi))/"
    r"|[A-Za-z]:\\+[U]sers\\+\w"
)
REGISTRY = re.compile(
    r"[p]ypi\.org|[p]ythonhosted|[t]una\.tsinghua|[m]irrors?\.[a-z]|[a]rtifactory|[d]evpi"
)


def ours(name: str) -> bool:
    """Tell whether a name is part of the tree: no cache beside it, and not git's own."""
    return name not in SKIPPED and not name.endswith("_cache")


def text_files() -> list[Path]:
    """Return every file of the tree that holds text."""
    files = []
    for folder, inside, names in os.walk(ROOT):
        inside[:] = filter(ours, inside)
        files += [Path(folder, name) for name in filter(ours, names)]
    return sorted(path for path in files if path.suffix not in BINARY)


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Return where in the tree a line fits `pattern`."""
    return [
        f"{shown(path)}:{number} {line.strip()[:80]}"
        for path in text_files()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_path_of_one_computer():
    assert lines_with(MACHINE) == []


def test_no_place_packages_come_from():
    assert lines_with(REGISTRY) == []


@pytest.mark.parametrize("path", ["/w|ork/x", "'/r|oot/x'", "=/h|ome/li/x", r"C:\U|sers\li"])
def test_such_a_path_would_be_found(path):
    assert MACHINE.search(path.replace("|", ""))


def test_text_files_are_found():
    names = {shown(path) for path in text_files()}
    assert {"dev.py", ".ci/run", "kamdesk/i18n.py", ".requirements/run.lock"} <= names
