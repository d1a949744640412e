"""Keeping decisions on classes: the one way in which a client's classes change."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.classes.decisions import Basis, Decided, Way
from kamdesk.domain.clients.clients import ClientClass, ClientDraft, class_value
from kamdesk.domain.ids import ClassDecisionId, ClientId, UserId
from kamdesk.storage import history
from kamdesk.storage.classes import decisions, proposals


def imported(
    before: ClientDraft, after: ClientDraft, *, client_id: ClientId, reason: str
) -> Iterator[Decided]:
    """Yield a decision for each class that an import changes of a client."""
    for each in before.classes ^ after.classes:
        yield Decided(
            client_id=client_id,
            before=before.classes,
            client_class=each,
            holds=each in after.classes,
            way=Way.IMPORTED,
            basis=Basis(reason=reason),
        )


def keep_decisions(
    session: Session, decided: Sequence[Decided], *, by: UserId, at: datetime
) -> ClassDecisionId:
    """Write decisions, one a client at most, and what follows from them; return the last id.

    The clients' classes and their history; open proposals are closed, overruling ones stand.
    """
    before = decisions.add(session, decided, by=by, at=at)
    _close(session, decided)
    proposals.overrule_after(session, before)
    changing = [each for each in decided if each.after != each.before]
    decisions.write_classes(session, changing, at=at)
    history.record_many(
        session,
        noun=Noun.CLIENT,
        edits=[
            (
                each.client_id,
                {"classes": class_value(each.before)},
                {"classes": class_value(each.after)},
            )
            for each in changing
        ],
        at=at,
        by=by,
    )
    return decisions.last_id(session)


def keep_imported(
    session: Session, decided: Sequence[Decided], *, by: UserId, at: datetime
) -> None:
    """Write the decisions that an import brought; it has written classes and history itself."""
    if decided:
        decisions.add(session, decided, by=by, at=at)
        _close(session, decided)


def _close(session: Session, decided: Sequence[Decided]) -> None:
    """Take away the open proposals and earlier overruling on what is decided now."""
    economic = [each for each in decided if each.client_class is ClientClass.ECONOMIC]
    if economic:
        proposals.close(session, [each.client_id for each in economic])
