"""Classes that come with an import: each is a decision that names the file."""

import pytest

from kamdesk.domain.classes.decisions import Basis, Way
from kamdesk.domain.clients.clients import ClientClass
from kamdesk.domain.clients.imports import Existing, ImportOptions, guess_mapping
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.tables import Table, TableRow
from kamdesk.services.classes.classification import ClassificationService
from kamdesk.services.classes.proposals import ProposalService
from tests.classes import classify

UPDATE = ImportOptions(existing=Existing.UPDATE)


@pytest.fixture
def bring(imports, people):
    """Import rows of (name, classes)."""

    def run(*rows, options=UPDATE):
        headers = ("客户名称", "大客户类别")
        table = Table(
            "名单.csv", "UTF-8", headers, tuple(TableRow(at, row) for at, row in enumerate(rows, 2))
        )
        return imports.run(table, guess_mapping(headers), options, by=people.management)

    return run


@pytest.fixture
def decisions(sessions, clock, people):
    def read(client_id):
        found = ClassificationService(sessions, clock).decisions_of(client_id, by=people.management)
        return [(each.client_class, each.holds, each.way) for each in found]

    return read


def test_a_new_clients_classes_are_decisions_by_import(bring, decisions, sessions, clock, people):
    bring(("旧公司", "经济"))
    bring(("甲公司", "经济、战略"), ("乙公司", ""))
    assert set(decisions(2)) == {
        (ClientClass.ECONOMIC, True, Way.IMPORTED),
        (ClientClass.STRATEGIC, True, Way.IMPORTED),
    }
    assert decisions(3) == []
    assert len(decisions(1)) == 1
    kept = ClassificationService(sessions, clock).decisions_of(2, by=people.management)
    assert {each.basis for each in kept} == {Basis(reason="导入：名单.csv")}
    assert {each.by for each in kept} == {"周岚"}


def test_an_update_decides_what_it_changes(bring, decisions, clients, people):
    bring(("甲公司", "经济、集团"))
    bring(("甲公司", "集团、重要"))
    assert clients.details(1, by=people.management).draft.classes == {
        ClientClass.GROUP,
        ClientClass.IMPORTANT,
    }
    assert set(decisions(1)[:2]) == {
        (ClientClass.ECONOMIC, False, Way.IMPORTED),
        (ClientClass.IMPORTANT, True, Way.IMPORTED),
    }
    assert len(decisions(1)) == 4
    bring(("甲公司", "集团、重要"))
    assert len(decisions(1)) == 4


def test_an_import_does_not_silence_the_figures(bring, sessions, clock, people):
    """What was overruled before an import of the class is proposed on again."""
    bring(("甲公司", ""))
    classify(sessions, clock, 1, ClientClass.ECONOMIC, by=people.management)
    proposals = ProposalService(sessions, clock)
    assert proposals.propose(by=people.management)[1] == 0  # overruled: the figures say no
    bring(("甲公司", "集团"))
    bring(("甲公司", "经济"))
    assert proposals.propose(by=people.management)[1] == 1
    source = proposals.list_for(people.management)
    (row,) = source.rows(source.ids(ListQuery()))
    assert not row.grants
