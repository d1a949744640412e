"""A client with a tab of its page, on the services of the chain."""

import pytest

from tests.chain import chain, spoken_names

__all__ = ["chain", "spoken_names"]


@pytest.fixture
def show_tab(qtbot, jobs, services):
    """Return a way to show a tab with a client in somebody's name, read to the end."""

    def show(tab, client_id, by):
        qtbot.addWidget(tab)
        tab.resize(1100, 600)
        tab.show()
        tab.show_client(services.clients.details(client_id, by=by))
        assert jobs.wait_idle(30_000)
        return tab

    return show
