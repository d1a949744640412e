"""Chinese in the code, English in the catalogue: both complete, with the same fields."""

import re
import string
from collections import Counter

import pytest

from kamdesk.i18n import Language
from tests.architecture import catalogue
from tests.architecture.sources import HAN

NAMES = {"KAM", "Desk", "Excel", "English", "Linux", "Windows", "Ctrl", "Alt", "Shift", "Esc"}
"""Latin words that are the same in both languages; words in capitals (PDF, ID) are too."""
SHOWN_AT_MOST = 30


@pytest.fixture(scope="module")
def code():
    return catalogue.messages_in_code()


@pytest.fixture(scope="module")
def english():
    return catalogue.read()


def told(faults):
    """Return the first few faults, one a line, and how many there are."""
    faults = list(faults)
    return "\n".join([f"{len(faults)} found:", *faults[:SHOWN_AT_MOST]])


def fields(text):
    """Return how often a text uses each of its named fields."""
    return Counter(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def is_source(text):
    """Tell whether a message is Chinese, or the same in every language."""
    bare = re.sub(r"\{[^{}]*\}", "", text)
    words = re.findall(r"[A-Za-z]+", bare)
    return bool(HAN.search(bare)) or all(word.isupper() or word in NAMES for word in words)


def field_faults(message):
    """Return the texts of a message whose fields are not those of its Chinese."""
    wanted = set(fields(catalogue.texts(message.id)[-1]))
    both = catalogue.texts(message.id) + catalogue.texts(message.string)
    return [text for text in both if text and set(fields(text)) != wanted]


def test_every_message_in_the_code_is_chinese(code):
    messages = [text for m in catalogue.entries(code) for text in catalogue.texts(m.id)]
    foreign = [text for text in messages if not is_source(text)]
    assert not foreign, told(foreign)


def test_every_field_of_a_message_has_a_name(code):
    messages = [text for m in catalogue.entries(code) for text in catalogue.texts(m.id)]
    nameless = [text for text in messages if any(not n.isidentifier() for n in fields(text))]
    assert not nameless, told(nameless)


def test_every_message_has_its_english(code, english):
    missing = [
        f"{message.locations[0][0]}: {catalogue.texts(message.id)[0]}"
        for message in catalogue.entries(code)
        if not (known := english.get(message.id)) or not all(catalogue.texts(known.string))
    ]
    assert not missing, told(missing)


def test_the_catalogue_holds_nothing_else(code, english):
    unused = [str(m.id) for m in catalogue.entries(english) if code.get(m.id) is None]
    unused += map(str, english.obsolete)
    assert not unused, told(unused)


def test_no_english_is_a_guess(english):
    guesses = [str(message.id) for message in catalogue.entries(english) if message.fuzzy]
    assert not guesses, told(guesses)


def test_the_english_is_english(english):
    chinese = [t for m in catalogue.entries(english) for t in catalogue.texts(m.string)]
    chinese = [text for text in chinese if HAN.search(text)]
    assert not chinese, told(chinese)


def test_the_english_has_the_fields_of_the_chinese(english):
    wrong = [text for message in catalogue.entries(english) for text in field_faults(message)]
    assert not wrong, told(wrong)


def test_the_catalogue_stands_as_the_command_writes_it(code, english):
    expected = catalogue.as_po(catalogue.updated(code, english))
    assert catalogue.PO.exists(), "run: python3 dev.py translate"
    written = catalogue.PO.read_text(encoding="utf-8")
    assert written == expected, "run: python3 dev.py translate"


def test_the_compiled_catalogue_is_that_of_the_sentences(english):
    assert catalogue.MO.exists(), "run: python3 dev.py translate"
    compiled = catalogue.sentences(catalogue.as_mo(english))
    assert catalogue.sentences(catalogue.MO.read_bytes()) == compiled


def test_the_catalogue_lies_where_the_program_looks():
    assert catalogue.FOLDER.parent.name == Language.ENGLISH.value


@pytest.mark.parametrize("text", ["客户 {name}", "{done}/{total}", "PDF", "KAM Desk", "Ctrl+K"])
def test_a_neutral_or_chinese_text_passes(text):
    assert is_source(text)


@pytest.mark.parametrize("text", ["Save", "{count} clients", "Save {name} as PDF"])
def test_an_english_text_in_the_code_is_found(text):
    assert not is_source(text)


def a_package(folder, **modules):
    package = folder / "kamdesk"
    package.mkdir(exist_ok=True)
    for name, text in modules.items():
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    return package


def test_what_is_translated_stays_when_the_code_moves_and_goes_when_it_goes(tmp_path):
    first = catalogue.messages_in_code(a_package(tmp_path, a='_("甲")\n_("乙")\n'))
    first.get("甲").string = "A"
    first.get("乙").string = "B"
    path = tmp_path / "kamdesk.po"
    path.write_text(catalogue.as_po(first), encoding="utf-8")
    later = catalogue.messages_in_code(a_package(tmp_path, a="", b='_("甲")\nN_("丙")\n'))
    result = catalogue.updated(later, catalogue.read(path))
    assert {message.id: message.string for message in result if message.id} == {"甲": "A", "丙": ""}


def test_the_written_catalogue_is_stable_and_says_the_same_compiled(tmp_path):
    package = a_package(
        tmp_path, a='ngettext("{n} 家", "{n} 家客户", n)\n_("客户“{name}”已存在。")\n'
    )
    code = catalogue.messages_in_code(package)
    code.get("{n} 家").string = ("{n} client", "{n} clients")
    path = tmp_path / "kamdesk.po"
    path.write_text(catalogue.as_po(code), encoding="utf-8")
    written = catalogue.read(path)
    assert catalogue.as_po(catalogue.updated(code, written)) == catalogue.as_po(code)
    assert catalogue.sentences(catalogue.as_mo(written)) == {
        ("{n} 家", 0): "{n} client",
        ("{n} 家", 1): "{n} clients",
    }


def test_lost_and_misspelt_fields_are_found():
    catalog = catalogue.Catalog(locale="en")
    catalog.add("客户 {name}", "Client {nam}")
    catalog.add(("{n} 家", "{n} 家"), ("one", "{n} clients"))
    catalog.add("共 {n} 家", "{n} in all")
    wrong = [text for message in catalogue.entries(catalog) for text in field_faults(message)]
    assert set(wrong) == {"Client {nam}", "one"}
