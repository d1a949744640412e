"""Projects: born from approved applications, driven stage by stage, handed over by slips."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from kamdesk.domain import permissions
from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clients.clients import OwnerChoice
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import FieldError, NotAllowedError, RuleError
from kamdesk.domain.ids import ProjectId, SlipId, UserId
from kamdesk.domain.lists import ListSource
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action
from kamdesk.domain.progress import projects as rules
from kamdesk.domain.progress.project_records import ProjectDetails, ProjectRow, SlipState, Step
from kamdesk.domain.progress.projects import LossReason, ProjectAct, Standing
from kamdesk.domain.progress.stages import STAGE_TITLES, Stage
from kamdesk.domain.projects import forms
from kamdesk.i18n import N_, _, listed
from kamdesk.services.acting import acting
from kamdesk.services.clients.ownership import owners
from kamdesk.services.lists import ViewedList, viewer
from kamdesk.services.progress.project_log import Doing, subject_of, write
from kamdesk.services.progress.schedules import rows_with_lights
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.fetch import fetch, fresh, missing
from kamdesk.storage.people import UserRecord
from kamdesk.storage.progress import project_records as records
from kamdesk.storage.progress import projects as table
from kamdesk.storage.progress.projects import ProjectRecord, SlipRecord
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.sessions import Sessions

_TEXTS = {
    ProjectAct.ADVANCE: N_("进入依据"),
    ProjectAct.STEP_BACK: N_("退回原因"),
    ProjectAct.SUSPEND: N_("暂停原因"),
    ProjectAct.RESUME: N_("恢复说明"),
    ProjectAct.WIN: N_("成交依据"),
    ProjectAct.LOSE: N_("丢单说明"),
    ProjectAct.CANCEL: N_("撤销原因"),
    ProjectAct.REOPEN: N_("重新启动原因"),
}
"""What is written with an act; all but the note on a resumption are compulsory."""
_ANSWERS = {
    SlipState.ACCEPTED: Step.ACCEPT,
    SlipState.SENT_BACK: Step.SEND_BACK,
    SlipState.TAKEN_BACK: Step.TAKE_BACK,
}


class ProjectService:
    """Shows projects and drives them."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def list_for(self, by: UserId) -> ListSource[ProjectRow]:
        """Return the list of projects that the person may see."""
        return ViewedList(
            self._sessions, self._clock, by, Action.PROJECT_VIEW, records.ids, rows_with_lights
        )

    def details(self, project_id: ProjectId, *, by: UserId) -> ProjectDetails:
        """Return one project; MissingRecordError where it is not the person's to see."""
        with self._sessions.read() as session:
            looking = viewer(session, self._clock, by, Action.PROJECT_VIEW)
            if not records.is_visible(session, project_id, looking):
                raise missing()
            return _details(session, fetch(session, ProjectRecord, project_id), looking.actor)

    def candidates(self, *, by: UserId) -> list[OwnerChoice]:
        """Return who may own stages: everybody who may own clients."""
        with self._sessions.read() as session:
            permissions.require(acting(session, by, self._clock), Action.PROJECT_VIEW)
            return [OwnerChoice(user.id, user.name, user.login) for user in owners(session)]

    def act(
        self,
        project_id: ProjectId,
        act: ProjectAct,
        text: str = "",
        *,
        by: UserId,
        seen_version: int,
        loss_reason: LossReason | None = None,
    ) -> Changes:
        """Do `act`, with its reason; RuleError where the rules or what is missing forbid it."""
        with self._sessions.write() as session:
            record, standing, actor = self._seen(session, project_id, seen_version, by)
            permissions.require(actor, rules.ACTIONS[act], subject_of(session, record, standing))
            doing = Doing(act, actor, self._clock.now(), _worded(act, text, loss_reason))
            if act is ProjectAct.ADVANCE:
                _require_known(session, record, standing)
            after = rules.act_on(standing, act)
            record.loss_reason = loss_reason if act is ProjectAct.LOSE else None
            write(session, record, after, doing)
            return _touched(record)

    def name_owners(
        self,
        project_id: ProjectId,
        named: Mapping[Stage, UserId | None],
        *,
        by: UserId,
        seen_version: int,
    ) -> Changes:
        """Name who owns the stages; FieldError names the stages that break the rule of two."""
        with self._sessions.write() as session:
            record, standing, actor = self._seen(session, project_id, seen_version, by)
            permissions.require(actor, Action.PROJECT_RUN, subject_of(session, record, standing))
            _require_active(session, named, standing)
            after = rules.with_owners(standing, named)
            table.write_owners(session, record.id, after.owners)
            told = _named(session, standing.owners, after.owners)
            write(session, record, after, Doing(Step.OWNERS, actor, self._clock.now(), told))
            return _touched(record)

    def answer(
        self, slip_id: SlipId, text: str = "", *, accept: bool, by: UserId, seen_version: int
    ) -> Changes:
        """Accept a slip, or send it back with a reason; only who it waits for may."""
        state = SlipState.ACCEPTED if accept else SlipState.SENT_BACK
        text = forms.reason(text, N_("退回原因"), field="text", required=not accept)
        with self._sessions.write() as session:
            slip = fresh(session, SlipRecord, slip_id, seen_version)
            if slip.taker_id != by:
                raise NotAllowedError(_("这张交接单由接收人本人办理。"))
            return self._close(session, slip, state, by=by, text=text)

    def take_back(self, slip_id: SlipId, *, by: UserId, seen_version: int) -> Changes:
        """Take a slip back that was not answered; who drives the project may."""
        with self._sessions.write() as session:
            slip = fresh(session, SlipRecord, slip_id, seen_version)
            record = fetch(session, ProjectRecord, slip.project_id)
            standing = table.standing_of(session, record)
            actor = acting(session, by, self._clock)
            permissions.require(actor, Action.PROJECT_RUN, subject_of(session, record, standing))
            return self._close(session, slip, SlipState.TAKEN_BACK, by=by)

    def hand_again(self, project_id: ProjectId, *, by: UserId, seen_version: int) -> Changes:
        """Hand the care of a won project over again after its slip came back."""
        with self._sessions.write() as session:
            record, standing, actor = self._seen(session, project_id, seen_version, by)
            permissions.require(actor, Action.PROJECT_RUN, subject_of(session, record, standing))
            after = rules.handed_again(standing)
            write(session, record, after, Doing(Step.HAND_OVER, actor, self._clock.now()))
            return _touched(record)

    def _seen(
        self, session: Session, project_id: ProjectId, seen_version: int, by: UserId
    ) -> tuple[ProjectRecord, Standing, Actor]:
        record = fresh(session, ProjectRecord, project_id, seen_version)
        return record, table.standing_of(session, record), acting(session, by, self._clock)

    def _close(
        self, session: Session, slip: SlipRecord, state: SlipState, *, by: UserId, text: str = ""
    ) -> Changes:
        now = self._clock.now()
        record = fetch(session, ProjectRecord, slip.project_id)
        standing = table.standing_of(session, record)
        done = rules.accepted if state is SlipState.ACCEPTED else rules.sent_back
        after = done(standing)
        slip.state, slip.answer, slip.answered_at = state, text, now
        write(session, record, after, Doing(_ANSWERS[state], acting(session, by), now, text))
        return _touched(record)


def _details(session: Session, record: ProjectRecord, actor: Actor) -> ProjectDetails:
    standing = table.standing_of(session, record)
    subject = subject_of(session, record, standing)
    application = fetch(session, ApplicationRecord, record.application_id)
    client = session.get_one(ClientRecord, application.client_id)
    acts = frozenset(
        act
        for state, act in rules.NEXT
        if state is record.state and permissions.allowed(actor, rules.ACTIONS[act], subject)
    )
    return ProjectDetails(
        id=record.id,
        application_id=record.application_id,
        number=application.number or "",
        name=record.name,
        client_id=client.id,
        client=client.name,
        state=record.state,
        stage=record.stage,
        since=record.stage_since,
        owners=standing.owners,
        owner_names=_names(session, standing.owners),
        slip=records.slip_of(session, record.id),
        loss_reason=record.loss_reason,
        events=records.events(session, record.id),
        missing=tuple(_missing(session, record, standing)),
        acts=acts,
        may_name=not standing.over and permissions.allowed(actor, Action.PROJECT_RUN, subject),
        version=record.version,
    )


def _worded(act: ProjectAct, text: str, loss_reason: LossReason | None) -> str:
    """Return the cleaned words of an act; FieldError where they are missing."""
    if act is ProjectAct.LOSE and loss_reason is None:
        raise FieldError({"loss_reason": _("请选择丢单原因。")})
    optional = act is ProjectAct.RESUME or (
        act is ProjectAct.LOSE and loss_reason is not LossReason.OTHER
    )
    return forms.reason(text, _TEXTS[act], field="text", required=not optional)


def _require_known(session: Session, record: ProjectRecord, standing: Standing) -> None:
    if sentences := _missing(session, record, standing):
        raise RuleError("\n".join(sentences))


def _missing(session: Session, record: ProjectRecord, standing: Standing) -> list[str]:
    """Return what the stage after the present one asks for and is not there."""
    stages = list(Stage)
    place = stages.index(standing.stage) + 1
    if standing.over or place == len(stages):
        return []
    return rules.missing(stages[place], table.known_at(session, record.application_id))


def _require_active(
    session: Session, owners: Mapping[Stage, UserId | None], standing: Standing
) -> None:
    """Refuse to name newly who has left, or does no business."""
    faults = {}
    for stage, user_id in owners.items():
        if user_id is None or standing.owners.get(stage) == user_id:
            continue
        user = session.get(UserRecord, user_id)
        if user is None or not user.active:
            faults[stage.value] = _("此人不存在或已停用，请另选一人。")
    if faults:
        raise FieldError(faults)


def _named(session: Session, before: Mapping[Stage, UserId], after: Mapping[Stage, UserId]) -> str:
    """Return what the log says of owners that changed."""
    changes = [stage for stage in Stage if before.get(stage) != after.get(stage)]
    names = _names(session, after)
    told = _("{stage}：{name}")
    return listed(
        told.format(stage=_(STAGE_TITLES[stage]), name=names.get(stage) or _("待定"))
        for stage in changes
    )


def _names(session: Session, owners: Mapping[Stage, UserId]) -> dict[Stage, str]:
    return {stage: session.get_one(UserRecord, user).name for stage, user in owners.items()}


def _touched(record: ProjectRecord) -> Changes:
    return changed(Noun.PROJECT, record_id=record.id)
