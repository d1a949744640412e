"""The sample's clients: registered with their contacts, corrected, handed over, put away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from random import Random
from typing import Any, Final

from kamdesk.domain.clients.clients import ClientDraft, Grade
from kamdesk.domain.clients.contacts import BuyingRole, ContactDraft
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.sample.codes import made_up_code, province_of
from kamdesk.services.sample.diary import Diary
from kamdesk.services.sample.story import ClientStory, Line, Story, dice

_FIRST_DAY: Final = 362
_WEEKEND: Final = 3
"""So many days apart, two events never fall on one workday."""
_QUIET: Final = 95
"""Days without contact after which a client is due to the pool for certain."""
_WITH_EMAIL: Final = 0.4
_PARTS: Final = (
    BuyingRole.BUYER,
    BuyingRole.DECIDER,
    BuyingRole.USER,
    BuyingRole.INFLUENCER,
)


class Registry:
    """Plays the registry of clients; knows the clients and their contacts by short name."""

    def __init__(
        self,
        story: Story,
        users: Mapping[str, UserId],
        clients: ClientService,
        contacts: ContactService,
    ) -> None:
        self._story = story
        self._users = users
        self._clients = clients
        self._contacts = contacts
        self._ids: dict[str, ClientId] = {}
        self._days = registration_days(story)
        self._sources = {client.short_name: client.source for client in story.clients}
        self._people = {
            client.short_name: _contacts_of(client, serial, story)
            for serial, client in enumerate(story.clients, start=1)
        }

    def registered(self, short_name: str) -> int:
        """Return how many days before the end a client is registered."""
        return self._days[short_name]

    def client_id(self, short_name: str) -> ClientId:
        """Return the id of a client that is registered already."""
        return self._ids[short_name]

    def version(self, short_name: str, *, by: UserId) -> int:
        """Return the version of a client that `by` sees."""
        return self._clients.details(self._ids[short_name], by=by).version

    def source(self, short_name: str) -> str:
        """Return where a client was found."""
        return self._sources[short_name]

    def contacts(self, short_name: str) -> Sequence[ContactDraft]:
        """Return the people at a client, the buyer first."""
        return self._people[short_name]

    def plan(self, diary: Diary) -> None:
        """Note when each client is registered, and what happens to it later."""
        for serial, client in enumerate(self._story.clients, start=1):
            diary.note(self._days[client.short_name], partial(self._register, client, serial))
        for short_name, lines in self._story.client_lines.items():
            for line in lines:
                diary.note(line.back, partial(self._change, short_name, line))

    def _register(self, client: ClientStory, serial: int) -> None:
        owner = self._users[client.owner]
        draft = self._draft(client, serial)
        made = self._clients.create(draft, by=owner).record_id
        client_id = self._ids[client.short_name] = ClientId(made or 0)
        for contact in self._people[client.short_name]:
            self._contacts.create(client_id, contact, by=owner)

    def _draft(self, client: ClientStory, serial: int) -> ClientDraft:
        kind = self._story.phrases["kinds"][client.kind]
        made_up = made_up_code(kind["prefix"], client.region, serial)
        return ClientDraft(
            name=client.name,
            code={"": made_up, "-": ""}.get(client.code, client.code),
            short_name=client.short_name,
            former_name=client.former_name,
            grade=Grade(client.grade),
            industry=client.industry,
            province=province_of(client.region),
            city=client.city,
            address=client.address,
            phone=f"0351-5550{serial:03d}",
            org_type=kind["org_type"],
            established_on=date.fromisoformat(client.since),
            registered_capital=client.capital,
            source=client.source,
            parent_id=self._ids[client.parent] if client.parent else None,
            remark=client.remark,
        )

    def _change(self, short_name: str, line: Line) -> None:
        by, client_id = self._users[line.login], self._ids[short_name]
        seen = self._clients.details(client_id, by=by)
        if line.act == "archive":
            self._clients.archive(client_id, by=by, seen_version=seen.version)
        elif line.act == "assign":
            taker = self._users[line.text]
            self._clients.assign(client_id, taker, by=by, seen_version=seen.version)
        else:
            draft = replace(seen.draft, **{line.act: _value(line)})
            self._clients.edit(client_id, draft, by=by, seen_version=seen.version)


def registration_days(story: Story) -> dict[str, int]:
    """Return how many days before the end each client is registered: before its first filing,
    and a parent before its subsidiaries.
    """
    days = {}
    for client in story.clients:
        chance = dice("registered", client.short_name)
        filings = [filing.day for filing in story.filings if filing.client == client.short_name]
        changes = [line.back for line in story.client_lines.get(client.short_name, ())]
        changes += ownership_days(story, client)
        first = max(filings + changes, default=0)
        latest = first + 3 if first else 40
        days[client.short_name] = chance.randint(latest, max(latest, min(_FIRST_DAY, latest + 40)))
    for client in reversed(story.clients):
        if client.parent:
            above = days[client.short_name] + _WEEKEND
            days[client.parent] = max(days[client.parent], above)
    return days


def ownership_days(story: Story, client: ClientStory) -> Iterator[int]:
    """Yield how many days before the end a client must have its owner, for what happens to it."""
    for line in story.ownership_lines.get(client.short_name, ()):
        yield line.back + (_QUIET if line.act == "take_back" else 0)
    yield from (leaver.back for leaver in story.leavers if leaver.login == client.owner)


def _contacts_of(client: ClientStory, serial: int, story: Story) -> list[ContactDraft]:
    """Return two to four people at a client; where a project is applied for, all are known."""
    chance, phrases = dice("contacts", client.short_name), story.phrases
    given = list(phrases["special_contacts"].get(client.short_name, ()))
    kind = phrases["kinds"][client.kind]
    applied = any(each.application and each.client == client.short_name for each in story.filings)
    count = len(_PARTS) if applied else chance.randint(2, len(_PARTS))
    return [
        ContactDraft(
            name=given.pop(0) if given else person_name(phrases["names"], chance),
            post=chance.choice(kind[role.value]),
            role=role,
            phone=f"1540001{serial:02d}{place:02d}",
            email=f"kh{serial:02d}{place}@example.com" if chance.random() < _WITH_EMAIL else "",
        )
        for place, role in enumerate(_PARTS[:count], start=1)
    ]


def person_name(names: Mapping[str, str], chance: Random) -> str:
    """Return an invented name."""
    given = chance.sample(names["given"], chance.randint(1, 2))
    return chance.choice(names["surnames"]) + "".join(given)


def _value(line: Line) -> Any:
    return Grade(line.text) if line.act == "grade" else line.text
