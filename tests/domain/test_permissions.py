"""The permission table: role × action × reach × state, enumerated in full."""

import itertools

import pytest

from kamdesk.domain.errors import NotAllowedError
from kamdesk.domain.ids import DepartmentId, UserId
from kamdesk.domain.people import Actor, Role
from kamdesk.domain.permissions import (
    ACTION_TITLES,
    TABLE,
    Action,
    Reach,
    Subject,
    allowed,
    reach,
    require,
)

BUSINESS = {Role.SALES, Role.HEAD, Role.MANAGEMENT, Role.FINANCE}
BUSINESS |= {Role.EXECUTIVE_VP, Role.GENERAL_MANAGER}
STATES = ("", "draft", "returned", "in_approval", "filed", "approved", "ended")

OURS = DepartmentId(1)
MINE = Subject(owner_id=UserId(1), department_id=DepartmentId(1))
COLLEAGUES = Subject(owner_id=UserId(2), department_id=DepartmentId(1))
STRANGERS = Subject(owner_id=UserId(3), department_id=DepartmentId(2))


def actor(*roles, department=OURS):
    return Actor(UserId(1), "李明", frozenset(roles), department)


def test_every_action_has_its_row_and_its_title():
    assert set(TABLE) == set(ACTION_TITLES) == set(Action)


@pytest.mark.parametrize("action", [a for a in Action if a.value.startswith("approval")])
def test_the_administrator_approves_nothing(action):
    assert not allowed(actor(Role.ADMINISTRATOR), action)


def test_the_administrator_sees_no_client_and_no_project():
    may = {action for action in Action if allowed(actor(Role.ADMINISTRATOR), action)}
    assert may == {
        Action.ROUTE_EDIT,
        Action.USER_MANAGE,
        Action.SETTINGS_EDIT,
        Action.POLICY_EDIT,
        Action.BACKUP,
        Action.AUDIT_VERIFY,
    }


def test_nobody_in_business_manages_the_system():
    system = {Action.USER_MANAGE, Action.SETTINGS_EDIT, Action.BACKUP, Action.ROUTE_EDIT}
    for role, action in itertools.product(BUSINESS, system):
        assert not allowed(actor(role), action)


def test_somebody_without_a_role_may_do_nothing():
    assert not any(allowed(actor(), action) for action in Action)


@pytest.mark.parametrize(
    ("action", "roles"),
    [
        (Action.CONFLICT_RULE, {Role.MANAGEMENT}),
        (Action.FILING_EXTEND, {Role.MANAGEMENT, Role.EXECUTIVE_VP}),
        (Action.FILING_EXTEND_AGAIN, {Role.EXECUTIVE_VP}),
        (Action.FILING_CREATE, {Role.SALES, Role.HEAD}),
        (Action.APPLICATION_CREATE, {Role.SALES, Role.HEAD}),
        (Action.CLIENT_CREATE, {Role.SALES, Role.HEAD, Role.MANAGEMENT}),
        (Action.CLIENT_IMPORT, {Role.HEAD, Role.MANAGEMENT}),
        (Action.APPROVAL_DECIDE, BUSINESS - {Role.SALES}),
        (Action.DUPLICATE_CHECK, BUSINESS),
        (Action.CLIENT_VIEW, BUSINESS),
    ],
)
def test_these_roles_and_no_others_may(action, roles):
    assert {role for role in Role if allowed(actor(role), action)} == roles


@pytest.mark.parametrize(
    ("role", "covered"),
    [
        (Role.SALES, {"mine"}),
        (Role.HEAD, {"mine", "colleagues"}),
        (Role.MANAGEMENT, {"mine", "colleagues", "strangers"}),
        (Role.GENERAL_MANAGER, {"mine", "colleagues", "strangers"}),
    ],
)
def test_seeing_reaches_as_far_as_the_role(role, covered):
    subjects = {"mine": MINE, "colleagues": COLLEAGUES, "strangers": STRANGERS}
    seen = {name for name, it in subjects.items() if allowed(actor(role), Action.CLIENT_VIEW, it)}
    assert seen == covered


def test_a_head_without_a_department_reaches_his_own_only():
    head = actor(Role.HEAD, department=None)
    nobodys = Subject(owner_id=UserId(2), department_id=None)
    assert allowed(head, Action.CLIENT_EDIT, MINE)
    assert not allowed(head, Action.CLIENT_EDIT, COLLEAGUES)
    assert not allowed(head, Action.CLIENT_EDIT, nobodys)


@pytest.mark.parametrize("state", STATES)
def test_only_what_was_not_sent_is_edited_and_by_its_owner_only(state):
    for action in (Action.FILING_EDIT, Action.APPLICATION_EDIT):
        own = Subject(owner_id=UserId(1), state=state)
        other = Subject(owner_id=UserId(2), department_id=DepartmentId(1), state=state)
        assert allowed(actor(Role.SALES), action, own) is (state in {"draft", "returned"})
        assert not any(allowed(actor(role), action, other) for role in Role)


@pytest.mark.parametrize("state", STATES)
def test_only_a_filing_that_holds_is_extended_or_ended(state):
    subject = Subject(owner_id=UserId(9), state=state)
    for action in (Action.FILING_EXTEND, Action.FILING_END):
        assert allowed(actor(Role.MANAGEMENT), action, subject) is (state == "filed")


def test_several_roles_reach_as_far_as_the_farthest():
    assert reach(actor(Role.SALES), Action.CLIENT_VIEW) is Reach.OWN
    assert reach(actor(Role.SALES, Role.HEAD), Action.CLIENT_VIEW) is Reach.DEPARTMENT
    assert reach(actor(Role.HEAD, Role.FINANCE), Action.CLIENT_VIEW) is Reach.ALL
    assert reach(actor(Role.ADMINISTRATOR), Action.CLIENT_VIEW) is None


def test_a_wider_role_never_may_less():
    for action, state in itertools.product(Action, STATES):
        for role, other in itertools.product(Role, Role):
            for base in (MINE, COLLEAGUES, STRANGERS):
                it = Subject(base.owner_id, base.department_id, state)
                if allowed(actor(role), action, it):
                    assert allowed(actor(role, other), action, it)


def test_a_refusal_names_what_and_who_may():
    with pytest.raises(NotAllowedError, match=r"“裁定撞单”.*销售管理部"):
        require(actor(Role.SALES), Action.CONFLICT_RULE)
    require(actor(Role.MANAGEMENT), Action.CONFLICT_RULE)


ALONG = Subject(
    owner_id=UserId(3),
    department_id=DepartmentId(2),
    state="active",
    readers=frozenset({UserId(1)}),
    editors=frozenset({UserId(2)}),
)
SEEN = {Action.CLIENT_VIEW, Action.CLIENT_EXPORT, Action.PURCHASE_VIEW, Action.PROJECT_VIEW}
EDITED = {
    *(Action.CLIENT_EDIT, Action.CONTACT_REVEAL),
    *(Action.PURCHASE_EDIT, Action.PROJECT_RUN),
}


@pytest.mark.parametrize(("user", "open_to"), [(1, SEEN), (2, SEEN | EDITED), (4, set())])
def test_working_along_opens_seeing_or_editing_and_nothing_else(user, open_to):
    person = Actor(UserId(user), "", frozenset({Role.SALES}), DepartmentId(1))
    near = {action for action in Action if allowed(person, action, ALONG)}
    far = {action for action in Action if allowed(person, action, STRANGERS)}
    assert near - far == open_to


def test_working_along_gives_nothing_to_who_has_no_part_in_the_business():
    administrator = Actor(UserId(2), "", frozenset({Role.ADMINISTRATOR}))
    assert not allowed(administrator, Action.CLIENT_VIEW, ALONG)
