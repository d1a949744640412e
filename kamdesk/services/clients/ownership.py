"""The people who may own clients."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from kamdesk.domain.clients.ownership import OWNING, may_own
from kamdesk.domain.errors import FieldError
from kamdesk.domain.ids import UserId
from kamdesk.i18n import _
from kamdesk.storage.people import UserRecord, UserRoleRecord


def check_owner(session: Session, owner_id: UserId, field: str = "owner_id") -> UserRecord:
    """Return the user; FieldError for `field` where clients cannot be theirs."""
    user = session.get(UserRecord, owner_id, options=[selectinload(UserRecord.roles)])
    if user is None or not may_own({held.role for held in user.roles}, active=user.active):
        raise FieldError({field: _("负责人必须是在用的业务人员或业务部门负责人，请另选一人。")})
    return user


def owners(session: Session) -> list[UserRecord]:
    """Return everybody who may own clients, by name."""
    selling = select(UserRoleRecord.user_id).where(UserRoleRecord.role.in_(OWNING))
    in_use = select(UserRecord).where(UserRecord.active, UserRecord.id.in_(selling))
    return list(session.scalars(in_use.order_by(UserRecord.name, UserRecord.id)))
