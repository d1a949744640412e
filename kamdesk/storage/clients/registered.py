"""Reads what an import compares its rows with: the registered clients and who may own them."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.names import Names, Place
from kamdesk.domain.clients.registered import Registered, RegisteredClient
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.storage.clients.clients import ClientRecord, draft_of_record
from kamdesk.storage.people import UserRecord


def registered(
    session: Session, names: Names, owners: Sequence[UserRecord], *, with_drafts: bool
) -> Registered:
    """Read what there is; `with_drafts` reads every field of every client too."""
    by_code: dict[str, RegisteredClient] = {}
    by_name: dict[str, list[RegisteredClient]] = defaultdict(list)
    by_core: dict[str, list[RegisteredClient]] = defaultdict(list)
    columns = ClientRecord.__table__.columns
    owner = (UserRecord.login.label("owner_login"), UserRecord.name.label("owner_name"))
    everybody = select(*columns, *owner).join(
        UserRecord, UserRecord.id == ClientRecord.owner_id, isouter=True
    )
    drafts: dict[ClientId, ClientDraft] = {}
    for row in session.execute(everybody):
        place = names.place_of(row.province).within(Place.read(row.place))
        words = tuple(word.casefold() for word in (row.owner_login, row.owner_name) if word)
        client = RegisteredClient(row.id, row.name, row.code or "", place, words, row.archived)
        if row.code:
            by_code[row.code] = client
        by_name[row.name_key].append(client)
        by_core[row.core].append(client)
        if with_drafts:
            drafts[row.id] = draft_of_record(row)
    return Registered(by_code, by_name, by_core, drafts, _by_word(owners))


def _by_word(owners: Sequence[UserRecord]) -> dict[str, tuple[UserId, ...]]:
    """Return owners by login and by name; a name that two bear leads to both."""
    found: dict[str, tuple[UserId, ...]] = {}
    for user in owners:
        for word in {user.login.casefold(), user.name.casefold()}:
            found[word] = (*found.get(word, ()), user.id)
    return found
