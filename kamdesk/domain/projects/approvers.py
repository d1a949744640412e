"""Who may approve: holders of a role, and who steps in where nobody holds it."""

from collections.abc import Iterable, Sequence

from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import DepartmentId, UserId
from kamdesk.domain.people import ROLE_TITLES, Actor, Role
from kamdesk.domain.projects.routes import APPROVER_ROLES
from kamdesk.i18n import _

_RANKS = tuple(Role)
_STAND_INS = (Role.EXECUTIVE_VP, Role.GENERAL_MANAGER)


def may_approve(person: Actor) -> bool:
    """Tell whether `person` may sign anything: an approver, and no administrator."""
    return person.holds(*APPROVER_ROLES) and not person.holds(Role.ADMINISTRATOR)


def candidates(
    staff: Iterable[Actor],
    role: Role,
    *,
    department_id: DepartmentId | None,
    submitter_id: UserId,
) -> tuple[Actor, ...]:
    """Return who decides a step of `role`, lowest rank first, then by name.

    A missing approver falls to 常务副总, then 总经理; never to the submitter. RuleError names the
    role where nobody is left.
    """
    able = [person for person in staff if may_approve(person) and person.id != submitter_id]
    for wanted in (role, *_STAND_INS):
        found = [person for person in able if _holds(person, wanted, department_id)]
        if found:
            return tuple(sorted(found, key=_rank))
    raise RuleError(
        _(
            "没有可用的“{role}”审批人（申请人本人和系统管理员不能审批），请先请系统管理员指定。"
        ).format(role=_(ROLE_TITLES[role]))
    )


def find(staff: Sequence[Actor], user_id: UserId, submitter_id: UserId) -> Actor:
    """Return the person chosen to sign (transfer, added signer), or refuse with RuleError."""
    if user_id == submitter_id:
        raise RuleError(_("申请人不能审批自己提交的申请，请另选他人。"))
    person = next((each for each in staff if each.id == user_id), None)
    if person is None or not may_approve(person):
        raise RuleError(_("所选人员不在岗或没有审批职责，请另选他人。"))
    return person


def _holds(person: Actor, role: Role, department_id: DepartmentId | None) -> bool:
    own = department_id is not None and person.department_id == department_id
    return person.holds(role) and (own or role is not Role.HEAD)


def _rank(person: Actor) -> tuple[int, str, int]:
    return max(_RANKS.index(role) for role in person.roles), person.name, person.id
