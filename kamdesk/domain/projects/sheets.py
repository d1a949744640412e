"""Sheets: a form as it was submitted, with the client as it was then, frozen as canonical JSON."""

import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from kamdesk.domain.projects.applications import ApplicationDraft
from kamdesk.domain.projects.filings import FilingDraft

SheetT = TypeVar("SheetT", "FilingSheet", "ApplicationSheet")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFacts:
    """The client's own data at the time; `classes` are values of ClientClass."""

    name: str = ""
    short_name: str = ""
    former_names: str = ""
    code: str = ""
    industry: str = ""
    region: str = ""
    address: str = ""
    phone: str = ""
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingFacts:
    """The filing an application rests on."""

    number: str
    filed_on: date
    valid_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingSheet:
    """KD-02 as submitted; `number` carries the revision."""

    form_version: str
    number: str
    revision: int
    submitted_at: datetime | None
    filer: str
    department: str
    client: ClientFacts
    draft: FilingDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationSheet:
    """KD-01 as submitted; `number` carries the revision."""

    form_version: str
    number: str
    revision: int
    submitted_at: datetime | None
    applicant: str
    department: str
    client: ClientFacts
    filing: FilingFacts | None
    draft: ApplicationDraft


def freeze(sheet: FilingSheet | ApplicationSheet) -> str:
    """Return the one JSON text of `sheet`: sorted keys, no spaces, exact decimals as text."""
    return json.dumps(_plain(sheet), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def thaw(kind: type[SheetT], text: str) -> SheetT:
    """Return the sheet whose frozen text this is."""
    sheet: SheetT = _rich(kind, json.loads(text))
    return sheet


def digest(text: str) -> str:
    """Return the SHA-256 of a frozen sheet, 64 hexadecimal digits, as the audit trail holds it."""
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, frozenset):
        return sorted(_plain(each) for each in value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return _plain_leaf(value)


def _plain_leaf(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _rich(kind: Any, value: Any) -> Any:
    if isinstance(kind, NewType):
        return value
    if get_origin(kind) in {Union, types.UnionType}:
        inner = next(each for each in get_args(kind) if each is not type(None))
        return None if value is None else _rich(inner, value)
    if get_origin(kind) in {tuple, frozenset}:
        return get_origin(kind)(_rich(get_args(kind)[0], each) for each in value)
    if is_dataclass(kind):
        return _record(kind, value)
    if kind in {date, datetime}:
        return kind.fromisoformat(value)
    return kind(value)


def _record(kind: Any, values: Mapping[str, Any]) -> Any:
    hints = get_type_hints(kind)
    return kind(**{name: _rich(hints[name], value) for name, value in values.items()})
