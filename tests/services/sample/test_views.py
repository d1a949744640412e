"""The sample's people have views, of columns and tabs that there are."""

from kamdesk.services.sample.story import read_story
from kamdesk.ui.clients.columns import SPEC as CLIENTS
from kamdesk.ui.filings.columns import SPEC as FILINGS

LISTS = {spec.name: spec for spec in (CLIENTS, FILINGS)}


def test_every_view_is_of_a_list_as_it_is():
    told = read_story().views["view"]
    assert {view["login"] for view in told} == {"yanxf", "duanxl"}
    for view in told:
        spec = LISTS[view["list"]]
        keys = {column.key for column in spec.columns}
        assert {view["sort"], *view.get("filters", {})} <= keys
        assert view["tab"] in {tab.key for tab in spec.views}
