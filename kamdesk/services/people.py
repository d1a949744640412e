"""Users and their roles: kept by the administrator, who approves nothing himself."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.attributes import flag_modified

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import FieldError, RuleError
from kamdesk.domain.ids import UserId
from kamdesk.domain.passwords import require_password
from kamdesk.domain.people import Colleague, Role, UserDraft, UserRow, login_of, user_faults
from kamdesk.domain.permissions import Action, require
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.storage import audit, history
from kamdesk.storage.fetch import fetch, fresh
from kamdesk.storage.keys import Keyring
from kamdesk.storage.people import (
    DepartmentRecord,
    UserRecord,
    UserRoleRecord,
    all_users,
    department_names,
    user_row,
)
from kamdesk.storage.sessions import Sessions


class PeopleService:
    """Everything about users; a wrap of the data key comes and goes with the right to sign in."""

    def __init__(self, sessions: Sessions, clock: Clock, keyring: Keyring) -> None:
        self._sessions = sessions
        self._clock = clock
        self._keyring = keyring

    def users(self, *, by: UserId) -> list[UserRow]:
        """Return all users, active ones first, by name."""
        with self._sessions.read() as session:
            require(acting(session, by, self._clock), Action.USER_MANAGE)
            rows = all_users(session)
        return sorted(rows, key=lambda row: (not row.active, row.name, row.login))

    def colleagues(self, *, by: UserId) -> list[Colleague]:
        """Return the active users for choosing a person: no login, no phone."""
        with self._sessions.read() as session:
            acting(session, by, self._clock)
            rows = [row for row in all_users(session) if row.active]
        return [Colleague(row.id, row.name, row.department, row.roles) for row in rows]

    def create(self, draft: UserDraft, *, temporary_password: str, by: UserId) -> Changes:
        """Add a user, who has to choose a password of his own at the first sign-in.

        Raises FieldError (login, name, phone, roles, department_id, password).
        """
        login, name = login_of(draft.login), draft.name.strip()
        with self._sessions.write() as session:
            require(acting(session, by, self._clock), Action.USER_MANAGE)
            _require_fit(session, draft)
            _require_free(session, login)
            require_password(temporary_password, login=login, name=name)
            user = UserRecord(login=login, active=True, roles=[])
            _fill(user, draft)
            session.add(user)
            session.flush()
            self._note(session, "user_created", user, by=by, before={})
            self._keyring.set_password(
                login=login, name=name, password=temporary_password, temporary=True
            )
            return changed(Noun.USER, record_id=user.id)

    def edit(self, user_id: UserId, draft: UserDraft, *, seen_version: int, by: UserId) -> Changes:
        """Change name, phone, department and roles; the login stays as it is."""
        with self._sessions.write() as session:
            require(acting(session, by, self._clock), Action.USER_MANAGE)
            user = _seen(session, user_id, seen_version)
            _require_fit(session, draft)
            before = _texts(session, user)
            _fill(user, draft)
            session.flush()
            _require_administrator(session)
            self._note(session, "user_edited", user, by=by, before=before)
            self._keyring.rename(user.login, user.name)
            return changed(Noun.USER, record_id=user_id)

    def deactivate(self, user_id: UserId, *, seen_version: int, by: UserId) -> Changes:
        """Let a user sign in no more and take the key from him; his records stay."""
        with self._sessions.write() as session:
            require(acting(session, by, self._clock), Action.USER_MANAGE)
            user = _seen(session, user_id, seen_version)
            before = _texts(session, user)
            user.active = False
            session.flush()
            _require_administrator(session)
            self._note(session, "user_deactivated", user, by=by, before=before)
            self._keyring.remove(user.login)
            return changed(Noun.USER, record_id=user_id)

    def reset_password(self, user_id: UserId, *, temporary_password: str, by: UserId) -> Changes:
        """Give a user a temporary password; one who was deactivated may sign in again."""
        with self._sessions.write() as session:
            require(acting(session, by, self._clock), Action.USER_MANAGE)
            user = _seen(session, user_id, None)
            require_password(temporary_password, login=user.login, name=user.name)
            before = _texts(session, user)
            user.active = True
            session.flush()
            self._note(session, "password_reset", user, by=by, before=before)
            self._keyring.set_password(
                login=user.login, name=user.name, password=temporary_password, temporary=True
            )
            return changed(Noun.USER, record_id=user_id)

    def change_password(self, *, old: str, new: str, by: UserId) -> Changes:
        """Change one's own password. LoginError: `old` is wrong; FieldError (new)."""
        with self._sessions.write() as session:
            acting(session, by, self._clock)
            user = _seen(session, by, None)
            self._keyring.check(user.login, old)
            require_password(new, login=user.login, name=user.name, field="new")
            if new == old:
                raise FieldError({"new": _("新密码不能与原密码相同，请换一个。")})
            self._note(session, "password_changed", user, by=by, before=_texts(session, user))
            self._keyring.set_password(
                login=user.login, name=user.name, password=new, temporary=False
            )
            return changed(Noun.USER, record_id=by)

    def _note(
        self,
        session: Session,
        action: str,
        user: UserRecord,
        *,
        by: UserId,
        before: Mapping[str, str],
    ) -> None:
        now = self._clock.now()
        after = _texts(session, user)
        history.record(
            session, noun=Noun.USER, record_id=user.id, before=before, after=after, at=now, by=by
        )
        audit.append(
            session,
            at=now,
            actor_id=by,
            action=action,
            noun=Noun.USER,
            record_id=user.id,
            payload={"login": user.login, "roles": after["roles"], "active": user.active},
        )


def _seen(session: Session, user_id: UserId, seen_version: int | None) -> UserRecord:
    """Return the user with his roles at hand; `seen_version` is None where it does not matter."""
    if seen_version is None:
        fetch(session, UserRecord, user_id)
    else:
        fresh(session, UserRecord, user_id, seen_version)
    loaded = select(UserRecord).where(UserRecord.id == user_id)
    return session.scalars(loaded.options(selectinload(UserRecord.roles))).one()


def _fill(user: UserRecord, draft: UserDraft) -> None:
    user.name = draft.name.strip()
    user.phone = draft.phone.strip()
    user.department_id = draft.department_id
    kept = [held for held in user.roles if held.role in draft.roles]
    added = draft.roles - {held.role for held in kept}
    user.roles = kept + [UserRoleRecord(role=role) for role in sorted(added)]
    flag_modified(user, "name")  # where only roles change, the user's version counts up as well


def _texts(session: Session, user: UserRecord) -> dict[str, str]:
    row = user_row(user, department_names(session))
    return {
        "name": row.name,
        "phone": row.phone,
        "department": row.department,
        "roles": ",".join(sorted(row.roles)),
        "active": "1" if row.active else "0",
    }


def _require_fit(session: Session, draft: UserDraft) -> None:
    faults = user_faults(draft)
    if faults:
        raise FieldError(faults)
    if draft.department_id is not None:
        fetch(session, DepartmentRecord, draft.department_id)


def _require_free(session: Session, login: str) -> None:
    if session.scalar(select(UserRecord.id).where(UserRecord.login == login)) is not None:
        raise FieldError({"login": _("登录名“{login}”已被使用，请换一个。").format(login=login)})


def _require_administrator(session: Session) -> None:
    left = [row for row in all_users(session) if row.active and Role.ADMINISTRATOR in row.roles]
    if not left:
        raise RuleError(_("至少要保留一名在用的系统管理员。请先指定另一名管理员再操作。"))
