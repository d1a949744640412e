"""The sample's approvals: who decides what when on a filing's or an application's way."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Final

from kamdesk.domain.ids import CaseId, TaskId, UserId
from kamdesk.domain.people import Role
from kamdesk.domain.projects.case_records import (
    DuplicateFinding,
    Finding,
    Signer,
    StepDetails,
)
from kamdesk.domain.projects.cases import AGREEING, Act, Decision, StepState, TaskState
from kamdesk.services.projects.approvals import ApprovalService
from kamdesk.services.sample.diary import Diary
from kamdesk.services.sample.story import dice
from kamdesk.services.sample.texts import Phrases

_STEPS: Final = {
    "head": 1,
    "management": 2,
    "finance": 4,
    "executive_vp": 6,
    "general_manager": 8,
}
"""The steps of the routes, and how many days after the submission they are decided."""
FILING_STEPS: Final = ("head", "management")
_STOPS: Final = {"refused": Decision.REFUSE, "returned": Decision.RETURN}
_SIGNS: Final = {"before": Act.ADD_BEFORE, "after": Act.ADD_AFTER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A paper's way through approval: `words` as in the story ("at head", "refused finance").

    `about` begins with the kind of paper, "filing" or "application". `incidents` are "condition",
    "transfer", "signer" and "agent" with their texts, each beginning with the step; `days`
    overrides when a step is decided.
    """

    about: tuple[str, ...]
    submitter: UserId
    words: str
    start: int
    case_of: Callable[[], CaseId | None]
    steps: tuple[str, ...] = tuple(_STEPS)
    reason: str = ""
    incidents: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, int] = field(default_factory=dict)

    @property
    def outcome(self) -> str:
        """What becomes of it."""
        return self.words.partition(" ")[0]

    @property
    def last_step(self) -> str:
        """The step at which it stands or is stopped, "" where it goes through."""
        return self.words.partition(" ")[2]

    def incident(self, kind: str, step: str) -> str:
        """Return the text of an incident where it happens at `step`, else ""."""
        place, _blank, text = self.incidents.get(kind, "").partition(" ")
        return text if place == step else ""

    @property
    def stopped(self) -> int:
        """Days before the end on which its last step is decided."""
        return self.start - _STEPS[self.last_step]

    def chance(self, step: str) -> Random:
        """Return the dice of one decision."""
        return dice("signing", *self.about, step, str(self.start))


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: the case's version, the step, the signer."""

    version: int
    step: StepDetails
    signer: Signer

    @property
    def task_id(self) -> TaskId:
        """The signer's task."""
        if self.signer.task_id is None:
            raise LookupError(self.signer.name)
        return self.signer.task_id


class Signing:
    """Decides in the approvers' names."""

    def __init__(
        self, approvals: ApprovalService, users: Mapping[str, UserId], phrases: Phrases
    ) -> None:
        self._approvals = approvals
        self._users = users
        self._phrases = phrases
        self._cases: dict[tuple[str, ...], CaseId] = {}

    def plan(self, diary: Diary, course: Course) -> None:
        """Note the decisions of a course."""
        if course.outcome in {"draft", "withdrawn"}:
            return
        for step in _decided(course):
            back = course.days.get(step, course.start - _STEPS[step])
            diary.note(back, partial(self._pass, course, step))

    def _pass(self, course: Course, step: str) -> None:
        """Let `step` be decided, with whatever happens there; without effect where not needed."""
        turn = self._turn(course, step)
        if turn is None:
            return
        for kind, act in (("transfer", self._transfer), ("signer", self._add_signer)):
            if incident := course.incident(kind, step):
                act(turn, incident)
                turn = self._turn(course, step) or turn
        while turn is not None:
            self._decide(course, turn)
            turn = self._turn(course, step) if course.incident("signer", step) else None

    def _transfer(self, turn: Turn, text: str) -> None:
        login, reason = text.split(maxsplit=1)
        self._approvals.transfer(
            turn.task_id,
            by=turn.signer.user_id,
            seen_version=turn.version,
            to=self._users[login],
            reason=reason,
        )

    def _add_signer(self, turn: Turn, text: str) -> None:
        place, login, reason = text.split(maxsplit=2)
        self._approvals.add_signer(
            turn.task_id,
            by=turn.signer.user_id,
            seen_version=turn.version,
            signer=self._users[login],
            act=_SIGNS[place],
            reason=reason,
        )

    def _decide(self, course: Course, turn: Turn) -> None:
        agent = course.incident("agent", turn.step.key)
        decision, text = self._opinion(course, turn)
        self._approvals.decide(
            turn.task_id,
            by=self._users[agent] if agent else turn.signer.user_id,
            seen_version=turn.version,
            decision=decision,
            text=text,
            finding=self._finding(course, turn) if decision in AGREEING else None,
        )

    def _opinion(self, course: Course, turn: Turn) -> tuple[Decision, str]:
        step, kind = turn.step.key, course.about[0]
        chance = course.chance(step)
        if turn.signer.added:
            return Decision.AGREE, self._phrases.opinion(kind, "signer", chance)
        if step == course.last_step:
            return _STOPS[course.outcome], course.reason
        if condition := course.incident("condition", step):
            return Decision.AGREE_CONDITIONALLY, condition
        return Decision.AGREE, self._phrases.opinion(kind, step, chance)

    def _finding(self, course: Course, turn: Turn) -> DuplicateFinding | None:
        """Return what 销售管理部 found; a decision that was put off waited for a ruling."""
        step = turn.step
        if step.role is not Role.MANAGEMENT or turn.signer.added:
            return None
        result = Finding.SUSPECTED if step.key in course.days else Finding.CLEAR
        note = self._phrases.finding(result.value, course.chance(step.key))
        return DuplicateFinding(result, note)

    def _turn(self, course: Course, step: str) -> Turn | None:
        """Return whose turn it is at `step`, None where the case is not there."""
        if course.about not in self._cases:
            case_id = course.case_of()
            if case_id is None:
                raise LookupError(course.about)
            self._cases[course.about] = case_id
        case = self._approvals.details(self._cases[course.about], by=course.submitter)
        for each in case.steps:
            if each.key == step and each.state is StepState.OPEN:
                return Turn(case.version, each, _first_open(each))
        return None


def _decided(course: Course) -> Iterator[str]:
    for step in course.steps:
        if course.outcome == "at" and step == course.last_step:
            return
        yield step
        if step == course.last_step:
            return


def _first_open(step: StepDetails) -> Signer:
    return next(each for each in step.signers if each.state is TaskState.OPEN)
