"""What an import of purchases is told to do, and how its run keeps that for going on later."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, get_args, get_type_hints

from kamdesk.domain.ids import UserId
from kamdesk.domain.purchases.imports import PurchaseImportOptions


@dataclass(frozen=True, slots=True)
class RunTask:
    """The headings of the file, field → column, the user's choices."""

    headers: tuple[str, ...]
    mapping: Mapping[str, int]
    options: PurchaseImportOptions

    def text(self) -> str:
        """Return it as the JSON that `of_text` reads."""
        options = {each.name: getattr(self.options, each.name) for each in fields(self.options)}
        content = {"headers": self.headers, "mapping": dict(self.mapping), "options": options}
        return json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)

    @staticmethod
    def of_text(text: str) -> "RunTask":
        """Read what `text` wrote."""
        content = json.loads(text)
        hints = get_type_hints(PurchaseImportOptions)
        options = {name: _value(hints[name], each) for name, each in content["options"].items()}
        mapping = {name: int(column) for name, column in content["mapping"].items()}
        return RunTask(tuple(content["headers"]), mapping, PurchaseImportOptions(**options))


def _value(wanted: Any, kept: Any) -> Any:
    if type(None) in get_args(wanted):
        return None if kept is None else UserId(int(kept))
    return Decimal(kept) if wanted is Decimal else wanted(kept)
