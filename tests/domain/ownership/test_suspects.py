"""Each pair is found once, and the search can be stopped."""

import pytest

from kamdesk.domain.clients.duplicates import DuplicateIndex, Reason
from kamdesk.domain.clients.names import Names
from kamdesk.domain.errors import CancelledError
from kamdesk.domain.ownership.suspects import alike_pairs, pair_of

NAMES = Names()


def entries(*names):
    from kamdesk.domain.clients.duplicates import Entry
    from kamdesk.domain.clients.names import Place

    for number, name in enumerate(names, start=1):
        keys = NAMES.keys(name)
        yield Entry(number, "", keys.name_key, keys.core, keys.sound, Place.read(keys.place))


def test_two_spellings_of_one_name_are_one_pair():
    every = list(
        entries("山西晋丰农产品有限公司", "杭州宏图建设集团", "山西晋丰农产品有限责任公司")
    )
    steps = []
    found = list(alike_pairs(DuplicateIndex(every), every, lambda *step: steps.append(step)))
    assert [(pair, reason) for pair, reason, _score in found] == [((1, 3), Reason.SAME_CORE)]
    assert steps == [(0, 3), (1, 3), (2, 3)]


def test_what_the_listener_raises_ends_the_search():
    every = list(entries("甲", "乙"))

    def stop(_done, _total):
        raise CancelledError("停")

    with pytest.raises(CancelledError):
        list(alike_pairs(DuplicateIndex(every), every, stop))


def test_a_pair_is_the_same_from_both_sides():
    assert pair_of(7, 3) == pair_of(3, 7) == (3, 7)
