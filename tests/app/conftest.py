"""The whole program in an empty folder, with answers instead of message boxes."""

import pytest
from PySide6.QtTest import QTest

from kamdesk.app import cli
from kamdesk.app.program import Program
from kamdesk.domain.company import CompanySetup
from kamdesk.i18n import Language
from kamdesk.services.sample import SAMPLE_PASSWORD
from kamdesk.storage.keys import Cost
from kamdesk.ui.look import Look
from tests.clock import FakeClock
from tests.sample import sample_folder, sample_template
from tests.ui.conftest import FakeMessages

__all__ = ["sample_folder", "sample_template"]

CHEAP = Cost(memory=8, passes=1, lanes=1)
PASSWORD = "春江水暖鸭先知了"
SETUP = CompanySetup(
    company="宏远钢铁贸易有限公司", login="admin", name="管理员", password=PASSWORD
)


class Running:
    """The program, and what somebody at the screen does."""

    def __init__(self, app, folder):
        self.clock, self.messages, self.ended = FakeClock(), FakeMessages(), False
        self.program = Program(
            app,
            folder,
            clock=self.clock,
            messages=self.messages,
            print_text=lambda text: None,
            quit_app=self.end,
            cost=CHEAP,
        )

    def end(self):
        self.ended = True

    @property
    def panel(self):
        return self.program.access.panel

    @property
    def window(self):
        return self.program.company.window

    def set_up(self):
        """Set a company up and close it."""
        self.program.own.create_company(SETUP).signed_in.company.close()

    def rest(self):
        if self.program.access is not None:
            QTest.qWaitForWindowExposed(self.program.access)
        QTest.qWait(10)
        assert self.program.jobs.wait_idle(60_000)

    def start(self):
        self.program.start()
        self.rest()

    def sign_in(self, login="admin", password=PASSWORD):
        self.rest()
        self.panel.user.choose(login)
        self.panel.password.set_value(password)
        self.panel.submit()
        self.rest()

    def stop(self):
        if self.program.company is not None:
            self.window.close()
            self.rest()
        elif not self.ended:
            self.program.access.close()


@pytest.fixture
def running(qapp, tmp_path):
    qapp.setQuitOnLastWindowClosed(False)  # as the program does
    made = Running(qapp, tmp_path / "data")
    yield made
    made.stop()
    Look(Language.CHINESE).wear(qapp)
    qapp.setQuitOnLastWindowClosed(True)


@pytest.fixture
def run(sample_folder, monkeypatch):
    """Run a command line of the program as it is typed, on the sample company."""
    monkeypatch.setenv("KAMDESK_PASSWORD", SAMPLE_PASSWORD)

    def command(*arguments, login="yanxf"):
        place = ["--folder", str(sample_folder), "--login", login]
        return cli.main([*map(str, arguments), *place])

    return command
