"""Contacts 联系人 / 关键人物 (form KD-10A): work data only, by paperwork.md 9.2."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import ClientId, ContactId
from kamdesk.domain.texts import NAME_LIMIT, PERSON_LIMIT
from kamdesk.i18n import N_, _


class BuyingRole(StrEnum):
    """采购角色: the part a person plays when their organisation buys."""

    DECIDER = "decider"
    INFLUENCER = "influencer"
    USER = "user"
    GATEKEEPER = "gatekeeper"
    BUYER = "buyer"
    COACH = "coach"


ROLE_TITLES: Final[Mapping[BuyingRole, str]] = {
    BuyingRole.DECIDER: N_("决策者"),
    BuyingRole.INFLUENCER: N_("影响者"),
    BuyingRole.USER: N_("使用者"),
    BuyingRole.GATEKEEPER: N_("技术把关"),
    BuyingRole.BUYER: N_("采购执行"),
    BuyingRole.COACH: N_("内线"),
}


class Attitude(StrEnum):
    """态度: how a person stands towards us."""

    SUPPORT = "support"
    NEUTRAL = "neutral"
    OPPOSE = "oppose"


ATTITUDE_TITLES: Final[Mapping[Attitude, str]] = {
    Attitude.SUPPORT: N_("支持"),
    Attitude.NEUTRAL: N_("中立"),
    Attitude.OPPOSE: N_("反对"),
}


class LegalBasis(StrEnum):
    """法律依据: why a person's data may be kept (PIPL art. 13; paperwork.md 9.2)."""

    CONSENT = "consent"
    SELF_DISCLOSED = "self_disclosed"
    PUBLIC = "public"
    CONTRACT = "contract"


BASIS_TITLES: Final[Mapping[LegalBasis, str]] = {
    LegalBasis.CONSENT: N_("本人同意"),
    LegalBasis.SELF_DISCLOSED: N_("本人主动提供"),
    LegalBasis.PUBLIC: N_("已合法公开"),
    LegalBasis.CONTRACT: N_("本人为合同一方"),
}


FIELD_TITLES: Final[Mapping[str, str]] = {
    "name": N_("姓名"),
    "department": N_("部门"),
    "post": N_("职务"),
    "role": N_("采购角色"),
    "influence": N_("影响力"),
    "attitude": N_("态度"),
    "sponsor": N_("高层支持者"),
    "champion": N_("内部推动者"),
    "reports_to_id": N_("上级"),
    "assistant_of_id": N_("协助对象"),
    "phone": N_("工作电话"),
    "email": N_("电子邮箱"),
    "remark": N_("备注"),
    "source": N_("信息来源"),
    "legal_basis": N_("法律依据"),
    "told_on": N_("告知日期"),
    "keep_until": N_("保存至"),
    "keep_reason": N_("延长保存的原因"),
    "archived": N_("归档"),
    "contact_reveal": N_("查看完整号码"),
}
LIMITS: Final[Mapping[str, int]] = {
    "name": PERSON_LIMIT,
    "post": NAME_LIMIT,
    "department": NAME_LIMIT,
    "phone": NAME_LIMIT,
    "email": NAME_LIMIT,
    "remark": 500,
    "source": NAME_LIMIT,
}
"""The most characters of each text field."""
INFLUENCES: Final = range(1, 6)
"""影响力: 1 little … 5 decides by themselves."""

_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_PHONE: Final = re.compile(r"[\d+\-()（）/,，;；、*# 转extEXT.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft:
    """What somebody enters about a contact; only the name is compulsory."""

    name: str
    post: str = ""
    department: str = ""
    role: BuyingRole | None = None
    influence: int | None = None
    attitude: Attitude | None = None
    sponsor: bool = False
    champion: bool = False
    reports_to_id: ContactId | None = None
    assistant_of_id: ContactId | None = None
    phone: str = ""
    email: str = ""
    remark: str = ""
    source: str = ""
    legal_basis: LegalBasis | None = None
    told_on: date | None = None
    keep_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person at a client; `masked` where phone, e-mail or remark stand in `draft` in part.

    `reports_to` and `assistant_of` are the names to the ids. Of somebody `erased` nothing is left.
    """

    id: ContactId
    client_id: ClientId
    draft: ContactDraft
    archived: bool
    version: int
    reports_to: str = ""
    assistant_of: str = ""
    masked: bool = False
    erased: bool = False


def check_contact(draft: ContactDraft, *, day: date | None = None) -> ContactDraft:
    """Return `draft` with cleaned texts; FieldError with a sentence for each wrong field.

    With `day` nobody can have been told later than that.
    """
    checks = FieldChecks()
    cleaned: dict[str, Any] = {name: _cleaned(checks, draft, name) for name in LIMITS}
    if cleaned["email"] and not _EMAIL.fullmatch(cleaned["email"]):
        checks.refuse("email", _("电子邮箱写成 name@example.com 的样子，请核对。"))
    if cleaned["phone"] and not _PHONE.fullmatch(cleaned["phone"]):
        checks.refuse("phone", _("工作电话只能含数字和 + - ( ) 转 等符号，请核对。"))
    if draft.influence is not None and draft.influence not in INFLUENCES:
        checks.refuse("influence", _("影响力是 1 到 5 之间的整数，请重新选择。"))
    _check_days(checks, draft, day)
    checks.done()
    return replace(draft, **cleaned)


def contact_texts(draft: ContactDraft) -> dict[str, str]:
    """Return the fields as the texts that the history keeps."""
    return {field.name: _text(getattr(draft, field.name)) for field in fields(ContactDraft)}


def _text(value: object) -> str:
    return "yes" if value is True else str(value or "")


def _check_days(checks: FieldChecks, draft: ContactDraft, day: date | None) -> None:
    told, until = draft.told_on, draft.keep_until
    if told and day and told > day:
        checks.refuse("told_on", _("告知日期不能晚于今天，请核对。"))
    if told and until and until < told:
        checks.refuse("keep_until", _("保存至的日期不能早于告知日期，请核对。"))


def _cleaned(checks: FieldChecks, draft: ContactDraft, name: str) -> str:
    title, limit = FIELD_TITLES[name], LIMITS[name]
    clean = checks.body if name == "remark" else checks.line
    return clean(name, title, getattr(draft, name), limit, required=name == "name")
