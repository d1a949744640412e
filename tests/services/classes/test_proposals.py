"""One pass proposes; people confirm or overrule; what was overruled rests until it changes."""

from decimal import Decimal

import pytest
from sqlalchemy import text

from kamdesk.domain.classes.classification import ClassificationRule, Fired, Join, Window
from kamdesk.domain.classes.decisions import Way
from kamdesk.domain.clients.clients import ClientClass
from kamdesk.domain.errors import (
    CancelledError,
    FieldError,
    MissingRecordError,
    NotAllowedError,
    RuleError,
    StaleRecordError,
)
from kamdesk.services.audit import AuditService

ECONOMIC = frozenset({ClientClass.ECONOMIC})


@pytest.fixture
def big(buying, people):
    """李明's client right at both bounds."""
    made = buying.client("甲公司", people.sales)
    buying.bought(made, "240", "5000000")
    return made


@pytest.fixture
def small(buying, people):
    """王芳's client just below both."""
    made = buying.client("乙公司", people.sales2)
    buying.bought(made, "239.999", "4999999.99")
    return made


@pytest.fixture
def propose(proposals, people):
    def run():
        _changes, count = proposals.propose(by=people.management)
        return count

    return run


@pytest.fixture
def run_id(proposals, people):
    return lambda: proposals.state(by=people.management).run.id


def classes_of(clients, client_id, people):
    return clients.details(client_id, by=people.management).draft.classes


def test_where_verdict_and_class_differ_a_proposal_opens(
    proposals, propose, rows, big, small, people
):
    assert propose() == 1
    row = rows(proposals, people.management)[0]
    assert (row.id, row.grants, row.fired) == (big, True, Fired.BOTH)
    assert (row.tons, row.usage, row.amount) == (240, 20, 5_000_000)
    found = proposals.details(big, by=people.management)
    assert found.standing.evidence.verdict.sentence == (
        "近 12 个月月均用量 20.00 吨 ≥ 20 吨；年销售额 500.00 万元 ≥ 500 万元：符合经济大客户"
    )
    assert [each.month for each in found.standing.months][::11] == [202512, 202611]
    assert found.decidable
    run = proposals.state(by=people.sales).run
    assert (run.clients, run.rule, run.by) == (2, ClassificationRule(), "周岚")


def test_months_outside_the_window_and_clients_put_away_do_not_count(
    proposals, propose, buying, clients, rows, people
):
    early, gone = (buying.client(name, people.sales) for name in ("早公司", "去公司"))
    buying.bought(early, "9000", "90000000", first=202412, last=202511)
    buying.bought(gone, "9000", "90000000")
    clients.archive(gone, by=people.management, seen_version=1)
    assert propose() == 0
    assert proposals.state(by=people.management).run.clients == 1


@pytest.mark.parametrize(
    ("rule", "proposed"),
    [
        (ClassificationRule(), {"甲公司"}),
        (ClassificationRule(join=Join.OR), {"甲公司", "丙公司"}),
        (ClassificationRule(window=Window.CALENDAR, monthly_tons=Decimal(0)), set()),
        (
            ClassificationRule(window=Window.CALENDAR, year_amount=Decimal(4_000_000)),
            {"甲公司"},
        ),
    ],
)
def test_the_rule_in_force_decides(
    proposals, propose, policies, buying, rows, big, small, people, rule, proposed
):
    buying.bought(buying.client("丙公司", people.sales), "1", "5000000")
    if rule != ClassificationRule():
        policies.save(rule, seen=0, by=people.management)
    propose()
    assert {row.client for row in rows(proposals, people.management)} == proposed


def test_the_pass_says_what_the_rule_says_client_by_client(
    proposals, propose, classification, buying, rows, people
):
    made = []
    for at in range(40):
        made.append(buying.client(f"客户{at}号", people.sales))
        buying.bought(made[-1], Decimal(at * 13) - 5, Decimal(at * 251_003) - 7)
    propose()
    proposed = {row.id: row for row in rows(proposals, people.management)}
    for each in made:
        evidence = classification.evidence_of(each, by=people.management).evidence
        assert evidence.verdict.holds is (each in proposed)
        if each in proposed:
            assert proposed[each].fired is evidence.verdict.fired
            assert proposed[each].usage == evidence.usage
    assert 0 < len(proposed) < 40


def test_a_second_pass_replaces_what_is_open(proposals, propose, buying, rows, big, small, people):
    propose()
    buying.bought(big, "0", "0")
    buying.bought(small, "300", "6000000")
    propose()
    assert [row.id for row in rows(proposals, people.management)] == [small]


def test_confirming_decides_freezes_and_writes(
    proposals, classification, propose, run_id, clients, sessions, clock, big, people
):
    propose()
    proposals.confirm([big], by=people.head, seen_run=run_id())
    assert classes_of(clients, big, people) == ECONOMIC
    (decision,) = classification.decisions_of(big, by=people.sales)
    assert (decision.holds, decision.way, decision.by) == (True, Way.CONFIRMED, "陈静")
    evidence = decision.evidence
    assert (evidence.figures.tons, evidence.figures.amount) == (240, 5_000_000)
    assert (evidence.usage, evidence.rule, evidence.rule_id) == (20, ClassificationRule(), 0)
    assert evidence.verdict.holds
    (change,) = clients.history(big, by=people.sales)
    assert (change.field, change.old, change.new) == ("classes", "", "经济大客户")
    assert AuditService(sessions).verify(by=people.general_manager).sound
    with sessions.read() as session:
        audit = "SELECT action, payload FROM audit ORDER BY seq DESC LIMIT 1"
        action, payload = session.execute(text(audit)).one()
    assert (action, payload) == ("class_confirmed", '{"clients":1,"last_decision":1}')
    assert propose() == 0


def test_many_are_confirmed_at_once_and_each_has_its_decision(
    proposals, classification, propose, run_id, buying, clients, rows, people
):
    made = [buying.client(f"客户{at}号", people.sales) for at in range(30)]
    for each in made:
        buying.bought(each, "500", "9000000")
    propose()
    proposals.confirm(made[:25], by=people.management, seen_run=run_id())
    assert [row.id for row in rows(proposals, people.management)] == made[25:]
    assert {row.client for row in rows(classification, people.sales)} == {
        f"客户{at}号" for at in range(25)
    }
    assert all(classes_of(clients, each, people) == ECONOMIC for each in made[:25])
    assert clients.details(made[0], by=people.sales).version == 2


def test_a_client_that_fell_short_is_proposed_the_other_way(
    proposals, classification, propose, run_id, buying, clients, rows, big, people
):
    propose()
    proposals.confirm([big], by=people.management, seen_run=run_id())
    buying.bought(big, "239.999", "5000000")
    propose()
    row = rows(proposals, people.management)[0]
    assert (row.grants, row.fired, row.classes) == (False, Fired.SALES, ECONOMIC)
    proposals.confirm([big], by=people.management, seen_run=run_id())
    assert classes_of(clients, big, people) == frozenset()
    assert [each.holds for each in classification.decisions_of(big, by=people.sales)] == [
        False,
        True,
    ]


@pytest.fixture
def overruled(proposals, propose, run_id, big, people):
    """The client whose figures say yes and whose decision said no."""
    propose()
    proposals.overrule([big], reason="一次性工程用料", by=people.management, seen_run=run_id())
    return big


def test_overruling_keeps_the_class_and_the_reason(classification, clients, overruled, people):
    assert classes_of(clients, overruled, people) == frozenset()
    (decision,) = classification.decisions_of(overruled, by=people.sales)
    assert (decision.holds, decision.way) == (False, Way.OVERRULED)
    assert decision.basis.reason == "一次性工程用料"
    assert decision.evidence.verdict.holds
    assert clients.history(overruled, by=people.sales) == []


def test_overruled_figures_are_not_proposed_again(propose, buying, overruled):
    assert propose() == 0
    buying.bought(overruled, "800", "9000000")  # the verdict is the same
    assert propose() == 0


def test_it_is_proposed_again_once_the_verdict_has_changed(propose, buying, overruled):
    buying.bought(overruled, "0", "0")
    assert propose() == 0  # verdict and class agree
    buying.bought(overruled, "800", "9000000")
    assert propose() == 1


def test_it_is_proposed_again_under_another_version_of_the_rule(
    propose, policies, overruled, people
):
    first = policies.save(ClassificationRule(join=Join.OR), seen=0, by=people.management).record_id
    assert propose() == 1
    policies.save(ClassificationRule(), seen=first, by=people.management)
    assert propose() == 1


def test_a_later_decision_ends_the_overruling(
    propose, proposals, classification, clients, overruled, people
):
    version = clients.details(overruled, by=people.management).version
    classification.decide(
        overruled,
        ClientClass.ECONOMIC,
        holds=True,
        basis=classification.decisions_of(overruled, by=people.management)[0].basis,
        by=people.management,
        seen_version=version,
    )
    assert propose() == 0
    assert classes_of(clients, overruled, people) == ECONOMIC


def nothing_decided(classification, clients, rows, big, people):
    assert rows(classification, people.management) == []
    assert classes_of(clients, big, people) == frozenset()


def test_what_changed_since_is_refused_whole(
    proposals, classification, clients, propose, run_id, buying, rows, big, people
):
    other = buying.client("丙公司", people.sales)
    buying.bought(other, "500", "9000000")
    propose()
    buying.bought(other, "500.001", "9000000")
    with pytest.raises(RuleError, match="先重新计算：丙公司"):
        proposals.confirm([big, other], by=people.management, seen_run=run_id())
    nothing_decided(classification, clients, rows, big, people)
    assert len(rows(proposals, people.management)) == 2


def test_a_rule_set_since_is_refused(
    proposals, classification, clients, propose, run_id, policies, rows, big, people
):
    propose()
    policies.save(ClassificationRule(join=Join.OR), seen=0, by=people.management)
    assert proposals.state(by=people.management).outdated
    with pytest.raises(RuleError, match="分类规则已修改"):
        proposals.confirm([big], by=people.management, seen_run=run_id())
    nothing_decided(classification, clients, rows, big, people)


def test_an_older_screen_and_a_closed_proposal_are_refused(
    proposals, propose, run_id, big, small, people
):
    propose()
    seen = run_id()
    for ids in ([small], []):
        with pytest.raises(StaleRecordError):
            proposals.confirm(ids, by=people.management, seen_run=seen)
    propose()
    with pytest.raises(StaleRecordError):
        proposals.confirm([big], by=people.management, seen_run=seen)


def test_an_archived_client_is_refused(
    proposals, classification, clients, propose, run_id, rows, big, people
):
    propose()
    clients.archive(big, by=people.management, seen_version=1)
    with pytest.raises(RuleError, match="甲公司"):
        proposals.confirm([big], by=people.management, seen_run=run_id())
    nothing_decided(classification, clients, rows, big, people)


@pytest.mark.parametrize("role", ["sales", "finance", "general_manager", "administrator", "head2"])
def test_who_may_not_decide_this_client_is_refused(
    proposals, classification, clients, propose, run_id, rows, big, people, role
):
    propose()
    by = getattr(people, role)
    with pytest.raises(NotAllowedError):
        proposals.confirm([big], by=by, seen_run=run_id())
    with pytest.raises(NotAllowedError):
        proposals.overrule([big], reason="不同意", by=by, seen_run=run_id())
    nothing_decided(classification, clients, rows, big, people)


@pytest.mark.parametrize("role", ["sales", "finance", "general_manager", "administrator"])
def test_who_may_not_compute_is_refused(proposals, people, role):
    with pytest.raises(NotAllowedError):
        proposals.propose(by=getattr(people, role))
    assert proposals.state(by=people.management).run is None


def test_a_reason_is_compulsory(proposals, propose, run_id, rows, big, people):
    propose()
    with pytest.raises(FieldError, match="理由"):
        proposals.overrule([big], reason=" ", by=people.management, seen_run=run_id())
    assert len(rows(proposals, people.management)) == 1


@pytest.mark.parametrize("looks", [1, 2, 3])
def test_stopping_leaves_everything_as_it_was(proposals, propose, buying, rows, big, people, looks):
    propose()
    before = proposals.state(by=people.management).run
    buying.bought(big, "0", "0")
    asked = []

    def cancelled():
        asked.append(1)
        return len(asked) >= looks

    with pytest.raises(CancelledError):
        proposals.propose(by=people.management, cancelled=cancelled)
    assert proposals.state(by=people.management).run == before
    assert [row.id for row in rows(proposals, people.management)] == [big]


def test_everybody_sees_the_proposals_on_their_own_clients(
    proposals, propose, buying, rows, big, people
):
    other = buying.client("丙公司", people.sales3)
    buying.bought(other, "500", "9000000")
    propose()
    seen = {
        name: {row.id for row in rows(proposals, getattr(people, name))}
        for name in ("sales", "sales2", "head", "head2", "finance", "executive_vp")
    }
    assert seen == {
        "sales": {big},
        "sales2": set(),
        "head": {big},
        "head2": {other},
        "finance": {big, other},
        "executive_vp": {big, other},
    }
    assert not proposals.details(big, by=people.sales).decidable
    with pytest.raises(NotAllowedError):
        proposals.details(other, by=people.sales)
    with pytest.raises(NotAllowedError):
        rows(proposals, people.administrator)


def test_the_list_filters_sorts_and_has_its_views(
    proposals, propose, run_id, buying, clients, rows, big, people
):
    other = buying.client("远东电缆有限公司", people.sales3)
    buying.bought(other, "600", "12345678.90")
    propose()
    proposals.confirm([other], by=people.management, seen_run=run_id())
    buying.bought(other, "600", "0")
    propose()

    def names(**query):
        return [row.client for row in rows(proposals, people.management, **query)]

    assert names(view="grant") == ["甲公司"]
    assert names(view="withdraw") == ["远东电缆有限公司"]
    assert names(sort="usage", descending=True) == ["远东电缆有限公司", "甲公司"]
    for filters in (
        {"client": "yddl"},
        {"usage": ">=50"},
        {"amount": "<1"},
        {"grants": "no"},
        {"fired": "usage"},
        {"owner": "赵"},
        {"tons": "600"},
    ):
        assert names(filters=filters) == ["远东电缆有限公司"], filters
    assert names(filters={"amount": ">=500"}) == ["甲公司"]
    for query in ({"view": "x"}, {"sort": "x"}):
        with pytest.raises(RuleError):
            names(**query)


def test_details_of_what_is_not_open_are_missing(proposals, propose, big, small, people):
    with pytest.raises(MissingRecordError):
        proposals.details(big, by=people.management)
    propose()
    with pytest.raises(MissingRecordError):
        proposals.details(small, by=people.management)


def test_a_month_later_the_window_has_moved(proposals, propose, clock, rows, big, people):
    assert propose() == 1
    clock.advance(days=31)
    assert proposals.state(by=people.management).outdated
    assert propose() == 0
    assert not proposals.state(by=people.management).outdated
    assert proposals.state(by=people.management).run.as_of.month == 12
