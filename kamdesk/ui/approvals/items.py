"""Lines of the list at the left: waiting tasks, what I did, what I submitted, in one shape."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from kamdesk.domain.clock import Clock, day_of, today
from kamdesk.domain.ids import CaseId
from kamdesk.domain.lists import ListQuery, ListSource
from kamdesk.domain.money import in_ten_thousands
from kamdesk.domain.projects.case_records import DoneRow, InboxRow, SubmissionRow
from kamdesk.domain.projects.cases import ACT_TITLES, Act
from kamdesk.i18n import _
from kamdesk.ui.approvals.flow import CASE_STATES
from kamdesk.ui.tone import Tone

RowT = TypeVar("RowT")
LATE_DAYS = 3
"""From the third day on a waiting task is marked as late (paperwork.md 4, 超时)."""
_ACT_TONES = {
    Act.AGREE: Tone.OK,
    Act.AGREE_CONDITIONALLY: Tone.OK,
    Act.RETURN: Tone.WARN,
    Act.REFUSE: Tone.BAD,
}
_READ_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Item:
    """A line: its own id, the case behind it, three lines of text and the chips on them."""

    id: int
    case_id: CaseId
    title: str
    line: str
    figure: str
    chips: tuple[tuple[str, Tone], ...]

    def fits(self, words: Sequence[str]) -> bool:
        """Tell whether each of the (folded) words stands somewhere in the line."""
        text = f"{self.title} {self.line} {self.figure}".casefold()
        return all(word in text for word in words)


class ItemSource(Generic[RowT]):
    """A list of the approval service in one order, as items, filtered by words."""

    def __init__(
        self,
        source: ListSource[RowT],
        item_of: Callable[[RowT], Item],
        *,
        sort: str,
        descending: bool = False,
    ) -> None:
        self._source = source
        self._item_of = item_of
        self._order = ListQuery(sort=sort, descending=descending)

    def ids(self, query: ListQuery) -> "array[int]":
        """Return the ids; `words` of the query's filters have to stand in the item's text."""
        words = query.filters.get("words", "").casefold().split()
        found = self._source.ids(self._order)
        if not words:
            return found
        starts = range(0, len(found), _READ_AT_ONCE)
        items = (item for at in starts for item in self.rows(found[at : at + _READ_AT_ONCE]))
        return array("q", [item.id for item in items if item.fits(words)])

    def rows(self, ids: Sequence[int]) -> list[Item]:
        """Return the items of `ids`."""
        return [self._item_of(row) for row in self._source.rows(ids)]


def waiting_item(row: InboxRow, clock: Clock) -> Item:
    """Return the line of a task that waits for a decision."""
    chips = [_waiting(row.waiting_since, clock)]
    if row.on_behalf_of:
        chips.insert(0, (_("代 {name}").format(name=row.on_behalf_of), Tone.INFO))
    return Item(
        id=row.task_id,
        line=f"{row.number} · {row.submitter}",
        figure=_amount(row.amount),
        chips=tuple(chips),
        **_base(row),
    )


def done_item(row: DoneRow) -> Item:
    """Return the line of something the person did."""
    tone = _ACT_TONES.get(row.act, Tone.NEUTRAL)
    return Item(
        id=row.id,
        line=f"{row.number} · {row.submitter}",
        figure=day_of(row.at).isoformat(),
        chips=((_(ACT_TITLES[row.act]), tone),),
        **_base(row),
    )


def submission_item(row: SubmissionRow) -> Item:
    """Return the line of a case the person submitted."""
    title, tone = CASE_STATES[row.state]
    line = f"{row.number} · {day_of(row.submitted_at).isoformat()}"
    waiting = _("等待 {names}").format(names=row.waiting_for) if row.waiting_for else ""
    return Item(id=row.case_id, line=line, figure=waiting, chips=((_(title), tone),), **_base(row))


def _base(row: InboxRow | DoneRow | SubmissionRow) -> dict[str, Any]:
    return {
        "case_id": row.case_id,
        "title": row.project_name or row.client,
    }


def _amount(amount: Decimal | None) -> str:
    if amount is None:
        return ""
    return _("{amount} 万元").format(amount=in_ten_thousands(amount))


def _waiting(since: datetime, clock: Clock) -> tuple[str, Tone]:
    days = (today(clock) - day_of(since)).days
    if days <= 0:
        return _("今天收到"), Tone.NEUTRAL
    late = days >= LATE_DAYS
    return _("已等 {days} 天").format(days=days), Tone.BAD if late else Tone.WARN
