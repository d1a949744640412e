"""The services of ownership, and what a client's tab shows of one client."""

from collections.abc import Sequence
from dataclasses import dataclass

from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.ownership.collaborators import Collaborator
from kamdesk.domain.ownership.owners import Spell
from kamdesk.domain.ownership.pool import Standing
from kamdesk.services.ownership.collaborators import CollaboratorService
from kamdesk.services.ownership.handovers import HandoverService
from kamdesk.services.ownership.owners import OwnerService
from kamdesk.services.ownership.pool import PoolService


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipServices:
    """What the screens of ownership ask and tell."""

    owners: OwnerService
    collaborators: CollaboratorService
    pool: PoolService
    handovers: HandoverService


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipFile:
    """Whose one client is and was, who works along, and how it stands towards the pool."""

    spells: Sequence[Spell]
    collaborators: Sequence[Collaborator]
    standing: Standing
    days_left: int | None


def read_ownership(
    services: OwnershipServices, client_id: ClientId, *, by: UserId
) -> OwnershipFile:
    """Return everything the tab shows; called in the worker."""
    standing, days_left = services.pool.standing(client_id, by=by)
    return OwnershipFile(
        spells=services.owners.of_client(client_id, by=by),
        collaborators=services.collaborators.of_client(client_id, by=by),
        standing=standing,
        days_left=days_left,
    )
