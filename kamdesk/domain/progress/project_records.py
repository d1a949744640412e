"""Projects as lists and pages show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from kamdesk.domain.ids import ApplicationId, ClientId, ProjectId, SlipId, UserId
from kamdesk.domain.progress.lights import Light
from kamdesk.domain.progress.projects import LossReason, ProjectAct, ProjectState
from kamdesk.domain.progress.stages import Stage
from kamdesk.i18n import N_


class SlipState(StrEnum):
    """How a hand-over slip stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"
    TAKEN_BACK = "taken_back"


class Step(StrEnum):
    """What a project's log holds besides the acts."""

    BORN = "born"
    OWNERS = "owners"
    HAND_OVER = "hand_over"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    TAKE_BACK = "take_back"
    SCHEDULE = "schedule"


STEP_TITLES: Final[Mapping[Step, str]] = {
    Step.BORN: N_("立项批准"),
    Step.OWNERS: N_("指定阶段负责人"),
    Step.HAND_OVER: N_("交接下一阶段"),
    Step.ACCEPT: N_("接收交接"),
    Step.SEND_BACK: N_("退回交接"),
    Step.TAKE_BACK: N_("收回交接"),
    Step.SCHEDULE: N_("保存进度表"),
}


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """What the list of projects shows; `since` is when the present stage was entered.

    `light` is that of the schedule today, None without one and for a project that is over.
    """

    id: ProjectId
    number: str
    name: str
    client: str
    state: ProjectState
    stage: Stage
    owner: str
    leader: str
    waiting_for: str
    since: datetime
    started_at: datetime
    ended_at: datetime | None
    light: Light | None = None


@dataclass(frozen=True, slots=True)
class OpenSlip:
    """A slip that waits for its taker."""

    id: SlipId
    stage: Stage
    giver: str
    taker_id: UserId
    taker: str
    note: str
    at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class ProjectEvent:
    """A line of a project's log; `stage` and `state` are those after it."""

    at: datetime
    by: str
    step: ProjectAct | Step
    stage: Stage
    state: ProjectState
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectDetails:
    """One project; `missing` is what the next stage still asks for, `acts` what one may do."""

    id: ProjectId
    application_id: ApplicationId
    number: str
    name: str
    client_id: ClientId
    client: str
    state: ProjectState
    stage: Stage
    since: datetime
    owners: Mapping[Stage, UserId]
    owner_names: Mapping[Stage, str]
    slip: OpenSlip | None
    loss_reason: LossReason | None
    events: Sequence[ProjectEvent]
    missing: Sequence[str]
    acts: frozenset[ProjectAct]
    may_name: bool
    version: int

    def days(self, now: datetime) -> Mapping[Stage, int]:
        """Return the whole days that each stage has taken until `now`, or until the end."""
        return days_in_stages(self.events, now)


def days_in_stages(events: Iterable[ProjectEvent], now: datetime) -> dict[Stage, int]:
    """Return the whole days in each stage; those of a project that is suspended or over, not."""
    spent: dict[Stage, float] = {}
    last: ProjectEvent | None = None
    for event in events:
        _add(spent, last, event.at)
        last = event
    _add(spent, last, now)
    return {stage: int(seconds // 86_400) for stage, seconds in spent.items()}


def _add(spent: dict[Stage, float], last: ProjectEvent | None, until: datetime) -> None:
    if last is not None:
        runs = last.state is ProjectState.RUNNING or last.stage is Stage.CARE
        seconds = (until - last.at).total_seconds() if runs else 0.0
        spent[last.stage] = spent.get(last.stage, 0.0) + seconds
