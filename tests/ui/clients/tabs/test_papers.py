"""备案与立项 on the page: those of the very client, opened by double-click."""

from kamdesk.ui.clients.tabs.papers import PapersTab


def test_filings_and_applications_are_listed_counted_and_opened(
    show_tab, services, tools_of, people, chain, qtbot
):
    client, other = chain.client("宏图建设"), chain.client("宏图建设二公司")
    filing = chain.filed(client, people.sales)
    chain.filed(other, people.sales)
    chain.application(client, people.sales)
    tab = PapersTab(services, tools_of(people.management))
    counts = []
    tab.count_changed.connect(counts.append)
    show_tab(tab, client, people.management)
    assert counts == [1]
    assert [paper.record_id for paper in tab.pane.table.rows()] == [filing]
    with qtbot.waitSignal(tab.opened) as opened:
        tab.pane.table.opened.emit()
    assert opened.args == ["filing", filing]
