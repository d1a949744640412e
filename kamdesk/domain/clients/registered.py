"""The registered clients as an import compares its rows with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.names import Place
from kamdesk.domain.ids import ClientId, UserId


@dataclass(frozen=True, slots=True)
class RegisteredClient:
    """A registered client; `owner` holds the owner's login and name in small letters."""

    id: ClientId
    name: str
    code: str
    place: Place
    owner: tuple[str, ...]
    archived: bool


@dataclass(frozen=True, slots=True)
class Registered:
    """The clients by code, by name key and by core; drafts where asked for; owners by word."""

    by_code: Mapping[str, RegisteredClient]
    by_name: Mapping[str, Sequence[RegisteredClient]]
    by_core: Mapping[str, Sequence[RegisteredClient]]
    drafts: Mapping[ClientId, ClientDraft]
    owners: Mapping[str, tuple[UserId, ...]]
