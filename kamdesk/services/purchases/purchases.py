"""Purchase records by hand: list, enter, edit, cancel, restore; summaries are kept true with them.

A record is never deleted; a cancelled one (作废) counts nowhere until it is restored.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.errors import FieldError, RuleError
from kamdesk.domain.history import FieldChange
from kamdesk.domain.ids import ClientId, PurchaseId, UserId
from kamdesk.domain.lists import ListSource
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, require
from kamdesk.domain.purchases.months import month_of
from kamdesk.domain.purchases.purchases import (
    PurchaseDraft,
    PurchaseRow,
    check_draft,
    check_reason,
    purchase_texts,
)
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import readable, subject_of
from kamdesk.services.lists import ViewedList, viewer
from kamdesk.storage import audit, history
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.fetch import fetch, fresh
from kamdesk.storage.purchases import lists, months
from kamdesk.storage.purchases.months import Part
from kamdesk.storage.purchases.purchases import (
    PurchaseRecord,
    draft_of,
    next_nth,
    part_of,
    same_place,
)
from kamdesk.storage.sessions import Sessions

NEWEST: Final = 100
"""Records that one client's page shows."""


class PurchaseService:
    """The records of single purchases; who may edit the client may write them."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def list_for(self, by: UserId) -> ListSource[PurchaseRow]:
        """Return the purchases of the clients that `by` may see, as a windowed list."""
        return ViewedList(
            self._sessions, self._clock, by, Action.PURCHASE_VIEW, lists.ids, lists.rows
        )

    def counts(self, *, by: UserId) -> Mapping[str, int]:
        """Return how many purchases each view holds for `by`."""
        with self._sessions.read() as session:
            return lists.counts(session, viewer(session, self._clock, by, Action.PURCHASE_VIEW))

    def of_client(
        self, client_id: ClientId, *, by: UserId, limit: int = NEWEST
    ) -> list[PurchaseRow]:
        """Return a client's newest purchases without the cancelled ones, at most `limit`."""
        with self._sessions.read() as session:
            looking = viewer(session, self._clock, by, Action.PURCHASE_VIEW)
            readable(session, client_id, actor=looking.actor)
            return lists.of_client(session, client_id, looking, limit=limit)

    def products(self, *, by: UserId) -> list[str]:
        """Return the products bought of late, as proposals for the next record."""
        with self._sessions.read() as session:
            require(acting(session, by, self._clock), Action.PURCHASE_EDIT)
            return lists.products(session)

    def history(self, purchase_id: PurchaseId, *, by: UserId) -> list[FieldChange]:
        """Return who changed what of a purchase, the newest first, in words; see FIELD_TITLES."""
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            record = fetch(session, PurchaseRecord, purchase_id)
            client = readable(session, record.client_id, actor=actor)
            require(actor, Action.PURCHASE_VIEW, subject_of(session, client, actor.day))
            changes = history.of(session, Noun.PURCHASE, purchase_id)
            return [_spoken(session, each) for each in changes]

    def create(self, draft: PurchaseDraft, *, by: UserId) -> Changes:
        """Enter a purchase; FieldError where a field is wrong or the client is archived."""
        clean, now = check_draft(draft, today=today(self._clock)), self._clock.now()
        with self._sessions.write() as session:
            _require_writable(session, clean.client_id, acting(session, by, self._clock))
            record = PurchaseRecord(
                **_values(clean),
                nth=next_nth(session, clean),
                cancelled=False,
                entered_by_id=by,
                entered_at=now,
            )
            session.add(record)
            return self._keep(session, record, "create", [part_of(clean, 1)], by=by)

    def edit(
        self, purchase_id: PurchaseId, draft: PurchaseDraft, *, by: UserId, seen_version: int
    ) -> Changes:
        """Write the fields that differ; FieldError where one is wrong, RuleError once cancelled.

        Where the client changes, both must be the person's to edit.
        """
        clean = check_draft(draft, today=today(self._clock))
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            record = self._for_writing(session, purchase_id, actor, seen_version)
            if record.cancelled:
                raise RuleError(_("已作废的采购记录不能修改，请先恢复。"))
            old = draft_of(record)
            if old == clean:
                return changed(record_id=record.id)
            if clean.client_id != old.client_id:
                _require_writable(session, clean.client_id, actor)
            if not same_place(old, clean):
                record.nth = next_nth(session, clean, but=record.id)
            for name, value in _values(clean).items():
                setattr(record, name, value)
            self._remember(session, record, purchase_texts(old), purchase_texts(clean), by=by)
            parts = [part_of(old, -1), part_of(clean, 1)]
            return self._keep(session, record, "edit", parts, by=by)

    def cancel(
        self, purchase_id: PurchaseId, reason: str, *, by: UserId, seen_version: int
    ) -> Changes:
        """Let a purchase count no longer; the compulsory reason stands in its history."""
        why = check_reason(reason)
        after = {"cancelled": "yes", "reason": why}
        return self._move(purchase_id, after, by=by, seen_version=seen_version)

    def restore(self, purchase_id: PurchaseId, *, by: UserId, seen_version: int) -> Changes:
        """Let a cancelled purchase count again."""
        return self._move(purchase_id, {"cancelled": "no"}, by=by, seen_version=seen_version)

    # -- inside -------------------------------------------------------------------------

    def _move(
        self, purchase_id: PurchaseId, after: dict[str, str], *, by: UserId, seen_version: int
    ) -> Changes:
        cancelled = after["cancelled"] == "yes"
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            record = self._for_writing(session, purchase_id, actor, seen_version)
            if record.cancelled == cancelled:
                return changed(record_id=record.id)
            record.cancelled = cancelled
            before = {"cancelled": "no" if cancelled else "yes"}
            self._remember(session, record, before, after, by=by)
            parts = [part_of(draft_of(record), -1 if cancelled else 1)]
            step = "cancel" if cancelled else "restore"
            return self._keep(session, record, step, parts, by=by)

    def _for_writing(
        self, session: Session, purchase_id: PurchaseId, actor: Actor, seen_version: int
    ) -> PurchaseRecord:
        """Return a purchase as the screen has seen it, that the actor may change."""
        client_id = fetch(session, PurchaseRecord, purchase_id).client_id
        _require_writable(session, client_id, actor)
        return fresh(session, PurchaseRecord, purchase_id, seen_version)

    def _remember(
        self,
        session: Session,
        record: PurchaseRecord,
        before: Mapping[str, str],
        after: Mapping[str, str],
        *,
        by: UserId,
    ) -> None:
        history.record(
            session,
            noun=Noun.PURCHASE,
            record_id=record.id,
            before=before,
            after=after,
            at=self._clock.now(),
            by=by,
        )

    def _keep(
        self, session: Session, record: PurchaseRecord, step: str, parts: list[Part], *, by: UserId
    ) -> Changes:
        """Write the record, bring `parts` into the summaries, add the audit row."""
        session.flush()
        months.add(session, parts, present=month_of(today(self._clock)))
        audit.append(
            session,
            at=self._clock.now(),
            actor_id=by,
            action=f"purchase_{step}",
            noun=Noun.PURCHASE,
            record_id=record.id,
            payload={"client": record.client_id},
        )
        return changed(Noun.PURCHASE, Noun.CLIENT, record_id=record.id)


def _require_writable(session: Session, client_id: ClientId, actor: Actor) -> None:
    """Refuse a client that is not the actor's to edit, or is put away."""
    client = fetch(session, ClientRecord, client_id)
    require(actor, Action.PURCHASE_EDIT, subject_of(session, client, actor.day))
    if client.archived:
        text = _("客户“{name}”已归档，不能登记或修改它的采购记录，请先恢复客户。")
        raise FieldError({"client_id": text.format(name=client.name)})


def _values(draft: PurchaseDraft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in PurchaseDraft.__dataclass_fields__}


def _spoken(session: Session, change: FieldChange) -> FieldChange:
    """Return a change with words instead of values and a name instead of an id."""
    if change.field == "cancelled":
        words = {"yes": _("是"), "no": _("否"), "": ""}
    elif change.field == "client_id":
        ids = {each for each in (change.old, change.new) if each}
        words = {each: fetch(session, ClientRecord, int(each)).name for each in ids}
    else:
        return change
    return replace(change, old=words.get(change.old, ""), new=words.get(change.new, ""))
