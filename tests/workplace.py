"""A desk in the office: the pages of 备案与立项 on real services, in anybody's name."""

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from kamdesk.services.acting import acting
from kamdesk.services.projects.paper import PaperService
from kamdesk.ui.applications.page import ApplicationsPage
from kamdesk.ui.approvals.page import ApprovalsPage
from kamdesk.ui.bus import ChangeBus
from kamdesk.ui.projects.tools import PageTools


class Workplace:
    """Shows pages and lets them come to rest; its services are those of the chain."""

    def __init__(self, qtbot, chain, *, jobs, messages, state, shop):
        self.qtbot, self.chain, self.people = qtbot, chain, chain.people
        self.jobs, self.messages, self.state, self.shop = jobs, messages, state, shop
        self.bus = ChangeBus()
        self.papers = PaperService(chain.sessions, chain.clock)

    def tools(self, by):
        with self.chain.sessions.read() as session:
            actor = acting(session, by)
        return PageTools(
            actor=actor,
            jobs=self.jobs,
            bus=self.bus,
            messages=self.messages,
            state=self.state,
            clock=self.chain.clock,
            pdf=self.shop.tools(),
        )

    def approvals(self, by):
        return self.show(ApprovalsPage(self.chain.approvals, self.papers, tools=self.tools(by)))

    def applications(self, by):
        chain = self.chain
        page = ApplicationsPage(
            chain.applications, chain.approvals, chain.clients, self.papers, tools=self.tools(by)
        )
        return self.show(page)

    def show(self, page):
        self.add(page)
        page.activate()
        self.rest()
        return page

    def add(self, widget):
        self.qtbot.addWidget(widget)
        widget.resize(1200, 760)
        with self.qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    def rest(self):
        assert self.jobs.wait_idle(30_000)

    def dialog(self):
        """Return the dialog that is open."""
        self.rest()
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        dialog = next(each for each in shown if isinstance(each, QDialog))
        dialog.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
        return dialog


@pytest.fixture
def workplace(qtbot, chain, jobs, messages, state, shop):
    made = Workplace(qtbot, chain, jobs=jobs, messages=messages, state=state, shop=shop)
    yield made
    made.rest()
