"""Erasing a person: what goes, what stays, and that it is for good."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from kamdesk.domain.clients.contacts import ContactDraft
from kamdesk.domain.clock import today
from kamdesk.domain.errors import FieldError, NotAllowedError, RuleError, StaleRecordError
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.persons.requests import RequestKind, RequestState
from kamdesk.domain.persons.reveals import RevealReason
from kamdesk.services.search import SearchService
from kamdesk.storage.audit import AuditRecord
from kamdesk.storage.history import HistoryRecord
from tests.services.persons.conftest import BOSS


@pytest.fixture
def known(contacts, claims, people, firm):
    """The boss has a past: edited, named key person, replaced."""
    renamed = ContactDraft(name="王建军", phone="13900001111", keep_until=date(2027, 1, 1))
    contacts.edit(firm.boss, renamed, by=people.sales, seen_version=1)
    claims.name(firm.boss, by=people.sales)
    claims.name(firm.secretary, "王建军退休", by=people.sales)
    return firm


def everything(sessions):
    """Return every text in the database's tables of people, changes and steps."""
    tables = ("contacts", "history", "audit", "key_person_claims", "person_requests")
    with sessions.read() as session:
        return "\n".join(
            repr(tuple(row))
            for table in tables
            for row in session.execute(text(f"SELECT * FROM {table}"))
        )


def test_nothing_of_the_person_is_left(erasures, persons, people, known, sessions):
    assert "王建" in everything(sessions)
    erasures.erase(known.boss, "本人要求", by=people.management, seen_version=2)
    left = everything(sessions)
    for word in ("王建", "1381234", "1390000", "wang@", "总经理", "wangjian", "wang jian", "wj"):
        assert word not in left
    contact = persons.details(known.boss, by=people.sales).contact
    assert contact.draft == ContactDraft(name=f"已删除（{known.boss}）")
    assert contact.erased
    assert contact.archived


def test_links_to_the_person_are_cut_and_the_cut_is_told(
    erasures, contacts, persons, people, known
):
    erasures.erase(known.boss, "本人要求", by=people.management, seen_version=2)
    left = persons.details(known.secretary, by=people.sales).contact
    assert (left.draft.reports_to_id, left.draft.assistant_of_id) == (None, None)
    (assists, reports) = contacts.history(known.secretary, by=people.sales)
    assert {assists.field, reports.field} == {"assistant_of_id", "reports_to_id"}
    assert (reports.old, reports.new) == (f"已删除（{known.boss}）", "")


def test_a_claim_ends_and_its_reasons_are_emptied(erasures, persons, claims, people, known, clock):
    claims.name(known.boss, "回来了", by=people.sales)
    erasures.erase(known.boss, "本人要求", by=people.management, seen_version=2)
    found = persons.of_client(known.client, by=people.sales).claims
    assert [(claim.ended_on, claim.reason) for claim in found] == [(today(clock), "")] * 3


def test_who_changed_what_when_stays_to_be_seen_without_the_texts(
    erasures, contacts, people, known
):
    before = contacts.history(known.boss, by=people.sales)
    erasures.erase(known.boss, "本人要求", by=people.management, seen_version=2)
    after = contacts.history(known.boss, by=people.sales)
    assert [(each.at, each.by_name, each.field) for each in after] == [
        (each.at, each.by_name, each.field) for each in before
    ]
    assert {(each.old, each.new) for each in after} == {("", "")}


def test_the_person_is_not_found_any_more(erasures, people, known, sessions, clock):
    search = SearchService(sessions, clock)
    assert search.find("13900001111", by=people.sales)
    erasures.erase(known.boss, "本人要求", by=people.management, seen_version=2)
    assert not search.find("13900001111", by=people.sales)
    assert not search.find("王建军", by=people.sales)


def test_it_settles_what_the_person_asked_for(erasures, requests, people, known, clock):
    for kind in (RequestKind.COPY, RequestKind.ERASE):
        requests.register(known.boss, kind, today(clock), by=people.sales)
    erasures.erase(known.boss, "本人要求", by=people.management, seen_version=2)
    source = requests.list_for(people.management)
    rows = source.rows(source.ids(ListQuery()))
    assert [(row.kind, row.state, row.note) for row in rows] == [
        (RequestKind.COPY, RequestState.DONE, "本人要求"),
        (RequestKind.ERASE, RequestState.DONE, "本人要求"),
    ]


def test_an_erasure_without_a_request_is_registered_as_one(erasures, requests, people, known):
    erasures.erase(known.boss, "保存期已到", by=people.management, seen_version=2)
    source = requests.list_for(people.management)
    (row,) = source.rows(source.ids(ListQuery()))
    assert (row.kind, row.state, row.person) == (
        *(RequestKind.ERASE, RequestState.DONE, f"已删除（{known.boss}）"),
    )


def test_it_is_for_good(erasures, contacts, claims, reveals, requests, people, known, clock):
    erasures.erase(known.boss, "本人要求", by=people.management, seen_version=2)
    attempts = (
        lambda: erasures.erase(known.boss, "再次", by=people.management, seen_version=3),
        lambda: contacts.edit(known.boss, BOSS, by=people.sales, seen_version=3),
        lambda: contacts.restore(known.boss, by=people.sales, seen_version=3),
        lambda: claims.name(known.boss, "再次", by=people.sales),
        lambda: reveals.reveal(known.boss, RevealReason.CALL, by=people.sales),
        lambda: requests.register(known.boss, RequestKind.COPY, today(clock), by=people.sales),
    )
    for attempt in attempts:
        with pytest.raises(RuleError):
            attempt()


def test_a_refused_erasure_leaves_everything(erasures, people, known, sessions):
    before = everything(sessions)
    with pytest.raises(FieldError, match="删除原因"):
        erasures.erase(known.boss, " ", by=people.management, seen_version=2)
    with pytest.raises(StaleRecordError):
        erasures.erase(known.boss, "本人要求", by=people.management, seen_version=1)
    for by in (people.sales, people.head, people.executive_vp, people.administrator):
        with pytest.raises(NotAllowedError):
            erasures.erase(known.boss, "本人要求", by=by, seen_version=2)
    assert everything(sessions) == before


def test_the_audit_trail_names_the_step_and_stays_sound(erasures, people, known, sessions):
    erasures.erase(known.boss, "本人要求", by=people.management, seen_version=2)
    with sessions.read() as session:
        step = session.scalars(
            select(AuditRecord).where(AuditRecord.action == "contact_erase")
        ).one()
    assert str(known.boss) in step.payload
    assert "要求" not in step.payload


def test_the_database_lets_only_an_erased_contact_s_history_be_emptied(
    erasures, people, known, sessions
):
    def rewrite(values, where="noun = 'contact'"):
        with sessions.write() as session:
            session.execute(text(f"UPDATE history SET {values} WHERE {where}"))

    with pytest.raises(DBAPIError, match="append-only"):
        rewrite("old = '', new = ''")
    erasures.erase(known.boss, "本人要求", by=people.management, seen_version=2)
    erased = f"noun = 'contact' AND record_id = {known.boss}"
    for values in ("new = 'x', old = ''", "old = '', new = '', by_id = 2", "field = 'x'"):
        with pytest.raises(DBAPIError, match="append-only"):
            rewrite(values, erased)
    rewrite("old = '', new = ''", erased)
    with sessions.read() as session:
        assert session.scalars(select(HistoryRecord.old).where(text(erased))).all()
