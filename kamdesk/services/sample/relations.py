"""The sample's relationship maps: how the people at some clients stand to each other."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from kamdesk.domain.clients.contacts import BuyingRole
from kamdesk.domain.ids import ClientId, ContactId, UserId
from kamdesk.domain.persons.relations import RelationDraft, RelationKind
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.persons.relations import RelationService
from kamdesk.services.sample.clients import Registry
from kamdesk.services.sample.diary import Diary
from kamdesk.services.sample.story import Line, Story

_US: Final = "us"


class RelationPlay:
    """Plays the lines; people are found by the part they play when a line is entered."""

    def __init__(
        self,
        relations: RelationService,
        contacts: ContactService,
        *,
        users: Mapping[str, UserId],
        registry: Registry,
    ) -> None:
        self._relations = relations
        self._contacts = contacts
        self._users = users
        self._registry = registry

    def plan(self, diary: Diary, story: Story) -> None:
        """Note when each line is entered."""
        for short_name, lines in story.relations.items():
            for line in lines:
                diary.note(line.back, partial(self._enter, short_name, line))

    def _enter(self, short_name: str, line: Line) -> None:
        client_id, by = self._registry.client_id(short_name), self._users[line.login]
        people = self._people(client_id, by)
        source, target, *note = line.text.split(maxsplit=2)
        draft = RelationDraft(
            kind=RelationKind(line.act),
            source_id=None if source == _US else people[BuyingRole(source)],
            target_id=people[BuyingRole(target)],
            note="".join(note),
        )
        self._relations.add(client_id, draft, by=by)

    def _people(self, client_id: ClientId, by: UserId) -> dict[BuyingRole, ContactId]:
        """Return the first contact of each part."""
        found: dict[BuyingRole, ContactId] = {}
        for contact in self._contacts.of_client(client_id, by=by):
            if contact.draft.role is not None and not contact.archived:
                found.setdefault(contact.draft.role, contact.id)
        return found
