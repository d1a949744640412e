"""Completeness and health computed from the database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kamdesk.domain.clients.contacts import BuyingRole, ContactDraft
from kamdesk.domain.clients.health_rules import HealthPart, HealthRule
from kamdesk.domain.errors import NotAllowedError
from kamdesk.domain.projects.cases import Decision
from kamdesk.services.clients.health import HealthService
from kamdesk.services.policies import PolicyService
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.purchases.months import PurchaseMonthRecord
from tests.chain import chain, spoken_names

__all__ = ["chain", "spoken_names"]


@pytest.fixture
def client(chain, people):
    made = chain.client()
    chain.clients.assign(made, people.sales, by=people.management, seen_version=1)
    return made


@pytest.fixture
def assess(chain, client, people):
    service = HealthService(chain.sessions, chain.clock)
    return lambda by=people.management: service.assess(client, by=by)


def part(found, name):
    return next(each for each in found.health.parts if each.part is name)


def test_a_client_about_whom_little_is_known_has_no_number(assess):
    found = assess()
    assert found.completeness.percent == 3 + 3 + 6 + 10
    assert found.health.score is None


def test_people_put_away_do_not_count(assess, contacts, client, people, chain):
    draft = ContactDraft(name="王建国", phone="138", role=BuyingRole.DECIDER)
    contacts.create(client, draft, by=people.sales)
    with chain.sessions.write() as session:
        record = session.query(ContactRecord).one()
        record.sponsor = record.champion = True
        version = record.version
    found = assess()
    assert part(found, HealthPart.PEOPLE).points == 20
    assert found.completeness.percent == 22 + 18
    (contact,) = contacts.of_client(client, by=people.sales)
    contacts.archive(contact.id, by=people.sales, seen_version=version + 1)
    assert part(assess(), HealthPart.PEOPLE).points is None


def test_purchases_come_from_the_monthly_summary(assess, chain, client):
    with chain.sessions.write() as session:
        for month, amount in ((202510, 100), (202610, 75)):
            values = {"tons": Decimal(1), "amount": Decimal(amount), "lines": 1}
            session.add(PurchaseMonthRecord(client_id=client, month=month, **values))
    found = part(assess(), HealthPart.TREND)
    assert (found.points, found.reason) == (15, "近 3 个月采购额与去年同期相比 -25 %。")


def test_the_last_contact_is_the_later_of_file_and_follow_up(assess, chain, client, people):
    assert part(assess(), HealthPart.FRESHNESS).points is None
    filing = chain.filed(client, people.sales)
    chain.clock.advance(days=40)
    chain.filings.follow_up(
        filing, by=people.sales, day=date(2026, 12, 2), text="上门", evidence="照片"
    )
    assert "10 天前" in part(assess(), HealthPart.FRESHNESS).reason
    with chain.sessions.write() as session:
        session.get_one(ClientRecord, client).last_contact_on = date(2026, 12, 10)
    assert "2 天前" in part(assess(), HealthPart.FRESHNESS).reason
    details = chain.clients.details(client, by=people.sales)
    assert details.last_contact_on == date(2026, 12, 10)


def test_papers_are_in_order_until_the_protection_runs_out(assess, chain, client, people):
    chain.filing(client, people.sales)
    assert part(assess(), HealthPart.PAPERS).reason == "还没有备案或立项。"
    chain.filed(client, people.sales)
    assert part(assess(), HealthPart.PAPERS).reason == "备案和立项都正常。"
    chain.clock.advance(days=62)
    assert part(assess(), HealthPart.PAPERS).reason == "1 件备案久未跟进。"
    chain.clock.advance(days=200)
    assert part(assess(), HealthPart.PAPERS).reason == "1 件备案已失效。"


def test_a_project_that_was_not_approved_is_told_and_a_returned_one(assess, chain, client, people):
    chain.filed(client, people.sales)
    case = chain.send_application(chain.application(client, people.sales), people.sales)
    chain.decide(case, people.head, Decision.RETURN, text="补预算")
    assert part(assess(), HealthPart.PAPERS).reason == "1 件单据被退回。"
    other = chain.send_application(chain.application(client, people.sales), people.sales)
    chain.decide(other, people.head, Decision.REFUSE, text="毛利太低")
    assert part(assess(), HealthPart.PAPERS).points == 0


def test_the_rule_in_force_is_used(assess, chain, people):
    policies = PolicyService(chain.sessions, chain.clock)
    rule = replace(HealthRule(), trend=0, freshness=0, people=0, profile=100, papers=0)
    seen = policies.current(HealthRule).id
    policies.save(rule, seen=seen, by=people.management)
    assert assess().health.score == 22


def test_who_may_not_see_the_client_is_refused(assess, people):
    with pytest.raises(NotAllowedError, match="查看客户"):
        assess(people.sales3)
