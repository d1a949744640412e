"""Attachments: add a file to a record, read it, take it away and bring it back."""

from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from kamdesk.domain.attachments import (
    MOST_BYTES,
    NOTE_LIMIT,
    Attachment,
    check_file,
    safe_name,
)
from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import RuleError
from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import AttachmentId, ClientId, UserId
from kamdesk.domain.permissions import Action, require
from kamdesk.i18n import N_, _
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import readable, subject_of
from kamdesk.storage import attachments, audit
from kamdesk.storage.attachments import AttachmentRecord
from kamdesk.storage.fetch import fetch, fresh
from kamdesk.storage.files import file_failures_told, write_atomically
from kamdesk.storage.sessions import Sessions

NOTE_TITLE: Final = N_("说明")


class AttachmentService:
    """The files of clients: seen by whoever sees the client, changed by whoever may edit it."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def of_client(self, client_id: ClientId, *, by: UserId) -> list[Attachment]:
        """Return a client's files, the newest first, removed ones last."""
        with self._sessions.read() as session:
            readable(session, client_id, actor=acting(session, by, self._clock))
            return attachments.of_record(session, Noun.CLIENT, client_id)

    def add(self, client_id: ClientId, path: Path, *, by: UserId, note: str = "") -> Changes:
        """Keep the file at `path` with a client; FileError where it is not taken.

        RuleError where the very same content hangs on the client already.
        """
        name, content = safe_name(path.name), _read(path)
        with self._sessions.write() as session:
            self._editable(session, client_id, by)
            digest = attachments.keep(session, content)
            if same := attachments.named(session, Noun.CLIENT, client_id, digest):
                raise RuleError(
                    _("内容相同的文件已经添加过（{name}），没有重复添加。").format(name=same[0])
                )
            record = AttachmentRecord(
                noun=Noun.CLIENT.value,
                record_id=client_id,
                name=name,
                size=len(content),
                digest=digest,
                note=_checked(note),
                at=self._clock.now(),
                by_id=by,
                removed=False,
            )
            session.add(record)
            return self._keep(session, record, "attachment_add", by=by)

    def describe(
        self, attachment_id: AttachmentId, note: str, *, by: UserId, seen_version: int
    ) -> Changes:
        """Write the note of a file."""
        clean = _checked(note)
        with self._sessions.write() as session:
            record = self._for_writing(session, attachment_id, by, seen_version)
            record.note = clean
            return self._keep(session, record, "attachment_note", by=by)

    def remove(self, attachment_id: AttachmentId, *, by: UserId, seen_version: int) -> Changes:
        """Take a file away; it can be brought back."""
        return self._move(attachment_id, by=by, seen_version=seen_version, removed=True)

    def restore(self, attachment_id: AttachmentId, *, by: UserId, seen_version: int) -> Changes:
        """Bring a file back."""
        return self._move(attachment_id, by=by, seen_version=seen_version, removed=False)

    def save(self, attachment_id: AttachmentId, path: Path, *, by: UserId) -> None:
        """Write a file's content to `path`; FileError where it cannot be written."""
        with self._sessions.read() as session:
            record = fetch(session, AttachmentRecord, attachment_id)
            readable(session, ClientId(record.record_id), actor=acting(session, by, self._clock))
            content = attachments.content_of(session, record.digest)
        write_atomically(path, content)

    def _move(
        self, attachment_id: AttachmentId, *, by: UserId, seen_version: int, removed: bool
    ) -> Changes:
        with self._sessions.write() as session:
            record = self._for_writing(session, attachment_id, by, seen_version)
            record.removed = removed
            action = "attachment_remove" if removed else "attachment_restore"
            return self._keep(session, record, action, by=by)

    def _editable(self, session: Session, client_id: ClientId, by: UserId) -> None:
        actor = acting(session, by, self._clock)
        client = readable(session, client_id, actor=actor)
        require(actor, Action.CLIENT_EDIT, subject_of(session, client, actor.day))

    def _for_writing(
        self, session: Session, attachment_id: AttachmentId, by: UserId, seen_version: int
    ) -> AttachmentRecord:
        record = fetch(session, AttachmentRecord, attachment_id)
        self._editable(session, ClientId(record.record_id), by)
        return fresh(session, AttachmentRecord, attachment_id, seen_version)

    def _keep(
        self, session: Session, record: AttachmentRecord, action: str, *, by: UserId
    ) -> Changes:
        session.flush()
        audit.append(
            session,
            at=self._clock.now(),
            actor_id=by,
            action=action,
            noun=Noun.ATTACHMENT,
            record_id=record.id,
            payload={"client": record.record_id, "digest": record.digest, "size": record.size},
        )
        return changed(Noun.ATTACHMENT, record_id=record.record_id)


def _read(path: Path) -> bytes:
    """Return a file's content after it was looked at; what is too big is not read."""
    with file_failures_told(path), path.open("rb") as file:
        size = path.stat().st_size
        content = file.read(MOST_BYTES + 1) if size <= MOST_BYTES else b""
    check_file(path.name, max(size, len(content)), content)
    return content


def _checked(note: str) -> str:
    checks = FieldChecks()
    clean = checks.line("note", NOTE_TITLE, note, NOTE_LIMIT)
    checks.done()
    return clean
