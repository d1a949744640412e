"""立项申请: draft, submit, withdraw, cancel; and what approval makes of it."""

from datetime import date, datetime
from typing import cast

from sqlalchemy.orm import Session

from kamdesk.domain import permissions
from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock, day_of, today
from kamdesk.domain.errors import FieldError, RuleError
from kamdesk.domain.ids import ApplicationId, CaseId, ClientId, UserId
from kamdesk.domain.lists import ListSource
from kamdesk.domain.numbers import NumberKind
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, Subject
from kamdesk.domain.projects import applications, forms
from kamdesk.domain.projects.application_records import (
    ApplicationBasis,
    ApplicationDetails,
    ApplicationRow,
)
from kamdesk.domain.projects.applications import ApplicationDraft, ApplicationState
from kamdesk.domain.projects.cases import CaseState
from kamdesk.domain.projects.routes import CaseKind
from kamdesk.i18n import N_, _
from kamdesk.services.acting import acting
from kamdesk.services.lists import ViewedList, viewer
from kamdesk.services.progress.project_log import begin
from kamdesk.services.projects import application_records, cases, protections
from kamdesk.services.projects.rights import application_subject
from kamdesk.services.projects.sheets import application_sheet, client_in_use
from kamdesk.storage import audit, numbers
from kamdesk.storage.fetch import fetch, fresh, missing
from kamdesk.storage.projects import application_records as rows
from kamdesk.storage.projects import applications as table
from kamdesk.storage.projects import filings as filing_table
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.filings import FilingRecord
from kamdesk.storage.sessions import Sessions

_TOUCHED = (Noun.APPLICATION, Noun.APPROVAL, Noun.FILING)


class ApplicationService:
    """The applications."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def list_for(self, by: UserId) -> ListSource[ApplicationRow]:
        """Return the list of applications as the person may see it."""
        return ViewedList(
            self._sessions, self._clock, by, Action.APPLICATION_VIEW, rows.ids, rows.rows
        )

    def details(self, application_id: ApplicationId, *, by: UserId) -> ApplicationDetails:
        """Return one application; MissingRecordError where it is not the person's to see."""
        with self._sessions.read() as session:
            looking = viewer(session, self._clock, by, Action.APPLICATION_VIEW)
            if not rows.is_visible(session, application_id, looking):
                raise missing()
            record = fetch(session, ApplicationRecord, application_id)
            return application_records.details_of(session, record, looking.actor)

    def basis(self, client_id: ClientId, *, by: UserId) -> ApplicationBasis:
        """Return the client, and the live filing that an application of `by` would rest on."""
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            permissions.require(actor, Action.APPLICATION_CREATE, Subject(owner_id=actor.id))
            return application_records.basis_of(session, client_id, actor, today(self._clock))

    def save_draft(
        self,
        draft: ApplicationDraft,
        *,
        by: UserId,
        application_id: ApplicationId | None = None,
        seen_version: int = 0,
    ) -> Changes:
        """Keep what was filled in so far, complete or not; a new draft where no id is given."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            draft = applications.tidy(draft)
            if application_id is None:
                record = _new(actor)
            else:
                record = _unsent(session, actor, application_id, seen_version)
            table.fill(record, draft)
            record.updated_at = now
            session.add(record)
            session.flush()
            if application_id is None:
                _trace(session, record, actor, action="application.create", at=now)
            return changed(Noun.APPLICATION, record_id=record.id)

    def submit(self, application_id: ApplicationId, *, by: UserId, seen_version: int) -> Changes:
        """Send a complete application into approval, under a live filing of the applicant."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            record = _unsent(session, actor, application_id, seen_version)
            draft = table.draft_of(record)
            applications.check_complete(draft)
            client_in_use(session, draft.client_id)
            filing = _live_filing(session, record, day_of(now))
            record.filing_id = filing.id
            _send(session, record, actor, now)
            protections.touch(session, filing, day_of(now))
            return changed(*_TOUCHED, record_id=record.id)

    def withdraw(self, application_id: ApplicationId, *, by: UserId, seen_version: int) -> Changes:
        """Take an application back to a draft while nobody has acted on it."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            record = fresh(session, ApplicationRecord, application_id, seen_version)
            if record.state is not ApplicationState.IN_APPROVAL:
                raise RuleError(_("只有审批中的申请可以撤回。"))
            cases.withdraw(session, actor, cast("CaseId", record.case_id), now)
            record.state = ApplicationState.DRAFT
            record.updated_at = now
            return changed(*_TOUCHED, record_id=record.id)

    def discard(self, application_id: ApplicationId, *, by: UserId, seen_version: int) -> Changes:
        """Delete a draft that never had a number."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            record = _unsent(session, actor, application_id, seen_version)
            if record.number is not None:
                raise RuleError(_("申请已编号，不能删除；如不再需要，请作废并写明原因。"))
            _trace(session, record, actor, action="application.discard", at=now)
            session.delete(record)
            return changed(Noun.APPLICATION, record_id=application_id)

    def cancel(
        self, application_id: ApplicationId, *, by: UserId, seen_version: int, reason: str
    ) -> Changes:
        """Give up a numbered application (作废); its number stays with the reason."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            record = _unsent(session, actor, application_id, seen_version)
            if record.number is None:
                raise RuleError(_("草稿尚未编号，请直接删除。"))
            reason = forms.reason(reason, N_("作废原因"))
            numbers.cancel(session, record.number, reason=reason, at=now)
            record.state = ApplicationState.CANCELLED
            record.closed_reason = reason
            record.updated_at = now
            session.flush()
            _trace(session, record, actor, action="application.cancel", at=now)
            return changed(*_TOUCHED, record_id=record.id)


def carry(
    session: Session,
    application_id: int,
    state: CaseState,
    *,
    text: str,
    by: UserId,
    at: datetime,
) -> None:
    """Make of an application what its case became; an approved one is a project from now on."""
    record = fetch(session, ApplicationRecord, application_id)
    record.updated_at = at
    if state is CaseState.RETURNED:
        record.state = ApplicationState.RETURNED
    elif state is CaseState.REFUSED:
        record.state = ApplicationState.REFUSED
        record.closed_reason = text
    elif state is CaseState.APPROVED:
        record.state = ApplicationState.APPROVED
        record.approved_at = at
        session.flush()
        begin(session, record, by=by, at=at)
    session.flush()


def _new(actor: Actor) -> ApplicationRecord:
    subject = Subject(actor.id, actor.department_id)
    permissions.require(actor, Action.APPLICATION_CREATE, subject)
    return ApplicationRecord(
        revision=0,
        state=ApplicationState.DRAFT,
        applicant_id=actor.id,
        department_id=actor.department_id,
        closed_reason="",
    )


def _unsent(
    session: Session, actor: Actor, application_id: ApplicationId, seen_version: int
) -> ApplicationRecord:
    record = fresh(session, ApplicationRecord, application_id, seen_version)
    permissions.require(actor, Action.APPLICATION_EDIT, application_subject(record))
    return record


def _live_filing(session: Session, record: ApplicationRecord, day: date) -> FilingRecord:
    client_id = cast("ClientId", record.client_id)
    filing = filing_table.live_filing(session, client_id, record.holder_id, day)
    if filing is None:
        raise FieldError({"client_id": _("您对该客户没有有效的项目备案，请先报备，备案后再立项。")})
    return filing


def _send(session: Session, record: ApplicationRecord, actor: Actor, at: datetime) -> None:
    if record.number is None:
        record.number = numbers.take(session, NumberKind.APPLICATION, at)
    if record.state is ApplicationState.RETURNED:
        record.revision += 1
    record.submitted_at = at
    record.applicant_id, record.carrier_id = record.holder_id, None
    record.department_id = actor.department_id
    record.updated_at = at
    submission = cases.Submission(
        kind=CaseKind.APPLICATION,
        record_id=record.id,
        case_id=record.case_id,
        sheet=application_sheet(session, record),
    )
    record.case_id = cases.submit(session, actor, submission, at)
    record.state = ApplicationState.IN_APPROVAL
    session.flush()


def _trace(
    session: Session, record: ApplicationRecord, actor: Actor, *, action: str, at: datetime
) -> None:
    audit.append(
        session,
        at=at,
        actor_id=actor.id,
        action=action,
        noun=Noun.APPLICATION,
        record_id=record.id,
        payload={"number": record.number, "state": record.state},
    )
