"""Reads blocks of a file into purchases, column by column; bad rows are taken apart afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import mul
from typing import Any, Final, TypeAlias

from kamdesk.domain.purchases.import_values import (
    MASS_WORDS,
    MONEY_WORDS,
    MOST_FEN,
    MOST_KILOGRAMS,
    ClientCells,
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
    IMPORT_FIELDS,
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
        columns = self._columns(self._padded(block.rows))
        weights, amounts = self._kilograms(columns), self._fens(columns)
        values: tuple[Sequence[Any], ...] = (
            block.lines,
            list(map(self._refs.__getitem__, self._client_cells(columns))),
            list(map(self._days.__getitem__, columns["day"])),
            *(self._texts[name].column(columns[name]) for name in LIMITS),
            weights,
            amounts,
        )
        found: list[Any] = list(zip(*values, strict=True))
        if self._prefix:
            found = list(map(self._turned, found))
        elif not any(None in each for each in values[1:]) and _all_sound(weights, amounts):
            self._forget()
            return ReadBlock(found, [])
        entries = [each for each in found if _sound(each)]
        failures = [] if len(entries) == len(found) else self._failures(block, found)
        self._forget()
        return ReadBlock(entries, failures)

    def _padded(self, rows: list[Sequence[str]]) -> list[Sequence[str]]:
        width = max(self._mapping.values()) + 1
        if min(map(len, rows), default=width) >= width:
            return rows
        return [[*row, *[""] * (width - len(row))] for row in rows]

    def _columns(self, rows: list[Sequence[str]]) -> Mapping[str, Sequence[str]]:
        """Return the cells of each field; of those that no column is mapped to, empty ones."""
        columns = list(zip(*rows, strict=False))  # as many as the shortest row has cells
        found = {name: columns[at] for name, at in self._mapping.items()} if rows else {}
        return dict.fromkeys(IMPORT_FIELDS, ("",) * len(rows)) | found

    def _client_cells(self, columns: Mapping[str, Sequence[str]]) -> Iterable[ClientCells]:
        cells = [columns[name] for name in self._clients]
        return cells[0] if len(cells) == 1 else zip(*cells, strict=True)

    def _kilograms(self, columns: Mapping[str, Sequence[str]]) -> Sequence[int | None]:
        if "unit" not in self._mapping:
            return self._weights.column(columns["quantity"])
        return list(map(self._weighed, columns["quantity"], columns["unit"]))

    def _weighed(self, quantity: str, unit: str) -> int | None:
        number, kilograms = self._decimals[quantity], self._units[unit]
        if number is None or kilograms is None:
            return None
        weight = rounded(number * kilograms)
        return weight if abs(weight) < MOST_KILOGRAMS else None

    def _fens(self, columns: Mapping[str, Sequence[str]]) -> Sequence[int | None]:
        if "price" not in self._mapping:
            return self._amounts.column(columns["amount"])
        priced = map(self._priced, columns["amount"], columns["quantity"], columns["price"])
        return list(priced)

    def _priced(self, amount: str, quantity: str, price: str) -> int | None:
        return self._amounts[amount] if amount else self._multiplied(quantity, price)

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


def _all_sound(weights: Sequence[Any], amounts: Sequence[Any]) -> bool:
    """Tell whether every row of a block has a weight and an amount with the same sign, in bounds.

    That is so with most blocks, and costs a tenth of looking at each row.
    """
    if not weights:
        return True
    within = min(amounts) > -MOST_FEN and max(amounts) < MOST_FEN
    return bool(within and min(map(mul, weights, amounts)) > 0)


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
