"""One client's classes: the evidence, deciding by hand with its basis, the decisions kept."""

import pytest

from kamdesk.domain.classes.classification import ClassificationRule, Fired, Join
from kamdesk.domain.classes.decisions import Basis, Sector, Way
from kamdesk.domain.clients.clients import ClientClass
from kamdesk.domain.errors import (
    FieldError,
    MissingRecordError,
    NotAllowedError,
    RuleError,
    StaleRecordError,
)

STRATEGIC = Basis(survey="年需求约 600 吨", potential="二期翻番", rivals="争取其三成用量")


@pytest.fixture
def client(buying, people):
    made = buying.client("甲公司", people.sales)
    buying.bought(made, "282", "4000000")
    return made


@pytest.fixture
def decide(classification, clients, client, people):
    def run(client_class, *, holds=True, by=people.management, version=None, **basis):
        seen = version or clients.details(client, by=people.management).version
        basis = basis.pop("basis", None) or Basis(**basis)
        return classification.decide(
            client, client_class, holds=holds, basis=basis, by=by, seen_version=seen
        )

    return run


@pytest.fixture
def classes(clients, client, people):
    return lambda: clients.details(client, by=people.management).draft.classes


@pytest.fixture
def decisions(classification, client, people):
    return lambda: classification.decisions_of(client, by=people.management)


def test_the_evidence_tells_verdict_figures_and_months(classification, client, buying, people):
    buying.bought(client, "0", "0", first=202603, last=202605)
    found = classification.evidence_of(client, by=people.sales)
    assert not found.held
    assert found.evidence.verdict.fired is Fired.NONE
    assert found.evidence.usage == found.evidence.figures.tons / 12
    assert len(found.months) == 12
    assert found.months[3].tons == 0
    assert sum(each.tons for each in found.months) == found.evidence.figures.tons


def test_a_client_that_bought_nothing_has_its_empty_months(classification, buying, people):
    found = classification.evidence_of(buying.client("空公司", people.sales), by=people.sales)
    assert (found.evidence.figures.tons, len(found.months)) == (0, 12)
    assert not found.evidence.verdict.holds


def test_the_evidence_follows_the_rule_in_force(classification, policies, client, people):
    rule = ClassificationRule(join=Join.OR)
    version = policies.save(rule, seen=0, by=people.management).record_id
    found = classification.evidence_of(client, by=people.sales).evidence
    assert (found.rule, found.rule_id, found.verdict.holds) == (rule, version, True)


@pytest.mark.parametrize(
    ("client_class", "basis"),
    [
        (ClientClass.STRATEGIC, STRATEGIC),
        (ClientClass.IMPORTANT, Basis(sector=Sector.JUSTICE, reason="市局")),
        (ClientClass.GROUP, Basis(tie="同属晋煤集团")),
    ],
)
def test_a_class_is_given_with_its_basis_and_taken_away_with_a_reason(
    decide, classes, decisions, clients, client, people, client_class, basis
):
    changes = decide(client_class, basis=basis)
    assert changes.record_id == client
    assert classes() == {client_class}
    decide(client_class, holds=False, reason="条件不再具备", by=people.head)
    assert classes() == frozenset()
    last, first = decisions()
    assert (first.basis, first.way, first.holds, first.by) == (basis, Way.BY_HAND, True, "周岚")
    assert (last.basis.reason, last.holds, last.by) == ("条件不再具备", False, "陈静")
    assert first.evidence is last.evidence is None
    assert [change.field for change in clients.history(client, by=people.sales)] == ["classes"] * 2


def test_several_classes_hold_at_once(decide, classes):
    decide(ClientClass.GROUP, tie="同属晋煤集团")
    decide(ClientClass.STRATEGIC, basis=STRATEGIC)
    assert classes() == {ClientClass.GROUP, ClientClass.STRATEGIC}


@pytest.mark.parametrize(
    ("client_class", "holds", "fields"),
    [
        (ClientClass.STRATEGIC, True, {"survey", "potential", "rivals"}),
        (ClientClass.IMPORTANT, True, {"sector"}),
        (ClientClass.GROUP, True, {"tie"}),
        (ClientClass.GROUP, False, {"reason"}),
        (ClientClass.ECONOMIC, True, {"reason"}),  # the figures say no
    ],
)
def test_without_its_basis_nothing_is_decided(
    decide, classes, decisions, client_class, holds, fields
):
    with pytest.raises(FieldError) as refused:
        decide(client_class, holds=holds)
    assert set(refused.value.fields) == fields
    assert (classes(), decisions()) == (frozenset(), [])


def test_the_economic_class_against_the_figures_freezes_them(
    decide, classes, decisions, buying, policies, client, people
):
    decide(ClientClass.ECONOMIC, reason="合同已签，年供 400 吨")
    assert classes() == {ClientClass.ECONOMIC}
    buying.bought(client, "0", "0")
    policies.save(ClassificationRule(join=Join.OR), seen=0, by=people.management)
    (kept,) = decisions()
    assert kept.way is Way.OVERRULED
    assert (kept.evidence.figures.tons, kept.evidence.usage) == (282, 23.5)
    assert kept.evidence.rule == ClassificationRule()
    assert kept.evidence.verdict.fired is Fired.USAGE
    assert kept.evidence.verdict.sentence.endswith("：不符合经济大客户")


def test_the_economic_class_by_the_figures_needs_no_reason_and_closes_the_proposal(
    decide, classes, decisions, proposals, rows, buying, client, people
):
    buying.bought(client, "282", "6120000")
    proposals.propose(by=people.management)
    assert len(rows(proposals, people.management)) == 1
    decide(ClientClass.ECONOMIC)
    assert classes() == {ClientClass.ECONOMIC}
    assert decisions()[0].way is Way.CONFIRMED
    assert rows(proposals, people.management) == []


@pytest.mark.parametrize("role", ["sales", "head2", "finance", "general_manager", "administrator"])
def test_who_may_not_is_refused(decide, classes, decisions, people, role):
    with pytest.raises(NotAllowedError):
        decide(ClientClass.GROUP, tie="同属晋煤集团", by=getattr(people, role))
    assert (classes(), decisions()) == (frozenset(), [])


def test_an_older_version_and_an_archived_client_are_refused(
    decide, decisions, clients, client, people
):
    clients.edit(
        client,
        clients.details(client, by=people.sales).draft.__class__(name="甲集团"),
        by=people.sales,
        seen_version=1,
    )
    with pytest.raises(StaleRecordError):
        decide(ClientClass.GROUP, tie="同属晋煤集团", version=1)
    clients.archive(client, by=people.management, seen_version=2)
    with pytest.raises(RuleError, match="归档"):
        decide(ClientClass.GROUP, tie="同属晋煤集团")
    assert decisions() == []


def test_who_may_not_see_the_client_sees_no_decision(classification, decide, client, people):
    decide(ClientClass.GROUP, tie="同属晋煤集团")
    for read in (classification.decisions_of, classification.evidence_of):
        with pytest.raises(NotAllowedError):
            read(client, by=people.sales3)
    with pytest.raises(NotAllowedError):
        classification.decision(1, by=people.sales3)
    assert classification.decision(1, by=people.sales).basis.tie == "同属晋煤集团"
    with pytest.raises(MissingRecordError):
        classification.decision(2, by=people.sales)


def test_the_list_of_decisions_filters_and_has_its_views(
    classification, decide, rows, buying, client, people
):
    buying.bought(client, "282", "6120000")
    decide(ClientClass.ECONOMIC)
    decide(ClientClass.STRATEGIC, basis=STRATEGIC)
    decide(ClientClass.GROUP, tie="同属晋煤集团")

    def classes(by=people.management, **query):
        return [row.client_class.value for row in rows(classification, by, **query)]

    assert classes() == ["economic", "strategic", "group"]
    assert classes(by=people.sales3) == []
    assert classes(view="strategic") == ["strategic"]
    for filters in (
        {"amount": ">=612"},
        {"usage": "23.5"},
        {"way": "confirmed"},
        {"client_class": "economic"},
    ):
        assert classes(filters=filters) == ["economic"], filters
    assert classes(filters={"basis": "晋煤"}) == ["group"]
    assert classes(filters={"client": "jia", "by": "周", "at": "2026-11-02", "holds": "yes"}) == [
        "economic",
        "strategic",
        "group",
    ]
    row = rows(classification, people.management, view="strategic")[0]
    assert row.basis == (
        "调查、预测与分析：年需求约 600 吨；发展潜力：二期翻番；拟从对手争取的目标：争取其三成用量"
    )
    with pytest.raises(RuleError):
        classes(view="x")
