"""The whole program, started on a folder; answers to message boxes are given by the test."""

import shutil
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from kamdesk.services.access import AccessService
from kamdesk.storage.people import id_of_login
from kamdesk.ui.look import Look
from tests.chain import Chain
from tests.clock import FakeClock
from tests.journeys.company import CHEAP, PASSWORD, make_company
from tests.journeys.screen import Screen
from tests.office import OFFICE
from tests.sample import sample_clock, sample_folder, sample_template
from tests.ui.conftest import messages

__all__ = ["messages", "sample_clock", "sample_folder", "sample_template"]


@pytest.fixture(scope="session")
def company_template(tmp_path_factory):
    """The closed company; only to be copied."""
    folder = tmp_path_factory.mktemp("journeys") / "company"
    make_company(folder, FakeClock())
    return folder


@pytest.fixture
def folder(company_template, tmp_path):
    """A company whose people have signed in before."""
    return shutil.copytree(company_template, tmp_path / "company")


@pytest.fixture
def office_work(folder, clock):
    """Do work in the company through its services, before the program is started."""

    @contextmanager
    def at_work():
        company = AccessService(folder, clock, cost=CHEAP).login("admin", PASSWORD).company
        with company.sessions.read() as session:
            people = {key: id_of_login(session, login) for key, login, *_rest in OFFICE}
        yield Chain(company.sessions, clock, SimpleNamespace(**people))
        company.close()

    return at_work


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def open_program(qtbot, qapp, messages):
    """Start the program on a folder; it is closed when the test ends."""
    open_ones = []
    qapp.setQuitOnLastWindowClosed(False)  # as the program does

    def start(folder, clock):
        screen = Screen(qtbot, folder, clock=clock, messages=messages)
        open_ones.append(screen)
        screen.start()
        return screen

    yield start
    for screen in open_ones:
        screen.quit()
    Look().wear(qapp)
    qapp.setQuitOnLastWindowClosed(True)


@pytest.fixture
def screen(open_program, folder, clock):
    """The login window of the company."""
    return open_program(folder, clock)
