"""What happened to the filings and applications of a client, as far as the reader may see them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.timeline import Target, TimelineEntry, TimelineKind
from kamdesk.domain.projects.cases import ACT_TITLES, Act
from kamdesk.domain.projects.conflicts import RULING_TITLES, ConflictState
from kamdesk.domain.projects.routes import CaseKind
from kamdesk.i18n import N_, _
from kamdesk.storage.audit import AuditRecord
from kamdesk.storage.clients.timeline import Look, Source
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects import application_records, conflicts, filing_records
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.cases import CaseRecord, OpinionRecord
from kamdesk.storage.projects.conflicts import ConflictRecord
from kamdesk.storage.projects.filings import ExtensionRecord, FilingRecord, FollowUpRecord

_OWN_ACTS = (Act.SUBMIT, Act.WITHDRAW)
"""Acts of whoever filed or applied; the others are the approvers'."""
_ENDS = {
    "filing.end": N_("终止备案 {number}"),
    "filing.cancel": N_("作废备案 {number}"),
    "application.cancel": N_("作废立项 {number}"),
}


def _follow_ups(session: Session, look: Look) -> list[TimelineEntry]:
    rows = session.execute(
        select(FollowUpRecord, UserRecord.name)
        .join(UserRecord, UserRecord.id == FollowUpRecord.by_id)
        .where(FollowUpRecord.filing_id.in_(_filings(look)))
        .order_by(FollowUpRecord.entered_at.desc(), FollowUpRecord.id.desc())
        .limit(look.limit)
    )
    return [
        TimelineEntry(
            row.entered_at,
            TimelineKind.FOLLOW_UP,
            _("跟进（{day}）").format(day=row.day.isoformat()),
            row.text,
            by,
            Target(Noun.FILING, row.filing_id),
        )
        for row, by in rows
    ]


def _extensions(session: Session, look: Look) -> list[TimelineEntry]:
    rows = session.execute(
        select(ExtensionRecord, UserRecord.name)
        .join(UserRecord, UserRecord.id == ExtensionRecord.by_id)
        .where(ExtensionRecord.filing_id.in_(_filings(look)))
        .order_by(ExtensionRecord.at.desc(), ExtensionRecord.id.desc())
        .limit(look.limit)
    )
    return [
        TimelineEntry(
            row.at,
            TimelineKind.FILING,
            _("备案保护期延长到 {day}").format(day=row.until.isoformat()),
            row.reason,
            by,
            Target(Noun.FILING, row.filing_id),
        )
        for row, by in rows
    ]


def _approved(session: Session, look: Look) -> list[TimelineEntry]:
    rows = session.scalars(
        select(ApplicationRecord)
        .where(ApplicationRecord.id.in_(_applications(look)))
        .where(ApplicationRecord.approved_at.is_not(None))
        .order_by(ApplicationRecord.approved_at.desc())
        .limit(look.limit)
    )
    return [
        TimelineEntry(
            row.approved_at,
            TimelineKind.APPLICATION,
            _("立项 {number} 获得批准").format(number=row.number),
            row.project_name,
            target=Target(Noun.APPLICATION, row.id),
        )
        for row in rows
        if row.approved_at is not None
    ]


def _ended_filings(session: Session, look: Look) -> list[TimelineEntry]:
    shown = (FilingRecord.id, FilingRecord.number, FilingRecord.close_reason)
    found = _ended(Noun.FILING, FilingRecord.id, *shown).where(FilingRecord.id.in_(_filings(look)))
    return _ends(session, found, look, TimelineKind.FILING)


def _ended_applications(session: Session, look: Look) -> list[TimelineEntry]:
    shown = (ApplicationRecord.id, ApplicationRecord.number, ApplicationRecord.closed_reason)
    found = _ended(Noun.APPLICATION, ApplicationRecord.id, *shown).where(
        ApplicationRecord.id.in_(_applications(look))
    )
    return _ends(session, found, look, TimelineKind.APPLICATION)


def _conflicts_opened(session: Session, look: Look) -> list[TimelineEntry]:
    rows = session.execute(
        conflicts.listed(ConflictRecord)
        .where(ConflictRecord.client_id == look.client_id, conflicts.visible(look.viewer))
        .order_by(ConflictRecord.opened_at.desc(), ConflictRecord.id.desc())
        .limit(look.limit)
    )
    return [
        TimelineEntry(
            row.opened_at,
            TimelineKind.CONFLICT,
            _("发生撞单 {number}").format(number=row.number),
            target=Target(Noun.CONFLICT, row.id),
        )
        for (row,) in rows
    ]


def _conflicts_closed(session: Session, look: Look) -> list[TimelineEntry]:
    ruler = UserRecord
    rows = session.execute(
        conflicts.listed(ConflictRecord, ruler.name)
        .join(ruler, ruler.id == ConflictRecord.ruled_by_id, isouter=True)
        .where(ConflictRecord.client_id == look.client_id, conflicts.visible(look.viewer))
        .where(ConflictRecord.state != ConflictState.OPEN)
        .order_by(ConflictRecord.closed_at.desc(), ConflictRecord.id.desc())
        .limit(look.limit)
    )
    return [
        TimelineEntry(
            row.closed_at,
            TimelineKind.CONFLICT,
            _closing(row),
            row.reason,
            by or "",
            Target(Noun.CONFLICT, row.id),
        )
        for row, by in rows
        if row.closed_at is not None
    ]


def _acts(
    session: Session,
    look: Look,
    *,
    log: Callable[[Look], Select[Any]],
    own: bool,
    kind: TimelineKind,
) -> list[TimelineEntry]:
    """Return acts of cases: the submitter's `own`, or the approvers'."""
    act = OpinionRecord.act
    wanted = log(look).where(act.in_(_OWN_ACTS) if own else act.not_in(_OWN_ACTS))
    newest = wanted.order_by(OpinionRecord.at.desc(), OpinionRecord.id.desc()).limit(look.limit)
    return [
        TimelineEntry(
            row.at,
            kind,
            _act_title(paper, number or "", row.act),
            row.text,
            by,
            Target(paper.value, record_id),
        )
        for row, by, paper, record_id, number in session.execute(newest)
    ]


def _filings(look: Look) -> Select[Any]:
    return select(FilingRecord.id).where(
        FilingRecord.client_id == look.client_id, filing_records.visible(look.viewer)
    )


def _applications(look: Look) -> Select[Any]:
    return select(ApplicationRecord.id).where(
        ApplicationRecord.client_id == look.client_id, application_records.visible(look.viewer)
    )


def _filing_log(look: Look) -> Select[Any]:
    record = and_(CaseRecord.kind == CaseKind.FILING, CaseRecord.record_id == FilingRecord.id)
    return (
        _log(FilingRecord.number)
        .join(FilingRecord, record)
        .where(FilingRecord.id.in_(_filings(look)))
    )


def _application_log(look: Look) -> Select[Any]:
    record = and_(
        CaseRecord.kind == CaseKind.APPLICATION, CaseRecord.record_id == ApplicationRecord.id
    )
    return (
        _log(ApplicationRecord.number)
        .join(ApplicationRecord, record)
        .where(ApplicationRecord.id.in_(_applications(look)))
    )


def _log(number: Any) -> Select[Any]:
    return (
        select(OpinionRecord, UserRecord.name, CaseRecord.kind, CaseRecord.record_id, number)
        .join(CaseRecord, CaseRecord.id == OpinionRecord.case_id)
        .join(UserRecord, UserRecord.id == OpinionRecord.person_id)
    )


def _act_title(paper: CaseKind, number: str, act: Act) -> str:
    title = _("备案 {number}：{act}") if paper is CaseKind.FILING else _("立项 {number}：{act}")
    return title.format(number=number, act=_(ACT_TITLES[act]))


def _ended(noun: Noun, key: Any, *shown: Any) -> Select[Any]:
    step = and_(AuditRecord.noun == noun.value, AuditRecord.record_id == key)
    return (
        select(AuditRecord.at, AuditRecord.action, UserRecord.name, *shown)
        .select_from(AuditRecord)
        .join(UserRecord, UserRecord.id == AuditRecord.actor_id)
        .join(key.class_, step)
        .where(AuditRecord.action.in_(_ENDS))
    )


def _ends(
    session: Session, ended: Select[Any], look: Look, kind: TimelineKind
) -> list[TimelineEntry]:
    newest = ended.order_by(AuditRecord.at.desc()).limit(look.limit)
    return [
        TimelineEntry(
            at,
            kind,
            _(_ENDS[action]).format(number=number or ""),
            reason,
            by,
            Target(kind.value, record_id),
        )
        for at, action, by, record_id, number, reason in session.execute(newest)
    ]


def _closing(row: ConflictRecord) -> str:
    if row.ruling is None:
        return _("撞单 {number} 已消除").format(number=row.number)
    ruling = _(RULING_TITLES[row.ruling])
    return _("撞单 {number} 裁定：{ruling}").format(number=row.number, ruling=ruling)


SOURCES: tuple[Source, ...] = (
    Source(TimelineKind.FOLLOW_UP, _follow_ups),
    Source(TimelineKind.APPLICATION, _approved),
    Source(TimelineKind.FILING, _extensions),
    Source(
        TimelineKind.FILING, partial(_acts, log=_filing_log, own=True, kind=TimelineKind.FILING)
    ),
    Source(TimelineKind.FILING, _ended_filings),
    Source(
        TimelineKind.APPLICATION,
        partial(_acts, log=_application_log, own=True, kind=TimelineKind.APPLICATION),
    ),
    Source(TimelineKind.APPLICATION, _ended_applications),
    Source(
        TimelineKind.APPROVAL,
        partial(_acts, log=_filing_log, own=False, kind=TimelineKind.APPROVAL),
    ),
    Source(
        TimelineKind.APPROVAL,
        partial(_acts, log=_application_log, own=False, kind=TimelineKind.APPROVAL),
    ),
    Source(TimelineKind.CONFLICT, _conflicts_closed),
    Source(TimelineKind.CONFLICT, _conflicts_opened),
)
