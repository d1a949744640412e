"""The first rows of a file as an import would read them, to be looked at before it is tried."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kamdesk.domain.purchases.import_reading import Entry, PurchaseReader
from kamdesk.domain.purchases.imports import Failure, PurchaseImportOptions, check_mapping
from kamdesk.domain.tables import TableBlock, TableHead


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """A row as it would be read; `fault` says why it would not come in."""

    line: int
    client: str = ""
    day: date | None = None
    product: str = ""
    tons: Decimal | None = None
    amount: Decimal | None = None
    contract: str = ""
    document: str = ""
    fault: str = ""


def preview(
    head: TableHead, mapping: Mapping[str, int], options: PurchaseImportOptions, *, today: date
) -> list[PreviewRow]:
    """Return the file's first rows in their order; RuleError where columns are missing."""
    check_mapping(mapping, head.headers, options)
    block = TableBlock([row.cells for row in head.first], [row.line for row in head.first])
    read = PurchaseReader(mapping, options, today=today).read(block)
    rows = [*map(_good, read.entries), *map(_bad, read.failures)]
    return sorted(rows, key=lambda row: row.line)


def _good(entry: Entry) -> PreviewRow:
    line, ref, day, product, contract, document, kilograms, fen = entry
    return PreviewRow(
        line=line,
        client=ref.name or ref.number or ref.code,
        day=date(day // 10_000, day // 100 % 100, day % 100),
        product=product,
        tons=Decimal(kilograms).scaleb(-3),
        amount=Decimal(fen).scaleb(-2),
        contract=contract,
        document=document,
    )


def _bad(failure: Failure) -> PreviewRow:
    return PreviewRow(line=failure.line, fault=" ".join(failure.reasons))
