"""The active people of the company, as the approval engine looks at them."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from kamdesk.domain.people import Actor
from kamdesk.storage.people import UserRecord


def staff(session: Session) -> tuple[Actor, ...]:
    """Return every active user with roles and department."""
    active = select(UserRecord).where(UserRecord.active).options(selectinload(UserRecord.roles))
    return tuple(
        Actor(
            id=user.id,
            name=user.name,
            roles=frozenset(held.role for held in user.roles),
            department_id=user.department_id,
        )
        for user in session.scalars(active.order_by(UserRecord.id))
    )
