"""Strict at once: each exception from a checker's rule is narrow and has its reason beside it."""

import re
import tokenize

import pytest

from tests.architecture.sources import ROOT, python_files, shown

NOQA = re.compile(r"noqa: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)* - \w")
TYPE_IGNORE = re.compile(r"type: ignore\[[a-z0-9, -]+\]\s+# \w")


def is_bare(comment: str) -> bool:
    """Tell whether a comment silences a checker without a code or without a reason."""
    noqa = re.search(r"noqa", comment, re.IGNORECASE) and not NOQA.search(comment)
    ignore = re.search(r"type:\s*ignore", comment) and not TYPE_IGNORE.search(comment)
    return bool(noqa or ignore)


def comments(path):
    with path.open("rb") as stream:
        tokens = list(tokenize.tokenize(stream.readline))
    return [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]


def test_each_silenced_line_says_why():
    files = python_files("kamdesk", "tests", "dev.py", "main.py")
    bare = [
        f"{shown(path)}:{line} {comment}"
        for path in files
        for line, comment in comments(path)
        if is_bare(comment)
    ]
    assert bare == []


@pytest.mark.parametrize(
    "comment",
    ["# noqa", "# noqa: E501", "# NOQA: E501, D100", "# type: ignore", "# type: ignore[misc]"],
)
def test_a_silence_without_a_reason_is_found(comment):
    assert is_bare(comment)


@pytest.mark.parametrize(
    "comment",
    ["# noqa: N802 - Qt's name", "# type: ignore[misc]  # the stub lacks it", "# an ordinary one"],
)
def test_a_silence_with_a_reason_passes(comment):
    assert not is_bare(comment)


def test_each_rule_left_out_of_ruff_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.partition("\nignore = [\n")[2].partition("\n]")[0]
    entries = block.splitlines()
    assert entries
    assert [entry for entry in entries if not re.search(r'",?\s+# \w', entry)] == []
