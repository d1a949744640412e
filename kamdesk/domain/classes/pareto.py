"""贡献分析 (Pareto): which clients make 80 % of what is sold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from kamdesk.domain.ids import ClientId

LEADING_SHARE: Final = Decimal(80)
"""Per cent that the leading clients make together."""
_PERCENT: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one client brought, in the measure asked for (yuan or tons)."""

    client_id: ClientId
    name: str
    owner: str
    figure: Decimal


@dataclass(frozen=True, slots=True)
class ParetoRow:
    """A client's place: rank from 1, share and the running share in per cent (two decimals)."""

    id: ClientId
    rank: int
    name: str
    owner: str
    figure: Decimal
    share: Decimal
    running: Decimal
    leading: bool


@dataclass(frozen=True, slots=True)
class Pareto:
    """Clients by what they brought, the largest first.

    `leading` is the least number of clients that make `LEADING_SHARE` of the positive total;
    `negative` counts clients whose returns outweigh their purchases: they are left out.
    """

    rows: tuple[ParetoRow, ...]
    total: Decimal
    leading: int
    negative: int

    @property
    def leading_share(self) -> Decimal:
        """The leading clients' share of all clients with purchases, in per cent."""
        return _share(Decimal(self.leading), Decimal(len(self.rows)))


def pareto(contributions: Iterable[Contribution]) -> Pareto:
    """Rank the contributions."""
    every = list(contributions)
    counted = sorted(
        (each for each in every if each.figure > 0), key=lambda each: (-each.figure, each.client_id)
    )
    total = sum((each.figure for each in counted), Decimal(0))
    rows, running, leading = [], Decimal(0), 0
    for rank, each in enumerate(counted, start=1):
        needed = running * 100 < LEADING_SHARE * total
        leading += needed
        running += each.figure
        rows.append(_row(each, rank, total, running, leads=needed))
    negative = sum(each.figure < 0 for each in every)
    return Pareto(tuple(rows), total, leading, negative)


def curve(rows: Sequence[ParetoRow], points: int) -> list[ParetoRow]:
    """Return at most `points` rows that show the running share's course, the last one included."""
    if len(rows) <= points:
        return list(rows)
    step = (len(rows) - 1) / (points - 1)
    return [rows[round(at * step)] for at in range(points)]


def _row(
    each: Contribution, rank: int, total: Decimal, running: Decimal, *, leads: bool
) -> ParetoRow:
    share, up_to = _share(each.figure, total), _share(running, total)
    return ParetoRow(each.client_id, rank, each.name, each.owner, each.figure, share, up_to, leads)


def _share(part: Decimal, whole: Decimal) -> Decimal:
    if not whole:
        return Decimal(0)
    return (part * 100 / whole).quantize(_PERCENT, ROUND_HALF_UP)
