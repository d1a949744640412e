"""The sample's projects stand in every stage and state, and one waits to be accepted."""

from collections import Counter

from kamdesk.domain.lists import ListQuery
from kamdesk.domain.progress.lights import Light
from kamdesk.domain.progress.project_records import Step
from kamdesk.domain.progress.projects import ProjectState
from kamdesk.domain.progress.stages import Stage
from kamdesk.services.progress.projects import ProjectService
from kamdesk.services.progress.schedules import ScheduleService


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


def test_schedules_have_versions_and_lights_of_every_colour(opened):
    office = opened("yanxf")
    projects = ProjectService(office.sessions, office.clock)
    schedules = ScheduleService(office.sessions, office.clock)
    ids = projects.list_for(office.by).ids(ListQuery(view="alive"))
    found = [schedules.of_project(each, by=office.by) for each in ids]
    assert {each.revision for each in found} == {0, 2}
    lights = {light.light for each in found for light in each.standing.rows.values()}
    assert lights == set(Light)


def test_who_is_handed_a_stage_finds_it(opened):
    office = opened("heyl")
    source = ProjectService(office.sessions, office.clock).list_for(office.by)
    assert len(source.ids(ListQuery(view="to_accept"))) == 1
    assert len(source.ids(ListQuery(view="mine"))) > 3
