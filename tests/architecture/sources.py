"""The project's own files, as the architecture tests read them."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "kamdesk"
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
"""A Chinese character."""

CACHES = {"__pycache__", "out", "dist", "build"}


def shown(path: Path) -> str:
    """Return `path` as it is written in a message: from the top of the tree, with slashes."""
    return path.relative_to(ROOT).as_posix()


def python_files(*tops: str) -> list[Path]:
    """Return the Python files under `tops`, folders or files of the top level, in order."""
    return [path for top in tops for path in _under(ROOT / top)]


def _under(top: Path) -> list[Path]:
    return [top] if top.is_file() else sorted(top.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


Finder = Callable[[ast.Module], Iterator[ast.AST]]


def found(finder: Finder, *, allowed: tuple[str, ...] = ()) -> list[str]:
    """Return where in the program `finder` finds something, outside the `allowed` paths."""
    return [
        f"{shown(path)}:{node.lineno}"
        for path in python_files("kamdesk")
        if not shown(path).startswith(allowed)
        for node in finder(tree(path))
    ]


def name_of(node: ast.AST) -> str:
    """Return the dotted name an expression spells, "" where it spells none."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = name_of(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return ""


def calls(module: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls under a node."""
    return (node for node in ast.walk(module) if isinstance(node, ast.Call))
