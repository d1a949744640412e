"""Files and functions stay short: a limit for each, and a lower one for nine in ten."""

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import python_files, shown, tree

FILES = python_files("kamdesk", "tests", "dev.py", "main.py")


def file_sizes() -> dict[str, int]:
    return {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}


def functions_in(path: Path) -> dict[str, int]:
    """Return the lines of each function of a file, nested ones and docstrings counted."""
    return {
        f"{shown(path)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def function_sizes() -> dict[str, int]:
    return {name: lines for path in FILES for name, lines in functions_in(path).items()}


def over(sizes: dict[str, int], limit: int) -> list[str]:
    """Return the names whose size is over `limit`, longest first."""
    longest = sorted(sizes.items(), key=lambda item: -item[1])
    return [f"{name}: {lines} lines" for name, lines in longest if lines > limit]


@pytest.mark.parametrize(("sizes", "limit"), [(file_sizes, 450), (function_sizes, 60)])
def test_none_is_over_the_limit(sizes, limit):
    assert over(sizes(), limit) == []


@pytest.mark.parametrize(("sizes", "limit"), [(file_sizes, 300), (function_sizes, 25)])
def test_nine_in_ten_are_short(sizes, limit):
    measured = sizes()
    long = over(measured, limit)
    assert len(long) <= len(measured) / 10, long


def test_a_nested_function_counts_too(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.architecture.sources.ROOT", tmp_path)
    source = tmp_path / "nest.py"
    source.write_text("def outer():\n    def inner():\n        pass\n\n    return inner\n")
    assert functions_in(source) == {"nest.py:1 outer": 5, "nest.py:2 inner": 2}
