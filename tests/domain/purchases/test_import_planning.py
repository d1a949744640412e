"""Rows meet what is stored by their natural keys."""

from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.purchases.import_planning import Keys, Stored, key_of, parted
from kamdesk.domain.purchases.import_values import ClientRef
from kamdesk.domain.purchases.imports import Known

REF = ClientRef("", "1", "")


def entry(day=20261001, product="甲", contract="", document="", kilograms=1):
    return (2, REF, day, product, contract, document, kilograms, 100)


def rows(*entries):
    return Keys().rows(entries, {REF: 7})


def test_alike_rows_are_numbered():
    found = rows(entry(document="D"), entry(document="D"), entry(document="E"), entry())
    assert [row[5] for row in found] == [1, 2, 1, 1]


def test_with_a_document_the_day_does_not_count():
    one, other = rows(entry(document="D"), entry(day=20261002, contract="H", document="D"))
    assert (one[5], other[5]) == (1, 2)


def test_without_a_document_day_and_contract_count():
    found = rows(entry(), entry(day=20261002), entry(contract="H"), entry())
    assert [row[5] for row in found] == [1, 1, 1, 2]


def test_what_is_stored_is_skipped_or_updated():
    first, second, third = rows(entry(document="D"), entry(document="D", kilograms=5), entry())
    there = [
        Stored(1, 1, False, first),
        Stored(2, 3, False, (*second[:6], 9, 100)),
    ]
    skipping = parted([first, second, third], there, Known.SKIP)
    assert (skipping.new, skipping.changed, skipping.skipped) == ([third], [], 2)
    updating = parted([first, second, third], there, Known.UPDATE)
    assert (updating.new, updating.changed, updating.skipped) == ([third], [(there[1], second)], 1)


def test_cancelled_ones_stay_cancelled():
    (row,) = rows(entry(document="D", kilograms=5))
    there = [Stored(1, 1, True, (*row[:6], 9, 100))]
    assert parted([row], there, Known.UPDATE).skipped == 1


@given(
    st.lists(
        st.tuples(st.integers(1, 2), st.sampled_from("甲乙"), st.sampled_from(["", "D", "E"])),
        max_size=30,
    )
)
def test_keys_are_never_alike_and_the_same_file_meets_itself(parts):
    entries = [entry(20261000 + day, product, "", document) for day, product, document in parts]
    found = rows(*entries)
    assert len({key_of(row) for row in found}) == len(found)
    there = [Stored(number, 1, False, row) for number, row in enumerate(found, start=1)]
    assert parted(rows(*entries), there, Known.UPDATE).skipped == len(found)
