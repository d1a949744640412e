"""Clients as bulk edits see them: who may set which field, and how it is written."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from kamdesk.domain.bulk_edits import Texts
from kamdesk.domain.changes import Noun
from kamdesk.domain.clients import bulk_edits as rules
from kamdesk.domain.clients.clients import refuse_cycle
from kamdesk.domain.errors import FieldError
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.ownership.owners import Way
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import ACTION_TITLES, Action, Subject, allowed
from kamdesk.i18n import _
from kamdesk.services.clients.access import subject_of
from kamdesk.services.clients.ownership import check_owner
from kamdesk.services.ownership.owners import Turn, change_owner
from kamdesk.storage import history
from kamdesk.storage.clients import clients
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.history import in_words
from kamdesk.storage.people import UserRecord


class ClientBulk:
    """The `BulkNoun` of clients."""

    noun = Noun.CLIENT

    def check(self, session: Session, values: Texts) -> Texts:
        """Return the cleaned values; FieldError for an owner that can't own, a parent archived."""
        clean = rules.check_values(values)
        if owner := clean.get("owner_id"):
            check_owner(session, UserId(int(owner)))
        if parent := clean.get("parent_id"):
            record = session.get(ClientRecord, int(parent))
            if record is None or record.archived:
                sentence = _("上级客户不存在或已归档，请另选一个上级客户。")
                raise FieldError({"parent_id": sentence})
        return clean

    def records(self, session: Session, ids: Sequence[int]) -> list[ClientRecord]:
        """Return the clients of `ids` in the same order."""
        found = session.scalars(select(ClientRecord).where(ClientRecord.id.in_(ids)))
        by_id = {record.id: record for record in found}
        return [by_id[ClientId(each)] for each in ids if each in by_id]

    def name(self, record: ClientRecord) -> str:
        """Return number and name."""
        return f"{record.number} {record.name}"

    def refusal(self, session: Session, actor: Actor, record: ClientRecord, wanted: Texts) -> str:
        """Return why the actor cannot give the client these texts."""
        if record.archived:
            return _("已归档，请先恢复。")
        now, subject = self.texts(record, list(wanted)), subject_of(session, record, actor.day)
        needed = {rules.FIELDS[field] for field in wanted if wanted[field] != now[field]}
        for action in (action for action in Action if action in needed):
            if not allowed(actor, action, subject):
                return _("您不能对它“{action}”。").format(action=_(ACTION_TITLES[action]))
        owner = wanted.get("owner_id")
        if Action.CLIENT_ASSIGN in needed and owner and not _may_give(session, actor, owner):
            return _("您不能把客户交给另一个部门的人。")
        if rules.too_long(wanted):
            return _("追加后备注超过 2000 个字。")
        return _cycle(session, record, wanted.get("parent_id", ""))

    def texts(self, record: ClientRecord, fields: Sequence[str]) -> dict[str, str]:
        """Return what stands in `fields`, as the history keeps it."""
        return {field: _text(getattr(record, field)) for field in fields}

    def wanted(self, record: ClientRecord, values: Texts) -> dict[str, str]:
        """Return what will stand there; remarks grow."""
        after = dict(values)
        if rules.REMARK in after:
            after[rules.REMARK] = rules.with_remark(record.remark, after[rules.REMARK])
        return after

    def write(
        self, session: Session, record: ClientRecord, texts: Texts, *, at: datetime, by: UserId
    ) -> None:
        """Set the fields; each goes into the client's history."""
        before = self.texts(record, list(texts))
        owner = texts.get("owner_id", before.get("owner_id"))
        if owner != before.get("owner_id"):
            turn = Turn(way=Way.ASSIGN, at=at, by=by)
            change_owner(session, record, UserId(int(owner)) if owner else None, turn)
        for field, text in texts.items():
            if field != "owner_id":
                setattr(record, field, _value(field, text))
        record.updated_at = at
        history.record(
            session,
            noun=Noun.CLIENT,
            record_id=record.id,
            before={field: text for field, text in before.items() if field != "owner_id"},
            after={field: text for field, text in texts.items() if field != "owner_id"},
            at=at,
            by=by,
        )

    def word(self, session: Session, field: str, text: str) -> str:
        """Return a text in words: names of owner and parent, titles of tiers."""
        return in_words(session, field, text)


def _may_give(session: Session, actor: Actor, owner: str) -> bool:
    taker = session.get_one(UserRecord, int(owner))
    subject = Subject(owner_id=taker.id, department_id=taker.department_id)
    return allowed(actor, Action.CLIENT_ASSIGN, subject)


def _cycle(session: Session, record: ClientRecord, parent: str) -> str:
    """Return the sentence about a parent that is the client itself or stands below it."""
    if not parent or _text(record.parent_id) == parent:
        return ""
    try:
        refuse_cycle(record.id, ClientId(int(parent)), partial(clients.parent_of, session))
    except FieldError as error:
        return str(error)
    return ""


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _value(field: str, text: str) -> object:
    if field == "tier":
        return rules.tier_of(text)
    if field == "parent_id":
        return int(text) if text else None
    return text
