"""The sample's classes were given with their basis, computed, confirmed, overruled, left open."""

from collections import Counter

from kamdesk.domain.classes.classification import ClassificationRule, Window
from kamdesk.domain.classes.decisions import Way, check_basis
from kamdesk.domain.clients.clients import ClientClass
from kamdesk.services.classes.classification import ClassificationService
from kamdesk.services.classes.proposals import ProposalService
from kamdesk.services.policies import PolicyService


def test_every_way_of_deciding_has_happened_and_some_proposals_are_open(opened):
    office = opened("yanxf")
    ways = Counter(row.way for row in office.rows(ClassificationService))
    assert set(ways) == {Way.CONFIRMED, Way.OVERRULED, Way.BY_HAND}
    assert {row.client_class for row in office.rows(ClassificationService)} == set(ClientClass)
    assert len(office.rows(ProposalService)) >= 2
    proposals = ProposalService(office.sessions, office.clock)
    assert not proposals.state(by=office.by).outdated


def test_every_decision_has_the_basis_that_its_class_needs(opened):
    office = opened("yanxf")
    service = ClassificationService(office.sessions, office.clock)
    for row in office.rows(ClassificationService):
        kept = service.decision(row.id, by=office.by)
        overrules = kept.way is Way.OVERRULED
        basis = check_basis(kept.client_class, kept.basis, holds=kept.holds, overrules=overrules)
        assert basis == kept.basis
        assert (kept.evidence is not None) is (kept.client_class is ClientClass.ECONOMIC)


def test_the_rule_was_changed_during_the_year(opened):
    office = opened("yanxf")
    versions = PolicyService(office.sessions, office.clock).versions(
        ClassificationRule, by=office.by
    )
    assert [each.policy.window for each in versions] == [Window.ROLLING, Window.CALENDAR]
