"""The sample company shows every state and is sound."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from kamdesk.domain.clients.clients import ClientClass, Grade
from kamdesk.domain.errors import CancelledError, DatabaseError
from kamdesk.domain.people import Role
from kamdesk.domain.projects.applications import ApplicationState
from kamdesk.domain.projects.case_records import Finding
from kamdesk.domain.projects.cases import Act
from kamdesk.domain.projects.conflicts import ConflictState, Ruling
from kamdesk.domain.projects.filings import FilingState
from kamdesk.domain.projects.modes import DevelopmentMode
from kamdesk.domain.projects.protections import Standing
from kamdesk.services.audit import AuditService
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.people import PeopleService
from kamdesk.services.projects.approvals import ApprovalService
from kamdesk.services.projects.delegations import DelegationService
from kamdesk.services.projects.filings import FilingService
from kamdesk.services.sample.company import create_sample
from kamdesk.storage.projects.cases import CaseRecord
from tests.sample import UNTIL, make, sign_in

PEOPLE = ("duanxl", "fanzy", "heyl", "weit", "haojg", "jihm", "yanxf", "liangyc", "miaozb", "wucy")


def test_everybody_signs_in_with_the_one_password(sample_folder):
    for login in (*PEOPLE, "admin"):
        signed_in = sign_in(sample_folder, login)
        signed_in.company.close()
        assert not signed_in.must_change


def test_every_role_is_held(opened):
    office = opened("admin")
    people = PeopleService(office.sessions, office.clock, office.company.keyring)
    assert {role for user in people.users(by=office.by) for role in user.roles} == set(Role)


def test_about_sixty_clients_of_every_class_and_grade(opened):
    office = opened("yanxf")
    clients = ClientService(office.sessions, office.clock)
    counts = clients.counts(by=office.by)
    assert counts["all"] == 60
    assert counts["archived"] == 4
    rows = office.rows(ClientService)
    assert {each for row in rows for each in row.classes} == set(ClientClass)
    assert {row.grade for row in rows} == set(Grade)
    assert any("䶮" in row.name for row in rows)
    assert sum(bool(row.parent) for row in rows) >= 6


def test_filings_stand_in_every_state_and_standing(opened):
    everybody = [row for login in PEOPLE for row in opened(login).filings()]
    assert {row.state for row in everybody} == set(FilingState)
    register = opened("wucy").filings()
    assert {row.standing for row in register if row.standing} == set(Standing)
    assert {row.extensions for row in register} == {0, 1, 2}
    waiting = Counter(row.state for row in register)
    assert waiting[FilingState.IN_APPROVAL] == 5


def test_applications_stand_in_every_state_and_wait_at_every_step(opened):
    everybody = [row for login in PEOPLE for row in opened(login).applications()]
    assert {row.state for row in everybody} == set(ApplicationState)
    running = [row for row in everybody if row.state is ApplicationState.IN_APPROVAL]
    steps = {"业务部门负责人", "销售管理部", "财务部", "常务副总", "总经理"}
    assert {row.waiting_for for row in running} == steps
    approved = [row for row in everybody if row.state is ApplicationState.APPROVED]
    assert {row.mode for row in approved} == set(DevelopmentMode)
    assert any(row.number.endswith("-R1") for row in approved)
    assert any(row.number.endswith("-R1") for row in running)


def test_conflicts_are_open_and_ruled_in_each_way(opened):
    conflicts = opened("yanxf").conflicts()
    assert {row.ruling for row in conflicts if row.ruling} == set(Ruling)
    assert [row.state for row in conflicts].count(ConflictState.OPEN) == 1


def test_every_act_of_approval_has_happened(opened):
    office = opened("wucy")
    approvals = ApprovalService(office.sessions, office.clock)
    with office.sessions.read() as session:
        cases = session.execute(select(CaseRecord.id, CaseRecord.submitter_id)).all()
    log = [each for case, by in cases for each in approvals.details(case, by=by).opinions]
    assert {each.act for each in log} == set(Act)
    assert [each.person for each in log if each.on_behalf_of] == ["武承业"]
    assert {each.finding.result for each in log if each.finding} == set(Finding)


def test_delegations_are_past_in_force_to_come_and_revoked(opened):
    given = [
        each
        for login in ("haojg", "yanxf", "liangyc", "miaozb", "wucy")
        for office in [opened(login)]
        for each in DelegationService(office.sessions, office.clock).given_by(by=office.by)
    ]
    assert any(each.ends_on < UNTIL for each in given)
    assert any(each.starts_on <= UNTIL <= each.ends_on for each in given)
    assert any(each.starts_on > UNTIL for each in given)
    assert any(each.revoked_at for each in given)


def test_the_audit_chain_is_sound(opened):
    office = opened("wucy")
    assert AuditService(office.sessions).verify(by=office.by).sound


def test_nothing_happens_after_the_end_or_at_a_weekend(opened):
    office = opened("wucy")
    details = FilingService(office.sessions, office.clock)
    days = [row.submitted_at.date() for row in office.filings()]
    days += [
        contact.day
        for row in office.filings()
        for contact in details.details(row.id, by=office.by).follow_ups
    ]
    assert max(days) < UNTIL
    assert {day.weekday() for day in days} <= {0, 1, 2, 3, 4}


def test_it_opens_months_later_with_everything_expired(opened):
    office = opened("wucy")
    office.clock.turn_to(-200)
    standings = {row.standing for row in office.filings() if row.standing}
    assert standings == {Standing.EXPIRED}


def test_stopping_leaves_nothing(tmp_path):
    with pytest.raises(CancelledError):
        create_sample(tmp_path / "new", until=UNTIL, report=lambda *_: None, cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_other_files_in_the_folder_stay(tmp_path):
    (tmp_path / "note.txt").write_text("x")
    with pytest.raises(CancelledError):
        create_sample(tmp_path, until=UNTIL, report=lambda *_: None, cancelled=lambda: True)
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_a_company_is_not_overwritten(sample_folder):
    with pytest.raises(DatabaseError, match="已经有一家公司"):
        make(sample_folder, UNTIL + timedelta(days=1))
    sign_in(sample_folder, "admin").company.close()
