"""The lines of the list at the left."""

from decimal import Decimal

from kamdesk.domain.lists import ListQuery
from kamdesk.ui.approvals.items import ItemSource, submission_item, waiting_item
from kamdesk.ui.tone import Tone


def waiting(chain, by):
    source = chain.approvals.inbox_for(by)
    return ItemSource(source, lambda row: waiting_item(row, chain.clock), sort="waiting_since")


def a_task(chain, **changes):
    by = chain.people.sales
    client = chain.client()
    chain.filed(client, by)
    return chain.send_application(chain.application(client, by, **changes), by)


def test_a_waiting_task_names_project_number_person_and_budget(chain):
    a_task(chain, budget=Decimal("126000.00"))
    source = waiting(chain, chain.people.head)
    item = source.rows(source.ids(ListQuery()))[0]
    assert item.title == "二期厂房钢材供应"
    assert item.line == "KD-LX-2026-0001 · 李明"
    assert item.figure == "12.60 万元"
    assert item.chips == (("今天收到", Tone.NEUTRAL),)


def test_the_days_waited_turn_from_yellow_to_red(chain):
    a_task(chain)
    source = waiting(chain, chain.people.head)
    chips = []
    for _ in range(3):
        chain.clock.advance(days=1)
        chips.append(source.rows(source.ids(ListQuery()))[0].chips[0])
    assert chips[0] == ("已等 1 天", Tone.WARN)
    assert chips[2] == ("已等 3 天", Tone.BAD)


def test_every_word_of_the_filter_has_to_stand_in_the_line(chain):
    a_task(chain)
    source = waiting(chain, chain.people.head)
    found = [
        len(source.ids(ListQuery(filters={"words": words})))
        for words in ("厂房 李明", "lx-2026", "厂房 王芳")
    ]
    assert found == [1, 1, 0]


def test_a_submission_names_whom_it_waits_for(chain):
    a_task(chain)
    source = ItemSource(
        chain.approvals.submissions_for(chain.people.sales), submission_item, sort="submitted_at"
    )
    item = source.rows(source.ids(ListQuery()))[-1]
    assert item.figure == "等待 陈静"
    assert item.chips == (("审批中", Tone.WARN),)
