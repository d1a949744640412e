"""Help says what the program says: a page a topic, links that lead somewhere, the screen's words.

Bold stands for words of the screen. The English pages are of equal content: page by page, their
bold words are those of the Chinese page in the words of the catalogue.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import catalogue
from tests.architecture.sources import PACKAGE, ROOT, python_files, tree

HELP = ROOT / "resources" / "help"
CHINESE, ENGLISH = HELP / "zh_CN", HELP / "en"
LANGUAGES = (CHINESE, ENGLISH)
LINK = re.compile(r"\]\(([^)]+)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")


def topics() -> set[str]:
    """Return every topic that a page names, as its own or in its `topic()`."""
    return {name for path in python_files("kamdesk") for name in _named(tree(path))}


def _named(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "help_topic":
            yield from _constants(node.value)
        if isinstance(node, ast.FunctionDef) and node.name == "topic":
            for each in ast.walk(node):
                if isinstance(each, ast.Return):
                    yield from _constants(each.value)


def _constants(value: ast.expr | None) -> Iterator[str]:
    """Yield the texts that an expression may come to."""
    if isinstance(value, ast.IfExp):
        yield from (*_constants(value.body), *_constants(value.orelse))
    elif isinstance(value, ast.Constant):
        yield value.value


def pages(folder: Path) -> dict[str, str]:
    """Return the text of each page by its name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}


def links(text: str) -> set[str]:
    return set(LINK.findall(text))


def bold(text: str) -> set[str]:
    return set(BOLD.findall(text))


def first(text: str | tuple[str, ...] | list[str]) -> str:
    return catalogue.texts(text)[0]


def test_topics_are_found():
    assert {"index", "clients", "approvals", "backup"} <= topics()


@pytest.mark.parametrize("folder", LANGUAGES, ids=lambda folder: folder.name)
def test_every_topic_has_its_page(folder):
    assert {f"{topic}.md" for topic in topics()} - pages(folder).keys() == set()


def test_both_languages_have_the_same_pages_with_the_same_links():
    chinese, english = pages(CHINESE), pages(ENGLISH)
    assert {name: links(text) for name, text in chinese.items()} == {
        name: links(text) for name, text in english.items()
    }


@pytest.mark.parametrize("folder", LANGUAGES, ids=lambda folder: folder.name)
def test_every_link_leads_to_a_page(folder):
    there = pages(folder)
    assert [
        f"{name}: {link}" for name, text in there.items() for link in links(text) - there.keys()
    ] == []


def test_every_page_is_linked_from_the_contents_and_leads_back():
    there = pages(CHINESE)
    assert links(there["index.md"]) == there.keys() - {"index.md"}
    assert [
        name for name in there.keys() - {"index.md"} if "index.md" not in links(there[name])
    ] == []


def test_words_in_bold_stand_on_the_screen():
    said = {first(message.id) for message in catalogue.messages_in_code(PACKAGE) if message.id}
    unknown = {name: bold(text) - said for name, text in pages(CHINESE).items()}
    assert {name: words for name, words in unknown.items() if words} == {}


def test_english_pages_use_the_english_words_of_the_same_things():
    english = {
        first(message.id): first(message.string) for message in catalogue.read() if message.id
    }
    there = pages(ENGLISH)
    differing = {
        name: {english[word] for word in bold(text)} ^ bold(there[name])
        for name, text in pages(CHINESE).items()
    }
    assert {name: words for name, words in differing.items() if words} == {}
