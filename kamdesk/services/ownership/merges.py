"""Merging two clients that are one: look first, merge, undo."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clients.clients import ClientDraft, draft_texts
from kamdesk.domain.clients.names import Names
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import ClientId, MergeId, UserId
from kamdesk.domain.ownership import merges as rules
from kamdesk.domain.ownership.merges import MergeDraft, MergePreview, MergeRow, MergeSide
from kamdesk.domain.permissions import Action, require
from kamdesk.domain.purchases.months import month_of
from kamdesk.i18n import _, listed
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import log_step
from kamdesk.storage import history
from kamdesk.storage.clients import clients
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.fetch import fetch, fresh
from kamdesk.storage.ownership import merges as table
from kamdesk.storage.ownership.merges import MergeRecord, Moved
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects.filings import claims
from kamdesk.storage.sessions import Sessions

_NOUNS: Final = (Noun.CLIENT, Noun.CONTACT, Noun.FILING, Noun.APPLICATION, Noun.PURCHASE)
_SHOWN: Final = 200


class MergeService:
    """Done by 销售管理部 only; the merged client is archived and nothing is lost."""

    def __init__(self, sessions: Sessions, clock: Clock, names: Names | None = None) -> None:
        self._sessions = sessions
        self._clock = clock
        self._names = names or Names()

    def preview(self, kept_id: ClientId, merged_id: ClientId, *, by: UserId) -> MergePreview:
        """Return what merging `merged_id` into `kept_id` would do."""
        with self._sessions.read() as session:
            require(acting(session, by, self._clock), Action.CLIENT_MERGE)
            kept = fetch(session, ClientRecord, kept_id)
            merged = fetch(session, ClientRecord, merged_id)
            mine, theirs = clients.draft_of_record(kept), clients.draft_of_record(merged)
            moves = table.hanging_on(session, merged_id)
            return MergePreview(
                kept=_side(session, kept),
                merged=_side(session, merged),
                differences=rules.differences(mine, theirs, _parents(session, kept, merged)),
                proposed=rules.proposed_fields(mine, theirs),
                moves={name: len(ids) for name, ids in moves.items()},
                obstacles=tuple(self._obstacles(session, kept, merged)),
            )

    def merge(self, draft: MergeDraft, *, by: UserId) -> Changes:
        """Merge; RuleError names the obstacles, FieldError a missing reason."""
        reason = rules.checked_reason(draft.reason)
        with self._sessions.write() as session:
            require(acting(session, by, self._clock), Action.CLIENT_MERGE)
            kept = fresh(session, ClientRecord, draft.kept_id, draft.kept_version)
            merged = fresh(session, ClientRecord, draft.merged_id, draft.merged_version)
            if obstacles := self._obstacles(session, kept, merged):
                raise RuleError("\n".join(obstacles))
            drafts = clients.draft_of_record(kept), clients.draft_of_record(merged)
            taken = rules.lifted(draft.taken, *drafts, ids=(kept.id, merged.id))
            moved = table.hanging_on(session, merged.id)
            moved["own_values"] = list(
                table.fill_own_values(session, source=merged.id, target=kept.id)
            )
            made = table.record(
                session,
                drafts,
                ids=(kept.id, merged.id),
                taken=taken,
                moved=moved,
                reason=reason,
                at=self._clock.now(),
                by=by,
            )
            self._put_away(session, merged, kept, taken, by=by)
            self._rewrite(session, kept, rules.united(*drafts, taken), by=by)
            contacted = merged.last_contact_on
            self._move(session, moved, source=merged.id, target=kept.id)
            if contacted is not None:
                clients.note_contact(session, kept.id, contacted)
            return self._keep(session, kept, made, action="client_merge", by=by)

    def undo(self, merge_id: MergeId, *, by: UserId) -> Changes:
        """Take a merge back: what moved goes home, fields edited since stay as they are.

        RuleError where a later merge of one of the two has to be undone first.
        """
        with self._sessions.write() as session:
            require(acting(session, by, self._clock), Action.CLIENT_MERGE)
            made = fetch(session, MergeRecord, merge_id)
            _require_last(session, made)
            kept = fetch(session, ClientRecord, made.kept_id)
            merged = fetch(session, ClientRecord, made.merged_id)
            before, theirs = table.drafts_of(made)
            moved, taken = table.moved_of(made), table.taken_of(made)
            present = clients.draft_of_record(kept)
            self._rewrite(session, kept, rules.given_back(present, before, theirs, taken), by=by)
            self._move(session, moved, source=kept.id, target=merged.id)
            fields = moved.get("own_values", ())
            table.move_own_values(session, fields, source=kept.id, target=merged.id)
            self._bring_back(session, merged, theirs, by=by)
            made.undone_at, made.undone_by_id = self._clock.now(), by
            return self._keep(session, kept, made, action="client_merge_undo", by=by)

    def rows(self, *, by: UserId) -> list[MergeRow]:
        """Return the latest merges, the newest first."""
        with self._sessions.read() as session:
            require(acting(session, by, self._clock), Action.CLIENT_MERGE)
            return table.rows(session, limit=_SHOWN)

    # -- inside -------------------------------------------------------------------------

    def _obstacles(
        self, session: Session, kept: ClientRecord, merged: ClientRecord
    ) -> Sequence[str]:
        if kept.id == merged.id:
            return [_("请选择两个不同的客户。")]
        found = [
            _("客户“{name}”已归档，请先恢复。").format(name=each.name)
            for each in (kept, merged)
            if each.archived
        ]
        if _far_below(session, kept, merged.id):
            text = _("“{kept}”在“{merged}”的下级之下，请对调：保留上级，并入下级。")
            found.append(text.format(kept=kept.name, merged=merged.name))
        day = today(self._clock)
        claiming = {
            filing.holder_id: filing.number or filing.project_name
            for each in (kept, merged)
            for filing in claims(session, each.id, day)
        }
        if len(claiming) > 1:
            text = _(
                "两个客户有不同报备人的有效备案（{filings}），请先在撞单裁定中处理，或终止其中一个。"
            )
            found.append(text.format(filings=listed(claiming.values())))
        return found

    def _put_away(
        self,
        session: Session,
        merged: ClientRecord,
        kept: ClientRecord,
        taken: frozenset[str],
        *,
        by: UserId,
    ) -> None:
        """Archive the merged client; the code that the kept one takes is taken from it first."""
        before = {"merged_into_id": "", "archived": "no"}
        if "code" in taken:
            before["code"], merged.code = merged.code or "", None
        merged.archived, merged.merged_into_id = True, kept.id
        after = {"merged_into_id": str(kept.id), "archived": "yes"}
        self._remember(session, merged, before, after | {"code": merged.code or ""}, by=by)

    def _bring_back(
        self, session: Session, merged: ClientRecord, theirs: ClientDraft, *, by: UserId
    ) -> None:
        before = {"merged_into_id": str(merged.merged_into_id or ""), "archived": "yes"}
        holder = clients.with_code(session, theirs.code) if theirs.code else None
        code = theirs.code if holder is None or holder.id == merged.id else ""
        before["code"], merged.code = merged.code or "", code or None
        merged.archived, merged.merged_into_id = False, None
        after = {"merged_into_id": "", "archived": "no", "code": merged.code or ""}
        self._remember(session, merged, before, after, by=by)

    def _rewrite(
        self, session: Session, kept: ClientRecord, draft: ClientDraft, *, by: UserId
    ) -> None:
        """Write the kept client's fields, with their history."""
        before = draft_texts(clients.draft_of_record(kept))
        keys = self._names.keys(draft.name)
        for column, value in clients.edited_values(draft, keys, at=self._clock.now()).items():
            setattr(kept, column, value)
        self._remember(session, kept, before, draft_texts(draft), by=by)

    def _remember(
        self,
        session: Session,
        client: ClientRecord,
        before: dict[str, str],
        after: dict[str, str],
        *,
        by: UserId,
    ) -> None:
        now = client.updated_at = self._clock.now()
        session.flush()
        history.record(
            session,
            noun=Noun.CLIENT,
            record_id=client.id,
            before=before,
            after=after,
            at=now,
            by=by,
        )

    def _move(self, session: Session, moved: Moved, *, source: ClientId, target: ClientId) -> None:
        present = month_of(today(self._clock))
        table.move(session, moved, source=source, target=target, present=present)

    def _keep(
        self,
        session: Session,
        kept: ClientRecord,
        made: MergeRecord,
        *,
        action: str,
        by: UserId,
    ) -> Changes:
        session.flush()
        payload = {
            "merge": made.id,
            "merged": made.merged_id,
            "taken": sorted(table.taken_of(made)),
        }
        log_step(session, kept, action, by=by, at=self._clock.now(), payload=payload)
        return changed(*_NOUNS, record_id=kept.id)


def _far_below(session: Session, client: ClientRecord, above: ClientId) -> bool:
    """Tell whether `above` stands two or more levels above a client."""
    step = client.parent_id
    while step is not None and step != above:
        step = clients.parent_of(session, step)
    return step == above and client.parent_id != above


def _require_last(session: Session, made: MergeRecord) -> None:
    if made.undone_at is not None:
        raise RuleError(_("这次合并已经撤销。"))
    later = table.later_than(session, made)
    if later is not None:
        names = [
            fetch(session, ClientRecord, each).name for each in (later.merged_id, later.kept_id)
        ]
        raise RuleError(
            _("之后又把“{merged}”并入了“{kept}”，请先撤销那一次合并。").format(
                merged=names[0], kept=names[1]
            )
        )


def _side(session: Session, client: ClientRecord) -> MergeSide:
    owner = session.get(UserRecord, client.owner_id) if client.owner_id else None
    return MergeSide(
        id=client.id,
        number=client.number,
        name=client.name,
        owner=owner.name if owner else "",
        version=client.version,
    )


def _parents(session: Session, *records: ClientRecord) -> dict[str, str]:
    wanted = [record.parent_id for record in records if record.parent_id is not None]
    found = session.execute(
        select(ClientRecord.id, ClientRecord.name).where(ClientRecord.id.in_(wanted))
    )
    return {str(row.id): row.name for row in found}
