"""A thing is found by its name: fixed top level, one file name a noun, tests like their source."""

import ast
from pathlib import Path

from tests.architecture.sources import CACHES, PACKAGE, ROOT, python_files, shown, tree

TOP_LEVEL = {
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "README.zh-CN.md",
    "dev.py",
    "kamdesk",
    "main.py",
    "pyproject.toml",
    "resources",
    "tests",
}
AREAS = ("clients", "projects", "purchases", "classes", "persons", "ownership")
VAGUE = {"common", "helpers", "misc", "util", "utils"}
WITHOUT_SOURCE = {"architecture", "benchmarks", "journeys"}
"""Folders of tests about the whole program rather than about one file."""


def is_there(place: Path) -> bool:
    """Tell whether a module or package lies at `place`, its path without a suffix."""
    return place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()


def source_of(test: Path) -> Path | None:
    """Return the source a test file is about: `test_<module>.py` or `test_<module>_<aspect>.py`."""
    folder = test.relative_to(ROOT / "tests").parent
    words = test.stem.removeprefix("test_").split("_")
    names = ["_".join(words[:count]) for count in range(len(words), 0, -1)]
    places = [root / folder / name for name in names for root in (PACKAGE, ROOT)]
    return next((place for place in places if is_there(place)), None)


def test_the_top_level_is_fixed():
    present = {entry.name for entry in ROOT.iterdir() if not entry.name.startswith(".")}
    assert present - CACHES <= TOP_LEVEL
    assert not [name for name in present if name.endswith((".egg-info", ".db", ".log"))]


def test_a_service_has_the_name_of_its_noun_in_the_domain():
    services = [path for area in AREAS for path in (PACKAGE / "services" / area).glob("*.py")]
    missing = [
        shown(path)
        for path in services
        if not is_there(PACKAGE / "domain" / path.parent.name / path.stem)
    ]
    assert missing == []


def test_every_test_file_mirrors_a_source():
    tests = [
        path
        for path in python_files("tests")
        if path.name.startswith("test_") and not WITHOUT_SOURCE & set(path.parts)
    ]
    assert [shown(path) for path in tests if source_of(path) is None] == []


def test_an_aspect_of_a_module_may_have_its_own_test_file():
    assert source_of(ROOT / "tests" / "test_i18n_plurals.py") == PACKAGE / "i18n"
    assert source_of(ROOT / "tests" / "test_dev.py") == ROOT / "dev"
    assert source_of(ROOT / "tests" / "test_nothing.py") is None


def test_no_file_has_a_vague_name():
    files = python_files("kamdesk", "tests", "dev.py", "main.py")
    assert [shown(path) for path in files if path.stem.removeprefix("test_") in VAGUE] == []


def test_every_module_says_what_it_is():
    files = python_files("kamdesk", "tests", "dev.py", "main.py")
    assert [shown(path) for path in files if not ast.get_docstring(tree(path))] == []


def test_resources_hold_no_code():
    assert [shown(path) for path in python_files("resources")] == []
