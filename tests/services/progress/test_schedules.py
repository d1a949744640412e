"""Schedules on a real database: versions with what changed, lights of the day, refusals."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kamdesk.domain.errors import FieldError, NotAllowedError, RuleError, StaleRecordError
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.progress.lights import Light
from kamdesk.domain.progress.project_records import Step
from kamdesk.domain.progress.projects import LossReason, ProjectAct
from kamdesk.domain.progress.schedule_records import MOST_ROWS
from kamdesk.domain.progress.schedules import ScheduleRow
from kamdesk.domain.progress.stages import Stage
from kamdesk.services.progress.projects import ProjectService
from kamdesk.services.progress.schedules import ScheduleService
from tests.chain import chain, spoken_names

__all__ = ["chain", "spoken_names"]

# The clock stands on Monday, 2 November 2026.
VISIT = ScheduleRow(
    key=1,
    task="拜访采购经理",
    stage=Stage.CONTACT,
    planned_start=date(2026, 10, 19),
    planned_end=date(2026, 11, 13),
    weight=3,
)
OFFER = ScheduleRow(
    key=2,
    task="提交报价",
    planned_start=date(2026, 11, 16),
    planned_end=date(2026, 11, 27),
    after=(1,),
    problem="对手降价\n三个点",
)


@pytest.fixture
def schedules(chain, sessions, clock, people):
    client = chain.client()
    chain.filed(client, people.sales)
    application = chain.application(client, people.sales)
    chain.agree_all(chain.send_application(application, people.sales))
    return ScheduleService(sessions, clock)


@pytest.fixture
def save(schedules, people):
    def run(*rows, note="", by=people.sales):
        seen = schedules.of_project(1, by=people.management).revision
        return schedules.save(1, rows, note, by=by, seen_revision=seen)

    return run


@pytest.fixture
def shown(schedules, people):
    return lambda by=people.management: schedules.of_project(1, by=by)


def test_a_project_begins_without_rows(shown, people):
    empty = shown(people.sales)
    assert (empty.rows, empty.revision, empty.versions) == ((), 0, [])
    assert empty.standing.whole.light is Light.GREEN
    assert empty.editable


def test_rows_come_back_as_they_were_saved_with_todays_lights(save, shown, people):
    rows = (replace(VISIT, owner=people.sales, percent=60), OFFER)
    save(*rows)
    kept = shown()
    assert kept.rows == rows
    assert kept.names == {people.sales: "李明"}
    # 11 of 20 workdays are gone (planned 55 %), 60 % are done; the other row is ahead.
    assert kept.standing.rows[1].light is Light.GREEN
    assert (kept.standing.planned, kept.standing.actual) == (pytest.approx(41.25), 45)
    assert "国务院" in kept.calendar


def test_a_late_row_is_red_and_so_is_the_whole(save, shown, clock):
    save(replace(VISIT, percent=10), OFFER)
    assert shown().standing.rows[1].light is Light.RED
    assert "整个进度表" in shown().standing.whole.reason
    clock.advance(days=30)
    assert {each.light for each in shown().standing.rows.values()} == {Light.RED}


def test_the_list_of_projects_shows_todays_light(save, sessions, clock, people):
    source = ProjectService(sessions, clock).list_for(people.sales)
    ids = source.ids(ListQuery(view="alive"))
    assert [row.light for row in source.rows(ids)] == [None]
    save(replace(VISIT, percent=10), OFFER)
    assert [row.light for row in source.rows(ids)] == [Light.RED]


def test_later_versions_say_what_changed_and_why(save, shown):
    save(VISIT)
    with pytest.raises(FieldError, match="变更说明"):
        save(replace(VISIT, percent=20))
    with pytest.raises(RuleError, match="没有改动"):
        save(VISIT, note="再存一次")
    later = replace(VISIT, planned_end=date(2026, 11, 20))
    save(later, OFFER, note="客户推迟见面")
    save(replace(later, planned_end=date(2026, 11, 27)), OFFER, note="再推迟一周")
    newest, second, first = shown().versions
    assert [each.revision for each in (newest, second, first)] == [3, 2, 1]
    assert (second.note, second.by) == ("客户推迟见面", "李明")
    assert [row.task for row in second.changes.added] == ["提交报价"]
    (edit,) = second.changes.edited
    assert [each.field for each in edit.fields] == ["planned_end"]
    assert shown().standing.rows[1].light is Light.RED  # put off twice


def test_nobody_overwrites_what_another_saved(schedules, save, people):
    save(VISIT)
    with pytest.raises(StaleRecordError, match="刚被别人修改过"):
        schedules.save(1, (VISIT, OFFER), "另一版", by=people.sales, seen_revision=0)


def test_wrong_cells_are_named_and_nothing_is_kept(save, shown):
    wrong = (replace(VISIT, task=" "), replace(OFFER, planned_end=date(2026, 11, 1), after=(2,)))
    with pytest.raises(FieldError) as refused:
        save(*wrong)
    assert set(refused.value.fields) == {"1.task", "2.planned_end", "2.after"}
    assert shown().revision == 0
    many = [replace(VISIT, key=key) for key in range(MOST_ROWS + 1)]
    with pytest.raises(RuleError, match="最多 500 行"):
        save(*many)


def test_who_may_save(save, shown, schedules, sessions, clock, people):
    with pytest.raises(NotAllowedError):
        save(VISIT, by=people.finance)
    assert not shown(people.finance).editable
    save(VISIT, by=people.management)
    projects = ProjectService(sessions, clock)
    seen = projects.details(1, by=people.sales).version
    projects.act(
        1, ProjectAct.LOSE, by=people.sales, seen_version=seen, loss_reason=LossReason.PRICE
    )
    with pytest.raises(RuleError, match="已结束"):
        save(VISIT, OFFER, note="补一行")


def test_each_version_is_in_the_log_and_final(save, sessions, clock, people):
    save(VISIT)
    event = ProjectService(sessions, clock).details(1, by=people.sales).events[-1]
    assert (event.step, event.text) == (Step.SCHEDULE, "第 1 版。")
    with pytest.raises(IntegrityError, match="append-only"), sessions.write() as session:
        session.execute(text("UPDATE schedule_versions SET note = 'x'"))
