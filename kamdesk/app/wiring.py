"""The composition root: everything that works on an open company, made in one place."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from kamdesk.domain.clients.names import Names
from kamdesk.domain.clock import Clock
from kamdesk.services.access import STANDARD
from kamdesk.services.attachments import AttachmentService
from kamdesk.services.audit import AuditService
from kamdesk.services.backups import BackupService
from kamdesk.services.bulk_edits import BulkEditService
from kamdesk.services.classes.classification import ClassificationService
from kamdesk.services.classes.gradings import GradingService
from kamdesk.services.classes.pareto import ParetoService
from kamdesk.services.classes.proposals import ProposalService
from kamdesk.services.clients.bulk_edits import ClientBulk
from kamdesk.services.clients.card import CardService
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.clients.duplicates import DuplicateService
from kamdesk.services.clients.exports import ExportService
from kamdesk.services.clients.groups import GroupService
from kamdesk.services.clients.health import HealthService
from kamdesk.services.clients.import_process import ImportProcess
from kamdesk.services.clients.imports import ImportService
from kamdesk.services.clients.timeline import TimelineService
from kamdesk.services.departments import DepartmentService
from kamdesk.services.desk import DeskService
from kamdesk.services.list_files import ListFileService
from kamdesk.services.own_fields import OwnFieldService
from kamdesk.services.ownership.collaborators import CollaboratorService
from kamdesk.services.ownership.handovers import HandoverService
from kamdesk.services.ownership.merges import MergeService
from kamdesk.services.ownership.owners import OwnerService
from kamdesk.services.ownership.pool import PoolService
from kamdesk.services.ownership.suspects import SuspectService
from kamdesk.services.people import PeopleService
from kamdesk.services.persons.bulk_edits import ContactBulk
from kamdesk.services.persons.claims import ClaimService
from kamdesk.services.persons.copies import CopyService
from kamdesk.services.persons.coverage import CoverageService
from kamdesk.services.persons.erasures import ErasureService
from kamdesk.services.persons.maps import MapService
from kamdesk.services.persons.persons import PersonService
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
from kamdesk.services.projects.paper import PaperService
from kamdesk.services.projects.routes import RouteService
from kamdesk.services.purchases.import_process import PurchaseImportProcess
from kamdesk.services.purchases.imports import PurchaseImportService
from kamdesk.services.purchases.months import MonthService
from kamdesk.services.purchases.purchases import PurchaseService
from kamdesk.services.purchases.runs import PurchaseRunService
from kamdesk.services.purchases.trends import TrendService
from kamdesk.services.saved_views import SavedViewService
from kamdesk.services.search import SearchService
from kamdesk.services.search_index import SearchIndexService
from kamdesk.services.settings import SettingsService
from kamdesk.storage.company import Company
from kamdesk.storage.company import open_company as open_files
from kamdesk.storage.dialects.sqlcipher import DataKey
from kamdesk.storage.keys import Cost
from kamdesk.storage.places import Places
from kamdesk.storage.sessions import Sessions


@dataclass(frozen=True, slots=True)
class Services:
    """The services of the company that is open; `close` ends them all."""

    company: Company
    people: PeopleService
    departments: DepartmentService
    settings: SettingsService
    policies: PolicyService
    backups: BackupService
    audit: AuditService
    clients: ClientService
    contacts: ContactService
    maps: MapService
    relations: RelationService
    cards: CardService
    duplicates: DuplicateService
    health: HealthService
    groups: GroupService
    timeline: TimelineService
    purchases: PurchaseService
    trends: TrendService
    purchase_imports: PurchaseImportService
    purchase_import_process: PurchaseImportProcess
    purchase_runs: PurchaseRunService
    purchase_months: MonthService
    attachments: AttachmentService
    own_fields: OwnFieldService
    merges: MergeService
    suspects: SuspectService
    gradings: GradingService
    pareto: ParetoService
    exports: ExportService
    imports: ImportService
    import_process: ImportProcess
    classification: ClassificationService
    proposals: ProposalService
    persons: PersonService
    key_persons: ClaimService
    coverage: CoverageService
    reveals: RevealService
    person_requests: RequestService
    person_copies: CopyService
    erasures: ErasureService
    owners: OwnerService
    collaborators: CollaboratorService
    pool: PoolService
    handovers: HandoverService
    filings: FilingService
    conflicts: ConflictService
    applications: ApplicationService
    approvals: ApprovalService
    delegations: DelegationService
    routes: RouteService
    papers: PaperService
    search: SearchService
    search_index: SearchIndexService
    desk: DeskService
    saved_views: SavedViewService
    list_files: ListFileService
    projects: ProjectService
    schedules: ScheduleService
    bulk_edits: BulkEditService

    def close(self) -> None:
        """Close the company."""
        self.company.close()


def open_company(folder: Path, key: DataKey, clock: Clock, *, cost: Cost = STANDARD) -> Services:
    """Open the company in `folder` with its data key (a worker process, a test)."""
    return services_of(open_files(Places(folder), key, now=clock.now(), cost=cost), clock)


def services_of(company: Company, clock: Clock) -> Services:
    """Return the services of a company that somebody has signed in to."""
    sessions, names = company.sessions, Names()
    return Services(
        company=company,
        people=PeopleService(sessions, clock, company.keyring),
        departments=DepartmentService(sessions, clock),
        settings=SettingsService(sessions, clock),
        policies=PolicyService(sessions, clock),
        backups=BackupService(company, clock),
        audit=AuditService(sessions),
        clients=ClientService(sessions, clock, names),
        contacts=ContactService(sessions, clock, names),
        maps=MapService(sessions, clock),
        relations=RelationService(sessions, clock),
        cards=CardService(sessions, clock),
        duplicates=DuplicateService(sessions, clock, names),
        health=HealthService(sessions, clock),
        groups=GroupService(sessions, clock),
        timeline=TimelineService(sessions, clock),
        purchases=PurchaseService(sessions, clock),
        trends=TrendService(sessions, clock),
        purchase_imports=PurchaseImportService(sessions, clock, names),
        purchase_import_process=PurchaseImportProcess(
            company.places.database, company.keyring.key, clock
        ),
        purchase_runs=PurchaseRunService(sessions, clock),
        purchase_months=MonthService(sessions, clock),
        attachments=AttachmentService(sessions, clock),
        own_fields=OwnFieldService(sessions, clock),
        merges=MergeService(sessions, clock, names),
        suspects=SuspectService(sessions, clock, names),
        gradings=GradingService(sessions, clock),
        pareto=ParetoService(sessions, clock),
        exports=ExportService(sessions, clock),
        imports=ImportService(sessions, clock, names),
        import_process=ImportProcess(company.places.database, company.keyring.key, clock),
        classification=ClassificationService(sessions, clock),
        proposals=ProposalService(sessions, clock),
        persons=PersonService(sessions, clock),
        key_persons=ClaimService(sessions, clock),
        coverage=CoverageService(sessions, clock),
        reveals=RevealService(sessions, clock),
        person_requests=RequestService(sessions, clock),
        person_copies=CopyService(sessions, clock),
        erasures=ErasureService(sessions, clock),
        owners=OwnerService(sessions, clock),
        collaborators=CollaboratorService(sessions, clock),
        pool=PoolService(sessions, clock),
        handovers=HandoverService(sessions, clock),
        **_project_services(sessions, clock),
        search=SearchService(sessions, clock),
        search_index=SearchIndexService(sessions),
        desk=DeskService(sessions, clock),
        saved_views=SavedViewService(sessions, clock),
        list_files=ListFileService(sessions, clock),
        projects=ProjectService(sessions, clock),
        schedules=ScheduleService(sessions, clock),
        bulk_edits=BulkEditService(sessions, clock, [ClientBulk(), ContactBulk()]),
    )


class _ProjectServices(TypedDict):
    filings: FilingService
    conflicts: ConflictService
    applications: ApplicationService
    approvals: ApprovalService
    delegations: DelegationService
    routes: RouteService
    papers: PaperService


def _project_services(sessions: Sessions, clock: Clock) -> _ProjectServices:
    return _ProjectServices(
        filings=FilingService(sessions, clock),
        conflicts=ConflictService(sessions, clock),
        applications=ApplicationService(sessions, clock),
        approvals=ApprovalService(sessions, clock),
        delegations=DelegationService(sessions, clock),
        routes=RouteService(sessions, clock),
        papers=PaperService(sessions, clock),
    )
