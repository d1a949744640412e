"""The terms of the index, asked of a real full-text table: exactly what holds the word is found."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from kamdesk.domain.search_terms import (
    BEGINS,
    Part,
    Word,
    as_terms,
    beginning,
    department_term,
    either,
    expression,
    owner_term,
    pieces,
    plain,
    words_of,
)
from kamdesk.storage.search.tables import VIRTUAL_TABLES

SIGNS = "山西晋丰北京大学公司有限䶮𬴂𠀀ab1zR&D%_'\"*()-— 　Ａ１é"
TEXTS = st.text(st.sampled_from(SIGNS), max_size=12)
WORDS = st.text(st.sampled_from(SIGNS), min_size=1, max_size=6).filter(lambda text: text.split())


def found(texts, ask):
    """Return the numbers of the texts that the index names for an expression."""
    base = dbapi2.connect(":memory:")
    base.execute(VIRTUAL_TABLES[0])
    for number, text in enumerate(texts, start=1):
        shaped = plain(text)
        terms = as_terms({Part.NAME: pieces(shaped), BEGINS: beginning(shaped)}, ["o7"])
        base.execute("INSERT INTO search_clients (rowid, terms) VALUES (?, ?)", (number, terms))
    query = "SELECT rowid FROM search_clients WHERE search_clients MATCH ? ORDER BY rowid"
    named = [row[0] for row in base.execute(query, (ask,))]
    base.close()
    return named


@given(st.lists(TEXTS, max_size=6), WORDS)
@example(["中国石化𬴂公司", "䶮"], "𬴂公")
@example(["r&d 50%<b>公司"], "50%<")
@example(["a北a京"], "a北")
@example(["北京 大学"], "京大")
@example(["abab"], "ababab")
@example(["ab北京cd"], "ab北京c")
@example(["北ab京"], "ab京")
def test_the_index_never_misses_and_short_words_are_exact(texts, typed):
    for word in map(Word, words_of(typed)):
        holding = [at for at, text in enumerate(texts, start=1) if word.is_in(plain(text))]
        named = found(texts, expression([word.anywhere([Part.NAME])]))
        assert set(holding) <= set(named)
        if word.is_one_term:
            assert holding == named
        assert [at for at in named if word.is_in(plain(texts[at - 1]))] == holding


@given(st.lists(TEXTS, max_size=6), WORDS)
def test_what_begins_with_a_word_is_named(texts, typed):
    word = Word(words_of(typed)[0])
    begun = [at for at, text in enumerate(texts, start=1) if plain(text).startswith(word.text)]
    named = found(texts, expression([word.begins([Part.NAME])]))
    assert set(begun) <= set(named)
    assert all(plain(texts[at - 1]).lstrip().startswith(word.text[:1]) for at in named)


@given(st.lists(TEXTS, max_size=5), st.lists(WORDS, min_size=2, max_size=3))
def test_all_words_count(texts, typed):
    words = [Word(each) for each in words_of(" ".join(typed))]
    named = found(texts, expression([word.anywhere([Part.NAME]) for word in words]))
    holding = [
        at
        for at, text in enumerate(texts, start=1)
        if all(word.is_in(plain(text)) for word in words)
    ]
    assert set(holding) <= set(named)


def test_a_scope_bounds_what_is_found():
    ask = [Word("京").anywhere([Part.NAME])]
    assert found(["北京"], expression(ask, [owner_term(7)])) == [1]
    assert found(["北京"], expression(ask, [owner_term(8), department_term(7)])) == []
    assert found(["北京"], either([Word("西").anywhere([Part.NAME]), ask[0]])) == [1]


@pytest.mark.parametrize(
    ("text", "shaped"),
    [("ＡＢＣ（中国）", "abc(中国)"), ("㈱", "(株)"), ("Straße", "strasse"), ("\ud800x", "x")],
)
def test_the_plain_form(text, shaped):
    assert plain(text) == shaped


def test_a_part_has_its_own_terms():
    ask = expression([Word("京").anywhere([Part.CITY, Part.SOUND])])
    assert found(["北京"], ask) == []


def test_no_letter_of_a_part_is_taken_twice():
    letters = [part.value for part in Part]
    reserved = {BEGINS, owner_term(1)[0], department_term(1)[0]}
    assert len(set(letters) | reserved) == len(letters) + 3


def test_a_long_word_is_covered_by_few_pieces():
    assert Word("shanxijinfeng").pieces == ("shanx", "ijinf", "nfeng")
    assert Word("山西晋丰农").pieces == ("山西", "晋丰", "丰农")
    assert Word("北京ab").pieces == ("北京", "ab")
    assert Word("abcd").pieces == ("abc", "bcd")
    assert Word("abc北").pieces == ("abc", "bc北")
    assert len(Word("山西晋丰农产品有限责任公司").pieces) == 4
