"""Roles are read anew for every use case."""

import pytest

from kamdesk.domain.errors import NotAllowedError
from kamdesk.domain.people import Role
from kamdesk.services.acting import acting
from kamdesk.storage.fetch import fetch
from kamdesk.storage.people import UserRecord


def test_the_actor_has_the_roles_and_the_department_of_the_moment(sessions, people):
    with sessions.read() as session:
        actor = acting(session, people.head)
    assert (actor.name, actor.roles) == ("陈静", frozenset({Role.HEAD}))
    assert actor.department_id == people.first_department


def test_a_deactivated_user_may_do_nothing(sessions, people):
    with sessions.write() as session:
        fetch(session, UserRecord, people.sales).active = False
    with sessions.read() as session, pytest.raises(NotAllowedError, match="已停用"):
        acting(session, people.sales)
