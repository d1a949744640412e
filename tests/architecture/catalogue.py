"""The English catalogue: found in the code, kept as kamdesk.po, compiled to kamdesk.mo.

`python3 dev.py translate` runs this file; the test of the messages uses the same functions.
"""

import ast
import gettext
import io
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.architecture.sources import PACKAGE, ROOT

FOLDER = ROOT / "resources" / "locale" / "en" / "LC_MESSAGES"
PO = FOLDER / "kamdesk.po"
MO = FOLDER / "kamdesk.mo"
KEYWORDS = {"_": 1, "N_": 1, "ngettext": 2}
"""How many of a marking call's arguments are texts."""
HEADER = r"""# English for KAM Desk. `python3 dev.py translate` keeps the list of messages;
# the English sentences are written by hand and carry the same {fields} as the Chinese.
msgid ""
msgstr ""
"Project-Id-Version: KAM Desk\n"
"Language: en\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""
"""Without dates and tools, so that the file changes only when a message does."""


def messages_in_code(package: Path = PACKAGE) -> Catalog:
    """Return the messages that the code of `package` marks, untranslated.

    Only texts written in the call itself: `_(TITLES["key"])` shows what `N_` has marked elsewhere.
    """
    catalog = Catalog(locale="en")
    for path in sorted(package.rglob("*.py")):
        place = path.relative_to(package.parent).as_posix()
        for message in _marked(ast.parse(path.read_text(encoding="utf-8"))):
            catalog.add(message, locations=[(place, None)])
    return catalog


def _marked(tree: ast.AST) -> Iterator[str | tuple[str, ...]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            count = KEYWORDS.get(node.func.id, 0)
            given = [arg.value for arg in node.args[:count] if isinstance(arg, ast.Constant)]
            if count and len(given) == count:
                yield given[0] if count == 1 else tuple(given)


def read(path: Path = PO) -> Catalog:
    """Return the catalogue in a .po file, an empty one where there is no file."""
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as stream:
        return read_po(stream, locale="en", abort_invalid=True)


def updated(code: Catalog, written: Catalog) -> Catalog:
    """Return the messages of `code` with what `written` says for them: no guess, nothing unused."""
    catalog = Catalog(locale="en")
    for message in entries(code):
        known = written.get(message.id)
        fits = known is not None and known.pluralizable == message.pluralizable
        new = catalog.add(message.id, known.string if fits else "", message.locations)
        new.user_comments = known.user_comments if known else []
    return catalog


def entries(catalog: Catalog) -> list[Message]:
    """Return the messages of a catalogue without its header, in the order of their texts."""
    return sorted((message for message in catalog if message.id), key=lambda m: texts(m.id))


def texts(value: str | tuple[str, ...] | list[str]) -> list[str]:
    """Return the one text of a message, or both of a counted one."""
    return [value] if isinstance(value, str) else list(value)


def as_po(catalog: Catalog) -> str:
    """Return the text of the .po file."""
    stream = io.BytesIO()
    options = {"width": 0, "omit_header": True, "sort_output": True, "include_lineno": False}
    write_po(stream, catalog, **options)
    return HEADER + stream.getvalue().decode("utf-8").rstrip() + "\n"


def as_mo(catalog: Catalog) -> bytes:
    """Return the content of the .mo file."""
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def sentences(compiled: bytes) -> Mapping[object, str]:
    """Return what a .mo file says, without its header."""
    said = dict(gettext.GNUTranslations(io.BytesIO(compiled))._catalog)
    said.pop("", None)
    return said


def main() -> int:
    """Bring the catalogue up to the code and compile it."""
    catalog = updated(messages_in_code(), read())
    FOLDER.mkdir(parents=True, exist_ok=True)
    PO.write_text(as_po(catalog), encoding="utf-8", newline="\n")
    MO.write_bytes(as_mo(read()))
    empty = sum(not all(texts(message.string)) for message in entries(catalog))
    sys.stdout.write(f"{len(entries(catalog))} messages, {empty} still without English: {PO}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
