"""Saved views 我的视图: how one person looks at a list, kept under a name."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Final

from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import SavedViewId
from kamdesk.i18n import N_, _

NAME_LIMIT: Final = 30
"""Characters of a view's name."""
MOST: Final = 50
"""Views that one person may keep of one list."""


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """A column of a view, in its place; `width` in pixels at the default type size."""

    key: str
    width: int
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewContent:
    """Filters, tab, order and columns of a list; `sort` is empty for the list's own order."""

    filters: Mapping[str, str] = field(default_factory=dict)
    view: str = ""
    sort: str = ""
    descending: bool = False
    columns: tuple[ViewColumn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A view as it was saved; the default one is shown when the list is opened."""

    id: SavedViewId
    name: str
    content: ViewContent
    default: bool
    version: int


def content_text(content: ViewContent) -> str:
    """Return the content as the text that is kept; `content_of` reads it again."""
    return json.dumps(asdict(content), ensure_ascii=False, sort_keys=True)


def content_of(text: str) -> ViewContent:
    """Return the content that `content_text` wrote, whatever columns the list has today."""
    kept = json.loads(text)
    columns = tuple(ViewColumn(**column) for column in kept.pop("columns"))
    return ViewContent(**kept, columns=columns)


def check_name(name: str, taken: Iterable[str]) -> str:
    """Return the cleaned name; FieldError where it is empty, too long, or in `taken`."""
    checks = FieldChecks()
    clean = checks.line("name", N_("视图名称"), name, NAME_LIMIT, required=True)
    if clean.casefold() in {other.casefold() for other in taken}:
        checks.refuse("name", _("您已有名为“{name}”的视图，请另起一个名字。").format(name=clean))
    checks.done()
    return clean
