"""Tables of people: departments, users, their roles."""

from collections.abc import Mapping

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload

from kamdesk.domain.errors import LoginError
from kamdesk.domain.ids import DepartmentId, UserId
from kamdesk.domain.people import Role, UserRow
from kamdesk.i18n import _
from kamdesk.storage.base import Base, Versioned, choice, flag


class DepartmentRecord(Versioned, Base):
    """A department; its name is unique."""

    __tablename__ = "departments"

    id: Mapped[DepartmentId] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)


class UserRecord(Versioned, Base):
    """A user; `login` is unique, kept in lower case, and never changes."""

    __tablename__ = "users"

    id: Mapped[UserId] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(Text)
    department_id: Mapped[DepartmentId | None] = mapped_column(
        ForeignKey("departments.id"), index=True
    )
    active: Mapped[bool] = mapped_column(flag("active"))
    roles: Mapped[list["UserRoleRecord"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class UserRoleRecord(Base):
    """A role that a user holds."""

    __tablename__ = "user_roles"

    user_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(choice(Role, "role"), primary_key=True)


def all_users(session: Session) -> list[UserRow]:
    """Return every user, deactivated ones too, by id."""
    departments = department_names(session)
    users = select(UserRecord).options(selectinload(UserRecord.roles)).order_by(UserRecord.id)
    return [user_row(user, departments) for user in session.scalars(users)]


def department_names(session: Session) -> dict[DepartmentId, str]:
    """Return the departments' names, in the order in which they were added."""
    names = select(DepartmentRecord.id, DepartmentRecord.name).order_by(DepartmentRecord.id)
    return {row.id: row.name for row in session.execute(names)}


def user_row(user: UserRecord, departments: Mapping[DepartmentId, str]) -> UserRow:
    """Return what lists show of a user whose roles are loaded."""
    place = user.department_id
    return UserRow(
        id=user.id,
        login=user.login,
        name=user.name,
        phone=user.phone,
        department_id=place,
        department="" if place is None else departments[place],
        roles=frozenset(held.role for held in user.roles),
        active=user.active,
        version=user.version,
    )


def id_of_login(session: Session, login: str) -> UserId:
    """Return the user of a login; LoginError where the database has none."""
    found = session.scalar(select(UserRecord.id).where(UserRecord.login == login))
    if found is None:
        raise LoginError(_("没有登录名为“{login}”的用户，请核对登录名。").format(login=login))
    return found
