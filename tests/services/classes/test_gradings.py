"""Clients are graded by the scheme in force; what was decided stays as it was."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text, update

from kamdesk.domain.classes.grading import GradingScheme, Judgement
from kamdesk.domain.classes.gradings import GradingDraft
from kamdesk.domain.clients.clients import ClientDraft, Grade, PartnershipTier
from kamdesk.domain.errors import FieldError, NotAllowedError, RuleError, StaleRecordError
from kamdesk.domain.lists import ListQuery
from kamdesk.services.classes.gradings import GradingService
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.policies import PolicyService
from kamdesk.storage.clients.clients import ClientRecord
from tests.office import clock, office, people, sessions

__all__ = ["clock", "office", "people", "sessions"]

BEST = Judgement(scale=5, potential=5, payment=5)
MIDDLE = Judgement(scale=3, potential=3, payment=3)


@pytest.fixture
def gradings(sessions, clock):
    return GradingService(sessions, clock)


@pytest.fixture
def client_of(sessions, clock, people):
    """Register a client that bought for an amount within the year."""
    clients = ClientService(sessions, clock)

    def make(name, amount=0, owner=None):
        made = clients.create(ClientDraft(name=name), by=owner or people.sales).record_id
        with sessions.write() as session:
            session.execute(
                update(ClientRecord)
                .where(ClientRecord.id == made)
                .values(year_amount=Decimal(amount))
            )
        return made

    return make


def decide(gradings, client, by, **draft):
    draft = {"judgement": MIDDLE, **draft}
    version = gradings.sheet(client, by=by).version
    gradings.decide(client, GradingDraft(**draft), by=by, seen_version=version)
    return gradings.sheet(client, by=by)


def test_a_client_is_graded_with_its_evidence(gradings, client_of, people, clock):
    client = client_of("晋丰公司", 5_000_000)
    sheet = decide(gradings, client, people.management, judgement=BEST)
    [grading] = sheet.past
    assert (sheet.grade, grading.total, grading.proposed) == (Grade.A, Decimal("100.0"), Grade.A)
    assert (grading.amount, grading.judgement, grading.by) == (Decimal(5_000_000), BEST, "周岚")
    assert sheet.due_on == grading.due_on
    assert sheet.due_on > clock.now().date() + timedelta(days=150)


def test_another_grade_is_kept_with_its_reason_and_the_tier(gradings, client_of, people):
    client = client_of("晋丰公司")
    with pytest.raises(FieldError):
        decide(gradings, client, people.head, grade=Grade.A)
    assert gradings.sheet(client, by=people.head).past == ()
    sheet = decide(
        gradings,
        client,
        people.head,
        grade=Grade.A,
        reason="集团重点项目",
        tier=PartnershipTier.STRATEGIC,
    )
    assert (sheet.grade, sheet.tier) == (Grade.A, PartnershipTier.STRATEGIC)
    assert (sheet.past[0].proposed, sheet.past[0].reason) == (Grade.C, "集团重点项目")


def test_a_grading_stays_as_it_was_when_the_scheme_changes(
    gradings, client_of, people, sessions, clock
):
    client = client_of("晋丰公司", 2_500_000)
    before = decide(gradings, client, people.management).past[0]
    scheme = GradingScheme(value_weight=70, scale_weight=10, potential_weight=10, payment_weight=10)
    PolicyService(sessions, clock).save(scheme, seen=0, by=people.management)
    after = decide(gradings, client, people.management)
    assert after.past[1] == before
    assert after.past[0].total == Decimal("53.0")
    assert after.past[0].scheme_id != before.scheme_id


def test_the_history_speaks_of_grade_due_day_and_tier(gradings, client_of, people, sessions, clock):
    client = client_of("晋丰公司")
    decide(gradings, client, people.management, tier=PartnershipTier.GENERAL)
    changes = ClientService(sessions, clock).history(client, by=people.management)
    assert {each.field: each.new for each in changes if each.field in {"grade", "tier"}} == {
        "grade": "C",
        "tier": "一般合作",
    }


def test_who_may_not_grade_is_refused(gradings, client_of, people):
    client = client_of("晋丰公司")
    for refused in (people.sales, people.finance):
        with pytest.raises(NotAllowedError):
            decide(gradings, client, refused)
    with pytest.raises(NotAllowedError):
        gradings.sheet(client, by=people.sales2)
    with pytest.raises(StaleRecordError):
        gradings.decide(client, GradingDraft(judgement=MIDDLE), by=people.head, seen_version=9)


def test_an_archived_client_is_not_graded(gradings, client_of, people, sessions, clock):
    client = client_of("晋丰公司")
    ClientService(sessions, clock).archive(client, by=people.management, seen_version=1)
    with pytest.raises(RuleError, match="先恢复"):
        decide(gradings, client, people.management)


def test_many_are_graded_again_by_their_last_marks(gradings, client_of, people, sessions):
    first, second = client_of("甲公司"), client_of("乙公司", owner=people.sales3)
    never = client_of("丙公司")
    decide(gradings, first, people.management, judgement=BEST)
    decide(gradings, second, people.management)
    with sessions.write() as session:
        session.execute(update(ClientRecord).values(year_amount=Decimal(5_000_000)))
    _changes, result = gradings.grade_again([first, second, never], by=people.head)
    assert result.done == 1
    assert result.left_out == (
        ("乙公司", "不在您的评级范围内"),
        ("丙公司", "还没有评过级，请先单独评级"),
    )
    assert gradings.sheet(first, by=people.management).past[0].total == Decimal("100.0")
    assert len(gradings.sheet(second, by=people.management).past) == 1


def test_the_views_hold_those_due_soon_and_ungraded(gradings, client_of, people, sessions, clock):
    day = clock.now().date()
    for name, due in (
        ("甲", day),
        ("乙", day + timedelta(days=30)),
        ("丙", day + timedelta(days=31)),
    ):
        client = client_of(name)
        with sessions.write() as session:
            session.execute(
                update(ClientRecord)
                .where(ClientRecord.id == client)
                .values(grade_due_on=due, grade=Grade.B)
            )
    client_of("丁")
    listed = gradings.list_for(people.management)

    def names(view):
        return [row.name for row in listed.rows(listed.ids(ListQuery(view=view)))]

    assert {view: names(view) for view in ("due", "soon", "ungraded")} == {
        "due": ["甲"],
        "soon": ["乙"],
        "ungraded": ["丁"],
    }
    assert gradings.counts(by=people.sales) == {"due": 1, "soon": 1, "ungraded": 1, "all": 4}
    assert gradings.counts(by=people.sales3)["all"] == 0


def test_the_list_shows_the_last_score_and_is_ordered_and_filtered_by_it(
    gradings, client_of, people
):
    low, high = client_of("低"), client_of("高")
    decide(gradings, low, people.management)
    decide(gradings, high, people.management, judgement=BEST)
    listed = gradings.list_for(people.management)
    ids = listed.ids(ListQuery(view="all", sort="total", descending=True))
    assert [row.total for row in listed.rows(ids)] == [Decimal("60.0"), Decimal("36.0")]
    assert list(listed.ids(ListQuery(view="all", filters={"total": ">=60"}))) == [high]


def test_a_grading_cannot_be_changed_in_the_database(gradings, client_of, people, sessions):
    decide(gradings, client_of("晋丰公司"), people.management)
    with pytest.raises(Exception, match="append-only"), sessions.write() as session:
        session.execute(text("UPDATE gradings SET total = 999"))
