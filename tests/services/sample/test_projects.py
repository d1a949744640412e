"""The sample's projects stand in every stage and state, and one waits to be accepted."""

from collections import Counter

from kamdesk.domain.lists import ListQuery
from kamdesk.domain.progress.project_records import Step
from kamdesk.domain.progress.projects import ProjectState
from kamdesk.domain.progress.stages import Stage
from kamdesk.services.progress.projects import ProjectService


def test_projects_stand_in_every_stage_and_state(opened):
    office = opened("yanxf")
    service = ProjectService(office.sessions, office.clock)
    source = service.list_for(office.by)
    rows = source.rows(source.ids(ListQuery(view="all")))
    states = Counter(row.state for row in rows)
    assert set(states) == set(ProjectState)
    assert states[ProjectState.RUNNING] >= 8
    assert {row.stage for row in rows} == set(Stage)
    assert [row.waiting_for for row in rows if row.waiting_for] == ["贺云龙"]
    steps = {event.step for row in rows for event in service.details(row.id, by=office.by).events}
    assert {Step.ACCEPT, Step.SEND_BACK, Step.OWNERS} <= steps


def test_who_is_handed_a_stage_finds_it(opened):
    office = opened("heyl")
    source = ProjectService(office.sessions, office.clock).list_for(office.by)
    assert len(source.ids(ListQuery(view="to_accept"))) == 1
    assert len(source.ids(ListQuery(view="mine"))) > 3
