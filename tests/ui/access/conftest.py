"""The way in: an empty folder, its door, and the window before the desk."""

import pytest
from PySide6.QtTest import QTest

from kamdesk.app.door import FolderDoor
from kamdesk.domain.company import CompanySetup
from kamdesk.storage.keys import Cost
from kamdesk.ui.access.door import KeepWays
from kamdesk.ui.access.flow import AccessFlow
from kamdesk.ui.access.room import Room
from kamdesk.ui.access.window import AccessWindow
from tests.clock import FakeClock

CHEAP = Cost(memory=8, passes=1, lanes=1)
PASSWORD = "春江水暖鸭先知了"
SETUP = CompanySetup(
    company="宏远钢铁贸易有限公司", login="admin", name="管理员", password=PASSWORD
)


class WayIn:
    """The flow, and what came out of it."""

    def __init__(self, folder, *, jobs, messages, state, clock):
        self.jobs, self.clock = jobs, clock
        self.own = FolderDoor(folder, clock, name="own", cost=CHEAP)
        self.sample = FolderDoor(
            folder / "sample", clock, name="sample", is_sample=True, cost=CHEAP
        )
        self.written, self.printed, self.entered = {}, [], []
        self.window = AccessWindow()
        ways = KeepWays(write=self.written.__setitem__, print_text=self.printed.append)
        room = Room(self.window, jobs, messages, state, clock, ways)
        self.flow = AccessFlow(room, own=self.own, sample=self.sample)
        self.flow.entered.connect(self.entered.append)
        self.window.show()

    @property
    def panel(self):
        return self.window.panel

    def rest(self):
        QTest.qWaitForWindowExposed(self.window)
        QTest.qWait(1)
        assert self.jobs.wait_idle(30_000)

    def set_up(self):
        """Go to the first step of the wizard."""
        self.flow.start()
        self.panel.company_wanted.emit()

    def company(self):
        """Set a company up; return its recovery key."""
        created = self.own.create_company(SETUP)
        created.signed_in.company.close()
        return created.recovery_key

    def close(self):
        for entered in self.entered:
            entered.signed_in.company.close()
        self.own.release()
        self.sample.release()


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def way(qtbot, tmp_path, jobs, messages, state, clock):
    made = WayIn(tmp_path / "data", jobs=jobs, messages=messages, state=state, clock=clock)
    qtbot.addWidget(made.window)
    yield made
    made.close()
