"""Decides, row by row, what an import does; a dry run and the import itself ask the same."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.import_process import Job
from kamdesk.domain.clients.imports import (
    Existing,
    ImportReport,
    Outcome,
    ReadRow,
    RowNote,
    check_mapping,
    merged,
    read_row,
)
from kamdesk.domain.clients.names import NameKeys, Names, Place
from kamdesk.domain.clients.registered import Registered, RegisteredClient
from kamdesk.domain.errors import CancelledError
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.tables import TableRow
from kamdesk.i18n import _

STEP: Final = 200
"""Rows between two looks at the cancel button."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How a long task tells where it is and asks whether to go on."""

    report: Callable[[int, int], None]
    cancelled: Callable[[], bool]

    def step(self, done: int, total: int) -> None:
        """Report, and raise CancelledError where the user stopped it."""
        if self.cancelled():
            raise CancelledError(_("导入已取消，没有保存任何数据。"))
        self.report(done, total)


@dataclass(frozen=True, slots=True)
class Planned:
    """A row to be written: a new client, or the new fields of the one with `client_id`."""

    draft: ClientDraft
    keys: NameKeys
    owner_id: UserId | None
    client_id: ClientId | None = None


@dataclass(slots=True)
class Plan:
    """What is to be written, and what has to be said about the rows."""

    writes: list[Planned] = field(default_factory=list)
    notes: list[RowNote] = field(default_factory=list)
    counts: Counter[Outcome] = field(default_factory=Counter)

    def report(self) -> ImportReport:
        """Return the plan in the user's terms."""
        return ImportReport({each: self.counts[each] for each in Outcome}, tuple(self.notes))


class Planner:
    """Plans one job against the clients that are registered."""

    def __init__(self, job: Job, registered: Registered, names: Names, *, today: date) -> None:
        self._job = job
        self._registered = registered
        self._names = names
        self._today = today
        self._plan = Plan()
        self._codes: dict[str, int] = {}
        self._keys: dict[str, int] = {}
        self._clients: dict[ClientId, int] = {}
        self._cores: dict[str, list[tuple[int, str, Place]]] = defaultdict(list)

    def plan(self, progress: Progress) -> Plan:
        """Return the plan; `progress` runs over the rows twice, the second time when writing."""
        check_mapping(self._job.mapping, self._job.table.headers)
        rows = self._job.table.rows
        for done, row in enumerate(rows):
            if done % STEP == 0:
                progress.step(done, 2 * len(rows))
            self._take(row)
        return self._plan

    def _take(self, row: TableRow) -> None:
        read = read_row(row.cells, self._job.mapping, today=self._today)
        errors = list(read.errors)
        owner_id = self._owner(read, errors)
        keys = self._names.keys(read.draft.name)
        known = None if errors else self._known(read, keys, errors)
        if errors:
            self._note(row, read, Outcome.ERROR, reasons=errors)
            return
        if earlier := self._earlier(read, keys, known):
            self._note(row, read, Outcome.SKIP, reasons=[earlier])
        elif known is None:
            self._add(row, read, keys, owner_id)
        else:
            self._meet(row, read, known)
        self._remember(row, read, keys, known)

    def _add(self, row: TableRow, read: ReadRow, keys: NameKeys, owner_id: UserId | None) -> None:
        warnings = self._resemblances(read, keys)
        self._plan.writes.append(Planned(read.draft, keys, owner_id))
        self._note(row, read, Outcome.NEW, warnings=warnings)

    def _meet(self, row: TableRow, read: ReadRow, known: RegisteredClient) -> None:
        """Plan for a row whose client is registered."""
        if known.archived:
            reason = _("客户“{name}”已归档，未作修改。").format(name=known.name)
        elif self._job.options.existing is Existing.SKIP:
            reason = _("客户“{name}”已登记，按选项跳过。").format(name=known.name)
        else:
            self._update(row, read, known)
            return
        self._note(row, read, Outcome.SKIP, reasons=[reason])

    def _update(self, row: TableRow, read: ReadRow, known: RegisteredClient) -> None:
        old = self._registered.drafts[known.id]
        new = merged(old, read)
        warnings = []
        if read.owner and read.owner.casefold() not in known.owner:
            warnings.append(_("导入不更换负责人，负责人未改；请在客户页面更换。"))
        if new == old:
            reason = _("客户“{name}”的资料没有变化。").format(name=known.name)
            self._note(row, read, Outcome.SKIP, reasons=[reason], warnings=warnings)
            return
        self._plan.writes.append(Planned(new, self._names.keys(new.name), None, known.id))
        self._note(row, read, Outcome.UPDATE, warnings=warnings)

    def _known(self, read: ReadRow, keys: NameKeys, errors: list[str]) -> RegisteredClient | None:
        """Return the registered client of a row: by code, else by name where one has no code."""
        registered = self._registered
        if read.draft.code and (held := registered.by_code.get(read.draft.code)):
            return held
        same = registered.by_name.get(keys.name_key, [])
        open_ones = [each for each in same if not (each.code and read.draft.code)]
        if len(open_ones) > 1:
            errors.append(
                _("已登记 {count} 家同名客户，无法判断是哪一家，请补充统一社会信用代码。").format(
                    count=len(open_ones)
                )
            )
        return open_ones[0] if len(open_ones) == 1 else None

    def _earlier(self, read: ReadRow, keys: NameKeys, known: RegisteredClient | None) -> str:
        """Return why a row repeats an earlier one of the file, or ""."""
        if read.draft.code and (line := self._codes.get(read.draft.code)):
            return _("与第 {line} 行的统一社会信用代码相同，重复。").format(line=line)
        if known and (line := self._clients.get(known.id)):
            return _("与第 {line} 行是同一家已登记客户，重复。").format(line=line)
        if not read.draft.code and (line := self._keys.get(keys.name_key)):
            return _("与第 {line} 行同名且没有统一社会信用代码，视为重复。").format(line=line)
        return ""

    def _remember(
        self, row: TableRow, read: ReadRow, keys: NameKeys, known: RegisteredClient | None
    ) -> None:
        self._keys.setdefault(keys.name_key, row.line)
        self._cores[keys.core].append((row.line, read.draft.name, self._place(read, keys)))
        if read.draft.code:
            self._codes.setdefault(read.draft.code, row.line)
        if known:
            self._clients.setdefault(known.id, row.line)

    def _resemblances(self, read: ReadRow, keys: NameKeys) -> list[str]:
        """Return warnings of other clients and earlier rows with the same name or core."""
        if same := self._registered.by_name.get(keys.name_key):
            return [_("与已登记客户“{name}”同名但代码不同，请核对。").format(name=same[0].name)]
        if line := self._keys.get(keys.name_key):
            return [_("与第 {line} 行同名但代码不同，请核对。").format(line=line)]
        place = self._place(read, keys)
        for other in self._registered.by_core.get(keys.core, []):
            if not place.contradicts(other.place):
                return [_("与已登记客户“{name}”名称相近，请核对。").format(name=other.name)]
        for line, name, where in self._cores.get(keys.core, []):
            if not place.contradicts(where):
                return [_("与第 {line} 行“{name}”名称相近，请核对。").format(line=line, name=name)]
        return []

    def _place(self, read: ReadRow, keys: NameKeys) -> Place:
        return self._names.place_of(read.draft.province).within(Place.read(keys.place))

    def _owner(self, read: ReadRow, errors: list[str]) -> UserId | None:
        if not read.owner:
            return self._job.options.owner_id
        found = self._registered.owners.get(read.owner.casefold(), ())
        if len(found) == 1:
            return found[0]
        sentence = (
            _("负责人“{owner}”有重名，请改写登录名。")
            if found
            else _("负责人“{owner}”不是在用的业务人员或业务部门负责人，请核对姓名或登录名。")
        )
        errors.append(sentence.format(owner=read.owner[:20]))
        return None

    def _note(
        self,
        row: TableRow,
        read: ReadRow,
        outcome: Outcome,
        *,
        reasons: Iterable[str] = (),
        warnings: Iterable[str] = (),
    ) -> None:
        note = RowNote(
            row.line, outcome, read.draft.name, tuple(reasons), (*read.warnings, *warnings)
        )
        self._plan.counts[outcome] += 1
        if note.reasons or note.warnings:
            self._plan.notes.append(note)
