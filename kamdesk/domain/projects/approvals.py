"""The approval engine: functions that return the case after an act.

Nothing here approves by time-out, and nothing skips a person because they have signed before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kamdesk.domain.errors import RuleError
from kamdesk.domain.people import Actor
from kamdesk.domain.projects.approvers import candidates
from kamdesk.domain.projects.cases import (
    AGREEING,
    Act,
    Case,
    CaseState,
    Decision,
    Step,
    StepState,
    Task,
    TaskState,
    after,
    open_task,
)
from kamdesk.domain.projects.routes import CaseKind, Facts, RouteStep, Way
from kamdesk.i18n import _


def start(
    kind: CaseKind,
    actor: Actor,
    *,
    route: Sequence[RouteStep],
    facts: Facts,
    staff: Sequence[Actor],
) -> Case:
    """Return the case of a first submission by `actor`, its first step open."""
    blank = Case(kind, actor.id, actor.department_id, CaseState.WITHDRAWN, 0, (), ())
    return submit(blank, actor, route=route, facts=facts, staff=staff)


def submit(
    case: Case,
    actor: Actor,
    *,
    route: Sequence[RouteStep],
    facts: Facts,
    staff: Sequence[Actor],
) -> Case:
    """Return `case` in a new round: all steps again, planned by `facts`.

    RuleError where a step that will be needed has nobody to decide it.
    """
    state = after(case.state, Act.SUBMIT)
    steps = tuple(_planned(step, facts) for step in route)
    case = replace(
        case,
        state=state,
        round=case.round + 1,
        department_id=actor.department_id,
        steps=steps,
        tasks=(),
    )
    for step in steps:
        if step.state is StepState.AHEAD:
            _candidates(case, step, staff)
    return _open_next(case, staff)


def decide(case: Case, key: int, decision: Decision, staff: Sequence[Actor]) -> Case:
    """Return the case after the holder of task `key` (or their agent) decided."""
    state = after(case.state, Act(decision))
    task = open_task(case, key)
    if decision not in AGREEING:
        return _stopped(_with_task(case, replace(task, state=TaskState.DONE)), state)
    case = _finished(case, task)
    if case.steps[task.step].way is Way.ANY and not task.added:
        case = _others_closed(case, task)
    if case.live_tasks(task.step):
        return case
    return _open_next(_with_step(case, task.step, StepState.AGREED), staff)


def withdraw(case: Case) -> Case:
    """Return the case taken back by its submitter; refused once anybody has acted."""
    state = after(case.state, Act.WITHDRAW)
    if case.acted:
        raise RuleError(_("已有审批人处理过本次申请，不能再撤回。如需修改，请联系审批人退回。"))
    return _stopped(case, state)


def rule_out(case: Case) -> Case:
    """Return the case ended by a conflict ruling that went against it."""
    return _stopped(case, after(case.state, Act.RULE))


def transfer(case: Case, key: int, to: Actor) -> Case:
    """Return the case with task `key` handed over (转办): the other acts and the flow goes on."""
    after(case.state, Act.TRANSFER)
    old = open_task(case, key)
    _require_new(case, old, to)
    new = replace(old, key=case.next_key, holder_id=to.id, id=None)
    case = _with_task(case, replace(old, state=TaskState.CLOSED))
    return _followers_moved(_with_new(case, new), old, new)


def add_signer(case: Case, key: int, signer: Actor, act: Act) -> Case:
    """Return the case with `signer` asked before or after task `key` (加签)."""
    after(case.state, act)
    asking = open_task(case, key)
    _require_new(case, asking, signer)
    new = Task(case.next_key, asking.step, signer.id, TaskState.OPEN, added=True)
    if act is Act.ADD_BEFORE:
        waiting = replace(asking, state=TaskState.WAITING, waits_for=new.key)
        return _with_task(_with_new(case, replace(new, waits_for=asking.waits_for)), waiting)
    new = replace(new, state=TaskState.WAITING, waits_for=asking.key)
    return _followers_moved(_with_new(case, new), asking, new)


def _planned(step: RouteStep, facts: Facts) -> Step:
    state = StepState.AHEAD if step.needed(facts) else StepState.NOT_NEEDED
    return Step(step.key, step.title, step.role, step.way, state)


def _candidates(case: Case, step: Step, staff: Iterable[Actor]) -> tuple[Actor, ...]:
    return candidates(
        staff, step.role, department_id=case.department_id, submitter_id=case.submitter_id
    )


def _open_next(case: Case, staff: Sequence[Actor]) -> Case:
    states = [step.state for step in case.steps]
    if StepState.AHEAD not in states:
        return replace(case, state=CaseState.APPROVED)
    index = states.index(StepState.AHEAD)
    step = case.steps[index]
    case = _with_step(case, index, StepState.OPEN)
    previous: int | None = None
    for person in _candidates(case, step, staff):
        state = TaskState.OPEN if previous is None else TaskState.WAITING
        task = Task(case.next_key, index, person.id, state, waits_for=previous)
        case = _with_new(case, task)
        previous = task.key if step.way is Way.IN_TURN else None
    return case


def _finished(case: Case, task: Task) -> Case:
    case = _with_task(case, replace(task, state=TaskState.DONE))
    for each in case.live_tasks(task.step):
        if each.waits_for == task.key:
            case = _with_task(case, replace(each, state=TaskState.OPEN))
    return case


def _others_closed(case: Case, task: Task) -> Case:
    kept = _followers(case, task)
    for each in case.live_tasks(task.step):
        if each.key not in kept:
            case = _with_task(case, replace(each, state=TaskState.CLOSED))
    return case


def _followers(case: Case, task: Task) -> set[int]:
    """Return the keys of the tasks that wait for `task`, directly or through others."""
    found: set[int] = set()
    heads = {task.key}
    while heads:
        heads = {each.key for each in case.tasks if each.waits_for in heads} - found
        found |= heads
    return found


def _stopped(case: Case, state: CaseState) -> Case:
    for task in case.live_tasks():
        case = _with_task(case, replace(task, state=TaskState.CLOSED))
    for index, step in enumerate(case.steps):
        if step.state in {StepState.OPEN, StepState.AHEAD}:
            case = _with_step(case, index, StepState.STOPPED)
    return replace(case, state=state)


def _followers_moved(case: Case, old: Task, new: Task) -> Case:
    for each in case.live_tasks(old.step):
        if each.waits_for == old.key and each.key != new.key:
            case = _with_task(case, replace(each, waits_for=new.key))
    return case


def _require_new(case: Case, task: Task, person: Actor) -> None:
    if any(each.holder_id == person.id for each in case.live_tasks(task.step)):
        raise RuleError(_("“{name}”已在本步骤的审批人中，请另选他人。").format(name=person.name))


def _with_task(case: Case, task: Task) -> Case:
    tasks = tuple(task if each.key == task.key else each for each in case.tasks)
    return replace(case, tasks=tasks)


def _with_new(case: Case, task: Task) -> Case:
    return replace(case, tasks=(*case.tasks, task), next_key=task.key + 1)


def _with_step(case: Case, index: int, state: StepState) -> Case:
    step = replace(case.steps[index], state=state)
    return replace(case, steps=(*case.steps[:index], step, *case.steps[index + 1 :]))
