"""Chinese that a user reads goes through the catalogue: on screens, and in every refusal."""

import ast

import pytest

from tests.architecture.sources import HAN, calls, name_of, python_files, shown, tree

MARKERS = {"_", "N_", "ngettext"}
NOT_TRANSLATED: dict[str, str] = {}
"""Files of `ui` and `app` whose Chinese is data, not a text of the screen; each with its reason."""


def bare_chinese(top: ast.AST) -> list[ast.Constant]:
    """Return the Chinese literals under `top` that no marker hands to the catalogue."""
    marked = {id(arg) for call in calls(top) if name_of(call.func) in MARKERS for arg in call.args}
    told = {id(node.value) for node in ast.walk(top) if isinstance(node, ast.Expr)}  # docstrings
    return [
        node
        for node in ast.walk(top)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if HAN.search(node.value) and id(node) not in marked | told
    ]


def bare_refusals(module: ast.Module) -> list[ast.Constant]:
    """Return the Chinese literals that are raised without a marker."""
    raised = [node for node in ast.walk(module) if isinstance(node, ast.Raise)]
    return [literal for node in raised for literal in bare_chinese(node)]


def told(path, literals):
    return [f"{shown(path)}:{literal.lineno} {literal.value}" for literal in literals]


def test_no_chinese_on_a_screen_misses_the_catalogue():
    files = [p for p in python_files("kamdesk/ui", "kamdesk/app") if shown(p) not in NOT_TRANSLATED]
    missed = [place for path in files for place in told(path, bare_chinese(tree(path)))]
    assert missed == []


def test_no_refusal_misses_the_catalogue():
    files = python_files("kamdesk")
    missed = [place for path in files for place in told(path, bare_refusals(tree(path)))]
    assert missed == []


@pytest.mark.parametrize(
    "line",
    ['title = "客户"', 'f"客户 {name}"', '_("甲" if new else "乙")', '_("甲" + "乙")', '{"甲": 1}'],
)
def test_a_text_without_a_marker_is_found(line):
    assert bare_chinese(ast.parse(f"x = {line}" if "=" not in line else line))


@pytest.mark.parametrize(
    "line",
    ['_("客户 {name}").format(name=name)', 'ngettext("甲", "乙", n)', 'T = N_("甲")', '"""说明"""'],
)
def test_a_marked_text_or_a_docstring_passes(line):
    assert not bare_chinese(ast.parse(line))


def test_a_bare_refusal_is_found():
    assert bare_refusals(ast.parse('raise RuleError("不可以")'))
    assert bare_refusals(ast.parse('raise FieldError({"name": "不可以"})'))
    assert not bare_refusals(ast.parse('raise RuleError(_("不可以"))'))
