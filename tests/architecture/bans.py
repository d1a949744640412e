"""What the program must not call bare: the finders, each of them a walk over a syntax tree."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.sources import Finder, calls, name_of

CLOCK = re.compile(r"(?:^|\.)(?:datetime\.(?:now|utcnow|today)|date\.today)$")
FILE_MOVES = re.compile(r"^(?:os\.(?:replace|rename)|shutil\.(?:copy\w*|move))$")
WRITE_MODE = re.compile(r"^[rbt]*[wax+]")
LOGIC = (ast.IfExp, ast.BoolOp, ast.Compare, ast.NamedExpr, ast.comprehension)


def called(*names: str) -> Finder:
    """Return a finder of calls whose last name is one of `names`."""

    def find(module: ast.Module) -> Iterator[ast.AST]:
        return (call for call in calls(module) if name_of(call.func).split(".")[-1] in names)

    return find


def mentioned(*names: str) -> Finder:
    """Return a finder of `names` wherever they stand: called, imported or handed on."""

    def find(module: ast.Module) -> Iterator[ast.AST]:
        for node in ast.walk(module):
            if isinstance(node, ast.Name | ast.Attribute | ast.alias):
                spelled = node.name if isinstance(node, ast.alias) else name_of(node)
                if spelled.split(".")[-1] in names:
                    yield node

    return find


def clock_readings(module: ast.Module) -> Iterator[ast.AST]:
    """Yield calls that read the computer's clock."""
    return (call for call in calls(module) if CLOCK.search(name_of(call.func)))


def file_writes(module: ast.Module) -> Iterator[ast.AST]:
    """Yield calls that write a file in place or move one over another."""
    return (call for call in calls(module) if _writes(call))


def _writes(call: ast.Call) -> bool:
    name = name_of(call.func)
    last = name.split(".")[-1]
    if last in {"write_text", "write_bytes"} or FILE_MOVES.match(name):
        return True
    if last != "open":
        return False
    modes = [word.value for word in call.keywords if word.arg == "mode"]
    modes += call.args[1:2] if name == "open" else call.args[:1]
    return any(isinstance(mode, ast.Constant) and _is_write_mode(mode.value) for mode in modes)


def _is_write_mode(mode: object) -> bool:
    return isinstance(mode, str) and WRITE_MODE.match(mode) is not None


def lambdas_with_logic(module: ast.Module) -> Iterator[ast.AST]:
    """Yield lambdas given to a signal that do more than one call."""
    for call in called("connect")(module):
        yield from (arg for arg in call.args if isinstance(arg, ast.Lambda) and _has_logic(arg))


def _has_logic(function: ast.Lambda) -> bool:
    inside = list(ast.walk(function.body))
    single = sum(isinstance(node, ast.Call) for node in inside) == 1
    return not (single and isinstance(function.body, ast.Call)) or any(
        isinstance(node, LOGIC) for node in inside
    )


def unescaped_likes(module: ast.Module) -> Iterator[ast.AST]:
    """Yield LIKE searches in which a user's % or _ would count as a wildcard."""
    yield from called("like", "ilike")(module)
    for call in called("icontains", "istartswith", "iendswith")(module):
        if not any(word.arg == "autoescape" for word in call.keywords):
            yield call


def without(helper: str, *names: str) -> Finder:
    """Return a finder of calls of `names` in files that never mention `helper`."""

    def find(module: ast.Module) -> Iterator[ast.AST]:
        defined = {node.name for node in ast.walk(module) if isinstance(node, ast.FunctionDef)}
        if helper not in defined and not any(mentioned(helper)(module)):
            yield from called(*names)(module)

    return find
