"""Clients: list, details, register, edit, undo of an edit, history."""

from collections.abc import Mapping
from functools import partial

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clients import clients as rules
from kamdesk.domain.clients.clients import (
    ClientChoice,
    ClientDetails,
    ClientDraft,
    ClientRow,
    OwnerChoice,
)
from kamdesk.domain.clients.duplicates import Match, Reason, taken_code
from kamdesk.domain.clients.names import Names
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.errors import FieldError, RuleError
from kamdesk.domain.history import FieldChange
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.lists import ListSource
from kamdesk.domain.ownership.owners import Way
from kamdesk.domain.people import Actor, Role
from kamdesk.domain.permissions import Action, Subject, require
from kamdesk.domain.projects import forms
from kamdesk.i18n import N_, _, listed
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import log_step, readable, writable
from kamdesk.services.clients.lists import ClientList, details_of, viewer
from kamdesk.services.clients.ownership import check_owner, owners
from kamdesk.services.ownership.owners import Turn, begin_owners, change_owner
from kamdesk.storage import history
from kamdesk.storage.clients import claims, clients, lists
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.history import last_edit, spoken
from kamdesk.storage.sessions import Sessions

_PICKED = 20
_ARCHIVED = ({"archived": "no"}, {"archived": "yes"})
_RESTORED = ({"archived": "yes"}, {"archived": "no"})


class ClientService:
    """The registry of clients; `names` may be shared with the duplicate filter and the import."""

    def __init__(self, sessions: Sessions, clock: Clock, names: Names | None = None) -> None:
        self._sessions = sessions
        self._clock = clock
        self._names = names or Names()

    def list_for(self, by: UserId) -> ListSource[ClientRow]:
        """Return the clients that `by` may see, as a windowed list."""
        return ClientList(self._sessions, self._clock, by)

    def counts(self, *, by: UserId) -> Mapping[str, int]:
        """Return how many clients each view holds for `by`."""
        with self._sessions.read() as session:
            actor, far = viewer(session, self._clock, by)
            return lists.counts(session, actor=actor, reach=far)

    def choices(self, text: str, *, by: UserId, limit: int = _PICKED) -> list[ClientChoice]:
        """Return present clients for a picker: of everybody, name and owner only, as 查重 does."""
        with self._sessions.read() as session:
            require(acting(session, by, self._clock), Action.DUPLICATE_CHECK)
            return lists.choices(session, text, limit=limit)

    def details(self, client_id: ClientId, *, by: UserId) -> ClientDetails:
        """Return everything about one client."""
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            record = readable(session, client_id, actor=actor)
            return details_of(session, record, actor.day)

    def history(self, client_id: ClientId, *, by: UserId) -> list[FieldChange]:
        """Return the changes of a client's fields, newest first, in words; see FIELD_TITLES."""
        with self._sessions.read() as session:
            readable(session, client_id, actor=acting(session, by, self._clock))
            return spoken(session, history.of(session, Noun.CLIENT, client_id))

    def create(self, draft: ClientDraft, *, by: UserId, owner_id: UserId | None = None) -> Changes:
        """Register a client; without `owner_id` it is the registering salesperson's own.

        FieldError where a field is wrong or another client holds the same code, and where the
        draft names classes: those are decided (`ClassificationService.decide`) or imported.
        """
        clean = rules.check_draft(draft, today=today(self._clock))
        rules.refuse_classes(frozenset(), clean.classes)
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            require(actor, Action.CLIENT_CREATE)
            owner = self._first_owner(session, actor, owner_id)
            self._check_code(session, clean.code, None)
            _check_parent(session, None, clean.parent_id, was=None)
            values = clients.new_values(
                clean,
                self._names.keys(clean.name),
                owner_id=owner,
                by=actor.id,
                at=self._clock.now(),
            )
            number = rules.number_of(clients.last_serial(session) + 1)
            record = ClientRecord(**{**values, "number": number})
            session.add(record)
            session.flush()
            turn = Turn(way=Way.REGISTER, at=record.created_at, by=by)
            begin_owners(session, ClientId(record.id - 1), turn)
            log_step(
                session,
                record,
                "client_create",
                by=by,
                at=record.created_at,
                payload={"owner": owner},
            )
            return changed(Noun.CLIENT, record_id=record.id)

    def edit(
        self, client_id: ClientId, draft: ClientDraft, *, by: UserId, seen_version: int
    ) -> Changes:
        """Write the fields that differ; each goes into the history. FieldError as in `create`."""
        clean = rules.check_draft(draft, today=today(self._clock))
        with self._sessions.write() as session:
            record = self._editable(session, client_id, by=by, seen_version=seen_version)
            return self._write(session, record, clean, by=by, action="client_edit")

    def undo_last_edit(self, client_id: ClientId, *, by: UserId, seen_version: int) -> Changes:
        """Take back the last edit, if it was the same person's; undone again it is redone."""
        with self._sessions.write() as session:
            record = self._editable(session, client_id, by=by, seen_version=seen_version)
            before = last_edit(session, client_id, by=by)
            texts = rules.draft_texts(clients.draft_of_record(record)) | before
            draft = rules.draft_of(texts)
            return self._write(session, record, draft, by=by, action="client_edit_undo")

    def owners(self, *, by: UserId) -> list[OwnerChoice]:
        """Return everybody who may own clients."""
        with self._sessions.read() as session:
            require(acting(session, by, self._clock), Action.DUPLICATE_CHECK)
            return [OwnerChoice(user.id, user.name, user.login) for user in owners(session)]

    def assign(
        self,
        client_id: ClientId,
        owner_id: UserId | None,
        *,
        by: UserId,
        seen_version: int,
        reason: str = "",
    ) -> Changes:
        """Give a client to another salesperson, or to nobody; FieldError where they can't own."""
        reason = forms.reason(reason, N_("原因"), required=False)
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            record = writable(
                session,
                client_id,
                actor=actor,
                action=Action.CLIENT_ASSIGN,
                seen_version=seen_version,
            )
            if owner_id is not None:
                owner = check_owner(session, owner_id)
                taker = Subject(owner_id=owner_id, department_id=owner.department_id)
                require(actor, Action.CLIENT_ASSIGN, taker)
            if owner_id != record.owner_id:
                turn = Turn(way=Way.ASSIGN, at=self._clock.now(), by=by, reason=reason)
                change_owner(session, record, owner_id, turn)
            return changed(Noun.CLIENT, record_id=record.id)

    def archive(self, client_id: ClientId, *, by: UserId, seen_version: int) -> Changes:
        """Put a client away; RuleError names the filings and applications that still run."""
        with self._sessions.write() as session:
            record = self._archivable(session, client_id, by=by, seen_version=seen_version)
            if record.archived:
                raise RuleError(_("该客户已经归档。"))
            if papers := claims.live_papers(session, client_id, day=today(self._clock)):
                raise RuleError(
                    _("该客户还有未了结的备案或立项（{papers}），了结后才能归档。").format(
                        papers=listed(papers)
                    )
                )
            record.archived = True
            return self._keep(session, record, _ARCHIVED, action="client_archive", by=by)

    def restore(self, client_id: ClientId, *, by: UserId, seen_version: int) -> Changes:
        """Bring an archived client back."""
        with self._sessions.write() as session:
            record = self._archivable(session, client_id, by=by, seen_version=seen_version)
            if not record.archived:
                raise RuleError(_("该客户没有归档。"))
            record.archived = False
            return self._keep(session, record, _RESTORED, action="client_restore", by=by)

    def _archivable(
        self, session: Session, client_id: ClientId, *, by: UserId, seen_version: int
    ) -> ClientRecord:
        return writable(
            session,
            client_id,
            actor=acting(session, by, self._clock),
            action=Action.CLIENT_ARCHIVE,
            seen_version=seen_version,
        )

    def _editable(
        self, session: Session, client_id: ClientId, *, by: UserId, seen_version: int
    ) -> ClientRecord:
        record = writable(
            session,
            client_id,
            actor=acting(session, by, self._clock),
            action=Action.CLIENT_EDIT,
            seen_version=seen_version,
        )
        if record.archived:
            raise RuleError(_("已归档的客户不能修改，请先恢复。"))
        return record

    def _write(
        self, session: Session, record: ClientRecord, draft: ClientDraft, *, by: UserId, action: str
    ) -> Changes:
        old = clients.draft_of_record(record)
        if old == draft:
            return changed(record_id=record.id)
        rules.refuse_classes(old.classes, draft.classes)
        self._check_code(session, draft.code, record.id)
        _check_parent(session, record.id, draft.parent_id, was=old.parent_id)
        keys = self._names.keys(draft.name)
        for column, value in clients.edited_values(draft, keys, at=self._clock.now()).items():
            setattr(record, column, value)
        texts = rules.draft_texts(old), rules.draft_texts(draft)
        return self._keep(session, record, texts, action=action, by=by)

    def _keep(
        self,
        session: Session,
        record: ClientRecord,
        texts: tuple[Mapping[str, str], Mapping[str, str]],
        *,
        action: str,
        by: UserId,
    ) -> Changes:
        """Flush a change of `texts` (before, after), with its history and its audit row."""
        before, after = texts
        now = record.updated_at = self._clock.now()
        session.flush()
        history.record(
            session,
            noun=Noun.CLIENT,
            record_id=record.id,
            before=before,
            after=after,
            at=now,
            by=by,
        )
        fields = sorted(field for field in after if after[field] != before.get(field, ""))
        log_step(session, record, action, by=by, at=now, payload={"fields": fields})
        return changed(Noun.CLIENT, record_id=record.id)

    def _first_owner(
        self, session: Session, actor: Actor, owner_id: UserId | None
    ) -> UserId | None:
        if owner_id is None:
            return actor.id if actor.holds(Role.SALES, Role.HEAD) else None
        owner = check_owner(session, owner_id)
        if owner_id != actor.id:
            subject = Subject(owner_id=owner_id, department_id=owner.department_id)
            require(actor, Action.CLIENT_ASSIGN, subject)
        return owner_id

    def _check_code(self, session: Session, code: str, own_id: ClientId | None) -> None:
        """Refuse a code that another client holds, naming that client, its owner and state."""
        other = clients.with_code(session, code) if code else None
        if other is None or other.id == own_id:
            return
        match = Match(other.id, Reason.SAME_CODE, 100.0)
        hit = claims.hits(session, [match], day=today(self._clock))[0]
        raise FieldError({"code": taken_code(hit)})


def _check_parent(
    session: Session,
    client_id: ClientId | None,
    parent_id: ClientId | None,
    *,
    was: ClientId | None,
) -> None:
    """Refuse a new parent that is missing, archived, or below the client."""
    if parent_id is None or parent_id == was:
        return
    parent = session.get(ClientRecord, parent_id)
    if parent is None or parent.archived:
        raise FieldError({"parent_id": _("上级客户不存在或已归档，请另选一个上级客户。")})
    if client_id is not None:
        rules.refuse_cycle(client_id, parent_id, partial(clients.parent_of, session))
