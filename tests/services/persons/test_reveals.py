"""Looking at a number: for whom, and what is kept of it."""

import pytest
from sqlalchemy import select

from kamdesk.domain.errors import NotAllowedError
from kamdesk.domain.persons.reveals import RevealReason
from kamdesk.storage.audit import AuditRecord


def test_a_number_is_handed_out_whole_and_the_look_is_kept(
    reveals, contacts, people, firm, sessions
):
    reached = reveals.reveal(firm.boss, RevealReason.REVIEW, by=people.general_manager)
    assert (reached.name, reached.phone, reached.email) == (
        *("王建国", "13812341234", "wang@example.com"),
    )
    with sessions.read() as session:
        look = session.scalars(
            select(AuditRecord).where(AuditRecord.action == "contact_reveal")
        ).one()
    assert (look.actor_id, look.record_id) == (people.general_manager, firm.boss)
    assert "review" in look.payload
    assert "1234" not in look.payload
    (line,) = contacts.history(firm.boss, by=people.sales)
    assert (line.field, line.new, line.by_name) == ("contact_reveal", "审批或检讨时核实", "何平")


@pytest.mark.parametrize("who", ["finance", "sales2", "head2", "administrator"])
def test_a_refused_look_shows_and_keeps_nothing(reveals, contacts, people, firm, who):
    with pytest.raises(NotAllowedError):
        reveals.reveal(firm.boss, RevealReason.CALL, by=getattr(people, who))
    assert contacts.history(firm.boss, by=people.sales) == []
