"""Versions of a route, and the cases that keep theirs."""

from dataclasses import replace

import pytest

from kamdesk.domain.errors import NotAllowedError, RuleError, StaleRecordError
from kamdesk.domain.people import Role
from kamdesk.domain.projects.cases import Decision
from kamdesk.domain.projects.routes import CaseKind, Operator, RouteStep, Way

EXTRA = RouteStep("second_finance", "财务复核", Role.FINANCE, Way.ALL)


def current(chain, kind=CaseKind.APPLICATION):
    return chain.routes.current(kind, by=chain.people.administrator)


def save(chain, steps, *, by=None, seen=None, kind=CaseKind.APPLICATION):
    by = by or chain.people.administrator
    seen = seen or current(chain, kind).version
    return chain.routes.save(kind, steps, by=by, seen_version=seen)


@pytest.fixture
def client(chain, people):
    client = chain.client()
    chain.filed(client, people.sales)
    return client


def test_the_first_version_has_the_usual_limits(chain):
    route = current(chain)
    condition = route.steps[2].conditions[0]
    assert (condition.operator, condition.value) == (Operator.AT_LEAST, "50000")
    assert route.version == 1
    assert route.made_by == ""


def test_a_saved_route_is_a_new_version(chain):
    steps = (*current(chain).steps, EXTRA)
    save(chain, steps)
    assert current(chain).steps == steps
    versions = chain.routes.versions(CaseKind.APPLICATION, by=chain.people.administrator)
    assert [(each.version, each.made_by) for each in versions] == [(2, "管理员"), (1, "")]


def test_a_running_case_keeps_its_route_through_returns(chain, client, people):
    case = chain.send_application(chain.application(client, people.sales), people.sales)
    save(chain, (*current(chain).steps, EXTRA))
    chain.decide(case, people.head, Decision.RETURN, text="请补充")
    chain.send_application(chain.case(case).record_id, people.sales)
    assert chain.case(case).route_version == 1
    fresh = chain.send_application(chain.application(client, people.sales), people.sales)
    assert chain.case(fresh).route_version == 2
    assert [step.key for step in chain.case(fresh).steps][-1] == "second_finance"


def test_a_withdrawn_one_starts_on_the_route_of_the_day(chain, client, people):
    case = chain.send_application(chain.application(client, people.sales), people.sales)
    save(chain, (*current(chain).steps, EXTRA))
    seen = chain.applications.details(chain.case(case).record_id, by=people.sales)
    chain.applications.withdraw(seen.id, by=people.sales, seen_version=seen.version)
    chain.send_application(seen.id, people.sales)
    assert chain.case(case).route_version == 2


@pytest.mark.parametrize("key", ["sales", "management", "executive_vp", "general_manager"])
def test_only_the_administrator_changes_routes(chain, people, key):
    with pytest.raises(NotAllowedError):
        save(chain, current(chain).steps, by=getattr(people, key))


def test_an_unsound_route_is_refused(chain):
    with pytest.raises(RuleError):
        save(chain, (replace(EXTRA, role=Role.ADMINISTRATOR),))
    assert current(chain).version == 1


def test_a_route_somebody_changed_meanwhile_is_refused(chain):
    steps = current(chain).steps
    save(chain, steps)
    with pytest.raises(StaleRecordError):
        save(chain, steps, seen=1)
