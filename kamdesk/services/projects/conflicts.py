"""撞单: conflict cases are opened at submission, block the last step, and are ruled once."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import cast

from sqlalchemy.orm import Session

from kamdesk.domain import permissions
from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock, day_of
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import CaseId, ConflictId, UserId
from kamdesk.domain.lists import ListSource
from kamdesk.domain.numbers import NumberKind
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action
from kamdesk.domain.projects import forms
from kamdesk.domain.projects.conflicts import (
    RULING_TITLES,
    Conflict,
    ConflictRow,
    ConflictState,
    Ruling,
)
from kamdesk.domain.projects.filings import FilingState
from kamdesk.domain.projects.sheets import digest
from kamdesk.i18n import N_, _
from kamdesk.services.acting import acting
from kamdesk.services.lists import ViewedList, viewer
from kamdesk.services.projects import cases
from kamdesk.storage import audit, numbers
from kamdesk.storage.fetch import fetch, fresh
from kamdesk.storage.projects import conflicts as table
from kamdesk.storage.projects.conflicts import ConflictRecord
from kamdesk.storage.projects.filings import FilingRecord, protection_of
from kamdesk.storage.sessions import Sessions

Sides = tuple[FilingRecord, FilingRecord]


class ConflictService:
    """Shows the conflict cases and rules on them."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def list_for(self, by: UserId) -> ListSource[ConflictRow]:
        """Return the list of conflict cases, as far as the person sees filings."""
        return ViewedList(
            self._sessions, self._clock, by, Action.FILING_VIEW, table.ids, table.rows
        )

    def details(self, conflict_id: ConflictId, *, by: UserId) -> Conflict:
        """Return a conflict case: numbers, filers and states, no more of a rival's filing."""
        with self._sessions.read() as session:
            looking = viewer(session, self._clock, by, Action.FILING_VIEW)
            conflict = table.one(session, conflict_id)
            if not table.is_visible(session, conflict_id, looking):
                permissions.require(looking.actor, Action.CONFLICT_RULE)
            return conflict

    def rule(
        self,
        conflict_id: ConflictId,
        *,
        by: UserId,
        seen_version: int,
        ruling: Ruling,
        reason: str,
    ) -> Changes:
        """Rule, with a compulsory reason; the losing filing is refused or ended by it."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            permissions.require(actor, Action.CONFLICT_RULE)
            record = fresh(session, ConflictRecord, conflict_id, seen_version)
            reason = forms.reason(reason, N_("裁定理由"))
            first = fetch(session, FilingRecord, record.first_id)
            second = fetch(session, FilingRecord, record.second_id)
            _require_rulable(record, (first, second), actor, day_of(now))
            _keep(session, record, actor, ruling=ruling, reason=reason, at=now)
            loser = {Ruling.KEEP_FIRST: second, Ruling.GIVE_SECOND: first}.get(ruling)
            if loser is not None:
                _put_out(session, loser, actor, reason=_told(record, ruling, reason), at=now)
            nouns = (Noun.CONFLICT, Noun.FILING, Noun.APPROVAL)
            return changed(*nouns, record_id=record.id)


def open_against(
    session: Session,
    filing: FilingRecord,
    rivals: Iterable[FilingRecord],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Open a conflict case with each rival claim that has none yet with this filing."""
    for rival in rivals:
        if table.between(session, rival.id, filing.id) is not None:
            continue
        record = ConflictRecord(
            number=numbers.take(session, NumberKind.CONFLICT, at),
            client_id=filing.client_id,
            first_id=rival.id,
            second_id=filing.id,
            state=ConflictState.OPEN,
            reason="",
            opened_at=at,
        )
        session.add(record)
        session.flush()
        _trace(session, record, actor_id=actor.id, action="conflict.open", at=at)


def lapse(session: Session, filing: FilingRecord, *, actor: Actor, at: datetime) -> None:
    """Close the open conflict cases of a filing that claims nothing any more."""
    for record in table.open_of(session, filing.id):
        _lapse(session, record, actor, at)


def require_ruled(session: Session, filing: FilingRecord, *, actor: Actor, at: datetime) -> None:
    """Refuse with RuleError to file what is still disputed; a rival that expired disputes nothing.

    Only the later filing waits for the ruling.
    """
    for record in table.open_of(session, filing.id):
        if record.second_id != filing.id:
            continue
        if _claims(fetch(session, FilingRecord, record.first_id), day_of(at)):
            raise RuleError(
                _("撞单“{number}”尚未裁定，须由销售管理部裁定后才能予以备案。").format(
                    number=record.number
                )
            )
        _lapse(session, record, actor, at)


def _require_rulable(record: ConflictRecord, sides: Sides, actor: Actor, day: date) -> None:
    if record.state is not ConflictState.OPEN:
        raise RuleError(_("撞单“{number}”已有结论，不能再次裁定。").format(number=record.number))
    if actor.id in {who for side in sides for who in (side.filer_id, side.holder_id)}:
        raise RuleError(_("您是本案一方的报备人，不能裁定，请由销售管理部其他人员裁定。"))
    first = sides[0]
    if not _claims(first, day):
        raise RuleError(
            _("先备案的“{number}”已失效，本案无需裁定，可直接审批后备案。").format(
                number=first.number
            )
        )


def _claims(filing: FilingRecord, day: date) -> bool:
    if filing.state is FilingState.FILED:
        protection = protection_of(filing)
        return protection is not None and protection.live(day)
    return filing.state in {FilingState.IN_APPROVAL, FilingState.RETURNED}


def _keep(
    session: Session,
    record: ConflictRecord,
    actor: Actor,
    *,
    ruling: Ruling,
    reason: str,
    at: datetime,
) -> None:
    record.state = ConflictState.RULED
    record.ruling = ruling
    record.reason = reason
    record.ruled_by_id = actor.id
    record.closed_at = at
    session.flush()
    _trace(session, record, actor_id=actor.id, action="conflict.rule", at=at)


def _put_out(
    session: Session, loser: FilingRecord, actor: Actor, *, reason: str, at: datetime
) -> None:
    """Refuse or end the filing that lost; its filer may file again later."""
    if loser.state is FilingState.FILED:
        loser.state = FilingState.ENDED
    else:
        case_id = cast("CaseId", loser.case_id)
        cases.rule_out(session, actor, case_id, reason=reason, at=at)
        loser.state = FilingState.REFUSED
    loser.closed_on = day_of(at)
    loser.close_reason = reason
    loser.updated_at = at
    session.flush()
    lapse(session, loser, actor=actor, at=at)


def _told(record: ConflictRecord, ruling: Ruling, reason: str) -> str:
    return _("撞单“{number}”裁定：{ruling}。{reason}").format(
        number=record.number, ruling=_(RULING_TITLES[ruling]), reason=reason
    )


def _lapse(session: Session, record: ConflictRecord, actor: Actor, at: datetime) -> None:
    record.state = ConflictState.LAPSED
    record.closed_at = at
    session.flush()
    _trace(session, record, actor_id=actor.id, action="conflict.lapse", at=at)


def _trace(
    session: Session, record: ConflictRecord, *, actor_id: UserId, action: str, at: datetime
) -> None:
    audit.append(
        session,
        at=at,
        actor_id=actor_id,
        action=action,
        noun=Noun.CONFLICT,
        record_id=record.id,
        payload={
            "number": record.number,
            "first": record.first_id,
            "second": record.second_id,
            "state": record.state,
            "ruling": record.ruling,
            "digest": digest(record.reason),
        },
    )
