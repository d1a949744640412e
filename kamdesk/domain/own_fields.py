"""Own fields 自定义字段: what a company keeps about its clients beside the fixed form."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from kamdesk.domain.errors import FieldError
from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import OwnFieldId
from kamdesk.domain.texts import LINE_LIMIT, SHORT_LIMIT
from kamdesk.i18n import N_, _

MOST_FIELDS: Final = 40
MOST_CHOICES: Final = 50
_LARGEST: Final = Decimal(10) ** 13


class OwnKind(StrEnum):
    """What an own field holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


KIND_TITLES: Final[Mapping[OwnKind, str]] = {
    OwnKind.TEXT: N_("文字"),
    OwnKind.NUMBER: N_("数字"),
    OwnKind.DATE: N_("日期"),
    OwnKind.CHOICE: N_("选项"),
}

FIELD_TITLES: Final[Mapping[str, str]] = {
    "title": N_("字段名称"),
    "kind": N_("类型"),
    "choices": N_("可选项"),
    "unit": N_("单位"),
    "required": N_("必填"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFieldDraft:
    """What is set about a field; `choices` only for CHOICE, `unit` only for NUMBER."""

    title: str
    kind: OwnKind = OwnKind.TEXT
    choices: tuple[str, ...] = ()
    unit: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnField:
    """A field; an archived one is no longer asked for, its values are kept."""

    id: OwnFieldId
    draft: OwnFieldDraft
    archived: bool
    version: int


@dataclass(frozen=True, slots=True)
class OwnValue:
    """What stands in a field of one client: text as it is kept ("" where nothing)."""

    field: OwnField
    text: str

    @property
    def shown(self) -> str:
        """The value for people, with its unit."""
        unit = self.field.draft.unit
        return f"{self.text} {unit}".rstrip() if self.text else ""


def check_own_field(draft: OwnFieldDraft) -> OwnFieldDraft:
    """Return `draft` with cleaned texts; FieldError with a sentence for each wrong field."""
    checks = FieldChecks()
    title = checks.line("title", FIELD_TITLES["title"], draft.title, SHORT_LIMIT, required=True)
    unit = checks.line("unit", FIELD_TITLES["unit"], draft.unit, 10)
    choices = tuple(
        dict.fromkeys(
            clean
            for text in draft.choices
            if (clean := checks.line("choices", FIELD_TITLES["choices"], text, SHORT_LIMIT))
        )
    )
    if draft.kind is OwnKind.CHOICE and not choices:
        checks.refuse("choices", _("请填写可选项，每行一个。"))
    if len(choices) > MOST_CHOICES:
        checks.refuse("choices", _("可选项最多 {limit} 个，请减少。").format(limit=MOST_CHOICES))
    checks.done()
    return replace(
        draft,
        title=title,
        unit=unit if draft.kind is OwnKind.NUMBER else "",
        choices=choices if draft.kind is OwnKind.CHOICE else (),
    )


def field_key(field: OwnField) -> str:
    """Return the name that a form gives to a field."""
    return f"own_{field.id}"


def kept_text(field: OwnField, value: str | Decimal | date | None) -> str:
    """Return what is kept of a value: 1200.5, 2026-11-23, a choice, a line; "" for nothing.

    FieldError where the value does not fit the field, or where it has to be filled in.
    """
    checks, draft, key = FieldChecks(), field.draft, field_key(field)
    text = checks.line(
        key, draft.title, "" if value is None else str(value), LINE_LIMIT, required=draft.required
    )
    if text and draft.kind is OwnKind.CHOICE and text not in draft.choices:
        checks.refuse(key, _("“{value}”不在可选项中，请重新选择。").format(value=text))
    if text and draft.kind is OwnKind.DATE:
        text = _day(checks, key, text)
    if text and draft.kind is OwnKind.NUMBER:
        text = _number(checks, key, text)
    checks.done()
    return text


def kept_texts(
    fields: Mapping[str, OwnField], values: Mapping[str, str | Decimal | date | None]
) -> dict[str, str]:
    """Return what is kept of `values`, by field key; one FieldError for all that is wrong."""
    kept: dict[str, str] = {}
    errors: dict[str, str] = {}
    for key, field in fields.items():
        try:
            kept[key] = kept_text(field, values.get(key))
        except FieldError as error:
            errors |= error.fields
    if errors:
        raise FieldError(errors)
    return kept


def _day(checks: FieldChecks, key: str, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        checks.refuse(key, _("日期请写成 2026-11-23 的样子。"))
        return ""


def _number(checks: FieldChecks, key: str, text: str) -> str:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= _LARGEST:
        checks.refuse(key, _("请填写数字，例如 1200.5。"))
        return ""
    return f"{number.normalize():f}"
