"""The page where duplicates are found, merged, told apart, and merges undone."""

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.services.ownership.merges import MergeService
from kamdesk.services.ownership.suspects import SuspectService
from kamdesk.ui.ownership.merges import MergesPage
from tests.chain import chain, spoken_names
from tests.office import clock, office, people, sessions
from tests.workplace import workplace

__all__ = ["chain", "clock", "office", "people", "sessions", "spoken_names", "workplace"]

NAMES = ("山西晋丰农产品有限公司", "山西晋丰农产品有限责任公司")


@pytest.fixture
def two(chain, people):
    create = chain.clients.create
    return [
        create(ClientDraft(name=name, phone=phone), by=people.sales).record_id
        for name, phone in zip(NAMES, ("", "0351-5550001"), strict=True)
    ]


@pytest.fixture
def page(workplace, sessions, clock, spoken_names, people, two):
    merges = MergeService(sessions, clock, spoken_names)
    suspects = SuspectService(sessions, clock, spoken_names)
    tools = workplace.tools(people.management)
    return workplace.show(MergesPage(merges, suspects, tools=tools))


@pytest.fixture
def found(page, workplace):
    page.find_button.click()
    workplace.rest()
    workplace.rest()
    return page


def test_pairs_are_found_on_request(found):
    [pair] = found.pairs.rows()
    assert (pair.first.name, pair.second.name) == NAMES
    assert "找到 1 对" in found.notice.text
    assert "不会自动合并" in found.notice.text


def test_a_pair_is_merged_as_chosen_and_undone(found, workplace, chain, two, people):
    found.merge_button.click()
    dialog = workplace.dialog()
    assert dialog.draft().taken == {"phone"}
    dialog.save_button.click()
    assert "请填写合并理由" in dialog.notice.text
    dialog.reason.setText("重复登记")
    dialog.save_button.click()
    workplace.rest()
    workplace.rest()
    assert found.pairs.rows() == []
    assert found.done.current().kept == NAMES[0]
    assert chain.clients.details(two[0], by=people.sales).draft.phone == "0351-5550001"
    found.undo_button.click()
    workplace.rest()
    workplace.rest()
    assert found.done.current().undone_at is not None
    assert not found.undo_button.isEnabled()
    assert chain.clients.details(two[0], by=people.sales).draft.phone == ""


def test_the_other_one_may_stay_instead(found, workplace, chain, two, people):
    found.merge_button.click()
    dialog = workplace.dialog()
    dialog.swap_button.click()
    workplace.rest()
    assert dialog.preview.kept.name == NAMES[1]
    dialog.choose("name", merged=True)
    dialog.reason.setText("重复登记")
    dialog.save_button.click()
    workplace.rest()
    workplace.rest()
    assert chain.clients.details(two[1], by=people.sales).draft.name == NAMES[0]


def test_an_obstacle_is_said_and_forbids_it(found, workplace, chain, two, people):
    chain.clients.archive(two[1], by=people.management, seen_version=1)
    found.merge_button.click()
    dialog = workplace.dialog()
    assert "已归档" in dialog.notice.text
    assert not dialog.save_button.isEnabled()
    dialog.reject()


def test_a_pair_told_apart_leaves_the_list(found, workplace):
    found.apart_button.click()
    workplace.rest()
    assert found.pairs.rows() == []
    found.find_button.click()
    workplace.rest()
    workplace.rest()
    assert "没有找到" in found.notice.text
