"""Who may do what: one permission table (role × action × reach × state) for service and screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from kamdesk.domain.errors import NotAllowedError
from kamdesk.domain.ids import DepartmentId, UserId
from kamdesk.domain.people import ROLE_TITLES, Actor, Role
from kamdesk.i18n import N_, _, listed


class Action(StrEnum):
    """Everything that is permitted or not; the value is its message in `ACTION_TITLES`."""

    CLIENT_VIEW = "client_view"
    CLIENT_CREATE = "client_create"
    CLIENT_EDIT = "client_edit"
    CLIENT_ARCHIVE = "client_archive"
    CLIENT_IMPORT = "client_import"
    CLIENT_EXPORT = "client_export"
    CLIENT_ASSIGN = "client_assign"
    CLIENT_CLAIM = "client_claim"
    CLIENT_MERGE = "client_merge"
    CLASS_DECIDE = "class_decide"
    GRADE_DECIDE = "grade_decide"
    CONTACT_REVEAL = "contact_reveal"
    CONTACT_ERASE = "contact_erase"
    PURCHASE_VIEW = "purchase_view"
    PURCHASE_EDIT = "purchase_edit"
    PURCHASE_IMPORT = "purchase_import"
    POLICY_EDIT = "policy_edit"
    DUPLICATE_CHECK = "duplicate_check"
    FILING_VIEW = "filing_view"
    FILING_CREATE = "filing_create"
    FILING_EDIT = "filing_edit"
    FILING_FOLLOW_UP = "filing_follow_up"
    FILING_EXTEND = "filing_extend"
    FILING_EXTEND_AGAIN = "filing_extend_again"
    FILING_END = "filing_end"
    CONFLICT_RULE = "conflict_rule"
    APPLICATION_VIEW = "application_view"
    APPLICATION_CREATE = "application_create"
    APPLICATION_EDIT = "application_edit"
    APPROVAL_DECIDE = "approval_decide"
    PROJECT_VIEW = "project_view"
    PROJECT_RUN = "project_run"
    PROJECT_STOP = "project_stop"
    PROJECT_REOPEN = "project_reopen"
    DELEGATION_GIVE = "delegation_give"
    ROUTE_EDIT = "route_edit"
    USER_MANAGE = "user_manage"
    SETTINGS_EDIT = "settings_edit"
    BACKUP = "backup"
    AUDIT_VERIFY = "audit_verify"


ACTION_TITLES: Mapping[Action, str] = {
    Action.CLIENT_VIEW: N_("查看客户"),
    Action.CLIENT_CREATE: N_("登记客户"),
    Action.CLIENT_EDIT: N_("修改客户"),
    Action.CLIENT_ARCHIVE: N_("归档客户"),
    Action.CLIENT_IMPORT: N_("导入客户"),
    Action.CLIENT_EXPORT: N_("导出客户"),
    Action.CLIENT_ASSIGN: N_("更换客户负责人"),
    Action.CLIENT_CLAIM: N_("领取公海客户"),
    Action.CLIENT_MERGE: N_("合并客户"),
    Action.CLASS_DECIDE: N_("认定大客户类别"),
    Action.GRADE_DECIDE: N_("评定客户等级"),
    Action.CONTACT_REVEAL: N_("查看完整联系方式"),
    Action.CONTACT_ERASE: N_("处理个人信息请求"),
    Action.PURCHASE_VIEW: N_("查看采购记录"),
    Action.PURCHASE_EDIT: N_("登记采购记录"),
    Action.PURCHASE_IMPORT: N_("导入采购记录"),
    Action.POLICY_EDIT: N_("修改客户规则"),
    Action.DUPLICATE_CHECK: N_("查重"),
    Action.FILING_VIEW: N_("查看备案"),
    Action.FILING_CREATE: N_("填报备案"),
    Action.FILING_EDIT: N_("修改备案"),
    Action.FILING_FOLLOW_UP: N_("登记跟进"),
    Action.FILING_EXTEND: N_("延长备案保护期"),
    Action.FILING_EXTEND_AGAIN: N_("再次延长备案保护期"),
    Action.FILING_END: N_("终止备案"),
    Action.CONFLICT_RULE: N_("裁定撞单"),
    Action.APPLICATION_VIEW: N_("查看立项申请"),
    Action.APPLICATION_CREATE: N_("填写立项申请"),
    Action.APPLICATION_EDIT: N_("修改立项申请"),
    Action.APPROVAL_DECIDE: N_("审批"),
    Action.PROJECT_VIEW: N_("查看攻关项目"),
    Action.PROJECT_RUN: N_("推进攻关项目"),
    Action.PROJECT_STOP: N_("暂停、恢复或撤销攻关项目"),
    Action.PROJECT_REOPEN: N_("重新启动攻关项目"),
    Action.DELEGATION_GIVE: N_("委托代理审批"),
    Action.ROUTE_EDIT: N_("修改审批流程"),
    Action.USER_MANAGE: N_("管理用户"),
    Action.SETTINGS_EDIT: N_("修改系统设置"),
    Action.BACKUP: N_("备份与恢复"),
    Action.AUDIT_VERIFY: N_("核验审计记录"),
}
"""What an action is called in a refusal."""


class Reach(IntEnum):
    """How far a permission reaches; a larger one contains the smaller."""

    OWN = 1
    DEPARTMENT = 2
    ALL = 3


@dataclass(frozen=True, slots=True)
class Grant:
    """A role's permission; `states` is empty where the state does not matter."""

    reach: Reach
    states: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose record it is, who works along with them (`editors` may also see), how it stands."""

    owner_id: UserId | None = None
    department_id: DepartmentId | None = None
    state: str = ""
    readers: frozenset[UserId] = frozenset()
    editors: frozenset[UserId] = frozenset()


_OWN = Grant(Reach.OWN)
_DEPARTMENT = Grant(Reach.DEPARTMENT)
_ALL = Grant(Reach.ALL)
_OWN_UNSENT = Grant(Reach.OWN, frozenset({"draft", "returned"}))
_OWN_FILED = Grant(Reach.OWN, frozenset({"filed"}))
_ALL_FILED = Grant(Reach.ALL, frozenset({"filed"}))

_EVERYBODY_IN_BUSINESS = {
    Role.SALES: _OWN,
    Role.HEAD: _DEPARTMENT,
    Role.MANAGEMENT: _ALL,
    Role.FINANCE: _ALL,
    Role.EXECUTIVE_VP: _ALL,
    Role.GENERAL_MANAGER: _ALL,
}
_APPROVERS = dict.fromkeys(
    (Role.HEAD, Role.MANAGEMENT, Role.FINANCE, Role.EXECUTIVE_VP, Role.GENERAL_MANAGER), _ALL
)

TABLE: Mapping[Action, Mapping[Role, Grant]] = {
    Action.CLIENT_VIEW: _EVERYBODY_IN_BUSINESS,
    Action.CLIENT_CREATE: {Role.SALES: _ALL, Role.HEAD: _ALL, Role.MANAGEMENT: _ALL},
    Action.CLIENT_EDIT: {Role.SALES: _OWN, Role.HEAD: _DEPARTMENT, Role.MANAGEMENT: _ALL},
    Action.CLIENT_ARCHIVE: {Role.HEAD: _DEPARTMENT, Role.MANAGEMENT: _ALL},
    Action.CLIENT_IMPORT: {Role.HEAD: _ALL, Role.MANAGEMENT: _ALL},
    Action.CLIENT_EXPORT: _EVERYBODY_IN_BUSINESS,
    Action.CLIENT_ASSIGN: {Role.HEAD: _DEPARTMENT, Role.MANAGEMENT: _ALL},
    Action.CLIENT_CLAIM: {Role.SALES: _ALL, Role.HEAD: _ALL},
    Action.CLIENT_MERGE: {Role.MANAGEMENT: _ALL},
    Action.CLASS_DECIDE: {
        Role.HEAD: _DEPARTMENT,
        Role.MANAGEMENT: _ALL,
        Role.EXECUTIVE_VP: _ALL,
    },
    Action.GRADE_DECIDE: {Role.HEAD: _DEPARTMENT, Role.MANAGEMENT: _ALL},
    Action.CONTACT_REVEAL: {
        Role.SALES: _OWN,
        Role.HEAD: _DEPARTMENT,
        Role.MANAGEMENT: _ALL,
        Role.EXECUTIVE_VP: _ALL,
        Role.GENERAL_MANAGER: _ALL,
    },
    Action.CONTACT_ERASE: {Role.MANAGEMENT: _ALL},
    Action.PURCHASE_VIEW: _EVERYBODY_IN_BUSINESS,
    Action.PURCHASE_EDIT: {Role.SALES: _OWN, Role.HEAD: _DEPARTMENT, Role.MANAGEMENT: _ALL},
    Action.PURCHASE_IMPORT: {Role.HEAD: _ALL, Role.MANAGEMENT: _ALL},
    Action.POLICY_EDIT: {Role.MANAGEMENT: _ALL, Role.ADMINISTRATOR: _ALL},
    Action.DUPLICATE_CHECK: dict.fromkeys(_EVERYBODY_IN_BUSINESS, _ALL),
    Action.FILING_VIEW: _EVERYBODY_IN_BUSINESS,
    Action.FILING_CREATE: {Role.SALES: _OWN, Role.HEAD: _OWN},
    Action.FILING_EDIT: {Role.SALES: _OWN_UNSENT, Role.HEAD: _OWN_UNSENT},
    Action.FILING_FOLLOW_UP: {Role.SALES: _OWN_FILED, Role.HEAD: _OWN_FILED},
    Action.FILING_EXTEND: {Role.MANAGEMENT: _ALL_FILED, Role.EXECUTIVE_VP: _ALL_FILED},
    Action.FILING_EXTEND_AGAIN: {Role.EXECUTIVE_VP: _ALL_FILED},
    Action.FILING_END: {
        Role.SALES: _OWN_FILED,
        Role.HEAD: _OWN_FILED,
        Role.MANAGEMENT: _ALL_FILED,
    },
    Action.CONFLICT_RULE: {Role.MANAGEMENT: _ALL},
    Action.APPLICATION_VIEW: _EVERYBODY_IN_BUSINESS,
    Action.APPLICATION_CREATE: {Role.SALES: _OWN, Role.HEAD: _OWN},
    Action.APPLICATION_EDIT: {Role.SALES: _OWN_UNSENT, Role.HEAD: _OWN_UNSENT},
    Action.APPROVAL_DECIDE: _APPROVERS,
    Action.PROJECT_VIEW: _EVERYBODY_IN_BUSINESS,
    Action.PROJECT_RUN: {Role.SALES: _OWN, Role.HEAD: _DEPARTMENT, Role.MANAGEMENT: _ALL},
    Action.PROJECT_STOP: {
        Role.HEAD: _DEPARTMENT,
        Role.MANAGEMENT: _ALL,
        Role.EXECUTIVE_VP: _ALL,
    },
    Action.PROJECT_REOPEN: {Role.MANAGEMENT: _ALL, Role.EXECUTIVE_VP: _ALL},
    Action.DELEGATION_GIVE: _APPROVERS,
    Action.ROUTE_EDIT: {Role.ADMINISTRATOR: _ALL},
    Action.USER_MANAGE: {Role.ADMINISTRATOR: _ALL},
    Action.SETTINGS_EDIT: {Role.ADMINISTRATOR: _ALL},
    Action.BACKUP: {Role.ADMINISTRATOR: _ALL},
    Action.AUDIT_VERIFY: {
        Role.ADMINISTRATOR: _ALL,
        Role.MANAGEMENT: _ALL,
        Role.EXECUTIVE_VP: _ALL,
        Role.GENERAL_MANAGER: _ALL,
    },
}
"""Role × action × reach × state. What is not in it is forbidden.

The administrator approves nothing.
"""


_SEEING = frozenset(
    {Action.CLIENT_VIEW, Action.CLIENT_EXPORT, Action.PURCHASE_VIEW, Action.PROJECT_VIEW}
)
_EDITING = frozenset(
    {Action.CLIENT_EDIT, Action.CONTACT_REVEAL, Action.PURCHASE_EDIT, Action.PROJECT_RUN}
)
"""What who works along with an owner, or owns a stage, may do as if the record were theirs."""


def reach(actor: Actor, action: Action) -> Reach | None:
    """Return how far `actor` may go with `action` on lists, or None where it is forbidden."""
    grants = [grant for role, grant in TABLE[action].items() if role in actor.roles]
    return max((grant.reach for grant in grants), default=None)


def allowed(actor: Actor, action: Action, subject: Subject | None = None) -> bool:
    """Tell whether `actor` may do `action`, on `subject` where one is given."""
    grants = [grant for role, grant in TABLE[action].items() if role in actor.roles]
    if subject is None:
        return bool(grants)
    shared = actor.id in _sharing(action, subject)
    return any(_covers(grant, actor, subject, shared=shared) for grant in grants)


def require(actor: Actor, action: Action, subject: Subject | None = None) -> None:
    """Refuse with NotAllowedError, naming who may, where `allowed` says no."""
    if allowed(actor, action, subject):
        return
    holders = listed(_(ROLE_TITLES[role]) for role in TABLE[action])
    raise NotAllowedError(
        _("您不能在此处“{action}”。可以办理的是：{holders}（限本人职责范围和适用状态）。").format(
            action=_(ACTION_TITLES[action]), holders=holders
        )
    )


def _sharing(action: Action, subject: Subject) -> frozenset[UserId]:
    """Return who may do `action` because they work along."""
    if action in _SEEING:
        return subject.readers | subject.editors
    return subject.editors if action in _EDITING else frozenset()


def _covers(grant: Grant, actor: Actor, subject: Subject, *, shared: bool) -> bool:
    if grant.states and subject.state not in grant.states:
        return False
    if grant.reach is Reach.ALL or subject.owner_id == actor.id or shared:
        return True
    return (
        grant.reach is Reach.DEPARTMENT
        and actor.department_id is not None
        and subject.department_id == actor.department_id
    )
