"""The chain of a project, driven through the services: client, filing, application, approval."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.names import Names
from kamdesk.domain.ids import ClientId, FilingId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.projects.applications import ApplicationDraft
from kamdesk.domain.projects.case_records import DuplicateFinding, Finding
from kamdesk.domain.projects.cases import Decision
from kamdesk.domain.projects.filings import FilingDraft
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.projects.applications import ApplicationService
from kamdesk.services.projects.approvals import ApprovalService
from kamdesk.services.projects.conflicts import ConflictService
from kamdesk.services.projects.delegations import DelegationService
from kamdesk.services.projects.filings import FilingService
from kamdesk.services.projects.routes import RouteService
from tests.clock import FakeClock
from tests.office import copied

FILING = FilingDraft(
    contact_name="刘工",
    contact_post="采购经理",
    contact_phone="13800000000",
    evidence="名片一张",
    project_name="二期厂房钢材供应",
    summary="二期厂房约需螺纹钢 300 吨，年内招标。",
    expected_amount=Decimal("1200000.00"),
    expected_price="4000 元/吨",
    expected_on=date(2027, 3, 1),
    feedback="已与采购经理面谈，对方愿意接受报价。",
    declared=True,
)
APPLICATION = ApplicationDraft(
    phone="0571-88886666",
    project_name="二期厂房钢材供应",
    source="客户来电",
    background="二期厂房建设，钢材由总包集中采购。",
    monthly_tons=Decimal("25.500"),
    yearly_sales=Decimal("5200000.00"),
    margin=Decimal("8.50"),
    key_people="采购经理刘工推荐，副总经理决定。",
    goals="年内签订年度供货协议。",
    starts_on=date(2026, 12, 1),
    ends_on=date(2027, 6, 30),
    leader="李明",
    budget=Decimal("30000.00"),
)
CLEAR = DuplicateFinding(Finding.CLEAR)


class Chain:
    """The services, and the steps that most tests begin with."""

    def __init__(self, sessions, clock, people, names=None):
        self.sessions, self.clock, self.people = sessions, clock, people
        self.clients = ClientService(sessions, clock, names)
        self.filings = FilingService(sessions, clock)
        self.conflicts = ConflictService(sessions, clock)
        self.applications = ApplicationService(sessions, clock)
        self.approvals = ApprovalService(sessions, clock)
        self.delegations = DelegationService(sessions, clock)
        self.routes = RouteService(sessions, clock)

    def client(self, name="杭州宏图建设集团有限公司"):
        draft = ClientDraft(name=name, province="浙江省", city="杭州市", address="文一路 1 号")
        return self.clients.create(draft, by=self.people.management).record_id

    def filing(self, client, by, **changes):
        draft = replace(FILING, client_id=client, **changes)
        return self.filings.save_draft(draft, by=by).record_id

    def send_filing(self, filing, by):
        seen = self.filings.details(filing, by=by).version
        self.filings.submit(filing, by=by, seen_version=seen)
        return self.filings.details(filing, by=by).case_id

    def filed(self, client, by):
        """Return a filing that its head and 销售管理部 have agreed to."""
        filing = self.filing(client, by)
        self.agree_all(self.send_filing(filing, by))
        return filing

    def application(self, client, by, **changes):
        draft = replace(APPLICATION, client_id=client, **changes)
        return self.applications.save_draft(draft, by=by).record_id

    def send_application(self, application, by):
        seen = self.applications.details(application, by=by).version
        self.applications.submit(application, by=by, seen_version=seen)
        return self.applications.details(application, by=by).case_id

    def case(self, case_id, by=None):
        return self.approvals.details(case_id, by=by or self.people.management)

    def decide(self, case_id, by, decision=Decision.AGREE, *, text="", finding=CLEAR):
        case = self.case(case_id, by)
        return self.approvals.decide(
            case.own_task.task_id,
            by=by,
            seen_version=case.version,
            decision=decision,
            text=text,
            finding=finding if case.own_task.needs_finding else None,
        )

    def asked(self, case_id):
        """Return the ids of those who may act now."""
        steps = self.case(case_id).steps
        signers = [signer for step in steps for signer in step.signers if step.state == "open"]
        return [signer.user_id for signer in signers if signer.state == "open"]

    def agree_all(self, case_id):
        """Let everybody who is asked agree until the case is over."""
        while asked := self.asked(case_id):
            self.decide(case_id, asked[0])
        return self.case(case_id)

    def inbox(self, by):
        source = self.approvals.inbox_for(by)
        return source.rows(source.ids(ListQuery()))


@pytest.fixture(scope="session")
def spoken_names():
    """Pinyin is read once."""
    return Names()


@pytest.fixture
def chain(sessions, clock, people, spoken_names):
    return Chain(sessions, clock, people, spoken_names)


@dataclass(frozen=True)
class FiledOffice:
    """The closed file of an office where 李明 has a client with a filing in force."""

    path: Path
    client: ClientId
    filing: FilingId


@pytest.fixture(scope="session")
def filed_office(office, spoken_names, tmp_path_factory):
    (template, people), folder = office, tmp_path_factory.mktemp("filed")
    sessions = copied(template, folder)
    chain = Chain(sessions, FakeClock(), people, spoken_names)
    client = chain.client()
    filing = chain.filed(client, people.sales)
    sessions.close()
    return FiledOffice(folder / "kamdesk.db", client, filing)


@pytest.fixture
def filed_sessions(filed_office, tmp_path):
    """What a module takes for its `sessions` to begin with that filing."""
    opened = copied(filed_office.path, tmp_path)
    yield opened
    opened.close()
