"""What the database itself refuses in the tables of classes."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kamdesk.domain.classes.decisions import Basis
from kamdesk.domain.clients.clients import ClientClass
from kamdesk.domain.clients.names import Names
from kamdesk.services.classes.classification import ClassificationService
from kamdesk.services.classes.proposals import ProposalService
from tests.buying import Buying

DECISION = (
    "INSERT INTO class_decisions (client_id, client_class, holds, way, tie, survey, potential, "
    "rivals, reason, at, by_id, verdict, sector) VALUES (1, {what}, '', '', '', '', '', "
    "'2026-11-02T01:00:00.000000Z', 1, '', NULL)"
)


@pytest.fixture
def decided(sessions, clock, people):
    buying = Buying(sessions, clock, Names())
    client = buying.client("甲公司", people.sales)
    ClassificationService(sessions, clock).decide(
        client,
        ClientClass.GROUP,
        holds=True,
        basis=Basis(tie="同属晋煤集团"),
        by=people.management,
        seen_version=1,
    )
    ProposalService(sessions, clock).propose(by=people.management)
    return sessions


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE class_decisions SET reason = '改'",
        "DELETE FROM class_decisions",
        "REPLACE INTO class_decisions SELECT * FROM class_decisions",
        "UPDATE class_runs SET clients = 7",
        "DELETE FROM class_runs",
        *(
            DECISION.format(what=what)
            for what in (
                "'economic', 1, 'confirmed'",
                "'group', 0, 'overruled'",
                "'strategic', 1, 'by_hand'",
                "'important', 1, 'by_hand'",
                "'group', 1, 'by_hand'",
                "'group', 0, 'by_hand'",
                "'wrong', 1, 'imported'",
            )
        ),
    ],
)
def test_what_must_not_happen_is_refused(decided, statement):
    with pytest.raises(IntegrityError), decided.write() as session:
        session.execute(text(statement))


def test_what_an_import_brings_needs_no_evidence(decided):
    with decided.write() as session:
        session.execute(text(DECISION.format(what="'economic', 1, 'imported'")))
