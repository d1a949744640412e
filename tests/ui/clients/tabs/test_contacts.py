"""联系人 on the page: read by itself, changed in dialogs."""

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.contacts import ContactDraft
from kamdesk.ui.clients.tabs.contacts import ContactsTab
from kamdesk.ui.forms.dialog import FormDialog


def test_they_are_counted_and_one_is_added(show_tab, services, tools_of, people, jobs, qtbot):
    client = services.clients.create(ClientDraft(name="华联商会"), by=people.sales).record_id
    services.contacts.create(client, ContactDraft(name="王建国"), by=people.sales)
    tools = tools_of(people.sales)
    tab = ContactsTab(services, tools)
    counts, announced = [], []
    tab.count_changed.connect(counts.append)
    tools.bus.changed.connect(announced.append)
    show_tab(tab, client, people.sales)
    assert counts == [1]
    tab.pane.add_button.click()
    dialog = tab.findChild(FormDialog)
    dialog.form["name"].set_value("李四")
    dialog.save_button.click()
    assert jobs.wait_idle()
    assert len(announced) == 1
    names = [each.draft.name for each in services.contacts.of_client(client, by=people.sales)]
    assert sorted(names) == ["李四", "王建国"]


def test_who_only_reads_has_no_button(show_tab, services, tools_of, people):
    client = services.clients.create(ClientDraft(name="华联商会"), by=people.sales).record_id
    tab = ContactsTab(services, tools_of(people.finance))
    assert not show_tab(tab, client, people.finance).pane.add_button.isVisible()
