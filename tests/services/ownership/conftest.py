"""The services of ownership in the office, with the chain that makes papers."""

from dataclasses import dataclass
from typing import Any

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.lists import ListQuery
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.ownership.collaborators import CollaboratorService
from kamdesk.services.ownership.handovers import HandoverService
from kamdesk.services.ownership.owners import OwnerService
from kamdesk.services.ownership.pool import PoolService
from kamdesk.services.policies import PolicyService
from kamdesk.services.search import SearchService
from tests.chain import Chain, chain, spoken_names

__all__ = ["chain", "spoken_names"]


@dataclass
class Holdings:
    """Clients and who has them."""

    chain: Chain
    owners: OwnerService
    collaborators: CollaboratorService
    pool: PoolService
    handovers: HandoverService
    policies: PolicyService
    contacts: ContactService
    search: SearchService

    def client(self, name: str, owner: Any = None, **fields: Any) -> int:
        """Register a client for `owner`, or for nobody."""
        by = self.chain.people.management
        draft = ClientDraft(name=name, **fields)
        return self.chain.clients.create(draft, by=by, owner_id=owner).record_id

    def details(self, client: int) -> Any:
        return self.chain.clients.details(client, by=self.chain.people.management)

    def spells(self, client: int) -> list[Any]:
        return self.owners.of_client(client, by=self.chain.people.management)

    def assign(self, client: int, owner: Any, **words: Any) -> None:
        seen = self.details(client).version
        by = self.chain.people.management
        self.chain.clients.assign(client, owner, by=by, seen_version=seen, **words)

    def listed(self, by: Any, **query: Any) -> list[int]:
        return list(self.chain.clients.list_for(by).ids(ListQuery(**query)))

    def pooled(self, by: Any, view: str = "pool", **query: Any) -> list[Any]:
        source = self.pool.list_for(by)
        return source.rows(source.ids(ListQuery(view=view, **query)))


@pytest.fixture
def holdings(chain, spoken_names):
    sessions, clock = chain.sessions, chain.clock
    return Holdings(
        chain=chain,
        owners=OwnerService(sessions, clock),
        collaborators=CollaboratorService(sessions, clock),
        pool=PoolService(sessions, clock),
        handovers=HandoverService(sessions, clock),
        policies=PolicyService(sessions, clock),
        contacts=ContactService(sessions, clock, spoken_names),
        search=SearchService(sessions, clock),
    )
