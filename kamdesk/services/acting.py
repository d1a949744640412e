"""Who is acting: roles are read anew for every use case, never trusted from the screen."""

from datetime import date

from sqlalchemy.orm import Session, selectinload

from kamdesk.domain.clock import Clock, today
from kamdesk.domain.errors import NotAllowedError
from kamdesk.domain.ids import UserId
from kamdesk.domain.people import Actor
from kamdesk.i18n import _
from kamdesk.storage.people import UserRecord


def acting(session: Session, by: UserId, clock: Clock | None = None) -> Actor:
    """Return who `by` is and what they may be now; a deactivated user is refused.

    What they may see or do only until some day counts where the `clock` is given.
    """
    user = session.get(UserRecord, by, options=[selectinload(UserRecord.roles)])
    if user is None or not user.active:
        raise NotAllowedError(_("您的账号已停用，不能继续操作。请联系系统管理员。"))
    return Actor(
        id=user.id,
        name=user.name,
        roles=frozenset(held.role for held in user.roles),
        department_id=user.department_id,
        day=date.max if clock is None else today(clock),
    )
