"""项目备案: draft, submit, withdraw, follow up, extend, end; and what approval makes of it."""

from datetime import date, datetime
from typing import cast

from sqlalchemy.orm import Session

from kamdesk.domain import permissions
from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock, day_of
from kamdesk.domain.errors import FieldError, RuleError
from kamdesk.domain.ids import CaseId, ClientId, FilingId, UserId
from kamdesk.domain.lists import ListSource
from kamdesk.domain.numbers import NumberKind
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, Subject
from kamdesk.domain.projects import filings, forms
from kamdesk.domain.projects.cases import CaseState
from kamdesk.domain.projects.filing_records import FilingDetails, FilingRow
from kamdesk.domain.projects.filings import FilingDraft, FilingState
from kamdesk.domain.projects.protections import protect
from kamdesk.domain.projects.routes import CaseKind
from kamdesk.i18n import N_, _
from kamdesk.services.acting import acting
from kamdesk.services.lists import ViewedList, viewer
from kamdesk.services.projects import cases, conflicts, filing_records, protections
from kamdesk.services.projects.protections import Contact, trace
from kamdesk.services.projects.rights import filing_subject
from kamdesk.services.projects.sheets import client_in_use, filing_sheet
from kamdesk.storage import numbers
from kamdesk.storage.fetch import fetch, fresh, missing
from kamdesk.storage.projects import filing_records as rows
from kamdesk.storage.projects import filings as table
from kamdesk.storage.projects.filings import FilingRecord
from kamdesk.storage.sessions import Sessions
from kamdesk.storage.settings import settings_of

_TOUCHED = (Noun.FILING, Noun.APPROVAL, Noun.CONFLICT)


class FilingService:
    """The filing register."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def list_for(self, by: UserId) -> ListSource[FilingRow]:
        """Return the register as the person may see it."""
        return ViewedList(self._sessions, self._clock, by, Action.FILING_VIEW, rows.ids, rows.rows)

    def details(self, filing_id: FilingId, *, by: UserId) -> FilingDetails:
        """Return one filing; MissingRecordError where it is not the person's to see."""
        with self._sessions.read() as session:
            looking = viewer(session, self._clock, by, Action.FILING_VIEW)
            if not rows.is_visible(session, filing_id, looking):
                raise missing()
            record = fetch(session, FilingRecord, filing_id)
            return filing_records.details_of(session, record, looking.actor, looking.day)

    def save_draft(
        self,
        draft: FilingDraft,
        *,
        by: UserId,
        filing_id: FilingId | None = None,
        seen_version: int = 0,
    ) -> Changes:
        """Keep what was filled in so far, complete or not; a new draft where no id is given."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            draft = filings.tidy(draft)
            if filing_id is None:
                record = _new(actor)
            else:
                record = _unsent(session, actor, filing_id, seen_version)
            table.fill(record, draft)
            record.updated_at = now
            session.add(record)
            session.flush()
            if filing_id is None:
                trace(session, record, actor, action="filing.create", at=now)
            return changed(Noun.FILING, record_id=record.id)

    def submit(self, filing_id: FilingId, *, by: UserId, seen_version: int) -> Changes:
        """Send a complete filing into approval; rivals for the client make a conflict case."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            record = _unsent(session, actor, filing_id, seen_version)
            draft = table.draft_of(record)
            filings.check_complete(draft)
            client_in_use(session, draft.client_id)
            rivals = _rivals(session, record, day_of(now))
            _send(session, record, actor, now)
            conflicts.open_against(session, record, rivals, actor=actor, at=now)
            return changed(*_TOUCHED, record_id=record.id)

    def withdraw(self, filing_id: FilingId, *, by: UserId, seen_version: int) -> Changes:
        """Take a filing back to a draft while nobody has acted on it."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            record = fresh(session, FilingRecord, filing_id, seen_version)
            if record.state is not FilingState.IN_APPROVAL:
                raise RuleError(_("只有审批中的备案可以撤回。"))
            cases.withdraw(session, actor, cast("CaseId", record.case_id), now)
            record.state = FilingState.DRAFT
            record.updated_at = now
            session.flush()
            conflicts.lapse(session, record, actor=actor, at=now)
            return changed(*_TOUCHED, record_id=record.id)

    def discard(self, filing_id: FilingId, *, by: UserId, seen_version: int) -> Changes:
        """Delete a draft that never had a number."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            record = _unsent(session, actor, filing_id, seen_version)
            if record.number is not None:
                raise RuleError(_("备案已编号，不能删除；如不再需要，请作废并写明原因。"))
            trace(session, record, actor, action="filing.discard", at=now)
            session.delete(record)
            return changed(Noun.FILING, record_id=filing_id)

    def cancel(self, filing_id: FilingId, *, by: UserId, seen_version: int, reason: str) -> Changes:
        """Give up a numbered filing (作废); its number stays in the register with the reason."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            record = _unsent(session, actor, filing_id, seen_version)
            if record.number is None:
                raise RuleError(_("草稿尚未编号，请直接删除。"))
            reason = forms.reason(reason, N_("作废原因"))
            numbers.cancel(session, record.number, reason=reason, at=now)
            _close(record, FilingState.CANCELLED, reason, now)
            session.flush()
            conflicts.lapse(session, record, actor=actor, at=now)
            trace(session, record, actor, action="filing.cancel", at=now)
            return changed(*_TOUCHED, record_id=record.id)

    def follow_up(
        self, filing_id: FilingId, *, by: UserId, day: date, text: str, evidence: str = ""
    ) -> Changes:
        """Enter a contact with the client, dated from the filing day to today."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            record = fetch(session, FilingRecord, filing_id)
            contact = Contact(day, text, evidence)
            protections.follow_up(session, record, contact, actor=actor, at=now)
            return changed(Noun.FILING, Noun.CLIENT, record_id=record.id)

    def extend(self, filing_id: FilingId, *, by: UserId, seen_version: int, reason: str) -> Changes:
        """Extend the protection: first 销售管理部, a second time only 常务副总."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            record = fresh(session, FilingRecord, filing_id, seen_version)
            reason = forms.reason(reason, N_("延期理由"))
            protections.extend(session, record, reason, actor=actor, at=now)
            return changed(Noun.FILING, record_id=record.id)

    def end(self, filing_id: FilingId, *, by: UserId, seen_version: int, reason: str) -> Changes:
        """End a filing before its time."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            record = fresh(session, FilingRecord, filing_id, seen_version)
            reason = forms.reason(reason, N_("终止原因"))
            protections.end(session, record, reason, actor=actor, at=now)
            return changed(Noun.FILING, Noun.CONFLICT, record_id=record.id)


def carry(
    session: Session, filing_id: int, state: CaseState, *, text: str, actor: Actor, at: datetime
) -> None:
    """Make of a filing what its case became; filing it begins the protection today."""
    record = fetch(session, FilingRecord, filing_id)
    record.updated_at = at
    if state is CaseState.RETURNED:
        record.state = FilingState.RETURNED
    elif state is CaseState.REFUSED:
        _close(record, FilingState.REFUSED, text, at)
        session.flush()
        conflicts.lapse(session, record, actor=actor, at=at)
    elif state is CaseState.APPROVED:
        conflicts.require_ruled(session, record, actor=actor, at=at)
        table.keep_protection(record, protect(day_of(at), settings_of(session)))
        record.state = FilingState.FILED
    session.flush()


def _new(actor: Actor) -> FilingRecord:
    permissions.require(actor, Action.FILING_CREATE, Subject(actor.id, actor.department_id))
    return FilingRecord(
        revision=0,
        state=FilingState.DRAFT,
        filer_id=actor.id,
        department_id=actor.department_id,
        close_reason="",
    )


def _unsent(session: Session, actor: Actor, filing_id: FilingId, seen_version: int) -> FilingRecord:
    record = fresh(session, FilingRecord, filing_id, seen_version)
    permissions.require(actor, Action.FILING_EDIT, filing_subject(record))
    return record


def _rivals(session: Session, record: FilingRecord, day: date) -> list[FilingRecord]:
    claims = table.claims(session, cast("ClientId", record.client_id), day)
    others = [each for each in claims if each.id != record.id]
    own = next((each for each in others if each.holder_id == record.holder_id), None)
    if own is not None:
        told = _("您对该客户已有有效或审批中的备案“{number}”，不能重复报备。")
        raise FieldError({"client_id": told.format(number=own.number)})
    return others


def _send(session: Session, record: FilingRecord, actor: Actor, at: datetime) -> None:
    if record.number is None:
        record.number = numbers.take(session, NumberKind.FILING, at)
    if record.state is FilingState.RETURNED:
        record.revision += 1
    else:
        record.submitted_at = at.replace(second=0, microsecond=0)
    record.filer_id, record.carrier_id = record.holder_id, None
    record.department_id = actor.department_id
    record.updated_at = at
    submission = cases.Submission(
        kind=CaseKind.FILING,
        record_id=record.id,
        case_id=record.case_id,
        sheet=filing_sheet(session, record),
    )
    record.case_id = cases.submit(session, actor, submission, at)
    record.state = FilingState.IN_APPROVAL
    session.flush()


def _close(record: FilingRecord, state: FilingState, reason: str, at: datetime) -> None:
    record.state = state
    record.closed_on = day_of(at)
    record.close_reason = reason
    record.updated_at = at
