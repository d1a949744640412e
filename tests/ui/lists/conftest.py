"""A list of 100,000 records that counts how often it is read."""

from array import array
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

import pytest

from kamdesk.services.acting import acting
from kamdesk.ui.bus import ChangeBus
from kamdesk.ui.lists.columns import Column, Filter
from kamdesk.ui.lists.page import ListPage, ListSpec
from kamdesk.ui.lists.tabs import View
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tone import Tone
from tests.lists import list_tools
from tests.office import clock, office, people, sessions

__all__ = ["clock", "office", "people", "sessions"]

COUNT = 100_000


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    name: str
    code: str
    tons: Decimal
    day: date


class BigSource:
    def __init__(self, count=COUNT):
        self.count = count
        self.reads = []
        self.queries = []
        self.gone = set()

    def ids(self, query):
        self.queries.append(query)
        count = self.count // 10 if query.view == "mine" else self.count
        ids = range(1, count + 1)
        if "name" in query.filters:
            ids = [at for at in ids if query.filters["name"] in str(at)]
        ids = reversed(ids) if query.descending else ids
        return array("q", islice(ids, query.limit))

    def rows(self, ids):
        self.reads.append(len(ids))
        return [
            Row(at, f"客户{at}", f"0{at:017d}", Decimal(at) / 10, date(2026, 11, 23))
            for at in ids
            if at not in self.gone
        ]


COLUMNS = (
    Column("name", "客户名称", lambda row: row.name, width=180),
    Column(
        "grade",
        "等级",
        lambda row: "A" if row.id % 2 else "B",
        filter=Filter.CHOICE,
        choices=(("A", "A 级"), ("B", "B 级")),
        width=90,
    ),
    Column("code", "代码", lambda row: row.code, width=170, sortable=False),
    Column(
        "tons",
        "月用量",
        lambda row: row.tons,
        number=True,
        filter=Filter.NUMBER,
        total=True,
        unit="吨",
        tone=lambda row: Tone.BAD if row.tons < 1 else None,
    ),
    Column("day", "日期", lambda row: row.day, filter=Filter.DATE, visible=False),
    Column("none", "无筛选", lambda row: "", filter=Filter.NONE),
)
VIEWS = (View("all", "全部"), View("mine", "我的"))


@pytest.fixture
def source():
    return BigSource()


@pytest.fixture
def make_page(qtbot, jobs, state, source):
    def make(**options):
        spec = ListSpec("clients", COLUMNS, views=VIEWS, empty="还没有客户。", **options)
        page = ListPage(spec, source, jobs=jobs, state=state)
        qtbot.addWidget(page)
        page.resize(900, 500)
        page.show()
        return page

    return make


@pytest.fixture
def page(make_page, jobs):
    page = make_page()
    page.reload()
    jobs.wait_idle()
    return page


@pytest.fixture
def lists(sessions, clock):
    return list_tools(sessions, clock)


@pytest.fixture
def tools_of(sessions, jobs, state, clock, shop, lists):
    """Return the tools of whoever is signed in."""

    def make(user):
        with sessions.read() as session:
            actor = acting(session, user)
        return PageTools(actor, jobs, ChangeBus(), jobs.messages, state, clock, shop.tools(), lists)

    return make


@pytest.fixture
def open_equipped(qtbot, jobs, state, source, tools):
    """Return the way to a list with everything that lists have, read and active."""

    def make():
        spec = ListSpec("clients", COLUMNS, views=VIEWS, title="客户")
        page = ListPage(spec, source, jobs=jobs, state=state)
        page.equip(tools)
        qtbot.addWidget(page)
        page.resize(900, 500)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.reload()
        assert jobs.wait_idle()
        return page

    return make


@pytest.fixture
def tools(tools_of, people):
    return tools_of(people.management)
