"""The card is filled from what is known, as far as the person who prints may see it."""

from decimal import Decimal

import pytest
from sqlalchemy import text

from kamdesk.domain.classes.grading import Judgement
from kamdesk.domain.classes.gradings import GradingDraft
from kamdesk.domain.clients.clients import ClientClass, ClientDraft
from kamdesk.domain.clients.contacts import BuyingRole, ContactDraft
from kamdesk.domain.errors import NotAllowedError
from kamdesk.domain.purchases.months import month_of
from kamdesk.i18n import Language, use_language
from kamdesk.services.classes.gradings import GradingService
from kamdesk.services.clients.card import CardService
from kamdesk.storage.purchases.months import PurchaseMonthRecord
from tests.classes import classify


@pytest.fixture
def cards(sessions, clock):
    return CardService(sessions, clock)


@pytest.fixture
def client(clients, contacts, people, sessions, clock):
    made = clients.create(ClientDraft(name="晋丰公司"), by=people.sales).record_id
    classify(sessions, clock, made, ClientClass.IMPORTANT, by=people.management)
    person = ContactDraft(name="刘工", role=BuyingRole.BUYER, phone="13812341234", email="a@b.cn")
    contacts.create(made, person, by=people.sales)
    with sessions.write() as session:
        session.add(
            PurchaseMonthRecord(
                client_id=made,
                month=month_of(clock.now().date()),
                tons=Decimal(3),
                amount=Decimal(900),
                lines=2,
            )
        )
    return made


def test_who_works_with_the_client_gets_numbers_in_full_others_masked(cards, client, people):
    assert cards.card(client, by=people.sales).persons[0].phone == "13812341234"
    seen = cards.card(client, by=people.finance).persons[0]
    assert (seen.phone, seen.email) == ("138****1234", "")
    with pytest.raises(NotAllowedError):
        cards.card(client, by=people.sales2)


def test_twelve_months_are_printed_empty_ones_too(cards, client, people):
    card = cards.card(client, by=people.sales)
    assert [month.lines for month in card.months] == [0] * 11 + [2]
    assert card.persons[0].role == "采购执行"


def test_the_grade_comes_with_its_score_and_changes_in_chinese(
    cards, client, clients, people, sessions, clock
):
    marks = Judgement(scale=3, potential=3, payment=3)
    gradings = GradingService(sessions, clock)
    version = gradings.sheet(client, by=people.head).version
    gradings.decide(client, GradingDraft(judgement=marks), by=people.head, seen_version=version)
    use_language(Language.ENGLISH)
    card = cards.card(client, by=people.sales)
    assert card.grade.startswith("C 级（36.0 分")
    assert card.classes == ("重要大客户",)
    assert any("客户等级：（空） → C" in line for line in card.changes)


def test_each_print_stands_in_the_audit_trail(cards, client, people, sessions):
    assert cards.pdf(client, by=people.sales).pages == 2
    with sessions.read() as session:
        last = session.execute(text("SELECT action, payload FROM audit ORDER BY seq DESC")).first()
    assert last.action == "client_card_print"
    assert "刘工" not in last.payload
