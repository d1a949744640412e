"""A project 攻关项目: what an approved application becomes, driven through six stages to its end.

product.md, the chain and rule 4; the seed's 4.2 to 4.4.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from kamdesk.domain.errors import FieldError, RuleError
from kamdesk.domain.ids import UserId
from kamdesk.domain.permissions import Action
from kamdesk.domain.progress.stages import STAGE_TITLES, Stage, check_owners
from kamdesk.i18n import N_, _


class ProjectState(StrEnum):
    """How a project stands."""

    RUNNING = "running"
    SUSPENDED = "suspended"
    WON = "won"
    LOST = "lost"
    CANCELLED = "cancelled"


STATE_TITLES: Final[Mapping[ProjectState, str]] = {
    ProjectState.RUNNING: N_("进行中"),
    ProjectState.SUSPENDED: N_("已暂停"),
    ProjectState.WON: N_("已成交"),
    ProjectState.LOST: N_("已丢单"),
    ProjectState.CANCELLED: N_("已撤销"),
}


class ProjectAct(StrEnum):
    """What is done with a project."""

    ADVANCE = "advance"
    STEP_BACK = "step_back"
    SUSPEND = "suspend"
    RESUME = "resume"
    WIN = "win"
    LOSE = "lose"
    CANCEL = "cancel"
    REOPEN = "reopen"


ACT_TITLES: Final[Mapping[ProjectAct, str]] = {
    ProjectAct.ADVANCE: N_("进入下一阶段"),
    ProjectAct.STEP_BACK: N_("退回上一阶段"),
    ProjectAct.SUSPEND: N_("暂停"),
    ProjectAct.RESUME: N_("恢复推进"),
    ProjectAct.WIN: N_("登记成交"),
    ProjectAct.LOSE: N_("登记丢单"),
    ProjectAct.CANCEL: N_("撤销项目"),
    ProjectAct.REOPEN: N_("重新启动"),
}

NEXT: Final[Mapping[tuple[ProjectState, ProjectAct], ProjectState]] = {
    (ProjectState.RUNNING, ProjectAct.ADVANCE): ProjectState.RUNNING,
    (ProjectState.RUNNING, ProjectAct.STEP_BACK): ProjectState.RUNNING,
    (ProjectState.RUNNING, ProjectAct.SUSPEND): ProjectState.SUSPENDED,
    (ProjectState.RUNNING, ProjectAct.WIN): ProjectState.WON,
    (ProjectState.RUNNING, ProjectAct.LOSE): ProjectState.LOST,
    (ProjectState.RUNNING, ProjectAct.CANCEL): ProjectState.CANCELLED,
    (ProjectState.SUSPENDED, ProjectAct.RESUME): ProjectState.RUNNING,
    (ProjectState.SUSPENDED, ProjectAct.LOSE): ProjectState.LOST,
    (ProjectState.SUSPENDED, ProjectAct.CANCEL): ProjectState.CANCELLED,
    (ProjectState.WON, ProjectAct.REOPEN): ProjectState.RUNNING,
    (ProjectState.LOST, ProjectAct.REOPEN): ProjectState.RUNNING,
    (ProjectState.CANCELLED, ProjectAct.REOPEN): ProjectState.RUNNING,
}
"""State × act → state; what is not in it is refused."""

ACTIONS: Final[Mapping[ProjectAct, Action]] = {
    ProjectAct.ADVANCE: Action.PROJECT_RUN,
    ProjectAct.STEP_BACK: Action.PROJECT_RUN,
    ProjectAct.WIN: Action.PROJECT_RUN,
    ProjectAct.LOSE: Action.PROJECT_RUN,
    ProjectAct.SUSPEND: Action.PROJECT_STOP,
    ProjectAct.RESUME: Action.PROJECT_STOP,
    ProjectAct.CANCEL: Action.PROJECT_STOP,
    ProjectAct.REOPEN: Action.PROJECT_REOPEN,
}
"""What is asked of who does an act."""


class LossReason(StrEnum):
    """Why a project was lost; OTHER needs a note."""

    PRICE = "price"
    RIVAL = "rival"
    PRODUCT = "product"
    TERMS = "terms"
    NEED_GONE = "need_gone"
    RELATION = "relation"
    OTHER = "other"


LOSS_TITLES: Final[Mapping[LossReason, str]] = {
    LossReason.PRICE: N_("价格高于对手"),
    LossReason.RIVAL: N_("客户选择了竞争对手"),
    LossReason.PRODUCT: N_("产品不符合要求"),
    LossReason.TERMS: N_("交期或账期谈不拢"),
    LossReason.NEED_GONE: N_("客户需求取消或推迟"),
    LossReason.RELATION: N_("关键人工作不到位"),
    LossReason.OTHER: N_("其他"),
}


@dataclass(frozen=True, slots=True)
class Slip:
    """A hand-over slip 阶段交接单 that waits for its taker: the stage is entered with it."""

    stage: Stage
    giver_id: UserId | None
    taker_id: UserId


@dataclass(frozen=True, slots=True)
class Standing:
    """How a project stands: its state, the stage it is in, who owns which, what waits."""

    state: ProjectState
    stage: Stage
    owners: Mapping[Stage, UserId]
    slip: Slip | None = None

    @property
    def over(self) -> bool:
        """Tell whether nothing is driven any more."""
        return self.state in {ProjectState.WON, ProjectState.LOST, ProjectState.CANCELLED}

    @property
    def owner_id(self) -> UserId | None:
        """Who owns the stage that it is in."""
        return self.owners.get(self.stage)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known at the client: what the entry into a stage asks for."""

    people: int
    decider: bool
    supporter: bool


def born(holder_id: UserId) -> Standing:
    """Return how a new project stands: looking, its first two stages with who applied for it."""
    return Standing(
        ProjectState.RUNNING,
        Stage.SEARCH,
        {Stage.SEARCH: holder_id, Stage.CONTACT: holder_id},
    )


def missing(stage: Stage, known: Known) -> list[str]:
    """Return what has to be done before `stage` is entered, as sentences."""
    asked = {
        Stage.CONTACT: (known.people > 0, _("客户还没有联系人，请先在客户页面登记联系人。")),
        Stage.DIALOGUE: (known.decider, _("还没有找到决策者，请先在联系人中标明采购角色。")),
        Stage.DEAL: (
            known.supporter,
            _("还没有高层支持者或内部推动者，请先在联系人中标明。"),
        ),
    }
    met, sentence = asked.get(stage, (True, ""))
    return [] if met else [sentence]


def following(standing: Standing, act: ProjectAct) -> ProjectState:
    """Return the state after `act`; RuleError where it is not possible now."""
    state = NEXT.get((standing.state, act))
    if state is None:
        text = _("项目“{state}”，不能“{act}”。请刷新后再看。")
        words = {"state": _(STATE_TITLES[standing.state]), "act": _(ACT_TITLES[act])}
        raise RuleError(text.format(**words))
    return state


def with_owners(standing: Standing, owners: Mapping[Stage, UserId | None]) -> Standing:
    """Return `standing` with the stages owned by `owners`; FieldError names the wrong stages."""
    if standing.over:
        raise RuleError(_("项目已结束，不能再更换阶段负责人。"))
    faults = check_owners(owners)
    if owners.get(standing.stage) is None:
        faults[standing.stage] = _("项目正在这个阶段，请指定负责人。")
    if faults:
        raise FieldError({stage.value: sentence for stage, sentence in faults.items()})
    if standing.slip and owners.get(standing.slip.stage) != standing.slip.taker_id:
        raise RuleError(_("有一张交接单正等待接收，请先收回交接单再更换接收人。"))
    named = {stage: owner for stage, owner in owners.items() if owner is not None}
    return replace(standing, owners=named)


def act_on(standing: Standing, act: ProjectAct) -> Standing:
    """Return how the project stands after `act`; RuleError tells why it is not possible.

    Going on to a stage of somebody else opens a slip: the stage is entered when it is accepted.
    """
    state = following(standing, act)
    if standing.slip is not None:
        raise RuleError(_("有一张交接单正等待接收，请先接收、退回或收回。"))
    moved = replace(standing, state=state)
    match act:
        case ProjectAct.ADVANCE | ProjectAct.WIN:
            return _entering(moved, _stage_after(standing, act))
        case ProjectAct.STEP_BACK:
            stage = _stage_before(standing.stage)
            _owner_of(standing, stage)
            return replace(moved, stage=stage)
        case ProjectAct.REOPEN if standing.stage is Stage.CARE:
            return replace(moved, stage=Stage.DEAL)
        case _:
            return moved


def accepted(standing: Standing) -> Standing:
    """Return how the project stands after its slip was accepted."""
    return replace(standing, stage=_open_slip(standing).stage, slip=None)


def sent_back(standing: Standing) -> Standing:
    """Return how the project stands after its slip was sent back, or taken back by its giver.

    A deal that was handed over in vain stays won; the slip is made out again.
    """
    _open_slip(standing)
    return replace(standing, slip=None)


def handed_again(standing: Standing) -> Standing:
    """Return a won project whose care is handed over again after the slip came back."""
    if standing.state is not ProjectState.WON or standing.stage is Stage.CARE or standing.slip:
        raise RuleError(_("没有需要重新交接的阶段。"))
    return _entering(standing, Stage.CARE)


def _entering(standing: Standing, stage: Stage) -> Standing:
    taker = _owner_of(standing, stage)
    if taker == standing.owner_id:
        return replace(standing, stage=stage)
    return replace(standing, slip=Slip(stage, standing.owner_id, taker))


def _owner_of(standing: Standing, stage: Stage) -> UserId:
    owner = standing.owners.get(stage)
    if owner is None:
        text = _("“{stage}”阶段还没有负责人，请先指定。")
        raise RuleError(text.format(stage=_(STAGE_TITLES[stage])))
    return owner


def _stage_after(standing: Standing, act: ProjectAct) -> Stage:
    stages = list(Stage)
    place = stages.index(standing.stage)
    if (standing.stage is Stage.DEAL) != (act is ProjectAct.WIN):
        if act is ProjectAct.WIN:
            raise RuleError(_("项目进入“成交”阶段后才能登记成交。"))
        raise RuleError(_("“成交”之后请登记成交或丢单，成交后自动转入维护。"))
    return stages[place + 1]


def _stage_before(stage: Stage) -> Stage:
    stages = list(Stage)
    place = stages.index(stage)
    if place == 0:
        raise RuleError(_("已经是第一个阶段，不能再退回。"))
    return stages[place - 1]


def _open_slip(standing: Standing) -> Slip:
    if standing.slip is None:
        raise RuleError(_("这张交接单已经处理过了，请刷新后再看。"))
    return standing.slip
