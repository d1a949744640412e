"""Contacts 联系人 / 关键人物 (form KD-10A): work data only, by paperwork.md 9.2."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final

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
    "post": N_("职务"),
    "role": N_("采购角色"),
    "phone": N_("工作电话"),
    "email": N_("电子邮箱"),
    "remark": N_("备注"),
    "archived": N_("归档"),
}
LIMITS: Final[Mapping[str, int]] = {
    "name": PERSON_LIMIT,
    "post": NAME_LIMIT,
    "phone": NAME_LIMIT,
    "email": NAME_LIMIT,
    "remark": 500,
}
"""The most characters of each text field."""

_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_PHONE: Final = re.compile(r"[\d+\-()（）/,，;；、*# 转extEXT.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft:
    """What somebody enters about a contact; only the name is compulsory."""

    name: str
    post: str = ""
    role: BuyingRole | None = None
    phone: str = ""
    email: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person at a client."""

    id: ContactId
    client_id: ClientId
    draft: ContactDraft
    archived: bool
    version: int


def check_contact(draft: ContactDraft) -> ContactDraft:
    """Return `draft` with cleaned texts; FieldError with a sentence for each wrong field."""
    checks = FieldChecks()
    cleaned = {name: _cleaned(checks, draft, name) for name in LIMITS}
    if cleaned["email"] and not _EMAIL.fullmatch(cleaned["email"]):
        checks.refuse("email", _("电子邮箱写成 name@example.com 的样子，请核对。"))
    if cleaned["phone"] and not _PHONE.fullmatch(cleaned["phone"]):
        checks.refuse("phone", _("工作电话只能含数字和 + - ( ) 转 等符号，请核对。"))
    checks.done()
    return ContactDraft(role=draft.role, **cleaned)


def contact_texts(draft: ContactDraft) -> dict[str, str]:
    """Return the fields as the texts that the history keeps."""
    return {field.name: str(getattr(draft, field.name) or "") for field in fields(ContactDraft)}


def _cleaned(checks: FieldChecks, draft: ContactDraft, name: str) -> str:
    title, limit = FIELD_TITLES[name], LIMITS[name]
    clean = checks.body if name == "remark" else checks.line
    return clean(name, title, getattr(draft, name), limit, required=name == "name")
