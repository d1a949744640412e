"""Bulk edits of any noun: looked at first, then written in one transaction, undone as one step.

What the fields of a noun are, who may change them and how they are written is its `BulkNoun`'s.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from kamdesk.domain.bulk_edits import (
    MOST,
    SHOWN,
    BulkEdit,
    BulkLine,
    BulkPreview,
    FieldStep,
    LeftOut,
    Texts,
)
from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import CancelledError, RuleError
from kamdesk.domain.ids import BulkEditId, UserId
from kamdesk.domain.list_files import Watch
from kamdesk.domain.people import Actor
from kamdesk.i18n import _, listed
from kamdesk.services.acting import acting
from kamdesk.storage import audit, bulk_edits
from kamdesk.storage.bulk_edits import BulkEditRecord, Touched
from kamdesk.storage.fetch import fetch, missing
from kamdesk.storage.sessions import Sessions

_CHUNK = 500
_NAMED = 3
ALONE = Watch()
"""Nobody watches."""


class BulkNoun(Protocol):
    """What a bulk edit has to know of the records it is about; values are the history's texts."""

    noun: Noun

    def check(self, session: Session, values: Texts) -> Texts:
        """Return the cleaned values; FieldError with a sentence for each wrong field."""
        ...

    def records(self, session: Session, ids: Sequence[int]) -> list[Any]:
        """Return the mapped rows of `ids` in the same order; those that are gone are left out."""
        ...

    def name(self, record: Any) -> str:
        """Return what a record is called."""
        ...

    def refusal(self, session: Session, actor: Actor, record: Any, wanted: Texts) -> str:
        """Return why `actor` cannot give `record` the texts `wanted`, as a sentence; else empty."""
        ...

    def texts(self, record: Any, fields: Sequence[str]) -> dict[str, str]:
        """Return what stands in `fields` now."""
        ...

    def wanted(self, record: Any, values: Texts) -> dict[str, str]:
        """Return what will stand in the fields of `values`."""
        ...

    def write(
        self, session: Session, record: Any, texts: Texts, *, at: datetime, by: UserId
    ) -> None:
        """Write `texts` into the record, each into its history; the caller flushes."""
        ...

    def word(self, session: Session, field: str, text: str) -> str:
        """Return a text in words: a name for an id, a title for a choice."""
        ...


@dataclass(frozen=True, slots=True)
class _Job:
    """A bulk edit as it is asked for."""

    kind: BulkNoun
    ids: Sequence[int]
    values: Texts
    actor: Actor
    watch: Watch


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What a bulk edit does to one record."""

    record: Any
    reason: str
    before: Texts
    after: Texts

    @property
    def changes(self) -> bool:
        return not self.reason and self.before != self.after


class BulkEditService:
    """Looks at bulk edits, makes them, undoes them."""

    def __init__(self, sessions: Sessions, clock: Clock, nouns: Sequence[BulkNoun]) -> None:
        self._sessions = sessions
        self._clock = clock
        self._nouns: Mapping[Noun, BulkNoun] = {each.noun: each for each in nouns}

    def preview(
        self, noun: Noun, ids: Sequence[int], values: Texts, *, by: UserId, watch: Watch = ALONE
    ) -> BulkPreview:
        """Return what `run` would do. FieldError for a wrong value, RuleError for too many."""
        kind = self._nouns[noun]
        lines: list[BulkLine] = []
        left: list[LeftOut] = []
        changing = refused = unchanged = 0
        with self._sessions.read() as session:
            job = self._begun(session, kind, ids, values, by=by, watch=watch)
            for verdict in _judged(session, job):
                record, name = verdict.record, kind.name(verdict.record)
                if verdict.reason:
                    refused += 1
                    left += [LeftOut(record.id, name, verdict.reason)] if refused <= SHOWN else []
                elif verdict.changes:
                    changing += 1
                    lines += [_line(session, kind, verdict)] if changing <= SHOWN else []
                else:
                    unchanged += 1
        return BulkPreview(
            lines=tuple(lines),
            changing=changing,
            left_out=tuple(left),
            refused=refused,
            unchanged=unchanged,
        )

    def run(
        self,
        noun: Noun,
        ids: Sequence[int],
        values: Texts,
        *,
        by: UserId,
        expected: int,
        watch: Watch = ALONE,
    ) -> Changes:
        """Set `values` in every record that allows it, in one transaction.

        `expected` is how many the preview said would change: RuleError where it is otherwise now,
        as for `preview`. CancelledError leaves everything as it was.
        """
        kind = self._nouns[noun]
        now = self._clock.now()
        with self._sessions.write() as session:
            job = self._begun(session, kind, ids, values, by=by, watch=watch)
            touched: list[Touched] = []
            for verdict in _judged(session, job):
                if verdict.changes:
                    kind.write(session, verdict.record, _steps(verdict), at=now, by=by)
                    session.flush()
                    before = {field: verdict.before[field] for field in _steps(verdict)}
                    touched.append(Touched(verdict.record.id, before, verdict.record.version))
            if not touched or len(touched) != expected:
                raise RuleError(_("预览之后资料有变化，没有修改任何记录。请重新预览。"))
            made = bulk_edits.add(session, noun, sorted(job.values), touched, at=now, by=by)
            self._log(session, made, "bulk_edit", at=now, by=by)
            return changed(noun, record_id=made.id)

    def latest(self, noun: Noun, *, by: UserId) -> BulkEdit | None:
        """Return the person's last bulk edit of `noun` if it can still be undone."""
        with self._sessions.read() as session:
            acting(session, by, self._clock)
            return bulk_edits.latest(session, noun, by)

    def undo(self, bulk_edit_id: BulkEditId, *, by: UserId, watch: Watch = ALONE) -> Changes:
        """Give every record back what it held before, all or none.

        RuleError where one of them was changed since, or may not be changed any more.
        """
        now = self._clock.now()
        with self._sessions.write() as session:
            made = fetch(session, BulkEditRecord, bulk_edit_id)
            if made.by_id != by:
                raise missing()
            if made.undone_at is not None:
                raise RuleError(_("这次批量修改已经撤销过了。"))
            kind, actor = self._nouns[Noun(made.noun)], acting(session, by, self._clock)
            touched = {each.record_id: each for each in bulk_edits.touched_by(session, made.id)}
            _refuse_later_changes(session, kind, touched)
            for record in _records(session, kind, list(touched), watch):
                before = touched[record.id].before
                if reason := kind.refusal(session, actor, record, before):
                    text = _("“{name}”不能改回原值：{reason}")
                    raise RuleError(text.format(name=kind.name(record), reason=reason))
                kind.write(session, record, before, at=now, by=by)
                session.flush()
            made.undone_at = now
            self._log(session, made, "bulk_edit_undo", at=now, by=by)
            return changed(kind.noun, record_id=made.id)

    def _begun(
        self,
        session: Session,
        kind: BulkNoun,
        ids: Sequence[int],
        values: Texts,
        *,
        by: UserId,
        watch: Watch,
    ) -> _Job:
        if len(ids) > MOST:
            text = _("一次最多批量修改 {most} 条，现选中 {count} 条，请分批进行。")
            raise RuleError(text.format(most=f"{MOST:,}", count=f"{len(ids):,}"))
        if not values:
            raise RuleError(_("请至少勾选一个要修改的字段。"))
        return _Job(kind, ids, kind.check(session, values), acting(session, by, self._clock), watch)

    def _log(
        self, session: Session, made: BulkEditRecord, action: str, *, at: datetime, by: UserId
    ) -> None:
        session.flush()
        audit.append(
            session,
            at=at,
            actor_id=by,
            action=action,
            noun=Noun(made.noun),
            record_id=made.id,
            payload={"fields": made.fields, "count": made.count},
        )


def _judged(session: Session, job: _Job) -> Iterator[_Verdict]:
    kind, fields = job.kind, list(job.values)
    for record in _records(session, kind, job.ids, job.watch):
        before, after = kind.texts(record, fields), kind.wanted(record, job.values)
        reason = "" if before == after else kind.refusal(session, job.actor, record, after)
        yield _Verdict(record, reason, before, after)


def _records(session: Session, kind: BulkNoun, ids: Sequence[int], watch: Watch) -> Iterator[Any]:
    """Return the records chunk by chunk; those of one are forgotten with the next."""
    for at in range(0, len(ids), _CHUNK):
        if watch.cancelled():
            raise CancelledError(_("批量修改已取消，没有改动任何数据。"))
        watch.report(at, len(ids))
        records = kind.records(session, ids[at : at + _CHUNK])
        yield from records
        session.flush()
        for record in records:
            session.expunge(record)


def _refuse_later_changes(session: Session, kind: BulkNoun, touched: Mapping[int, Touched]) -> None:
    later = [
        kind.name(record)
        for record in _records(session, kind, list(touched), ALONE)
        if record.version != touched[record.id].version
    ]
    if later:
        text = _("其中 {count} 条在批量修改之后又被改过（{names}），不能整批撤销，请逐条修改。")
        names = listed(later[:_NAMED]) + (_("等") if len(later) > _NAMED else "")
        raise RuleError(text.format(count=f"{len(later):,}", names=names))


def _steps(verdict: _Verdict) -> dict[str, str]:
    """Return the fields that differ, with their new texts."""
    return {field: text for field, text in verdict.after.items() if verdict.before[field] != text}


def _line(session: Session, kind: BulkNoun, verdict: _Verdict) -> BulkLine:
    steps = (
        FieldStep(
            field,
            kind.word(session, field, verdict.before[field]),
            kind.word(session, field, new),
        )
        for field, new in _steps(verdict).items()
    )
    return BulkLine(verdict.record.id, kind.name(verdict.record), tuple(steps))
