"""时间线 on the page: newest first, narrowed by kind, each entry opens its record."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from kamdesk.domain.clients.timeline import TimelineKind
from kamdesk.services.clients.timeline import TimelineService
from kamdesk.ui.clients.tabs.timeline import TimelineTab


@pytest.fixture
def client(chain, people):
    return chain.client()


@pytest.fixture
def tab(chain, client, people, tools_of, show_tab):
    service = TimelineService(chain.sessions, chain.clock)

    def show():
        tab = TimelineTab(service, tools_of(people.management))
        return show_tab(tab, client, people.management)

    return show


def edit(chain, client, people, count):
    for turn in range(count):
        chain.clock.advance(minutes=1)
        seen = chain.clients.details(client, by=people.management)
        draft = replace(seen.draft, industry=f"行业{turn}")
        chain.clients.edit(client, draft, by=people.management, seen_version=seen.version)


def test_entries_open_their_records(tab, chain, client, people, qtbot):
    filing = chain.filed(client, people.sales)
    shown = tab()
    link = next(b for b in shown.findChildren(QPushButton) if b.text().endswith("：提交"))
    with qtbot.waitSignal(shown.opened) as opened:
        link.click()
    assert opened.args == ["filing", filing]
    texts = {label.text() for label in shown.findChildren(QLabel)}
    assert {"2026-11", "11-02 09:00", "登记客户", "李明"} <= texts


def test_kinds_narrow_it_and_together_widen_it(tab, chain, client, people, jobs):
    chain.filed(client, people.sales)
    shown = tab()
    assert len(shown.entries) == 4
    shown.kinds[TimelineKind.FILING].click()
    assert jobs.wait_idle(30_000)
    assert {entry.kind for entry in shown.entries} == {TimelineKind.FILING}
    shown.kinds[TimelineKind.PROFILE].click()
    assert jobs.wait_idle(30_000)
    assert len(shown.entries) == 2
    shown.kinds[TimelineKind.FILING].click()
    shown.kinds[TimelineKind.PROFILE].click()
    shown.kinds[TimelineKind.CONFLICT].click()
    assert jobs.wait_idle(30_000)
    assert shown.empty.isVisible()


def test_older_entries_come_when_they_are_asked_for(tab, chain, client, people, jobs):
    edit(chain, client, people, 60)
    shown = tab()
    assert len(shown.entries) == 50
    shown.more.click()
    assert jobs.wait_idle(30_000)
    assert len(shown.entries) == 61
    assert not shown.more.isVisible()
