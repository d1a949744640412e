"""People of the marketing centre: roles (权责, seed 4.1–4.4) and who is acting."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kamdesk.domain.ids import DepartmentId, UserId
from kamdesk.i18n import N_, _


class Role(StrEnum):
    """What somebody may be in the programme; one person may hold several."""

    SALES = "sales"
    HEAD = "head"
    MANAGEMENT = "management"
    FINANCE = "finance"
    EXECUTIVE_VP = "executive_vp"
    GENERAL_MANAGER = "general_manager"
    ADMINISTRATOR = "administrator"


ROLE_TITLES = {
    Role.SALES: N_("业务人员"),
    Role.HEAD: N_("业务部门负责人"),
    Role.MANAGEMENT: N_("销售管理部"),
    Role.FINANCE: N_("财务部"),
    Role.EXECUTIVE_VP: N_("常务副总"),
    Role.GENERAL_MANAGER: N_("总经理"),
    Role.ADMINISTRATOR: N_("系统管理员"),
}
"""What a role is called on screen and paper."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The person in whose name an operation runs, and the day on which it does.

    Who is asked about on no particular day has none of what was given them until some day.
    """

    id: UserId
    name: str
    roles: frozenset[Role]
    department_id: DepartmentId | None = None
    day: date = date.max

    def holds(self, *roles: Role) -> bool:
        """Tell whether the person holds any of `roles`."""
        return not self.roles.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class Department:
    """A department; filings and applications are checked by its head."""

    id: DepartmentId
    name: str


@dataclass(frozen=True, slots=True)
class UserRow:
    """What the list of users shows; `version` guards against lost updates."""

    id: UserId
    login: str
    name: str
    phone: str
    department_id: DepartmentId | None
    department: str
    roles: frozenset[Role]
    active: bool
    version: int


@dataclass(frozen=True, slots=True)
class Colleague:
    """An active user as everybody may see them: for choosing a person."""

    id: UserId
    name: str
    department: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDraft:
    """What the form of a user asks for."""

    login: str
    name: str
    roles: frozenset[Role]
    department_id: DepartmentId | None = None
    phone: str = ""


LONGEST_LOGIN = 32
LONGEST_NAME = 40
LONGEST_PHONE = 30
LONGEST_DEPARTMENT = 40
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]*")


def login_of(text: str) -> str:
    """Return a login as it is kept: without spaces around, in lower case, half-width."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def user_faults(draft: UserDraft) -> dict[str, str]:
    """Return what is wrong with a user's form: field -> sentence."""
    faults = {
        "login": _login_fault(login_of(draft.login)),
        "name": name_fault(draft.name, LONGEST_NAME),
        "phone": _too_long(draft.phone, LONGEST_PHONE),
        "roles": _roles_fault(draft.roles),
        "department_id": _department_fault(draft),
    }
    return {field: fault for field, fault in faults.items() if fault}


def name_fault(name: str, longest: int) -> str:
    """Return what is wrong with a name of a person or department, or an empty text."""
    if not name.strip():
        return _("请填写名称。")
    if any(unicodedata.category(sign) in {"Cc", "Cf"} for sign in name.strip()):
        return _("名称中有看不见的字符，请重新输入。")
    return _too_long(name, longest)


def _login_fault(login: str) -> str:
    if not _LOGIN.fullmatch(login):
        return _("登录名请用英文字母和数字，可加点、横线和下划线，例如 zhang.san。")
    return _too_long(login, LONGEST_LOGIN)


def _roles_fault(roles: frozenset[Role]) -> str:
    if not roles:
        return _("请至少选择一个角色。")
    if Role.ADMINISTRATOR in roles and len(roles) > 1:
        return _("系统管理员不参与业务审批，不能再兼任其他角色。请另建一个账号。")
    return ""


def _department_fault(draft: UserDraft) -> str:
    if draft.department_id is None and draft.roles & {Role.SALES, Role.HEAD}:
        return _("业务人员和部门负责人必须选择所属部门。")
    return ""


def _too_long(text: str, longest: int) -> str:
    if len(text.strip()) <= longest:
        return ""
    return _("内容太长，请不要超过 {count} 个字符。").format(count=longest)
