"""变更记录 on the page."""

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.ui.clients.tabs.history import HistoryTab


def test_every_changed_field_is_listed(show_tab, services, tools_of, people):
    client = services.clients.create(ClientDraft(name="华联商会"), by=people.sales).record_id
    draft = ClientDraft(name="华联总商会", industry="商会")
    services.clients.edit(client, draft, by=people.sales, seen_version=1)
    tab = show_tab(HistoryTab(services.clients, tools_of(people.sales)), client, people.sales)
    assert {(row.field, row.new) for row in tab.pane.table.rows()} == {
        ("name", "华联总商会"),
        ("industry", "商会"),
    }
