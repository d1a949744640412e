"""The flow of a case in words."""

import pytest

from kamdesk.domain.projects.case_records import DuplicateFinding, Finding
from kamdesk.domain.projects.cases import Decision
from kamdesk.ui.approvals.flow import FlowView, return_words, rounds


@pytest.fixture
def case_id(chain):
    by = chain.people.sales
    client = chain.client()
    chain.filed(client, by)
    return chain.send_application(chain.application(client, by), by)


def lines(chain, case_id):
    return [
        (heading, [(entry.mark[0], entry.title, *entry.notes) for entry in entries])
        for heading, entries in rounds(chain.case(case_id))
    ]


def test_a_first_round_has_no_heading_and_names_who_comes_next(chain, case_id):
    ((heading, stops),) = lines(chain, case_id)
    assert heading == ""
    assert stops[0] == ("已", "李明 提交", "2026-11-02 09:00")
    assert stops[1] == ("待", "业务部门负责人 审批中", "等待 陈静")
    assert stops[2] == ("后", "销售管理部", "周岚")
    assert stops[3] == ("免", "财务部", "本次无需此步")


def test_opinions_of_earlier_rounds_stay(chain, case_id):
    chain.decide(case_id, chain.people.head, Decision.RETURN, text="请补充背景。")
    assert return_words(chain.case(case_id)) == "业务部门负责人 陈静 退回修改：请补充背景。"
    record = chain.case(case_id).record_id
    chain.send_application(record, chain.people.sales)
    assert return_words(chain.case(case_id)) == ""
    first, second = lines(chain, case_id)
    assert first[0] == "第 1 轮"
    assert first[1][1][:2] == ("退", "业务部门负责人 退回修改")
    assert second[0] == "第 2 轮"
    assert [stop[0] for stop in second[1]][:2] == ["已", "待"]


def test_the_result_of_the_duplicate_filter_stands_with_the_opinion(chain, case_id):
    chain.decide(case_id, chain.people.head)
    finding = DuplicateFinding(Finding.SUSPECTED, "KD-ZD-2026-0001")
    chain.decide(case_id, chain.people.management, finding=finding)
    stop = lines(chain, case_id)[0][1][2]
    assert stop[-1] == "查重：疑似撞单 KD-ZD-2026-0001"


def test_the_view_is_filled_and_emptied(chain, case_id, qtbot):
    view = FlowView()
    qtbot.addWidget(view)
    view.show_case(chain.case(case_id))
    assert view.layout().count() > 4
    view.show_case(None)
    assert view.layout().itemAt(0).widget().text() == "这里显示审批的每一步。"
