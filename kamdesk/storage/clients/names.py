"""The names of all clients, as the duplicate filter and the import compare them."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from kamdesk.domain.clients.duplicates import Entry
from kamdesk.domain.clients.names import Names, Place
from kamdesk.storage.clients.clients import ClientRecord


def entries(session: Session, names: Names) -> Iterator[Entry]:
    """Yield every client, archived ones too; the form's province goes before the name's."""
    columns = (
        ClientRecord.id,
        ClientRecord.code,
        ClientRecord.name_key,
        ClientRecord.core,
        ClientRecord.sound,
        ClientRecord.place,
        ClientRecord.province,
    )
    for key, code, name_key, core, sound, place, province in session.execute(select(*columns)):
        where = names.place_of(province).within(Place.read(place))
        yield Entry(key, code or "", name_key, core, sound, where)
