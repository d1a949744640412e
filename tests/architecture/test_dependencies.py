"""What the program takes from others is declared with its reason, used, and locked by hash."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT, python_files, shown, tree

NOT_IMPORTED = {"defusedxml": "openpyxl reads workbooks through it as soon as it is installed"}
PART_OF = {"shiboken6": "pyside6-essentials"}

PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def declared() -> dict[str, Requirement]:
    """Return the declared requirements by canonical name."""
    entries = map(Requirement, tomllib.loads(PROJECT)["project"]["dependencies"])
    return {canonicalize_name(entry.name): entry for entry in entries}


def imported() -> dict[str, str]:
    """Return the packages of others that the program imports, with a place that does."""
    return {
        name.partition(".")[0]: f"{shown(path)}:{node.lineno}"
        for path in python_files("kamdesk", "main.py")
        for node in ast.walk(tree(path))
        for name in _names(node)
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "kamdesk"}
    }


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


def distributions(package: str) -> set[str]:
    """Return the canonical names of the distributions that bring `package`."""
    brought = packages_distributions().get(package, [package])
    return {canonicalize_name(PART_OF.get(name, name)) for name in brought}


def locked(name: str) -> dict[str, str]:
    """Return the pinned versions of a lock by canonical name."""
    text = (ROOT / ".requirements" / f"{name}.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, re.MULTILINE)
    return {canonicalize_name(package): version for package, version in pins}


def test_everything_imported_is_declared():
    names = set(declared())
    foreign = {p: where for p, where in imported().items() if not distributions(p) & names}
    assert foreign == {}


def test_everything_declared_is_imported():
    used = {name for package in imported() for name in distributions(package)}
    assert set(declared()) - used - set(NOT_IMPORTED) == set()


def test_each_dependency_has_its_reason():
    block = PROJECT.partition("\ndependencies = [\n")[2].partition("\n]")[0]
    assert [line for line in block.splitlines() if not re.search(r'",\s+# \w', line)] == []


@pytest.mark.parametrize("lock", ["run", "test"])
def test_the_lock_holds_a_fitting_version_of_everything_declared(lock):
    pins = locked(lock)
    unfit = {n: pins.get(n) for n, need in declared().items() if pins.get(n) not in need.specifier}
    assert unfit == {}


def test_the_lock_of_the_tests_holds_that_of_the_program():
    assert locked("run").items() <= locked("test").items()


@pytest.mark.parametrize("lock", ["run", "test"])
def test_the_lock_pins_by_hash_and_names_no_place(lock):
    text = (ROOT / ".requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    entries = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links|--trusted-host|\s@\s", text)
