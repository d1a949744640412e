"""The clients above and below one, read in two queries however large the group is."""

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from kamdesk.domain.clients.groups import GroupClient
from kamdesk.domain.ids import ClientId
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Reach
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.lists import OWNER, within_reach


def top_of(session: Session, client_id: ClientId) -> ClientId:
    """Return the client at the top of the group that `client_id` belongs to."""
    above = aliased(ClientRecord)
    chain = (
        select(ClientRecord.id, ClientRecord.parent_id)
        .where(ClientRecord.id == client_id)
        .cte("chain", recursive=True)
    )
    chain = chain.union(
        select(above.id, above.parent_id).join(chain, above.id == chain.c.parent_id)
    )
    parents = {row.id: row.parent_id for row in session.execute(select(chain))}
    top, seen = client_id, {client_id}
    while (parent := parents.get(top)) is not None and parent not in seen:
        top = parent
        seen.add(top)
    return top


def members(session: Session, top: ClientId, *, actor: Actor, reach: Reach) -> list[GroupClient]:
    """Return the client `top` and all below it, in pinyin order; figures within reach only."""
    child = aliased(ClientRecord)
    tree = select(ClientRecord.id).where(ClientRecord.id == top).cte("tree", recursive=True)
    tree = tree.union(select(child.id).join(tree, child.parent_id == tree.c.id))
    shown = (
        select(ClientRecord, OWNER.name, within_reach(actor, reach))
        .join(tree, tree.c.id == ClientRecord.id)
        .join(OWNER, OWNER.id == ClientRecord.owner_id, isouter=True)
        .order_by(ClientRecord.pinyin, ClientRecord.id)
    )
    return [
        GroupClient(
            id=record.id,
            number=record.number,
            name=record.name,
            owner=owner or "",
            parent_id=record.parent_id,
            archived=record.archived,
            tons=record.year_tons if near else None,
            amount=record.year_amount if near else None,
        )
        for record, owner, near in session.execute(shown)
    ]
