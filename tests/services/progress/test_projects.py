"""Projects on a real database: born by approval, driven, handed over, ended, within everybody's
reach.
"""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kamdesk.domain.clients.contacts import BuyingRole, ContactDraft
from kamdesk.domain.errors import (
    FieldError,
    MissingRecordError,
    NotAllowedError,
    RuleError,
    StaleRecordError,
)
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.progress.project_records import Step
from kamdesk.domain.progress.projects import LossReason, ProjectAct, ProjectState
from kamdesk.domain.progress.stages import Stage
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.desk import DeskService
from kamdesk.services.progress.projects import ProjectService
from tests.chain import chain, spoken_names

__all__ = ["chain", "spoken_names"]

DECIDER = ContactDraft(name="刘总", role=BuyingRole.DECIDER, sponsor=True)


class Drive:
    """One project, and short ways to drive it."""

    def __init__(self, chain, service, client):
        self.chain, self.service, self.client = chain, service, client
        self.people = chain.people

    def details(self, by=None):
        return self.service.details(1, by=by or self.people.management)

    def act(self, act, text="有书面依据", by=None, **more):
        seen = self.details().version
        by = by or self.people.management
        return self.service.act(1, act, text, by=by, seen_version=seen, **more)

    def name(self, by=None, **owners):
        seen = self.details().version
        named = self.details().owners | {Stage(key): user for key, user in owners.items()}
        by = by or self.people.management
        return self.service.name_owners(1, named, by=by, seen_version=seen)

    def answer(self, by, text="", *, accept=True):
        slip = self.details().slip
        self.service.answer(slip.id, text, accept=accept, by=by, seen_version=slip.version)

    def rows(self, by, view="all"):
        source = self.service.list_for(by)
        return source.rows(source.ids(ListQuery(view=view)))


@pytest.fixture
def drive(chain, sessions, clock, people):
    """A project of sales whose client has a decision maker who stands by us."""
    client = chain.client()
    chain.filed(client, people.sales)
    application = chain.application(client, people.sales)
    chain.agree_all(chain.send_application(application, people.sales))
    return Drive(chain, ProjectService(sessions, clock), client)


@pytest.fixture
def known(drive, sessions, clock, people):
    ContactService(sessions, clock).create(drive.client, DECIDER, by=people.management)
    return drive


def test_an_approved_application_is_a_project(drive, people):
    project = drive.details(by=people.sales)
    assert (project.name, project.state, project.stage) == (
        "二期厂房钢材供应",
        ProjectState.RUNNING,
        Stage.SEARCH,
    )
    assert project.owners == {Stage.SEARCH: people.sales, Stage.CONTACT: people.sales}
    (event,) = project.events
    assert (event.step, event.by) == (Step.BORN, "郑凯")  # the last to agree
    assert project.number.startswith("KD-LX-2026-")


def test_a_stage_waits_for_what_has_to_be_known(drive):
    assert "没有联系人" in drive.details().missing[0]
    with pytest.raises(RuleError, match="没有联系人"):
        drive.act(ProjectAct.ADVANCE)
    assert drive.details().stage is Stage.SEARCH


def test_a_basis_is_compulsory(known):
    with pytest.raises(FieldError, match="进入依据"):
        known.act(ProjectAct.ADVANCE, "  ")


def test_a_slip_is_accepted_or_sent_back_by_its_taker(known, sessions, people):
    known.name(dialogue=people.sales2)
    known.act(ProjectAct.ADVANCE)
    known.act(ProjectAct.ADVANCE, "已见到刘总", by=people.sales)
    slip = known.details().slip
    assert (slip.giver, slip.taker, slip.note) == ("李明", "王芳", "已见到刘总")
    assert [row.waiting_for for row in known.rows(people.sales2, "to_accept")] == ["王芳"]
    with pytest.raises(NotAllowedError, match="接收人本人"):
        known.answer(people.sales)
    with pytest.raises(FieldError, match="退回原因"):
        known.answer(people.sales2, accept=False)
    assert DeskService(sessions, known.chain.clock).desk(by=people.sales2).slips_count == 1
    known.answer(people.sales2, "客户资料不全", accept=False)
    assert (known.details().stage, known.details().slip) == (Stage.CONTACT, None)
    known.act(ProjectAct.ADVANCE, "已补齐", by=people.sales)
    known.answer(people.sales2)
    project = known.details(by=people.sales2)
    assert project.stage is Stage.DIALOGUE
    steps = [event.step for event in project.events]
    assert steps[-4:] == [ProjectAct.ADVANCE, Step.SEND_BACK, ProjectAct.ADVANCE, Step.ACCEPT]
    known.act(ProjectAct.STEP_BACK, by=people.sales2)  # who owns a stage drives the project


def test_a_slip_is_taken_back_and_answered_once(known, people):
    known.name(dialogue=people.sales2)
    for _stage in range(2):
        known.act(ProjectAct.ADVANCE)
    slip = known.details().slip
    known.service.take_back(slip.id, by=people.sales, seen_version=slip.version)
    assert known.details().slip is None
    with pytest.raises(StaleRecordError):
        known.service.answer(slip.id, accept=True, by=people.sales2, seen_version=slip.version)


def test_one_person_owns_at_most_two_stages(drive, people):
    with pytest.raises(FieldError) as refused:
        drive.name(dialogue=people.sales)
    assert set(refused.value.fields) == {"search", "contact", "dialogue"}
    drive.name(dialogue=people.sales2, follow_up=people.sales2)
    assert drive.details().owner_names[Stage.FOLLOW_UP] == "王芳"
    assert drive.details().events[-1].text == "深入沟通：王芳、跟进：王芳"


def test_who_may_stop_and_start_again(known, people):
    with pytest.raises(NotAllowedError):
        known.act(ProjectAct.SUSPEND, by=people.sales)
    known.act(ProjectAct.SUSPEND, by=people.head)
    assert ProjectAct.RESUME in known.details(by=people.head).acts
    known.act(ProjectAct.RESUME, "", by=people.head)
    with pytest.raises(FieldError, match="丢单原因"):
        known.act(ProjectAct.LOSE, by=people.sales)
    with pytest.raises(FieldError, match="丢单说明"):
        known.act(ProjectAct.LOSE, "", by=people.sales, loss_reason=LossReason.OTHER)
    known.act(ProjectAct.LOSE, "", by=people.sales, loss_reason=LossReason.PRICE)
    lost = known.details(by=people.sales)
    assert (lost.state, lost.loss_reason, lost.acts) == (
        ProjectState.LOST,
        LossReason.PRICE,
        frozenset(),
    )
    with pytest.raises(NotAllowedError):
        known.act(ProjectAct.REOPEN, by=people.head)
    known.act(ProjectAct.REOPEN, by=people.executive_vp)
    again = known.details()
    assert (again.state, again.loss_reason) == (ProjectState.RUNNING, None)


def test_the_whole_way_to_care(known, people):
    known.name(
        dialogue=people.sales2,
        follow_up=people.sales2,
        deal=people.sales3,
        care=people.sales3,
    )
    takers = {Stage.DIALOGUE: people.sales2, Stage.DEAL: people.sales3}
    for _stage in range(4):
        known.act(ProjectAct.ADVANCE)
        if known.details().slip:
            known.answer(takers[known.details().slip.stage])
    known.act(ProjectAct.WIN, "合同已签订", by=people.sales3)
    won = known.details()
    assert (won.state, won.stage, won.slip) == (ProjectState.WON, Stage.CARE, None)
    assert [row.ended_at is not None for row in known.rows(people.sales, "over")] == [True]
    assert known.rows(people.sales, "alive") == []


def test_days_are_counted_stage_by_stage_and_not_while_suspended(known, clock):
    clock.advance(days=5)
    known.act(ProjectAct.ADVANCE)
    clock.advance(days=3)
    known.act(ProjectAct.SUSPEND)
    clock.advance(days=40)
    known.act(ProjectAct.RESUME)
    clock.advance(days=2)
    assert known.details().days(clock.now()) == {Stage.SEARCH: 5, Stage.CONTACT: 5}


def test_everybody_sees_what_is_theirs(drive, people):
    for person, sees in (
        (people.sales, True),
        (people.sales2, False),
        (people.head, True),
        (people.head2, False),
        (people.general_manager, True),
    ):
        assert bool(drive.rows(person)) is sees
    with pytest.raises(MissingRecordError):
        drive.details(by=people.sales2)
    drive.name(dialogue=people.sales2)
    assert drive.rows(people.sales2, "mine")[0].owner == "李明"
    with pytest.raises(NotAllowedError):
        drive.rows(people.administrator)


def test_every_step_is_in_the_audit_trail_and_the_log_is_final(known, sessions):
    known.act(ProjectAct.ADVANCE)
    with sessions.read() as session:
        trail = session.scalars(text("SELECT action FROM audit WHERE noun = 'project'")).all()
    assert trail == ["project.born", "project.advance"]
    for statement in ("DELETE FROM project_events", "UPDATE project_events SET text = ''"):
        with pytest.raises(IntegrityError, match="append-only"), sessions.write() as session:
            session.execute(text(statement))
