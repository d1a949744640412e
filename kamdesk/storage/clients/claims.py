"""How clients stand, for 查重 and for archiving: filings that protect, applications that run."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from kamdesk.domain.clients.duplicates import DuplicateHit, Match, Standing
from kamdesk.domain.ids import ClientId
from kamdesk.domain.projects.applications import ApplicationState
from kamdesk.domain.projects.filings import FilingState
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.filings import FilingRecord, claims_on

_RUNNING = (ApplicationState.IN_APPROVAL, ApplicationState.RETURNED, ApplicationState.APPROVED)


def hits(session: Session, matches: Sequence[Match], *, day: date) -> list[DuplicateHit]:
    """Return what anybody may know of the matching clients, in the order of `matches`."""
    found = _named(session, [match.id for match in matches])
    standings = _standings(session, found, day)
    return [
        DuplicateHit(
            name=found[match.id][0],
            owner=found[match.id][1],
            standing=standings[match.id][0],
            reason=match.reason,
            score=match.score,
            protected_until=standings[match.id][1],
        )
        for match in matches
        if match.id in found
    ]


def live_papers(session: Session, client_id: ClientId, *, day: date) -> list[str]:
    """Return the numbers of the filings and applications of a client that are not settled."""
    returned = FilingRecord.state == FilingState.RETURNED
    filings = select(FilingRecord.number).where(
        FilingRecord.client_id == client_id, or_(returned, claims_on(day))
    )
    applications = select(ApplicationRecord.number).where(
        ApplicationRecord.client_id == client_id, ApplicationRecord.state.in_(_RUNNING)
    )
    return [number or "" for query in (filings, applications) for number in session.scalars(query)]


def _named(session: Session, ids: Iterable[int]) -> dict[int, tuple[str, str, bool]]:
    """Return name, owner and whether it is archived, by id."""
    shown = (ClientRecord.id, ClientRecord.name, UserRecord.name, ClientRecord.archived)
    wanted = (
        select(*shown)
        .join(UserRecord, UserRecord.id == ClientRecord.owner_id, isouter=True)
        .where(ClientRecord.id.in_(ids))
    )
    return {key: (name, owner or "", gone) for key, name, owner, gone in session.execute(wanted)}


def _standings(
    session: Session, clients: Mapping[int, tuple[str, str, bool]], day: date
) -> dict[int | None, tuple[Standing, date | None]]:
    """Return how each client stands; a stronger claim is written over a weaker one."""
    standings: dict[int | None, tuple[Standing, date | None]] = {
        key: (Standing.ARCHIVED if gone else Standing.REGISTERED, None)
        for key, (_name, _owner, gone) in clients.items()
    }
    running = select(ApplicationRecord.client_id, ApplicationRecord.state).where(
        ApplicationRecord.client_id.in_(clients), ApplicationRecord.state.in_(_RUNNING)
    )
    for key, progress in session.execute(running):
        done = progress is ApplicationState.APPROVED
        standings[key] = (Standing.PROJECT if done else Standing.APPLYING, None)
    claiming = (
        select(FilingRecord.client_id, FilingRecord.state, FilingRecord.protected_until)
        .where(FilingRecord.client_id.in_(clients), claims_on(day))
        .order_by(FilingRecord.protected_until.is_(None).desc(), FilingRecord.protected_until)
    )
    for key, state, until in session.execute(claiming):
        filed = state is FilingState.FILED
        standings[key] = (Standing.FILED if filed else Standing.FILING, until)
    return standings
