"""The copy of one person's data: what it says, for whom, and that it is kept in mind."""

import pytest
from sqlalchemy import select

from kamdesk.domain.clients.contacts import Attitude, ContactDraft
from kamdesk.domain.errors import NotAllowedError
from kamdesk.domain.persons.reveals import RevealReason
from kamdesk.storage.audit import AuditRecord


@pytest.fixture
def paper(copies, contacts, claims, reveals, people, firm):
    draft = ContactDraft(name="王建国", phone="13812341234", attitude=Attitude.OPPOSE)
    contacts.edit(firm.boss, draft, by=people.sales, seen_version=1)
    claims.name(firm.boss, by=people.sales)
    reveals.reveal(firm.boss, RevealReason.CALL, by=people.executive_vp)
    return copies.paper(firm.boss, by=people.sales)


def test_it_says_everything(paper, clock):
    assert paper.person.contact.draft.phone == "13812341234"
    assert paper.person.client == "晋丰公司"
    assert [claim.name for claim in paper.claims] == ["王建国"]
    assert ("attitude", "", "反对") in [(each.field, each.old, each.new) for each in paper.changes]
    assert paper.revealed_at == (clock.now(),)


def test_printing_is_kept_in_mind(paper, people, sessions):
    with sessions.read() as session:
        step = session.scalars(
            select(AuditRecord).where(AuditRecord.action == "contact_copy")
        ).one()
    assert step.actor_id == people.sales
    assert "王" not in step.payload


def test_it_is_for_the_owner_and_who_handles_requests(copies, people, firm, sessions):
    assert copies.pdf(firm.boss, by=people.management).pages == 1
    for by in (people.head, people.sales2, people.finance, people.general_manager):
        with pytest.raises(NotAllowedError):
            copies.paper(firm.boss, by=by)
    with sessions.read() as session:
        steps = select(AuditRecord).where(AuditRecord.action == "contact_copy")
        assert len(session.scalars(steps).all()) == 1
