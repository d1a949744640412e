"""The index as a whole: built once, told as it grows, stopped and gone on with, checked."""

import pytest
from sqlalchemy import text

from kamdesk.domain.errors import CancelledError, NotAllowedError
from kamdesk.services import search_index
from kamdesk.services.search import SearchService
from kamdesk.services.search_index import SearchIndexService
from tests.chain import chain, spoken_names

__all__ = ["chain", "spoken_names"]


@pytest.fixture
def service(sessions):
    return SearchIndexService(sessions)


@pytest.fixture
def unbuilt(chain, sessions):
    """Five clients, and no index: as after an update."""
    with sessions.write() as session:
        session.execute(text("DELETE FROM search_state"))
    for serial in range(5):
        chain.client(f"晋丰{serial}公司")


def test_a_new_company_needs_no_building(service):
    assert not service.is_due()


def test_after_an_update_it_is_built_and_told(unbuilt, service, sessions, clock, people):
    assert service.is_due()
    told = []
    assert service.build(report=lambda done, total: told.append((done, total))) == 5
    assert (told[0], told[-1]) == ((0, 5), (5, 5))
    assert not service.is_due()
    assert len(SearchService(sessions, clock).find("晋丰", by=people.management)) == 5


def test_another_version_is_built_anew(chain, service, sessions):
    chain.client()
    with sessions.write() as session:
        session.execute(text("UPDATE search_state SET version = 0"))
    assert service.is_due()
    assert service.build() == 1
    assert not service.is_due()


def test_a_build_may_be_stopped_and_gone_on_with(unbuilt, service, monkeypatch):
    monkeypatch.setattr(search_index, "_STEP", 1)
    monkeypatch.setattr("kamdesk.storage.search.index._CHUNK", 2)
    asked = iter([False, False, True])
    with pytest.raises(CancelledError, match="下次打开"):
        service.build(cancelled=lambda: next(asked))
    assert service.is_due()
    told = []
    assert service.build(report=lambda done, total: told.append((done, total))) == 1
    assert told[0] == (0, 1)
    assert not service.is_due()


def test_a_sound_index_has_no_faults_and_a_wrong_one_is_rebuilt(chain, service, sessions, people):
    for serial in range(3):
        chain.client(f"晋丰{serial}公司")
    assert service.faults(by=people.management) == 0
    with sessions.write() as session:
        session.execute(text("DELETE FROM search_clients WHERE rowid < 3"))
    assert service.faults(by=people.management) == 2
    assert service.rebuild() == 3
    assert service.faults(by=people.management) == 0


def test_who_may_verify_the_audit_may_verify_the_index(service, people):
    with pytest.raises(NotAllowedError):
        service.faults(by=people.sales)
