"""A company with its people, and the tools that sections work with."""

import shutil

import pytest

from kamdesk.app.wiring import services_of
from kamdesk.domain.company import CompanySetup
from kamdesk.domain.people import Role, UserDraft
from kamdesk.services.access import AccessService
from kamdesk.storage.keys import Cost
from kamdesk.ui.bus import ChangeBus
from kamdesk.ui.projects.tools import PageTools
from tests.clock import FakeClock

CHEAP = Cost(memory=8, passes=1, lanes=1)
PASSWORD = "春江水暖鸭先知了"
SETUP = CompanySetup(
    company="宏远钢铁贸易有限公司", login="admin", name="管理员", password=PASSWORD
)


class Office:
    """The services, and a way to work as somebody."""

    def __init__(self, folder, *, clock, jobs, messages, state):
        signed_in = AccessService(folder, clock, cost=CHEAP).login(SETUP.login, PASSWORD)
        self.administrator = signed_in.actor
        self.services = services_of(signed_in.company, clock)
        self.folder, self.clock, self.jobs = folder, clock, jobs
        self.messages, self.state = messages, state
        self.bus = ChangeBus()

    def tools(self, actor=None):
        return PageTools(
            actor=actor or self.administrator,
            jobs=self.jobs,
            bus=self.bus,
            messages=self.messages,
            state=self.state,
            clock=self.clock,
            pdf=None,
        )

    def hire(self, login, name, role, department_id=None):
        draft = UserDraft(
            login=login, name=name, roles=frozenset({role}), department_id=department_id
        )
        by = self.administrator.id
        self.services.people.create(draft, temporary_password="linshi-mima-7", by=by)
        return self.sign_in(login)

    def sign_in(self, login, password="linshi-mima-7"):
        signed_in = AccessService(self.folder, self.clock, cost=CHEAP).login(login, password)
        signed_in.company.close()
        return signed_in.actor

    def rest(self):
        assert self.jobs.wait_idle(30_000)


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture(scope="session")
def company(tmp_path_factory):
    """The folder of the new company, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("settings") / "data"
    created = AccessService(folder, FakeClock(), cost=CHEAP).create_company(SETUP)
    created.signed_in.company.close()
    return folder


@pytest.fixture
def office(company, tmp_path, clock, jobs, messages, state):
    folder = shutil.copytree(company, tmp_path / "data")
    made = Office(folder, clock=clock, jobs=jobs, messages=messages, state=state)
    yield made
    made.rest()
    made.services.close()


@pytest.fixture
def approver(office):
    return office.hire("heping", "何平", Role.GENERAL_MANAGER)


@pytest.fixture
def shown(qtbot, office):
    """Show a section, let it read, and hand it back."""

    def show(section):
        qtbot.addWidget(section)
        section.resize(1000, 700)
        section.show()
        section.activate()
        office.rest()
        return section

    return show
