"""What keeps a filing alive or ends it: follow-ups, extensions, the end."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from kamdesk.domain import permissions
from kamdesk.domain.changes import Noun
from kamdesk.domain.clock import day_of
from kamdesk.domain.errors import RuleError
from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action
from kamdesk.domain.projects.filings import FilingState
from kamdesk.domain.projects.forms import REASON_LIMIT
from kamdesk.domain.projects.protections import MOST_EXTENSIONS, Protection
from kamdesk.domain.settings import Settings
from kamdesk.i18n import N_, _
from kamdesk.services.projects import conflicts
from kamdesk.services.projects.rights import extension_action, filing_subject
from kamdesk.storage import audit
from kamdesk.storage.clients.clients import note_contact
from kamdesk.storage.projects import filings as table
from kamdesk.storage.projects.filings import ExtensionRecord, FilingRecord, FollowUpRecord
from kamdesk.storage.settings import settings_of


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact with the client: on which day, what, and what shows it."""

    day: date
    text: str
    evidence: str


def follow_up(
    session: Session, record: FilingRecord, contact: Contact, *, actor: Actor, at: datetime
) -> None:
    """Enter a contact; it restarts the days of inactivity."""
    permissions.require(actor, Action.FILING_FOLLOW_UP, filing_subject(record))
    protection = live_protection(record, day_of(at))
    contact = _checked(contact, protection, day_of(at))
    session.add(
        FollowUpRecord(
            filing_id=record.id,
            day=contact.day,
            text=contact.text,
            evidence=contact.evidence,
            by_id=actor.id,
            entered_at=at,
        )
    )
    table.keep_protection(record, protection.followed_up(contact.day))
    record.updated_at = at
    session.flush()
    if record.client_id is not None:
        note_contact(session, record.client_id, contact.day)
    trace(session, record, actor, action="filing.follow_up", at=at)


def touch(session: Session, record: FilingRecord, day: date) -> None:
    """Count an application's submission as activity."""
    table.keep_protection(record, live_protection(record, day).followed_up(day))
    session.flush()


def extend(
    session: Session, record: FilingRecord, reason: str, *, actor: Actor, at: datetime
) -> None:
    """Lengthen a live protection once more; a follow-up of the last days is the evidence."""
    done = table.extensions(session, record.id)
    permissions.require(actor, extension_action(len(done)), filing_subject(record))
    settings = settings_of(session)
    protection = live_protection(record, day_of(at))
    _require_extensible(session, record, actor, times=len(done), day=day_of(at), settings=settings)
    longer = protection.extended(settings.extension_days)
    session.add(
        ExtensionRecord(
            filing_id=record.id,
            sequence=len(done) + 1,
            old_until=protection.ends_on,
            until=longer.ends_on,
            reason=reason,
            by_id=actor.id,
            at=at,
        )
    )
    table.keep_protection(record, longer)
    record.updated_at = at
    session.flush()
    trace(session, record, actor, action="filing.extend", at=at)


def end(session: Session, record: FilingRecord, reason: str, *, actor: Actor, at: datetime) -> None:
    """End a filing with a reason; the client is free for others at once."""
    permissions.require(actor, Action.FILING_END, filing_subject(record))
    record.state = FilingState.ENDED
    record.closed_on = day_of(at)
    record.close_reason = reason
    record.updated_at = at
    session.flush()
    conflicts.lapse(session, record, actor=actor, at=at)
    trace(session, record, actor, action="filing.end", at=at)


def live_protection(record: FilingRecord, day: date) -> Protection:
    """Return the protection that is in force on `day`, or refuse with RuleError."""
    protection = table.protection_of(record)
    if record.state is not FilingState.FILED or protection is None or not protection.live(day):
        raise RuleError(
            _("备案“{number}”已不在保护期内，请重新报备。").format(number=record.number)
        )
    return protection


def trace(
    session: Session, record: FilingRecord, actor: Actor, *, action: str, at: datetime
) -> None:
    """Append the audit row of a step outside approval."""
    audit.append(
        session,
        at=at,
        actor_id=actor.id,
        action=action,
        noun=Noun.FILING,
        record_id=record.id,
        payload={
            "number": record.number,
            "state": record.state,
            "active_on": record.active_on,
            "protected_until": record.protected_until,
        },
    )


def _checked(contact: Contact, protection: Protection, today: date) -> Contact:
    checks = FieldChecks()
    text = checks.body("text", N_("跟进内容"), contact.text, REASON_LIMIT, required=True)
    evidence = checks.body("evidence", N_("跟进凭证"), contact.evidence, REASON_LIMIT)
    if not protection.starts_on <= contact.day <= today:
        checks.refuse("day", _("跟进日期应在备案日期与今天之间。"))
    checks.done()
    return Contact(contact.day, text, evidence)


def _require_extensible(
    session: Session,
    record: FilingRecord,
    actor: Actor,
    *,
    times: int,
    day: date,
    settings: Settings,
) -> None:
    if actor.id in {record.filer_id, record.holder_id}:
        raise RuleError(_("报备人不能延长自己的备案，请由其他有权人员办理。"))
    if times >= MOST_EXTENSIONS:
        raise RuleError(_("备案最多延期 {count} 次，不能再延。").format(count=MOST_EXTENSIONS))
    oldest = day - timedelta(days=settings.evidence_days)
    if all(each.day < oldest for each in table.follow_ups(session, record.id)):
        raise RuleError(
            _("最近 {days} 天内没有跟进记录，不能延期。请报备人先登记跟进。").format(
                days=settings.evidence_days
            )
        )
