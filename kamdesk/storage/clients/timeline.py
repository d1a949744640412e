"""What happened to a client's own file: registered, edited, handed over, people, files.

A source is one function: it returns the newest entries of its kind, at most `look.limit`.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement, and_, not_, select
from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.clients import FIELD_TITLES
from kamdesk.domain.clients.timeline import TimelineEntry, TimelineKind
from kamdesk.domain.history import FieldChange
from kamdesk.domain.ids import ClientId
from kamdesk.i18n import N_, _
from kamdesk.storage import history
from kamdesk.storage.attachments import AttachmentRecord
from kamdesk.storage.audit import AuditRecord
from kamdesk.storage.classes.gradings import GradingRecord
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.clients.history import spoken
from kamdesk.storage.history import HistoryRecord
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects.listing import Viewer

_OWNER = ("owner_id",)
_CLASS = ("classes", "grade", "tier", "grade_due_on")
_AWAY = ("archived",)
_CONTACT_STEPS = {
    "contact_create": N_("添加联系人 {name}"),
    "contact_edit": N_("修改联系人 {name}"),
    "contact_archive": N_("归档联系人 {name}"),
    "contact_restore": N_("恢复联系人 {name}"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """Whose time line is read, by whom, and how many entries at most."""

    client_id: ClientId
    viewer: Viewer
    limit: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where entries of one kind come from; the newest first."""

    kind: TimelineKind
    read: Callable[[Session, Look], Sequence[TimelineEntry]]


def _registered(session: Session, look: Look) -> list[TimelineEntry]:
    row = session.execute(
        select(ClientRecord.created_at, UserRecord.name)
        .join(UserRecord, UserRecord.id == ClientRecord.created_by_id)
        .where(ClientRecord.id == look.client_id)
    ).one()
    return [TimelineEntry(row.created_at, TimelineKind.PROFILE, _("登记客户"), by=row.name)]


def _edited(session: Session, look: Look) -> list[TimelineEntry]:
    others = not_(HistoryRecord.field.in_((*_OWNER, *_CLASS, *_AWAY)))
    return [
        TimelineEntry(at, TimelineKind.PROFILE, _("修改资料"), _told(changes), by)
        for at, by, changes in _moments(session, look, Noun.CLIENT, others)
    ]


def _own_fields(session: Session, look: Look) -> list[TimelineEntry]:
    every = HistoryRecord.field != ""
    return [
        TimelineEntry(at, TimelineKind.PROFILE, _("修改补充信息"), _told(changes), by)
        for at, by, changes in _moments(session, look, Noun.OWN_FIELD, every)
    ]


def _archived(session: Session, look: Look) -> list[TimelineEntry]:
    moved = HistoryRecord.field.in_(_AWAY)
    return [
        TimelineEntry(
            at,
            TimelineKind.PROFILE,
            _("归档客户") if changes[0].new == _("是") else _("恢复客户"),
            by=by,
        )
        for at, by, changes in _moments(session, look, Noun.CLIENT, moved)
    ]


def _handed_over(session: Session, look: Look) -> list[TimelineEntry]:
    owner = HistoryRecord.field.in_(_OWNER)
    nobody = _("（无）")
    return [
        TimelineEntry(
            at,
            TimelineKind.OWNER,
            _("更换负责人"),
            f"{changes[0].old or nobody} → {changes[0].new or nobody}",
            by,
        )
        for at, by, changes in _moments(session, look, Noun.CLIENT, owner)
    ]


def _classified(session: Session, look: Look) -> list[TimelineEntry]:
    """Return what was entered by hand; a grading has an entry of its own."""
    graded = select(GradingRecord.at).where(GradingRecord.client_id == look.client_id)
    judged = and_(HistoryRecord.field.in_(_CLASS), HistoryRecord.at.not_in(graded))
    return [
        TimelineEntry(at, TimelineKind.CLASS, _("修改分类或等级"), _told(changes), by)
        for at, by, changes in _moments(session, look, Noun.CLIENT, judged)
    ]


def _contacts(session: Session, look: Look) -> list[TimelineEntry]:
    """Return the steps on contacts; what was changed in them stays out, being personal."""
    steps = session.execute(
        select(AuditRecord.at, AuditRecord.action, AuditRecord.payload, UserRecord.name)
        .join(UserRecord, UserRecord.id == AuditRecord.actor_id)
        .where(
            AuditRecord.noun == Noun.CLIENT.value,
            AuditRecord.record_id == look.client_id,
            AuditRecord.action.in_(_CONTACT_STEPS),
        )
        .order_by(AuditRecord.seq.desc())
        .limit(look.limit)
    ).all()
    wanted = select(ContactRecord.id, ContactRecord.name).where(
        ContactRecord.client_id == look.client_id
    )
    names = {row.id: row.name for row in session.execute(wanted)}
    return [
        TimelineEntry(
            step.at,
            TimelineKind.CONTACT,
            _(_CONTACT_STEPS[step.action]).format(
                name=names.get(json.loads(step.payload).get("contact"), "")
            ),
            by=step.name,
        )
        for step in steps
    ]


def _files(session: Session, look: Look) -> list[TimelineEntry]:
    files = session.execute(
        select(AttachmentRecord, UserRecord.name)
        .join(UserRecord, UserRecord.id == AttachmentRecord.by_id)
        .where(
            AttachmentRecord.noun == Noun.CLIENT.value,
            AttachmentRecord.record_id == look.client_id,
        )
        .order_by(AttachmentRecord.at.desc(), AttachmentRecord.id.desc())
        .limit(look.limit)
    )
    return [
        TimelineEntry(
            file.at, TimelineKind.FILE, _("添加文件 {name}").format(name=file.name), file.note, by
        )
        for file, by in files
    ]


SOURCES: tuple[Source, ...] = (
    Source(TimelineKind.PROFILE, _edited),
    Source(TimelineKind.PROFILE, _own_fields),
    Source(TimelineKind.PROFILE, _archived),
    Source(TimelineKind.OWNER, _handed_over),
    Source(TimelineKind.CLASS, _classified),
    Source(TimelineKind.CONTACT, _contacts),
    Source(TimelineKind.FILE, _files),
    Source(TimelineKind.PROFILE, _registered),
)


def _moments(
    session: Session, look: Look, noun: Noun, wanted: ColumnElement[bool]
) -> Iterator[tuple[datetime, str, list[FieldChange]]]:
    """Yield when and by whom fields were changed, and the fields of each such moment."""
    mine = (HistoryRecord.noun == noun.value, HistoryRecord.record_id == look.client_id, wanted)
    newest = select(HistoryRecord.at).where(*mine).distinct()
    moments = list(session.scalars(newest.order_by(HistoryRecord.at.desc()).limit(look.limit)))
    if not moments:
        return
    since = history.changes(*mine, HistoryRecord.at >= moments[-1])
    rows = session.execute(since.order_by(HistoryRecord.at.desc(), HistoryRecord.id))
    changes = spoken(session, [FieldChange(*row) for row in rows])
    for (at, by), together in groupby(changes, lambda each: (each.at, each.by_name)):
        yield at, by, list(together)


def _told(changes: Sequence[FieldChange]) -> str:
    blank = _("（空）")
    lines = (
        _("{field}：{old} → {new}").format(
            field=_(FIELD_TITLES.get(each.field, each.field)),
            old=each.old or blank,
            new=each.new or blank,
        )
        for each in changes
    )
    return "\n".join(lines)
