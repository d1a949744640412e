"""What is written with every step of a project: its standing, a slip, its log, the audit trail."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.ids import UserId
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Subject
from kamdesk.domain.progress import projects as rules
from kamdesk.domain.progress.project_records import SlipState, Step
from kamdesk.domain.progress.projects import ProjectAct, Standing
from kamdesk.services.acting import acting
from kamdesk.storage import audit
from kamdesk.storage.fetch import fetch
from kamdesk.storage.progress import projects as table
from kamdesk.storage.progress.projects import ProjectEventRecord, ProjectRecord, SlipRecord
from kamdesk.storage.projects.applications import ApplicationRecord


@dataclass(frozen=True, slots=True)
class Doing:
    """What is done, in whose name, when, and with which words."""

    step: ProjectAct | Step
    actor: Actor
    at: datetime
    text: str = ""


def begin(session: Session, application: ApplicationRecord, *, by: UserId, at: datetime) -> None:
    """Let a project be born from an application that `by` has approved at last."""
    standing = rules.born(application.holder_id)
    record = ProjectRecord(
        application_id=application.id,
        name=application.project_name,
        state=standing.state,
        stage=standing.stage,
        stage_since=at,
        started_at=at,
        updated_at=at,
    )
    session.add(record)
    session.flush()
    table.write_owners(session, record.id, standing.owners)
    write(session, record, standing, Doing(Step.BORN, acting(session, by), at))


def write(session: Session, record: ProjectRecord, after: Standing, doing: Doing) -> None:
    """Write how a project stands now, a new slip, the line of its log and of the audit trail."""
    if after.stage is not record.stage:
        record.stage, record.stage_since = after.stage, doing.at
    if after.over != (record.ended_at is not None):
        record.ended_at = doing.at if after.over else None
    record.state, record.updated_at = after.state, doing.at
    session.flush()
    if after.slip is not None and table.open_slip(session, record.id) is None:
        session.add(_slip(record, after.slip, doing))
    session.add(
        ProjectEventRecord(
            project_id=record.id,
            at=doing.at,
            by_id=doing.actor.id,
            step=doing.step.value,
            stage=after.stage,
            state=after.state,
            text=doing.text,
        )
    )
    audit.append(
        session,
        at=doing.at,
        actor_id=doing.actor.id,
        action=f"project.{doing.step.value}",
        noun=Noun.PROJECT,
        record_id=record.id,
        payload={"state": after.state, "stage": after.stage},
    )


def _slip(record: ProjectRecord, slip: rules.Slip, doing: Doing) -> SlipRecord:
    return SlipRecord(
        project_id=record.id,
        stage=slip.stage,
        giver_id=slip.giver_id,
        taker_id=slip.taker_id,
        state=SlipState.OPEN,
        note=doing.text,
        at=doing.at,
        answer="",
    )


def subject_of(session: Session, record: ProjectRecord, standing: Standing) -> Subject:
    """Return whose project it is: who carries its application, and the owners of its stages."""
    application = fetch(session, ApplicationRecord, record.application_id)
    owners = frozenset(standing.owners.values())
    return Subject(application.holder_id, application.department_id, record.state, editors=owners)
