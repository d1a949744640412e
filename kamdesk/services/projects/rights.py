"""Which use cases are open to the person looking: the permission table plus the record's state."""

from datetime import date

from kamdesk.domain import permissions
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, Subject
from kamdesk.domain.projects.applications import ApplicationState
from kamdesk.domain.projects.filings import FilingState
from kamdesk.domain.projects.protections import MOST_EXTENSIONS
from kamdesk.domain.projects.rights import Right
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.filings import FilingRecord, protection_of


def filing_subject(record: FilingRecord) -> Subject:
    """Return who carries a filing, and how it stands."""
    return Subject(record.holder_id, record.department_id, record.state)


def application_subject(record: ApplicationRecord) -> Subject:
    """Return who carries an application, and how it stands."""
    return Subject(record.holder_id, record.department_id, record.state)


def extension_action(extensions: int) -> Action:
    """Return the permission that the next extension needs."""
    return Action.FILING_EXTEND if extensions == 0 else Action.FILING_EXTEND_AGAIN


def filing_rights(
    actor: Actor, record: FilingRecord, *, extensions: int, acted: bool, day: date
) -> frozenset[Right]:
    """Return what `actor` may do with a filing on `day`; `acted` tells of its approval round."""
    subject = filing_subject(record)
    rights = _unsent_rights(permissions.allowed(actor, Action.FILING_EDIT, subject), record.number)
    if record.state is FilingState.IN_APPROVAL and record.holder_id == actor.id and not acted:
        rights.add(Right.WITHDRAW)
    protection = protection_of(record)
    if record.state is not FilingState.FILED or protection is None:
        return frozenset(rights)
    if permissions.allowed(actor, Action.FILING_END, subject):
        rights.add(Right.END)
    if not protection.live(day):
        return frozenset(rights)
    if permissions.allowed(actor, Action.FILING_FOLLOW_UP, subject):
        rights.add(Right.FOLLOW_UP)
    extending = permissions.allowed(actor, extension_action(extensions), subject)
    involved = actor.id in {record.filer_id, record.holder_id}
    if extending and extensions < MOST_EXTENSIONS and not involved:
        rights.add(Right.EXTEND)
    return frozenset(rights)


def application_rights(actor: Actor, record: ApplicationRecord, *, acted: bool) -> frozenset[Right]:
    """Return what `actor` may do with an application; `acted` tells of its approval round."""
    editing = permissions.allowed(actor, Action.APPLICATION_EDIT, application_subject(record))
    rights = _unsent_rights(editing, record.number)
    waiting = record.state is ApplicationState.IN_APPROVAL and not acted
    if waiting and record.holder_id == actor.id:
        rights.add(Right.WITHDRAW)
    return frozenset(rights)


def _unsent_rights(editing: bool, number: str | None) -> set[Right]:  # noqa: FBT001 - both named at the two calls
    if not editing:
        return set()
    return {Right.EDIT, Right.SUBMIT, Right.CANCEL if number else Right.DISCARD}
