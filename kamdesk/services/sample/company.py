"""The sample company (演示数据): an invented year that ends on a day of one's choice."""

import contextlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from kamdesk.domain.clients.names import Names
from kamdesk.domain.company import CompanySetup
from kamdesk.domain.ids import UserId
from kamdesk.services.access import AccessService, SignedIn
from kamdesk.services.attachments import AttachmentService
from kamdesk.services.classes.classification import ClassificationService
from kamdesk.services.classes.gradings import GradingService
from kamdesk.services.classes.proposals import ProposalService
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.departments import DepartmentService
from kamdesk.services.own_fields import OwnFieldService
from kamdesk.services.ownership.collaborators import CollaboratorService
from kamdesk.services.ownership.handovers import HandoverService
from kamdesk.services.ownership.merges import MergeService
from kamdesk.services.ownership.pool import PoolService
from kamdesk.services.people import PeopleService
from kamdesk.services.persons.claims import ClaimService
from kamdesk.services.persons.erasures import ErasureService
from kamdesk.services.persons.relations import RelationService
from kamdesk.services.persons.requests import RequestService
from kamdesk.services.persons.reveals import RevealService
from kamdesk.services.policies import PolicyService
from kamdesk.services.progress.projects import ProjectService
from kamdesk.services.progress.schedules import ScheduleService
from kamdesk.services.projects.applications import ApplicationService
from kamdesk.services.projects.approvals import ApprovalService
from kamdesk.services.projects.conflicts import ConflictService
from kamdesk.services.projects.delegations import DelegationService
from kamdesk.services.projects.filings import FilingService
from kamdesk.services.purchases.purchases import PurchaseService
from kamdesk.services.sample import SAMPLE_PASSWORD
from kamdesk.services.sample.applications import ApplicationPlay
from kamdesk.services.sample.classes import ClassPlay
from kamdesk.services.sample.clients import Registry
from kamdesk.services.sample.clock import StoryClock
from kamdesk.services.sample.delegations import DelegationPlay
from kamdesk.services.sample.diary import Diary
from kamdesk.services.sample.files import FilePlay
from kamdesk.services.sample.filings import FilingPlay
from kamdesk.services.sample.gradings import GradingPlay
from kamdesk.services.sample.office import move_in
from kamdesk.services.sample.ownership import OwnershipPlay, OwnershipServices
from kamdesk.services.sample.persons import PersonDesk, PersonPlay
from kamdesk.services.sample.projects import ProjectPlay
from kamdesk.services.sample.purchases import PurchasePlay
from kamdesk.services.sample.relations import RelationPlay
from kamdesk.services.sample.signing import Signing
from kamdesk.services.sample.story import Story, read_story
from kamdesk.services.sample.texts import Phrases
from kamdesk.services.sample.views import save_views
from kamdesk.services.saved_views import SavedViewService
from kamdesk.storage.keys import Cost
from kamdesk.storage.places import Places
from kamdesk.storage.sessions import Sessions

_OPENING: Final = 370
"""Days before the end on which the company is set up."""
_CHEAP: Final = Cost(memory=8, passes=1, lanes=1)
"""Everybody knows the sample's password: stretching it would only cost time."""


def create_sample(
    folder: Path,
    *,
    until: date,
    report: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> None:
    """Make the sample company in `folder`, which must hold none; its year ends on `until`.

    Everything goes through the services, as if people had done it day by day: the same `until`
    gives the same records. Everybody signs in with SAMPLE_PASSWORD. Raises DatabaseError where
    the folder is taken or not fit, CancelledError; then nothing is left.
    """
    story, clock = read_story(), StoryClock(until)
    clock.turn_to(_OPENING)
    signed_in = _set_up(folder, story, clock)
    try:
        diary = _plan(story, signed_in, clock)
        diary.play(clock, report=report, cancelled=cancelled)
    except BaseException:
        signed_in.company.close()
        _clear(signed_in.company.places)
        raise
    signed_in.company.close()


def _set_up(folder: Path, story: Story, clock: StoryClock) -> SignedIn:
    setup = CompanySetup(
        company=story.company,
        login=story.administrator.login,
        name=story.administrator.name,
        password=SAMPLE_PASSWORD,
    )
    return AccessService(folder, clock, cost=_CHEAP).create_company(setup).signed_in


def _clear(places: Places) -> None:
    """Remove an unfinished company; other files in its folder stay."""
    for path in places.live_files:
        path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        places.folder.rmdir()


def _plan(story: Story, signed_in: SignedIn, clock: StoryClock) -> Diary:
    """Return the diary of the year; the office moves in at once."""
    sessions, diary = signed_in.company.sessions, Diary()
    users = _move_in(story, signed_in, clock)
    save_views(SavedViewService(sessions, clock), story.views, users=users)
    names = Names()
    contacts = ContactService(sessions, clock, names)
    registry = Registry(story, users, ClientService(sessions, clock, names), contacts)
    registry.plan(diary)
    _plan_classes(diary, story, sessions, registry=registry, users=users, clock=clock)
    purchases = PurchasePlay(
        PurchaseService(sessions, clock), users=users, registry=registry, clock=clock
    )
    purchases.plan(diary, story)
    relations = RelationService(sessions, clock)
    RelationPlay(relations, contacts, users=users, registry=registry).plan(diary, story)
    files = FilePlay(
        OwnFieldService(sessions, clock),
        AttachmentService(sessions, clock),
        users=users,
        registry=registry,
    )
    files.plan(diary, story.files)
    gradings = GradingPlay(GradingService(sessions, clock), users=users, registry=registry)
    gradings.plan(diary, story)
    persons = PersonPlay(
        _person_desk(sessions, clock, names), users=users, registry=registry, clock=clock
    )
    persons.plan(diary, story)
    _plan_projects(diary, story, sessions, registry=registry, users=users, clock=clock)
    owning = _owning(signed_in, clock, names)
    ownership = OwnershipPlay(owning, users=users, registry=registry, clock=clock)
    ownership.plan(diary, story)
    projects = ProjectPlay(
        ProjectService(sessions, clock),
        ScheduleService(sessions, clock),
        tasks=story.project_tasks,
        users=users,
    )
    projects.plan(diary, story)
    return diary


def _plan_classes(
    diary: Diary,
    story: Story,
    sessions: Sessions,
    *,
    registry: Registry,
    users: dict[str, UserId],
    clock: StoryClock,
) -> None:
    """Note the decisions on classes."""
    classes = ClassPlay(
        ClassificationService(sessions, clock),
        ProposalService(sessions, clock),
        PolicyService(sessions, clock),
        by=users["yanxf"],
        registry=registry,
        story=story,
    )
    classes.plan(diary)


def _plan_projects(
    diary: Diary,
    story: Story,
    sessions: Sessions,
    *,
    registry: Registry,
    users: dict[str, UserId],
    clock: StoryClock,
) -> None:
    """Note delegations, and filings and applications with all their signing."""
    delegations = DelegationPlay(DelegationService(sessions, clock), users=users, clock=clock)
    for delegation in story.delegations:
        delegations.plan(diary, delegation)
    phrases = Phrases(story.phrases)
    signing = Signing(ApprovalService(sessions, clock), users, phrases)
    filings = FilingPlay(
        FilingService(sessions, clock),
        ConflictService(sessions, clock),
        users=users,
        registry=registry,
        phrases=phrases,
        clock=clock,
    )
    applications = ApplicationPlay(
        ApplicationService(sessions, clock),
        users=users,
        people={person.login: person for person in story.people},
        registry=registry,
        phrases=phrases,
        clock=clock,
    )
    for filing in story.filings:
        filings.plan(diary, signing, filing)
        applications.plan(diary, signing, filing)


def _owning(signed_in: SignedIn, clock: StoryClock, names: Names) -> OwnershipServices:
    sessions = signed_in.company.sessions
    return OwnershipServices(
        pool=PoolService(sessions, clock),
        collaborators=CollaboratorService(sessions, clock),
        handovers=HandoverService(sessions, clock),
        merges=MergeService(sessions, clock, names),
        people=PeopleService(sessions, clock, signed_in.company.keyring),
    )


def _person_desk(sessions: Sessions, clock: StoryClock, names: Names) -> PersonDesk:
    return PersonDesk(
        contacts=ContactService(sessions, clock, names),
        claims=ClaimService(sessions, clock),
        reveals=RevealService(sessions, clock),
        requests=RequestService(sessions, clock),
        erasures=ErasureService(sessions, clock),
    )


def _move_in(story: Story, signed_in: SignedIn, clock: StoryClock) -> dict[str, UserId]:
    company = signed_in.company
    people = PeopleService(company.sessions, clock, company.keyring)
    departments = DepartmentService(company.sessions, clock)
    return move_in(story, people, departments, by=signed_in.actor.id)
