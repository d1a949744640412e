"""Clients 客户: what is entered, what a list and a page show, and what makes an entry sound.

Fields follow the client card KD-10 (paperwork.md 2.10), classes and grades product.md rules 1–3.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kamdesk.domain.clients.credit_code import normalise_code
from kamdesk.domain.errors import FieldError
from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import ClientId, DepartmentId, UserId
from kamdesk.domain.texts import LINE_LIMIT, NAME_LIMIT, SHORT_LIMIT
from kamdesk.i18n import N_, _, listed


class ClientClass(StrEnum):
    """大客户类别; several may hold at once."""

    ECONOMIC = "economic"
    IMPORTANT = "important"
    GROUP = "group"
    STRATEGIC = "strategic"


CLASS_TITLES: Final[Mapping[ClientClass, str]] = {
    ClientClass.ECONOMIC: N_("经济大客户"),
    ClientClass.IMPORTANT: N_("重要客户"),
    ClientClass.GROUP: N_("集团客户"),
    ClientClass.STRATEGIC: N_("战略客户"),
}


class Grade(StrEnum):
    """客户等级."""

    A = "A"
    B = "B"
    C = "C"


class PartnershipTier(StrEnum):
    """合作层级 (product.md rule 3)."""

    STRATEGIC = "strategic"
    IMPORTANT = "important"
    GENERAL = "general"
    POTENTIAL = "potential"


TIER_TITLES: Final[Mapping[PartnershipTier, str]] = {
    PartnershipTier.STRATEGIC: N_("战略合作"),
    PartnershipTier.IMPORTANT: N_("重要合作"),
    PartnershipTier.GENERAL: N_("一般合作"),
    PartnershipTier.POTENTIAL: N_("潜在合作"),
}


ORG_TYPES: Final = (
    N_("国有企业"),
    N_("集体企业"),
    N_("民营企业"),
    N_("外商投资企业"),
    N_("港澳台投资企业"),
    N_("股份制企业"),
    N_("机关"),
    N_("事业单位"),
    N_("社会团体"),
    N_("其他"),
)
"""企业性质: what the form offers; other texts may be typed."""

SOURCES: Final = (
    N_("转介绍"),
    N_("陌生拜访"),
    N_("电话咨询"),
    N_("展会"),
    N_("招投标"),
    N_("广告"),
    N_("网络"),
    N_("老客户"),
    N_("其他"),
)
"""客户来源: what the form offers; other texts may be typed."""

SCOPE_LIMIT: Final = 2000
REMARK_LIMIT: Final = 2000

FIELD_TITLES: Final[Mapping[str, str]] = {
    "name": N_("客户名称"),
    "code": N_("统一社会信用代码"),
    "short_name": N_("客户简称"),
    "former_name": N_("曾用名"),
    "classes": N_("大客户类别"),
    "grade": N_("客户等级"),
    "industry": N_("行业"),
    "province": N_("省份"),
    "city": N_("城市"),
    "address": N_("地址"),
    "phone": N_("电话"),
    "website": N_("网址"),
    "org_type": N_("企业性质"),
    "established_on": N_("成立日期"),
    "registered_capital": N_("注册资本"),
    "business_scope": N_("经营范围"),
    "source": N_("客户来源"),
    "parent_id": N_("上级客户"),
    "remark": N_("备注"),
    "owner_id": N_("负责人"),
    "archived": N_("归档"),
    "tier": N_("合作层级"),
    "grade_due_on": N_("复评日期"),
    "locked": N_("锁定"),
    "merged_into_id": N_("并入客户"),
}
"""What fields are called on forms, in sentences, in the history."""

LIMITS: Final[Mapping[str, int]] = {
    "name": NAME_LIMIT,
    "code": SHORT_LIMIT,
    "short_name": NAME_LIMIT,
    "former_name": NAME_LIMIT,
    "industry": NAME_LIMIT,
    "province": SHORT_LIMIT,
    "city": SHORT_LIMIT,
    "address": LINE_LIMIT,
    "phone": NAME_LIMIT,
    "website": LINE_LIMIT,
    "org_type": NAME_LIMIT,
    "registered_capital": SHORT_LIMIT,
    "business_scope": SCOPE_LIMIT,
    "source": NAME_LIMIT,
    "remark": REMARK_LIMIT,
}
"""The most characters of each text field."""

_BODIES: Final = frozenset({"business_scope", "remark"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientDraft:
    """What somebody enters about a client; only the name is compulsory."""

    name: str
    code: str = ""
    short_name: str = ""
    former_name: str = ""
    classes: frozenset[ClientClass] = frozenset()
    grade: Grade | None = None
    industry: str = ""
    province: str = ""
    city: str = ""
    address: str = ""
    phone: str = ""
    website: str = ""
    org_type: str = ""
    established_on: date | None = None
    registered_capital: str = ""
    business_scope: str = ""
    source: str = ""
    parent_id: ClientId | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRow:
    """A line of the list of clients; instants are UTC.

    `year_tons` and `year_amount` (yuan) are of the twelve months that end with the present one;
    `days_left` is how many days remain until it is due to the pool, None where it never is.
    """

    id: ClientId
    number: str
    name: str
    short_name: str
    code: str
    classes: frozenset[ClientClass]
    grade: Grade | None
    industry: str
    province: str
    city: str
    address: str
    phone: str
    org_type: str
    established_on: date | None
    registered_capital: str
    source: str
    owner_id: UserId | None
    owner: str
    parent: str
    archived: bool
    created_at: datetime
    updated_at: datetime
    days_left: int | None
    version: int
    tier: PartnershipTier | None
    grade_due_on: date | None
    year_tons: Decimal
    year_amount: Decimal
    last_purchase_on: date | None
    owned_since: date | None
    last_contact_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientDetails:
    """Everything about one client, as its page shows it.

    `year_tons` and `year_amount` (yuan) sum the twelve months that end with the present one.
    `readers` and `editors` work along with the owner at present.
    """

    id: ClientId
    number: str
    draft: ClientDraft
    code_warning: str
    parent: str
    children: tuple["ClientChoice", ...]
    owner_id: UserId | None
    owner: str
    department_id: DepartmentId | None
    tier: PartnershipTier | None
    year_tons: Decimal
    year_amount: Decimal
    last_purchase_on: date | None
    last_contact_on: date | None
    readers: frozenset[UserId] = frozenset()
    editors: frozenset[UserId] = frozenset()
    locked: bool = False
    archived: bool
    created_at: datetime
    created_by: str
    updated_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class ClientChoice:
    """A client as a picker offers it: what 查重 shows to anybody, no details."""

    id: ClientId
    number: str
    name: str
    owner: str


@dataclass(frozen=True, slots=True)
class OwnerChoice:
    """A person who may own clients."""

    id: UserId
    name: str
    login: str


def number_of(serial: int) -> str:
    """Return the client number of the running `serial`: KH000001."""
    return f"KH{serial:06d}"


def serial_of(number: str) -> int:
    """Return the running serial of a client number."""
    return int(number.removeprefix("KH"))


def check_draft(draft: ClientDraft, *, today: date) -> ClientDraft:
    """Return `draft` with cleaned texts; FieldError with a sentence for each wrong field."""
    checks = FieldChecks()
    cleaned = {name: _cleaned(checks, name, getattr(draft, name)) for name in LIMITS}
    cleaned["code"] = normalise_code(cleaned["code"])
    _check_website(checks, cleaned["website"])
    if draft.established_on is not None and draft.established_on > today:
        checks.refuse("established_on", _("成立日期不能晚于今天，请核对。"))
    checks.done()
    return replace(draft, **cleaned)  # type: ignore[arg-type] # the texts' own fields


def refuse_cycle(
    client_id: ClientId,
    parent_id: ClientId | None,
    parent_of: Callable[[ClientId], ClientId | None],
) -> None:
    """Refuse with FieldError a parent that is the client itself or stands below it."""
    checks = FieldChecks()
    above = parent_id
    while above is not None and not checks.errors:
        if above == client_id:
            checks.refuse("parent_id", _("上级客户不能是客户自己或它的下级，请另选一个上级客户。"))
        above = parent_of(above)
    checks.done()


def refuse_classes(before: frozenset[ClientClass], after: frozenset[ClientClass]) -> None:
    """Refuse with FieldError a change of classes outside a decision with its basis."""
    if before != after:
        raise FieldError(
            {"classes": _("大客户类别须写明依据，请用“分类”认定，不能在资料中直接修改。")}
        )


def draft_texts(draft: ClientDraft) -> dict[str, str]:
    """Return the fields as the texts that the history keeps; `draft_of` reads them again."""
    return {field.name: _as_text(getattr(draft, field.name)) for field in fields(ClientDraft)}


def draft_of(texts: Mapping[str, str]) -> ClientDraft:
    """Return the draft that `draft_texts` wrote."""
    parent, grade, day = texts["parent_id"], texts["grade"], texts["established_on"]
    plain = {name: texts[name] for name in LIMITS if name != "name"}
    return ClientDraft(
        name=texts["name"],
        classes=classes_of(texts["classes"]),
        grade=Grade(grade) if grade else None,
        established_on=date.fromisoformat(day) if day else None,
        parent_id=ClientId(int(parent)) if parent else None,
        **plain,
    )


def classes_of(text: str) -> frozenset[ClientClass]:
    """Return the classes that a history text holds."""
    return frozenset(ClientClass(value) for value in text.split(",") if value)


def class_value(classes: frozenset[ClientClass]) -> str:
    """Return the text that the history keeps; `classes_of` reads it again."""
    return ",".join(each.value for each in ClientClass if each in classes)


def class_text(classes: frozenset[ClientClass]) -> str:
    """Return the titles of `classes` in their fixed order, for people."""
    return listed(_(CLASS_TITLES[each]) for each in ClientClass if each in classes)


def _cleaned(checks: FieldChecks, name: str, text: str) -> str:
    clean = checks.body if name in _BODIES else checks.line
    return clean(name, FIELD_TITLES[name], text, LIMITS[name], required=name == "name")


def _check_website(checks: FieldChecks, website: str) -> None:
    if website and ("." not in website or " " in website):
        checks.refuse("website", _("网址写成 www.example.com 的样子，不含空格，请核对。"))


def _as_text(value: str | date | frozenset[ClientClass] | int | None) -> str:
    if isinstance(value, frozenset):
        return class_value(value)
    return "" if value is None else str(value)
