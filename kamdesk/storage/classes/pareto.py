"""What each client brought, for the analysis of contributions."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kamdesk.domain.classes.pareto import Contribution
from kamdesk.domain.purchases.months import Month
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.lists import OWNER, within_reach
from kamdesk.storage.projects.listing import Viewer
from kamdesk.storage.purchases.months import PurchaseMonthRecord


def contributions(
    session: Session, viewer: Viewer, *, first: Month, last: Month, tons: bool
) -> Iterator[Contribution]:
    """Yield what the clients in reach bought from month `first` to `last`, in tons or in yuan."""
    measure: Any = PurchaseMonthRecord.tons if tons else PurchaseMonthRecord.amount
    summed = (
        select(PurchaseMonthRecord.client_id, func.sum(measure).label("figure"))
        .where(PurchaseMonthRecord.month.between(first, last))
        .group_by(PurchaseMonthRecord.client_id)
        .subquery()
    )
    found = (
        select(ClientRecord.id, ClientRecord.name, OWNER.name, summed.c.figure)
        .join(summed, summed.c.client_id == ClientRecord.id)
        .join(OWNER, OWNER.id == ClientRecord.owner_id, isouter=True)
        .where(within_reach(viewer.actor, viewer.reach))
    )
    for client_id, name, owner, figure in session.execute(found):
        yield Contribution(client_id, name, owner or "", figure)
