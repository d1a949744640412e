"""The register as a list: standing in SQL is standing in the domain, day by day."""

from datetime import date, timedelta

import pytest

from kamdesk.domain.errors import RuleError
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.permissions import Reach
from kamdesk.domain.projects.protections import Standing, protect
from kamdesk.domain.settings import Settings
from kamdesk.services.acting import acting
from kamdesk.storage.projects import filing_records as table
from kamdesk.storage.projects.filings import FilingRecord, keep_protection
from kamdesk.storage.projects.listing import Viewer

START = date(2026, 11, 2)
LIMITS = (
    Settings(),
    Settings(idle_days=10, grace_days=3),
    Settings(protection_days=20, warning_days=12, last_warning_days=9, idle_days=8),
    Settings(protection_days=1),
)


@pytest.fixture
def filings(chain, people):
    """One filed filing for each set of limits."""
    made = []
    for number, limits in enumerate(LIMITS):
        filing = chain.filed(chain.client(f"第{number}客户有限公司"), people.sales)
        with chain.sessions.write() as session:
            keep_protection(session.get(FilingRecord, filing), protect(START, limits))
        made.append(filing)
    return made


def found(chain, day, **query):
    with chain.sessions.read() as session:
        viewer = Viewer(acting(session, chain.people.management), Reach.ALL, day)
        return set(table.ids(session, ListQuery(**query), viewer))


def test_standing_is_the_same_in_sql_and_in_the_domain(chain, filings):
    for after in range(100):
        day = START + timedelta(days=after)
        by_word = {word: found(chain, day, filters={"standing": word.value}) for word in Standing}
        for filing, limits in zip(filings, LIMITS, strict=True):
            standing = protect(START, limits).standing(day)
            assert [word for word, ids in by_word.items() if filing in ids] == [standing], after


def test_the_warned_are_those_that_can_still_be_saved(chain, filings):
    day = START + timedelta(days=10)
    words = {Standing.DUE, Standing.DUE_SOON, Standing.IDLE}
    expected = {
        filing
        for filing, limits in zip(filings, LIMITS, strict=True)
        if protect(START, limits).standing(day) in words
    }
    assert found(chain, day, view="warned") == expected


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"number": "BB-2026-0002"}, 1),
        ({"client": "第3"}, 1),
        ({"filer": "李明"}, 4),
        ({"department": "一部"}, 4),
        ({"state": "draft,filed"}, 4),
        ({"protected_until": "2026-11"}, 2),
        ({"protected_from": ">=2026-11-03"}, 0),
        ({"extensions": "0"}, 4),
        ({"disputed": "yes"}, 0),
        ({"client": "  "}, 4),
    ],
)
def test_each_box_filters(chain, filings, filters, count):
    assert len(found(chain, START, filters=filters)) == count


@pytest.mark.parametrize(
    "query", [{"filters": {"magic": "1"}}, {"sort": "magic"}, {"view": "magic"}]
)
def test_what_the_list_does_not_have_is_refused_in_words(chain, query):
    with pytest.raises(RuleError):
        found(chain, START, **query)


def test_every_column_sorts_both_ways(chain, filings):
    columns = ("number", "client", "standing", "protected_until", "extensions", "disputed")
    for column in columns:
        for descending in (False, True):
            assert len(found(chain, START, sort=column, descending=descending)) == len(filings)
