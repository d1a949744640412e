"""The register of what people ask about their own data."""

from datetime import timedelta

import pytest

from kamdesk.domain.clock import today
from kamdesk.domain.errors import FieldError, NotAllowedError, RuleError, StaleRecordError
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.persons.requests import RequestKind, RequestState


@pytest.fixture
def rows(requests):
    def read(by, **query):
        source = requests.list_for(by)
        return source.rows(source.ids(ListQuery(**query)))

    return read


@pytest.fixture
def taken_in(requests, people, firm, clock):
    day = today(clock)
    return requests.register(firm.boss, RequestKind.COPY, day, by=people.sales).record_id


def test_a_request_is_taken_in_and_settled(requests, rows, people, taken_in, clock):
    (row,) = rows(people.sales)
    assert (row.person, row.client, row.kind, row.state) == (
        *("王建国", "晋丰公司", RequestKind.COPY, RequestState.OPEN),
    )
    clock.advance(days=3)
    requests.settle(taken_in, RequestState.DONE, "已当面交付", by=people.management)
    (row,) = rows(people.sales)
    assert (row.state, row.settled_on, row.settled_by, row.note) == (
        *(RequestState.DONE, today(clock), "周岚", "已当面交付"),
    )
    with pytest.raises(StaleRecordError):
        requests.settle(taken_in, RequestState.REFUSED, "不", by=people.management)


def test_a_refusal_says_why(requests, rows, people, taken_in):
    with pytest.raises(FieldError, match="必须说明理由"):
        requests.settle(taken_in, RequestState.REFUSED, "", by=people.management)
    with pytest.raises(FieldError, match="办理结果"):
        requests.settle(taken_in, RequestState.OPEN, "", by=people.management)
    assert rows(people.sales)[0].state is RequestState.OPEN


def test_a_request_cannot_come_in_tomorrow(requests, rows, people, firm, clock):
    for day in (None, today(clock) + timedelta(days=1)):
        with pytest.raises(FieldError):
            requests.register(firm.boss, RequestKind.COPY, day, by=people.sales)
    assert rows(people.sales) == []


def test_who_works_with_the_client_takes_in_and_the_department_settles(
    requests, rows, people, firm, taken_in, clock
):
    for by in (people.sales2, people.finance):
        with pytest.raises(NotAllowedError):
            requests.register(firm.boss, RequestKind.COPY, today(clock), by=by)
    for by in (people.sales, people.head):
        with pytest.raises(NotAllowedError):
            requests.settle(taken_in, RequestState.DONE, "", by=by)
    assert rows(people.sales2) == []
    assert len(rows(people.finance)) == 1


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"person": "王"}, 1),
        ({"client": "别家"}, 0),
        ({"kind": "copy"}, 1),
        ({"kind": "erase,correct"}, 0),
        ({"state": "open"}, 1),
        ({"received_on": "2026-11"}, 1),
        ({"settled_on": "2026"}, 0),
        ({"registered_by": "李明"}, 1),
    ],
)
def test_boxes_filter(rows, people, taken_in, filters, found):
    assert len(rows(people.sales, filters=filters, sort="received_on")) == found
    with pytest.raises(RuleError):
        rows(people.sales, filters={"unknown": "x"})
