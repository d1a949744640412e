"""People of the marketing centre: roles (权责, seed 4.1–4.4) and who is acting."""

from dataclasses import dataclass
from enum import StrEnum

from kamdesk.domain.ids import DepartmentId, UserId
from kamdesk.i18n import N_


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
    """The person in whose name an operation runs."""

    id: UserId
    name: str
    roles: frozenset[Role]
    department_id: DepartmentId | None = None

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
