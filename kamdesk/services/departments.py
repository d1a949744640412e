"""Departments: added and renamed by the administrator."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import FieldError
from kamdesk.domain.ids import DepartmentId, UserId
from kamdesk.domain.people import LONGEST_DEPARTMENT, Department, name_fault
from kamdesk.domain.permissions import Action, require
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.storage import audit
from kamdesk.storage.fetch import fetch
from kamdesk.storage.people import DepartmentRecord, department_names
from kamdesk.storage.sessions import Sessions


class DepartmentService:
    """Everything about departments."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def departments(self, *, by: UserId) -> list[Department]:
        """Return all departments in the order in which they were added."""
        with self._sessions.read() as session:
            acting(session, by, self._clock)
            return [Department(key, name) for key, name in department_names(session).items()]

    def create(self, name: str, *, by: UserId) -> Changes:
        """Add a department; FieldError (name) where it is empty, too long or there already."""
        with self._sessions.write() as session:
            require(acting(session, by, self._clock), Action.USER_MANAGE)
            department = DepartmentRecord(name=_new_name(session, name))
            session.add(department)
            session.flush()
            self._note(session, "department_created", department, by=by, old="")
            return changed(Noun.DEPARTMENT, record_id=department.id)

    def rename(self, department_id: DepartmentId, name: str, *, by: UserId) -> Changes:
        """Give a department another name; raises as `create` does."""
        with self._sessions.write() as session:
            require(acting(session, by, self._clock), Action.USER_MANAGE)
            department = fetch(session, DepartmentRecord, department_id)
            old, department.name = department.name, _new_name(session, name, but=department_id)
            self._note(session, "department_renamed", department, by=by, old=old)
            return changed(Noun.DEPARTMENT, Noun.USER, record_id=department_id)

    def _note(
        self, session: Session, action: str, department: DepartmentRecord, *, by: UserId, old: str
    ) -> None:
        audit.append(
            session,
            at=self._clock.now(),
            actor_id=by,
            action=action,
            noun=Noun.DEPARTMENT,
            record_id=department.id,
            payload={"old": old, "new": department.name},
        )


def _new_name(session: Session, text: str, but: DepartmentId | None = None) -> str:
    name = text.strip()
    fault = name_fault(name, LONGEST_DEPARTMENT)
    holder = session.scalar(select(DepartmentRecord.id).where(DepartmentRecord.name == name))
    if not fault and holder not in {None, but}:
        fault = _("部门“{name}”已经存在，请换一个名称。").format(name=name)
    if fault:
        raise FieldError({"name": fault})
    return name
