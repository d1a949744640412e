"""Moving one thing after another from a giver to a taker, each noted under its hand-over."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.ids import ClientId, HandoverId, UserId
from kamdesk.domain.ownership.collaborators import CollaboratorDraft
from kamdesk.domain.ownership.handovers import Belonging, Moved
from kamdesk.domain.ownership.owners import Way
from kamdesk.services.ownership import collaborators
from kamdesk.services.ownership.owners import Turn, change_owner
from kamdesk.storage import audit
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.fetch import fetch
from kamdesk.storage.ownership import collaborators as collaborator_table
from kamdesk.storage.ownership.collaborators import CollaboratorRecord
from kamdesk.storage.ownership.handovers import HandoverItemRecord, HandoverRecord
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.delegations import DelegationRecord
from kamdesk.storage.projects.filings import FilingRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """A hand-over under way."""

    session: Session
    handover_id: HandoverId
    giver_id: UserId
    by: UserId
    at: datetime
    reason: str
    way: Way

    def client(self, client_id: ClientId, taker_id: UserId) -> None:
        """Give a client to somebody else."""
        client = fetch(self.session, ClientRecord, client_id)
        turn = Turn(way=self.way, at=self.at, by=self.by, reason=self.reason)
        change_owner(self.session, client, taker_id, turn)
        self._note(Moved.CLIENT, client.id, f"{client.number} {client.name}", taker_id)

    def paper(self, paper: Belonging, taker_id: UserId) -> None:
        """Let somebody else carry a paper on; what is signed on it stays as it is."""
        filing = paper.moved is Moved.FILING
        record: FilingRecord | ApplicationRecord
        if filing:
            record = fetch(self.session, FilingRecord, paper.id)
        else:
            record = fetch(self.session, ApplicationRecord, paper.id)
        record.carrier_id = taker_id
        self.session.flush()
        audit.append(
            self.session,
            at=self.at,
            actor_id=self.by,
            action=f"{paper.moved}.hand_over",
            noun=Noun.FILING if filing else Noun.APPLICATION,
            record_id=record.id,
            payload={"number": record.number, "from": self.giver_id, "to": taker_id},
        )
        self._note(paper.moved, record.id, paper.name, taker_id)

    def collaboration(self, record: CollaboratorRecord, taker_id: UserId) -> None:
        """End the giver's working along; the taker does on the same terms, unless they do more."""
        session, client = self.session, fetch(self.session, ClientRecord, record.client_id)
        collaborators.finish(session, client, record, by=self.by, at=self.at)
        along = collaborator_table.open_one(session, client.id, taker_id)
        free = client.owner_id != taker_id and along is None
        if free:
            draft = CollaboratorDraft(
                user_id=taker_id, may_edit=record.may_edit, until=record.until
            )
            collaborators.begin(session, client, taker_id, draft, by=self.by, at=self.at)
        name = f"{client.number} {client.name}"
        self._note(Moved.COLLABORATION, client.id, name, taker_id if free else None)

    def delegation(self, record: DelegationRecord) -> None:
        """End a delegation that the giver gave or holds."""
        record.revoked_at = self.at
        self.session.flush()
        audit.append(
            self.session,
            at=self.at,
            actor_id=self.by,
            action="delegation.revoke",
            noun=Noun.APPROVAL,
            record_id=record.id,
            payload={"agent": record.agent_id, "delegator": record.delegator_id},
        )
        people = (record.delegator_id, record.agent_id)
        names = [self.session.get_one(UserRecord, each).name for each in people]
        period = f"{record.starts_on:%Y-%m-%d}~{record.ends_on:%Y-%m-%d}"
        self._note(Moved.DELEGATION, record.id, f"{' → '.join(names)} {period}", None)

    def _note(self, moved: Moved, record_id: int, name: str, taker_id: UserId | None) -> None:
        self.session.add(
            HandoverItemRecord(
                handover_id=self.handover_id,
                moved=moved,
                record_id=record_id,
                name=name,
                from_id=self.giver_id,
                to_id=taker_id,
            )
        )
        self.session.flush()


def begin(session: Session, giver_id: UserId, title: str, turn: Turn, *, leaving: bool) -> Removal:
    """Write down that a hand-over takes place and return it."""
    record = HandoverRecord(
        leaving=leaving,
        from_id=giver_id,
        title=title,
        reason=turn.reason,
        at=turn.at,
        by_id=turn.by,
    )
    session.add(record)
    session.flush()
    return Removal(
        session=session,
        handover_id=record.id,
        giver_id=giver_id,
        by=turn.by,
        at=turn.at,
        reason=turn.reason,
        way=turn.way,
    )
