"""New clients are told apart as registered ones would be found."""

import pytest

from kamdesk.domain.purchases.import_values import ClientRef
from kamdesk.domain.purchases.newcomers import Newcomers


def told(*refs):
    """Return which of `refs` (code, number, name) are the same new client, as small numbers."""
    newcomers, found = Newcomers(), [ClientRef(*ref) for ref in refs]
    newcomers.told_apart(found)
    numbers = [newcomers[ref] for ref in found]
    return [numbers.index(number) for number in numbers]


@pytest.mark.parametrize(
    ("refs", "same"),
    [
        ([("A", "", "甲"), ("B", "", "甲")], [0, 1]),
        ([("A", "1", ""), ("A", "2", "")], [0, 0]),
        ([("", "1", "甲"), ("", "2", "乙")], [0, 1]),
        ([("", "1", ""), ("A", "1", "")], [0, 0]),
        ([("", "1", "甲"), ("", "", "甲")], [0, 0]),
        ([("", "", "甲"), ("", "", "甲 ")], [0, 0]),
        ([("A", "", "甲"), ("", "", "甲")], [0, 0]),
        ([("A", "1", "甲"), ("", "1", "改名")], [0, 0]),
    ],
)
def test_they_are_told_apart(refs, same):
    assert told(*refs) == same


def test_what_came_earlier_is_remembered():
    newcomers, first, later = Newcomers(), ClientRef("", "1", ""), ClientRef("A", "1", "甲")
    newcomers.told_apart([first])
    assert newcomers.told_apart([later]) == [later]
    assert newcomers[first] == newcomers[later] < 0
