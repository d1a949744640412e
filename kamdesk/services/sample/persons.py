"""The sample's key persons: who stands above whom, who is for us, and what they ask of us."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any, Final

from kamdesk.domain.clients.contacts import Attitude, BuyingRole, Contact, ContactDraft, LegalBasis
from kamdesk.domain.clock import today
from kamdesk.domain.ids import ClientId, ContactId, RequestId, UserId
from kamdesk.domain.persons.requests import RequestKind, RequestState
from kamdesk.domain.persons.reveals import RevealReason
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.persons.claims import ClaimService
from kamdesk.services.persons.erasures import ErasureService
from kamdesk.services.persons.requests import RequestService
from kamdesk.services.persons.reveals import RevealService
from kamdesk.services.sample.clients import Registry, person_name, registration_days
from kamdesk.services.sample.clock import StoryClock
from kamdesk.services.sample.diary import Diary
from kamdesk.services.sample.story import ClientStory, Story, dice

_KEEPER: Final = "yanxf"
_LOOKER: Final = "wucy"
_RICH: Final = 12
"""So many clients have a whole hierarchy."""
_SETTLES: Final = 5
"""Days after the registration on which the people are described."""
_CHANGED: Final = 3
_EXPIRED: Final = 4
_KEPT: Final = timedelta(days=730)
_BASES: Final = (LegalBasis.SELF_DISCLOSED, LegalBasis.CONSENT, LegalBasis.PUBLIC)
_SPONSORED: Final = 0.6
_INFLUENCE: Final = {
    BuyingRole.DECIDER: 5,
    BuyingRole.BUYER: 3,
    BuyingRole.USER: 2,
    BuyingRole.INFLUENCER: 4,
}
_FOR_US: Final = (Attitude.SUPPORT, Attitude.SUPPORT, Attitude.NEUTRAL)
_MIXED: Final = (Attitude.SUPPORT, Attitude.NEUTRAL, Attitude.OPPOSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDesk:
    """The services that people of the sample are kept with."""

    contacts: ContactService
    claims: ClaimService
    reveals: RevealService
    requests: RequestService
    erasures: ErasureService


class PersonPlay:
    """Describes the people at the clients with applications; some ask for their data."""

    def __init__(
        self,
        desk: PersonDesk,
        *,
        users: Mapping[str, UserId],
        registry: Registry,
        clock: StoryClock,
    ) -> None:
        self._desk = desk
        self._users = users
        self._by = users[_KEEPER]
        self._looker = users[_LOOKER]
        self._registry = registry
        self._clock = clock
        self._texts: Mapping[str, Any] = {}

    def plan(self, diary: Diary, story: Story) -> None:
        """Note what is learned of people, and when."""
        self._texts = story.persons
        days = registration_days(story)
        rich = [each for each in _well_known(story) if days[each.short_name] > 2 * _SETTLES]
        for place, client in enumerate(rich[:_RICH]):
            start = days[client.short_name] - _SETTLES
            expires = place < _EXPIRED
            diary.note(start, partial(self._describe, client, story, expires=expires))
            if place < _CHANGED:
                diary.note(min(start, 30) - 1, partial(self._change_key, client))
        self._plan_requests(diary, rich)

    def _plan_requests(self, diary: Diary, rich: Sequence[ClientStory]) -> None:
        copied, wrong, leaving, erased = rich[0], rich[1], rich[2], rich[3]
        diary.note(18, partial(self._ask, copied, RequestKind.COPY, "已打印副本，本人当面签收。"))
        diary.note(15, partial(self._ask, wrong, RequestKind.CORRECT, ""))
        diary.note(9, partial(self._ask, leaving, RequestKind.ERASE, ""))
        diary.note(7, partial(self._erase, erased))
        for place, client in enumerate(rich[:2]):
            diary.note(6 - place, partial(self._look, client))
        diary.note(4, partial(self._keep_longer, rich[0]))

    # -- who stands how -----------------------------------------------------------------

    def _describe(self, client: ClientStory, story: Story, *, expires: bool) -> None:
        """Enter the top, an assistant and a gatekeeper; say how everybody stands."""
        chance, by = dice("persons", client.short_name), self._users[client.owner]
        client_id = self._registry.client_id(client.short_name)
        posts = self._texts["posts"][client.kind]
        sponsored = chance.random() < _SPONSORED

        def new(part: str, place: int, **known: Any) -> ContactId:
            draft = ContactDraft(
                name=person_name(story.phrases["names"], chance),
                post=posts[part],
                department=self._texts["departments"][part],
                phone=f"1540002{client_id:02d}{place:02d}",
                **known,
                **self._basis(chance, expires=False),
            )
            made = self._desk.contacts.create(client_id, draft, by=by).record_id
            return ContactId(made or 0)

        known = self._by_role(client_id, by)
        top = new(
            "top",
            5,
            role=BuyingRole.INFLUENCER,
            influence=5,
            attitude=Attitude.SUPPORT if sponsored else Attitude.NEUTRAL,
            sponsor=sponsored,
        )
        new("assistant", 6, influence=2, attitude=Attitude.SUPPORT, assistant_of_id=top)
        new(
            "gatekeeper",
            7,
            role=BuyingRole.GATEKEEPER,
            influence=3,
            attitude=chance.choice(_MIXED),
            reports_to_id=known[BuyingRole.DECIDER].id,
        )
        above = {BuyingRole.DECIDER: top, BuyingRole.INFLUENCER: top}
        champion = chance.choice((BuyingRole.BUYER, BuyingRole.USER, None))
        for role, contact in known.items():
            draft = replace(
                contact.draft,
                department=self._texts["departments"][role.value],
                influence=_INFLUENCE[role],
                attitude=Attitude.SUPPORT if role is champion else chance.choice(_FOR_US),
                champion=role is champion,
                reports_to_id=above.get(role, known[BuyingRole.DECIDER].id),
                **self._basis(chance, expires=expires and role is BuyingRole.USER),
            )
            self._desk.contacts.edit(contact.id, draft, by=by, seen_version=contact.version)
        self._desk.claims.name(known[BuyingRole.BUYER].id, by=by)

    def _basis(self, chance: Random, *, expires: bool) -> dict[str, Any]:
        """Return where data comes from and how long it is kept; `expires`: not to the end."""
        told = today(self._clock)
        end = self._clock.day(self._texts["later"])
        return {
            "source": chance.choice(self._texts["sources"]),
            "legal_basis": chance.choice(_BASES),
            "told_on": told,
            "keep_until": end if expires else told + _KEPT,
        }

    def _by_role(self, client_id: ClientId, by: UserId) -> dict[BuyingRole, Contact]:
        people = self._desk.contacts.of_client(client_id, by=by)
        return {each.draft.role: each for each in people if each.draft.role}

    # -- what happens later -------------------------------------------------------------

    def _change_key(self, client: ClientStory) -> None:
        decider = self._decider(client)
        self._desk.claims.name(decider.id, self._texts["change"]["reason"], by=self._by)

    def _ask(self, client: ClientStory, kind: RequestKind, result: str) -> None:
        """Take a request in, and settle it where there is a result."""
        requests, day = self._desk.requests, today(self._clock)
        made = requests.register(self._decider(client).id, kind, day, by=self._by).record_id
        if result and made:
            requests.settle(RequestId(made), RequestState.DONE, result, by=self._by)

    def _erase(self, client: ClientStory) -> None:
        """Erase a gatekeeper who has left."""
        people = self._by_role(self._registry.client_id(client.short_name), self._by)
        gone = people[BuyingRole.GATEKEEPER]
        reason = self._texts["erased"]
        self._desk.erasures.erase(gone.id, reason, by=self._by, seen_version=gone.version)

    def _look(self, client: ClientStory) -> None:
        contact = self._decider(client)
        self._desk.reveals.reveal(contact.id, RevealReason.REVIEW, by=self._looker)

    def _keep_longer(self, client: ClientStory) -> None:
        people = self._by_role(self._registry.client_id(client.short_name), self._by)
        user = people[BuyingRole.USER]
        until = today(self._clock) + _KEPT
        self._desk.contacts.keep(
            user.id, until, self._texts["kept"], by=self._by, seen_version=user.version
        )

    def _decider(self, client: ClientStory) -> Contact:
        people = self._by_role(self._registry.client_id(client.short_name), self._by)
        return people[BuyingRole.DECIDER]


def _well_known(story: Story) -> list[ClientStory]:
    """Return the clients with a person in each role that stay in the registry."""
    applied = {filing.client for filing in story.filings if filing.application}
    away = {
        name
        for name, lines in story.client_lines.items()
        if any(line.act == "archive" for line in lines)
    }
    return [each for each in story.clients if each.short_name in applied - away]
