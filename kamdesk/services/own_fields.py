"""Own fields: what a company adds to the form of its clients, and what stands in it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import FieldError, RuleError
from kamdesk.domain.history import FieldChange
from kamdesk.domain.ids import ClientId, OwnFieldId, UserId
from kamdesk.domain.own_fields import (
    MOST_FIELDS,
    OwnField,
    OwnFieldDraft,
    OwnValue,
    check_own_field,
    field_key,
    kept_texts,
)
from kamdesk.domain.permissions import Action, require
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import log_step, readable, subject_of
from kamdesk.storage import audit, history, own_fields
from kamdesk.storage.fetch import fresh
from kamdesk.storage.own_fields import OwnFieldRecord
from kamdesk.storage.sessions import Sessions


class OwnFieldService:
    """Fields are set by who sets the rules; values by who may edit the client."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def fields(self, *, by: UserId) -> list[OwnField]:
        """Return every field in its order, archived ones last."""
        with self._sessions.read() as session:
            acting(session, by, self._clock)
            return own_fields.fields(session, archived=True)

    def create(self, draft: OwnFieldDraft, *, by: UserId) -> Changes:
        """Add a field at the end; FieldError where something is wrong or the title is taken."""
        clean = check_own_field(draft)
        with self._sessions.write() as session:
            require(acting(session, by, self._clock), Action.POLICY_EDIT)
            _check_title(session, clean.title, None)
            if len(own_fields.fields(session)) >= MOST_FIELDS:
                raise RuleError(_("自定义字段最多 {limit} 个。").format(limit=MOST_FIELDS))
            record = OwnFieldRecord(position=own_fields.next_position(session), archived=False)
            own_fields.fill(record, clean)
            session.add(record)
            return self._keep(session, record, "own_field_create", by=by)

    def edit(
        self, field_id: OwnFieldId, draft: OwnFieldDraft, *, by: UserId, seen_version: int
    ) -> Changes:
        """Change a field; its kind stays once a client has something in it."""
        clean = check_own_field(draft)
        with self._sessions.write() as session:
            record = self._for_writing(session, field_id, by, seen_version)
            _check_title(session, clean.title, field_id)
            if clean.kind != record.kind and (count := own_fields.used(session, field_id)):
                text = _("已有 {count} 个客户填写了这个字段，类型不能再改。请另加一个字段。")
                raise FieldError({"kind": text.format(count=count)})
            own_fields.fill(record, clean)
            return self._keep(session, record, "own_field_edit", by=by)

    def archive(self, field_id: OwnFieldId, *, by: UserId, seen_version: int) -> Changes:
        """Put a field away; what clients have in it is kept."""
        return self._put(field_id, by=by, seen_version=seen_version, archived=True)

    def restore(self, field_id: OwnFieldId, *, by: UserId, seen_version: int) -> Changes:
        """Bring a field back."""
        return self._put(field_id, by=by, seen_version=seen_version, archived=False)

    def arrange(self, order: Sequence[OwnFieldId], *, by: UserId) -> Changes:
        """Put the fields into `order`; those not named follow as they were."""
        with self._sessions.write() as session:
            require(acting(session, by, self._clock), Action.POLICY_EDIT)
            rest = [each.id for each in own_fields.fields(session) if each.id not in order]
            for place, field_id in enumerate([*order, *rest], start=1):
                session.get_one(OwnFieldRecord, field_id).position = place
            session.flush()
            return changed(Noun.OWN_FIELD)

    def values(self, client_id: ClientId, *, by: UserId) -> list[OwnValue]:
        """Return what a client has in the fields, in their order."""
        with self._sessions.read() as session:
            readable(session, client_id, actor=acting(session, by, self._clock))
            return own_fields.values(session, client_id)

    def changes(self, client_id: ClientId, *, by: UserId) -> list[FieldChange]:
        """Return who changed which own field of a client from what to what, newest first."""
        with self._sessions.read() as session:
            readable(session, client_id, actor=acting(session, by, self._clock))
            return history.of(session, Noun.OWN_FIELD, client_id)

    def save(
        self,
        client_id: ClientId,
        values: Mapping[str, str | Decimal | date | None],
        *,
        seen: Mapping[str, str],
        by: UserId,
    ) -> Changes:
        """Write a client's values by field key; `seen` is what the screen had read.

        FieldError with a sentence for each wrong field; RuleError where somebody was quicker.
        """
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            client = readable(session, client_id, actor=actor)
            require(actor, Action.CLIENT_EDIT, subject_of(session, client, actor.day))
            present = {
                field_key(each.field): each for each in own_fields.values(session, client_id)
            }
            asked = {k: v.field for k, v in present.items() if not v.field.archived}
            if any(present[key].text != seen.get(key, "") for key in asked):
                raise RuleError(_("这些字段刚被别人修改过，您的修改没有保存。请重新打开后填写。"))
            kept = kept_texts(asked, values)
            own_fields.keep(session, client_id, {asked[key].id: kept[key] for key in kept})
            now = self._clock.now()
            titles = {key: field.draft.title for key, field in asked.items()}
            history.record(
                session,
                noun=Noun.OWN_FIELD,
                record_id=client_id,
                before={titles[key]: present[key].text for key in kept},
                after={titles[key]: text for key, text in kept.items()},
                at=now,
                by=by,
            )
            fields = sorted(key for key in kept if kept[key] != present[key].text)
            if fields:
                log_step(session, client, "own_values", by=by, at=now, payload={"fields": fields})
            return changed(Noun.OWN_FIELD, record_id=client_id)

    def _put(
        self, field_id: OwnFieldId, *, by: UserId, seen_version: int, archived: bool
    ) -> Changes:
        with self._sessions.write() as session:
            record = self._for_writing(session, field_id, by, seen_version)
            record.archived = archived
            action = "own_field_archive" if archived else "own_field_restore"
            return self._keep(session, record, action, by=by)

    def _for_writing(
        self, session: Session, field_id: OwnFieldId, by: UserId, seen_version: int
    ) -> OwnFieldRecord:
        require(acting(session, by, self._clock), Action.POLICY_EDIT)
        return fresh(session, OwnFieldRecord, field_id, seen_version)

    def _keep(
        self, session: Session, record: OwnFieldRecord, action: str, *, by: UserId
    ) -> Changes:
        session.flush()
        audit.append(
            session,
            at=self._clock.now(),
            actor_id=by,
            action=action,
            noun=Noun.OWN_FIELD,
            record_id=record.id,
            payload={"title": record.title, "kind": record.kind.value},
        )
        return changed(Noun.OWN_FIELD, record_id=record.id)


def _check_title(session: Session, title: str, own: OwnFieldId | None) -> None:
    """Refuse a title that another field bears, archived ones too: their values are kept."""
    for field in own_fields.fields(session, archived=True):
        if field.draft.title == title and field.id != own:
            text = _("已有名为“{title}”的字段（可能已停用），请换个名称或恢复原字段。")
            raise FieldError({"title": text.format(title=title)})
