"""The printed forms KD-01 and KD-02, filled from what was signed.

What stands on them is Chinese in every language of the screens, as the forms are.
"""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.clock import Clock, day_of
from kamdesk.domain.ids import ApplicationId, CaseId, FilingId, UserId
from kamdesk.domain.permissions import Action
from kamdesk.domain.projects import filling
from kamdesk.domain.projects.application_records import ApplicationDetails
from kamdesk.domain.projects.case_records import OpinionDetails
from kamdesk.domain.projects.cases import Act, Decision
from kamdesk.domain.projects.filing_records import FilingDetails
from kamdesk.domain.projects.paper import (
    ApplicationPaper,
    FilingPaper,
    PaperFrame,
)
from kamdesk.domain.projects.sheets import ApplicationSheet
from kamdesk.services.lists import viewer
from kamdesk.services.projects import application_records, filing_records
from kamdesk.storage.fetch import fetch, missing
from kamdesk.storage.projects import application_records as application_rows
from kamdesk.storage.projects import filing_records as filing_rows
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.case_records import approval_head, opinions
from kamdesk.storage.projects.conflicts import of_filing
from kamdesk.storage.projects.filings import FilingRecord
from kamdesk.storage.projects.listing import Viewer
from kamdesk.storage.sessions import Sessions
from kamdesk.storage.settings import settings_of

if TYPE_CHECKING:
    from kamdesk.reports.form import RenderedPaper

_COPIES = ("第一联 存档", "第二联 业务部门", "第三联 财务", "第四联 客户")
_WATERMARKS = {
    "draft": "草稿",
    "returned": "草稿",
    "in_approval": "审批中",
    "refused": "未批准",
    "cancelled": "作废",
}
_DECIDED = frozenset(Act(each.value) for each in Decision)


class PaperService:
    """Renders the forms; unapproved ones carry a watermark, approved ones the audit head."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def application_pdf(self, application_id: ApplicationId, *, by: UserId) -> "RenderedPaper":
        """Return KD-01 of an application as a PDF."""
        from kamdesk.reports import application_form  # noqa: PLC0415 - ReportLab on first use only

        return application_form.render(self.application_paper(application_id, by=by))

    def filing_pdf(self, filing_id: FilingId, *, by: UserId) -> "RenderedPaper":
        """Return KD-02 of a filing as a PDF."""
        from kamdesk.reports import filing_form  # noqa: PLC0415 - ReportLab on first use only

        return filing_form.render(self.filing_paper(filing_id, by=by))

    def application_paper(self, application_id: ApplicationId, *, by: UserId) -> ApplicationPaper:
        """Return what KD-01 says of an application."""
        with self._sessions.read() as session:
            looking = viewer(session, self._clock, by, Action.APPLICATION_VIEW)
            if not application_rows.is_visible(session, application_id, looking):
                raise missing()
            record = fetch(session, ApplicationRecord, application_id)
            details = application_records.details_of(session, record, looking.actor)
            log = _decisions(session, details.case_id)
            frame = self._frame(session, details, looking)
            conflicts = of_filing(session, details.filing_id) if details.filing_id else ()
        conflict = conflicts[0].number if conflicts else ""
        return filling.application_paper(frame, details, log, conflict)

    def filing_paper(self, filing_id: FilingId, *, by: UserId) -> FilingPaper:
        """Return what KD-02 says of a filing."""
        with self._sessions.read() as session:
            looking = viewer(session, self._clock, by, Action.FILING_VIEW)
            if not filing_rows.is_visible(session, filing_id, looking):
                raise missing()
            record = fetch(session, FilingRecord, filing_id)
            details = filing_records.details_of(session, record, looking.actor, looking.day)
            log = _decisions(session, details.case_id)
            frame = self._frame(session, details, looking)
        return filling.filing_paper(frame, details, log)

    def _frame(
        self, session: Session, details: ApplicationDetails | FilingDetails, looking: Viewer
    ) -> PaperFrame:
        settings = settings_of(session)
        sheet = details.sheet
        noun = Noun.APPLICATION if isinstance(sheet, ApplicationSheet) else Noun.FILING
        approved = details.state.value not in _WATERMARKS
        head = approval_head(session, noun, details.id) if approved else None
        return PaperFrame(
            company_name=settings.company,
            logo=settings.logo or None,
            form_version=sheet.form_version,
            number=sheet.number,
            day=day_of(sheet.submitted_at) if sheet.submitted_at else None,
            watermark=_WATERMARKS.get(details.state.value),
            audit_head=str(head) if head else None,
            printed_at=self._clock.now(),
            printed_by=looking.actor.name,
            copies=" / ".join(_COPIES[: settings.form_copies]),
        )


def _decisions(session: Session, case_id: CaseId | None) -> tuple[OpinionDetails, ...]:
    log = opinions(session, case_id) if case_id else ()
    return tuple(entry for entry in log if entry.act in _DECIDED)
