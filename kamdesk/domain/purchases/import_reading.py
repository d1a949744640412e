"""Reads blocks of a file into purchases, column by column; bad rows are taken apart afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

from kamdesk.domain.purchases.import_values import (
    MASS_WORDS,
    MONEY_WORDS,
    MOST_FEN,
    MOST_KILOGRAMS,
    ClientRef,
    ClientRefs,
    Days,
    Decimals,
    Figures,
    Texts,
    Units,
    rounded,
)
from kamdesk.domain.purchases.imports import (
    CLIENT_FIELDS,
    IMPORT_TITLES,
    KILOGRAMS,
    YUAN,
    Failure,
    PurchaseImportOptions,
)
from kamdesk.domain.purchases.purchases import LIMITS, figures_fault
from kamdesk.domain.tables import TableBlock
from kamdesk.i18n import _

Entry: TypeAlias = tuple[int, ClientRef, int, str, str, str, int, int]
"""line, client, day (yyyymmdd), product, contract, document, kilograms, fen."""

_MOST_KEPT: Final = 200_000
"""Different texts of a column that are remembered from block to block."""


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """A block that was read: what may come in, what may not."""

    entries: list[Entry]
    failures: list[Failure]


class PurchaseReader:
    """Reads the blocks of one file by one mapping (field → column) with one set of options."""

    def __init__(
        self, mapping: Mapping[str, int], options: PurchaseImportOptions, *, today: date
    ) -> None:
        self._mapping = mapping
        self._prefix = options.return_prefix.strip()
        self._clients = tuple(name for name in CLIENT_FIELDS if name in mapping)
        self._refs = ClientRefs(self._clients)
        self._days = Days(today)
        self._texts = {name: Texts(limit) for name, limit in LIMITS.items()}
        kilograms = KILOGRAMS[options.tons_unit] * options.factor
        self._weights = Figures(kilograms, MASS_WORDS, most=MOST_KILOGRAMS)
        self._fen = Decimal(100 * YUAN[options.amount_unit])
        self._amounts = Figures(self._fen, MONEY_WORDS, most=MOST_FEN)
        self._decimals = Decimals()
        self._units = Units(kilograms)

    def read(self, block: TableBlock) -> ReadBlock:
        """Return the purchases of a block and its bad rows."""
        rows = self._padded(block.rows)
        columns = (
            block.lines,
            self._client_refs(rows),
            map(self._days.__getitem__, self._column(rows, "day")),
            *(
                map(self._texts[name].__getitem__, self._column(rows, name))
                for name in ("product", "contract", "document")
            ),
            self._kilograms(rows),
            self._fens(rows),
        )
        found: list[Any] = list(zip(*columns, strict=True))
        if self._prefix:
            found = list(map(self._turned, found))
        entries = [each for each in found if _sound(each)]
        failures = [] if len(entries) == len(found) else self._failures(block, found)
        self._forget()
        return ReadBlock(entries, failures)

    def _padded(self, rows: list[Sequence[str]]) -> list[Sequence[str]]:
        width = max(self._mapping.values()) + 1
        if min(map(len, rows), default=width) >= width:
            return rows
        return [[*row, *[""] * (width - len(row))] for row in rows]

    def _column(self, rows: list[Sequence[str]], name: str) -> list[str]:
        column = self._mapping.get(name)
        return [""] * len(rows) if column is None else [row[column] for row in rows]

    def _client_refs(self, rows: list[Sequence[str]]) -> Iterable[ClientRef | None]:
        cells = zip(*(self._column(rows, name) for name in self._clients), strict=True)
        return map(self._refs.__getitem__, cells)

    def _kilograms(self, rows: list[Sequence[str]]) -> Iterable[int | None]:
        quantities = self._column(rows, "quantity")
        if "unit" not in self._mapping:
            return map(self._weights.__getitem__, quantities)
        pairs = zip(quantities, self._column(rows, "unit"), strict=True)
        return (self._weighed(quantity, unit) for quantity, unit in pairs)

    def _weighed(self, quantity: str, unit: str) -> int | None:
        number, kilograms = self._decimals[quantity], self._units[unit]
        if number is None or kilograms is None:
            return None
        weight = rounded(number * kilograms)
        return weight if abs(weight) < MOST_KILOGRAMS else None

    def _fens(self, rows: list[Sequence[str]]) -> Iterable[int | None]:
        amounts = self._column(rows, "amount")
        if "price" not in self._mapping:
            return map(self._amounts.__getitem__, amounts)
        cells = zip(
            amounts, self._column(rows, "quantity"), self._column(rows, "price"), strict=True
        )
        return (
            self._amounts[amount] if amount else self._multiplied(quantity, price)
            for amount, quantity, price in cells
        )

    def _multiplied(self, quantity: str, price: str) -> int | None:
        number, each = self._decimals[quantity], self._decimals[price]
        return None if number is None or each is None else rounded(number * each * self._fen)

    def _turned(self, entry: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return a row with negative figures where its document is one of a return."""
        if None in entry or not entry[5].startswith(self._prefix):
            return entry
        return (*entry[:6], -abs(entry[6]), -abs(entry[7]))

    def _failures(self, block: TableBlock, found: list[tuple[Any, ...]]) -> list[Failure]:
        """Return the bad rows with their sentences."""
        return [
            Failure(line, tuple(self._reasons(cells, entry)), tuple(cells))
            for line, cells, entry in zip(block.lines, block.rows, found, strict=True)
            if not _sound(entry)
        ]

    def _reasons(self, cells: Sequence[str], entry: tuple[Any, ...]) -> list[str]:
        texts = {
            name: cells[column] if column < len(cells) else ""
            for name, column in self._mapping.items()
        }
        reasons = [
            self._refs.fault(tuple(texts[name] for name in self._clients)),
            self._days.fault(texts["day"]),
            *(
                self._texts[name].fault(texts[name], IMPORT_TITLES[name])
                for name in LIMITS
                if name in texts
            ),
            *self._figure_faults(texts),
        ]
        told = [reason for reason in reasons if reason]
        return told or [_at_odds(*entry[6:])]

    def _figure_faults(self, texts: Mapping[str, str]) -> Iterable[str]:
        if "quantity" in texts:
            yield self._weights.fault(texts["quantity"], _(IMPORT_TITLES["quantity"]))
        if "unit" in texts:
            yield self._units.fault(texts["unit"])
        if texts.get("amount"):
            yield self._amounts.fault(texts["amount"], _(IMPORT_TITLES["amount"]))
        elif "price" in texts and self._decimals[texts["price"]] is None:
            yield self._amounts.fault(texts["price"], _(IMPORT_TITLES["price"]))

    def _forget(self) -> None:
        """Drop remembered texts of columns in which almost every one is new."""
        kept: tuple[dict[Any, Any], ...] = (
            self._refs,
            self._days,
            self._weights,
            self._amounts,
            self._decimals,
            *self._texts.values(),
        )
        for each in kept:
            if len(each) > _MOST_KEPT:
                each.clear()


def _sound(entry: tuple[Any, ...]) -> bool:
    """Tell whether a row is whole, and its weight and amount are neither both nothing nor at odds.

    Prices times quantities may also have grown out of bounds.
    """
    if None in entry:
        return False
    kilograms, fen = entry[6:]
    return bool(kilograms or fen) and kilograms * fen >= 0 and -MOST_FEN < fen < MOST_FEN


def _at_odds(kilograms: int | None, fen: int | None) -> str:
    if kilograms is None or fen is None or abs(fen) >= MOST_FEN:
        return _("算出的重量或金额太大，请核对单位、单价和数量。")
    return figures_fault(Decimal(kilograms), Decimal(fen))
