"""The audit chain: its head for printed forms, its check for auditors."""

from kamdesk.domain.audit import AuditHead, AuditReport, read_anchor
from kamdesk.domain.ids import UserId
from kamdesk.domain.permissions import Action, require
from kamdesk.services.acting import acting
from kamdesk.storage import audit
from kamdesk.storage.sessions import Sessions


class AuditService:
    """Reads the chain; nothing here writes."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def head(self) -> AuditHead | None:
        """Return the last link."""
        with self._sessions.read() as session:
            return audit.head(session)

    def verify(self, *, anchor: str = "", by: UserId) -> AuditReport:
        """Recompute the whole chain; `anchor` is a "number:16 hex" off a printed form, or empty.

        Raises RuleError where the anchor cannot be read.
        """
        with self._sessions.read() as session:
            require(acting(session, by), Action.AUDIT_VERIFY)
            return audit.verify(session, read_anchor(anchor) if anchor.strip() else None)
