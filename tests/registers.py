"""The register of filings and the list of conflict cases at a desk, in anybody's name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kamdesk.domain.lists import ListQuery
from kamdesk.services.clients.duplicates import DuplicateService
from kamdesk.ui.conflicts.page import ConflictsPage
from kamdesk.ui.filings.page import FilingsPage


@pytest.fixture
def filings(workplace, spoken_names):
    """Return what opens the filing register for a person."""
    chain = workplace.chain

    def open_page(by):
        page = FilingsPage(
            filings=chain.filings,
            approvals=chain.approvals,
            clients=chain.clients,
            duplicates=DuplicateService(chain.sessions, chain.clock, spoken_names),
            papers=workplace.papers,
            tools=workplace.tools(by),
        )
        return workplace.show(page)

    return open_page


@pytest.fixture
def conflicts(workplace):
    """Return what opens the list of conflict cases for a person."""

    def open_page(by):
        return workplace.show(ConflictsPage(workplace.chain.conflicts, tools=workplace.tools(by)))

    return open_page


def look_at(workplace, page, record_id):
    """Move to a record and wait until it is shown."""
    page.list.select_id(record_id)
    workplace.rest()


def offered(pane):
    """Return the rights whose buttons are seen."""
    return {right for right, made in pane.buttons.items() if made.isVisible()}


def rows(page):
    """Return the rows that the list shows."""
    shown = page.list.view.rows
    return [shown.row_at(line) for line in range(shown.rowCount())]


def register(chain, by):
    """Return the rows of the register as a person's own list has them now."""
    source = chain.filings.list_for(by)
    return source.rows(source.ids(ListQuery(sort="id")))


def texts(widget):
    """Return every word that a widget's labels show, one after the other."""
    explicit = Qt.WidgetAttribute.WA_WState_ExplicitShowHide  # a fresh label is shown a turn later
    labels = widget.findChildren(QLabel)
    shown = [each for each in labels if not (each.isHidden() and each.testAttribute(explicit))]
    return "\n".join(each.text() for each in shown)
