"""Delegations: period edges, overlaps, and who may sign for whom."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kamdesk.domain.errors import FieldError, NotAllowedError, RuleError
from kamdesk.domain.people import Actor, Role
from kamdesk.domain.projects.delegations import (
    Delegation,
    DelegationDraft,
    authority,
    check_draft,
    check_overlap,
)
from kamdesk.domain.projects.routes import CaseKind

TODAY = date(2026, 11, 2)
HEAD = Actor(2, "陈静", frozenset({Role.HEAD}), 1)
VP = Actor(7, "郑凯", frozenset({Role.EXECUTIVE_VP}))
SELLER = Actor(1, "李明", frozenset({Role.SALES}), 1)
ADMIN = Actor(9, "管理员", frozenset({Role.ADMINISTRATOR}))
BOTH = Actor(10, "双职", frozenset({Role.ADMINISTRATOR, Role.FINANCE}))
DRAFT = DelegationDraft(
    agent_id=VP.id,
    kinds=frozenset({CaseKind.FILING}),
    starts_on=date(2026, 11, 3),
    ends_on=date(2026, 11, 5),
    reason="出差",
)
GIVEN = Delegation(
    id=1,
    delegator_id=HEAD.id,
    delegator_name=HEAD.name,
    agent_id=VP.id,
    agent_name=VP.name,
    kinds=DRAFT.kinds,
    starts_on=DRAFT.starts_on,
    ends_on=DRAFT.ends_on,
    reason=DRAFT.reason,
    given_at=datetime(2026, 11, 2, tzinfo=UTC),
    revoked_at=None,
    version=1,
)


@pytest.mark.parametrize(("day", "holds"), [(2, False), (3, True), (5, True), (6, False)])
def test_it_holds_from_its_first_to_its_last_day(day, holds):
    assert GIVEN.in_force(CaseKind.FILING, date(2026, 11, day)) is holds


def test_it_holds_for_its_forms_only_and_until_it_is_revoked():
    assert not GIVEN.in_force(CaseKind.APPLICATION, GIVEN.starts_on)
    revoked = replace(GIVEN, revoked_at=GIVEN.given_at)
    assert not revoked.in_force(CaseKind.FILING, GIVEN.starts_on)


@pytest.mark.parametrize(
    ("changes", "agent", "field"),
    [
        ({}, None, "agent_id"),
        ({}, SELLER, "agent_id"),
        ({}, ADMIN, "agent_id"),
        ({}, BOTH, "agent_id"),
        ({}, HEAD, "agent_id"),
        ({"kinds": frozenset()}, VP, "kinds"),
        ({"starts_on": date(2026, 11, 1)}, VP, "starts_on"),
        ({"ends_on": date(2026, 11, 2)}, VP, "ends_on"),
        ({"reason": " "}, VP, "reason"),
    ],
)
def test_what_does_not_fit_is_named(changes, agent, field):
    with pytest.raises(FieldError) as caught:
        check_draft(replace(DRAFT, **changes), HEAD, agent, TODAY)
    assert list(caught.value.fields) == [field]


def test_it_may_begin_today_and_last_one_day():
    short = replace(DRAFT, starts_on=TODAY, ends_on=TODAY)
    assert check_draft(short, HEAD, VP, TODAY) == short


@pytest.mark.parametrize(
    ("starts", "ends", "clash"),
    [(1, 2, False), (1, 3, True), (4, 4, True), (5, 9, True), (6, 9, False)],
)
def test_the_same_forms_are_not_delegated_twice_for_a_day(starts, ends, clash):
    draft = replace(DRAFT, starts_on=date(2026, 11, starts), ends_on=date(2026, 11, ends))
    if not clash:
        check_overlap(draft, [GIVEN])
        return
    with pytest.raises(FieldError, match="郑凯"):
        check_overlap(draft, [GIVEN])


def test_other_forms_or_a_revoked_one_do_not_overlap():
    check_overlap(replace(DRAFT, kinds=frozenset({CaseKind.APPLICATION})), [GIVEN])
    check_overlap(DRAFT, [replace(GIVEN, revoked_at=GIVEN.given_at)])


def signs(actor, holder_id=HEAD.id, submitter_id=SELLER.id, in_force=(GIVEN,)):
    return authority(actor, holder_id=holder_id, submitter_id=submitter_id, in_force=in_force)


def test_the_holder_signs_in_their_own_name():
    assert signs(HEAD) is None


def test_the_agent_signs_by_delegation():
    assert signs(VP) is GIVEN


def test_without_delegation_nobody_else_signs():
    with pytest.raises(NotAllowedError):
        signs(VP, in_force=())


def test_a_delegation_of_somebody_else_does_not_help():
    with pytest.raises(NotAllowedError):
        signs(VP, holder_id=8)


@pytest.mark.parametrize("holder", [HEAD.id, VP.id])
def test_the_submitter_signs_neither_for_themselves_nor_as_agent(holder):
    with pytest.raises(RuleError, match="自己提交"):
        signs(VP, holder_id=holder, submitter_id=VP.id)


@pytest.mark.parametrize("actor", [SELLER, ADMIN, BOTH])
def test_who_approves_nothing_signs_nothing(actor):
    with pytest.raises(NotAllowedError):
        signs(actor, holder_id=actor.id, submitter_id=99)
