"""Plans blocks of purchases: finds or creates their clients, meets what is stored already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter, itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from kamdesk.domain.clients.clients import ClientDraft, check_draft
from kamdesk.domain.clients.names import Names
from kamdesk.domain.errors import FieldError, RuleError
from kamdesk.domain.ids import PurchaseRunId, UserId
from kamdesk.domain.ownership.owners import Way
from kamdesk.domain.purchases.import_planning import Keys, Parted, parted
from kamdesk.domain.purchases.import_process import RunTask
from kamdesk.domain.purchases.import_reading import Entry, PurchaseReader, ReadBlock
from kamdesk.domain.purchases.import_values import ClientRef
from kamdesk.domain.purchases.imports import Failure, Unknown
from kamdesk.domain.purchases.newcomers import Newcomers
from kamdesk.domain.tables import TableBlock
from kamdesk.i18n import _
from kamdesk.services.ownership.owners import Turn, begin_owners
from kamdesk.storage.clients import clients
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.ownership.owners import last_client
from kamdesk.storage.purchases import accounts, bulk
from kamdesk.storage.purchases.accounts import ClientFinder, name_of

_REF = itemgetter(1)
"""The client that an entry names."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Blocks that are written together, with what was read of them."""

    blocks: list[TableBlock] = field(default_factory=list)
    reads: list[ReadBlock] = field(default_factory=list)

    @property
    def last_line(self) -> int:
        """The last line that has a row."""
        return self.blocks[-1].lines[-1]

    @property
    def entries(self) -> list[Entry]:
        """What may come in."""
        return [entry for read in self.reads for entry in read.entries]

    @property
    def failures(self) -> list[Failure]:
        """What was bad when it was read."""
        return [failure for read in self.reads for failure in read.failures]


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a chunk."""

    parted: Parted
    failures: list[Failure]
    new_clients: int


@dataclass(frozen=True, slots=True)
class Writing:
    """In whose name and when clients are created, and for which run."""

    run_id: PurchaseRunId
    by: UserId
    at: datetime


class ChunkPlanner:
    """Plans the chunks of one file, in their order."""

    def __init__(self, task: RunTask, names: Names, *, today: date) -> None:
        self._options = task.options
        self._reader = PurchaseReader(task.mapping, task.options, today=today)
        self._names = names
        self._today = today
        self._keys = Keys()
        self._finder = ClientFinder()
        self._known: set[ClientRef] = set()
        self._newcomers = Newcomers()
        self._imagined: set[int] = set()

    def read(self, chunk: Chunk, block: TableBlock) -> None:
        """Read a block into a chunk.

        Its cells are kept only where a row may yet turn out to be bad: they take most memory.
        """
        read = self._reader.read(block)
        if self._known.issuperset(map(_REF, read.entries)):
            block = TableBlock([], block.lines)
        chunk.blocks.append(block)
        chunk.reads.append(read)

    def plan(self, session: Session, chunk: Chunk, writing: Writing | None) -> Plan:
        """Return what becomes of a chunk; without `writing` nothing is written, as in a dry run."""
        entries = chunk.entries
        found, told, new = self._clients(session, set(map(_REF, entries)), writing)
        failures = chunk.failures
        if told:
            failures = sorted(failures + _unknown(chunk, told), key=attrgetter("line"))
            entries = [entry for entry in entries if entry[1] not in told]
        rows = self._keys.rows(entries, found)
        there = bulk.stored(session, rows)
        return Plan(parted(rows, there, self._options.known), failures, new)

    def count(self, session: Session, chunk: Chunk) -> None:
        """Count the natural keys of a chunk that an earlier part of the run has written."""
        entries = chunk.entries
        found = self._finder.find(session, set(map(_REF, entries)))
        ids = {ref: client for ref, client in found.items() if isinstance(client, int)}
        self._keys.rows([entry for entry in entries if entry[1] in ids], ids)

    def _clients(
        self, session: Session, refs: set[ClientRef], writing: Writing | None
    ) -> tuple[Mapping[ClientRef, int], Mapping[ClientRef, str], int]:
        """Return the clients of `refs`, why others have none, and how many were created."""
        answers = self._finder.find(session, refs)
        found = {ref: answers[ref] for ref in refs}
        told = {ref: each for ref, each in found.items() if isinstance(each, str)}
        ids: dict[ClientRef, int] = {ref: a for ref, a in found.items() if isinstance(a, int)}
        fresh = {ref: ids[ref] for ref in ids.keys() - self._known}
        if writing and fresh:
            accounts.learn(session, fresh, run_id=writing.run_id)
        self._known |= fresh.keys()
        unknown = [ref for ref, each in found.items() if each is None]
        created = 0
        if self._options.unknown is Unknown.CREATE:
            ids_of_new, faults, created = self._new_clients(session, unknown, writing)
            ids, told = ids | ids_of_new, told | faults
        else:
            told |= {ref: _not_registered(ref) for ref in unknown}
        return ids, told, created

    def _new_clients(
        self, session: Session, refs: Iterable[ClientRef], writing: Writing | None
    ) -> tuple[dict[ClientRef, int], dict[ClientRef, str], int]:
        drafts: dict[int, ClientDraft] = {}
        faults: dict[ClientRef, str] = {}
        for ref in self._newcomers.told_apart(refs):
            draft = ClientDraft(name=name_of(ref), code=ref.code)
            try:
                drafts.setdefault(self._newcomers[ref], check_draft(draft, today=self._today))
            except FieldError as error:
                faults[ref] = " ".join(error.fields.values())
        good = {ref: self._newcomers[ref] for ref in refs if ref not in faults}
        if writing is None:
            created = len(drafts.keys() - self._imagined)
            self._imagined |= drafts.keys()
            return good, faults, created
        ids = dict(zip(drafts, self._create(session, list(drafts.values()), writing), strict=True))
        new = {ref: ids[newcomer] for ref, newcomer in good.items()}
        if new:
            accounts.learn(session, new, run_id=None)
            self._finder.forget(new)
        return new, faults, len(drafts)

    def _create(
        self, session: Session, drafts: Sequence[ClientDraft], writing: Writing
    ) -> Sequence[int]:
        owner, by, at = self._options.owner_id, writing.by, writing.at
        values = [
            clients.new_values(draft, self._names.keys(draft.name), owner_id=owner, by=by, at=at)
            for draft in drafts
        ]
        last = last_client(session)
        clients.add_many(session, values)
        begin_owners(session, last, Turn(way=Way.IMPORT, at=at, by=by))
        newest = select(ClientRecord.id).order_by(ClientRecord.id.desc()).limit(len(values))
        return list(session.scalars(newest))[::-1]


def _not_registered(ref: ClientRef) -> str:
    return _("客户“{name}”没有登记，请先登记，或选择自动登记新客户。").format(
        name=name_of(ref)[:30]
    )


def _unknown(chunk: Chunk, told: Mapping[ClientRef, str]) -> list[Failure]:
    """Return the rows of a chunk whose clients cannot be had.

    RuleError where one could be had when its rows were read: somebody archived it meanwhile.
    """
    found = []
    for block, read in zip(chunk.blocks, chunk.reads, strict=True):
        bad = {entry[0]: told[entry[1]] for entry in read.entries if entry[1] in told}
        if not bad:
            continue
        if not block.rows:
            raise RuleError(next(iter(bad.values())))
        found += [
            Failure(line, (bad[line],), tuple(cells))
            for line, cells in zip(block.lines, block.rows, strict=True)
            if line in bad
        ]
    return found
