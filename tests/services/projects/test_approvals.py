"""Deciding: who may, what is compulsory, what is refused."""

import pytest

from kamdesk.domain.errors import FieldError, NotAllowedError, RuleError, StaleRecordError
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.people import Role
from kamdesk.domain.projects.case_records import DuplicateFinding, Finding
from kamdesk.domain.projects.cases import Act, CaseState, Decision
from kamdesk.domain.projects.rights import Right
from kamdesk.storage import audit
from kamdesk.storage.people import UserRecord, UserRoleRecord


@pytest.fixture
def sessions(filed_sessions):
    return filed_sessions


@pytest.fixture
def case(chain, people, filed_office):
    application = chain.application(filed_office.client, people.sales)
    return chain.send_application(application, people.sales)


def open_task(chain, case):
    steps = chain.case(case).steps
    signers = [signer for step in steps for signer in step.signers if step.state == "open"]
    return next(signer.task_id for signer in signers if signer.state == "open")


def decide(chain, case, by, **changes):
    """Decide as `by`, whether asked or not."""
    return chain.approvals.decide(
        open_task(chain, case),
        by=by,
        **{"seen_version": chain.case(case).version, "decision": Decision.AGREE, **changes},
    )


def leave(chain, user_id):
    with chain.sessions.write() as session:
        session.get(UserRecord, user_id).active = False


@pytest.mark.parametrize(
    "key", ["sales2", "head2", "management", "finance", "executive_vp", "general_manager"]
)
def test_who_is_not_asked_does_not_decide(chain, people, case, key):
    with pytest.raises(NotAllowedError):
        decide(chain, case, getattr(people, key))


def test_the_administrator_decides_nothing(chain, people, case):
    with pytest.raises(NotAllowedError):
        decide(chain, case, people.administrator)


def test_an_approver_who_becomes_administrator_decides_nothing(chain, people, case):
    with chain.sessions.write() as session:
        session.add(UserRoleRecord(user_id=people.head, role=Role.ADMINISTRATOR))
    with pytest.raises(NotAllowedError, match="系统管理员"):
        decide(chain, case, people.head)


def test_the_submitter_does_not_decide_even_as_an_approver(chain, people, case):
    with chain.sessions.write() as session:
        session.add(UserRoleRecord(user_id=people.sales, role=Role.HEAD))
    with pytest.raises(RuleError, match="自己提交"):
        decide(chain, case, people.sales)


@pytest.mark.parametrize(
    "decision", [Decision.AGREE_CONDITIONALLY, Decision.RETURN, Decision.REFUSE]
)
def test_everything_but_plain_agreement_needs_its_text(chain, people, case, decision):
    with pytest.raises(FieldError) as caught:
        decide(chain, case, people.head, decision=decision, text=" ")
    assert list(caught.value.fields) == ["text"]
    assert chain.case(case).state is CaseState.RUNNING


def test_conditions_are_kept_and_the_flow_goes_on(chain, people, case):
    decide(
        chain,
        case,
        people.head,
        decision=Decision.AGREE_CONDITIONALLY,
        text="毛利不低于 8%",
    )
    assert chain.asked(case) == [people.management]
    assert chain.case(case).opinions[-1].text == "毛利不低于 8%"


def test_sales_management_records_what_the_duplicate_filter_gave(chain, people, case):
    chain.decide(case, people.head)
    assert chain.case(case, people.management).own_task.needs_finding
    with pytest.raises(FieldError) as caught:
        decide(chain, case, people.management)
    assert list(caught.value.fields) == ["finding"]
    found = DuplicateFinding(Finding.SUSPECTED, "与 KD-BB-2026-0009 同址")
    decide(chain, case, people.management, finding=found)
    assert chain.case(case).opinions[-1].finding == found


def test_a_return_needs_no_finding(chain, people, case):
    chain.decide(case, people.head)
    decide(chain, case, people.management, decision=Decision.RETURN, text="请补充")
    assert chain.case(case).state is CaseState.RETURNED


def test_a_decision_on_an_older_state_is_refused(chain, people, case):
    seen = chain.case(case).version
    task = open_task(chain, case)
    chain.approvals.add_signer(
        task,
        by=people.head,
        seen_version=seen,
        signer=people.finance,
        act=Act.ADD_AFTER,
        reason="请看预算",
    )
    with pytest.raises(StaleRecordError):
        chain.approvals.decide(task, by=people.head, seen_version=seen, decision=Decision.AGREE)


def test_a_task_of_an_earlier_round_is_refused(chain, people, case):
    task = open_task(chain, case)
    seen = chain.applications.details(chain.case(case).record_id, by=people.sales)
    chain.applications.withdraw(seen.id, by=people.sales, seen_version=seen.version)
    chain.send_application(seen.id, people.sales)
    with pytest.raises(StaleRecordError):
        chain.approvals.decide(
            task,
            by=people.head,
            seen_version=chain.case(case).version,
            decision=Decision.AGREE,
        )


def test_once_somebody_has_acted_it_is_not_withdrawn(chain, people, case):
    chain.decide(case, people.head)
    seen = chain.applications.details(chain.case(case).record_id, by=people.sales)
    assert Right.WITHDRAW not in seen.rights
    with pytest.raises(RuleError, match="撤回"):
        chain.applications.withdraw(seen.id, by=people.sales, seen_version=seen.version)


def test_the_inbox_holds_what_waits_and_nothing_else(chain, people, case):
    assert [row.number for row in chain.inbox(people.head)] == ["KD-LX-2026-0001"]
    assert chain.approvals.inbox_count(by=people.head) == 1
    assert chain.inbox(people.management) == []
    chain.decide(case, people.head)
    assert chain.inbox(people.head) == []
    row = chain.inbox(people.management)[0]
    assert (row.step_title, row.submitter, row.client) == (
        "销售管理部",
        "李明",
        "杭州宏图建设集团有限公司",
    )
    assert row.case_version == chain.case(case).version
    assert chain.approvals.inbox_count(by=people.administrator) == 0


def test_done_and_submitted_are_kept(chain, people, case):
    chain.decide(case, people.head, text="可行")
    done = chain.approvals.done_for(people.head)
    rows = done.rows(done.ids(ListQuery(sort="at", descending=True)))
    assert (rows[0].act, rows[0].text, rows[0].kind) == (Act.AGREE, "可行", "application")
    mine = chain.approvals.submissions_for(people.sales)
    rows = mine.rows(mine.ids(ListQuery(filters={"kind": "application"})))
    assert [(row.step_title, row.waiting_for) for row in rows] == [("销售管理部", "周岚")]


def test_next_approvers_are_named_before_it_reaches_them(chain, people, case):
    names = [[signer.name for signer in step.signers] for step in chain.case(case).steps]
    assert names == [["陈静"], ["周岚"], [], ["郑凯"], []]


def test_a_task_is_handed_over_with_a_reason(chain, people, case):
    task, seen = open_task(chain, case), chain.case(case).version
    hand = {"by": people.head, "seen_version": seen, "to": people.head2}
    with pytest.raises(FieldError):
        chain.approvals.transfer(task, **hand, reason="")
    chain.approvals.transfer(task, **hand, reason="出差")
    assert chain.asked(case) == [people.head2]
    entry = chain.case(case).opinions[-1]
    assert (entry.act, entry.person, entry.target, entry.text) == (
        Act.TRANSFER,
        "陈静",
        "孙伟",
        "出差",
    )


@pytest.mark.parametrize("key", ["sales", "sales2", "administrator"])
def test_it_is_handed_to_approvers_only_and_never_to_the_submitter(chain, people, case, key):
    with pytest.raises(RuleError):
        chain.approvals.transfer(
            open_task(chain, case),
            by=people.head,
            seen_version=chain.case(case).version,
            to=getattr(people, key),
            reason="出差",
        )


def test_an_added_signer_is_heard_and_signs_without_a_finding(chain, people, case):
    chain.decide(case, people.head)
    chain.approvals.add_signer(
        open_task(chain, case),
        by=people.management,
        seen_version=chain.case(case).version,
        signer=people.head2,
        act=Act.ADD_BEFORE,
        reason="客户曾由二部联系",
    )
    assert chain.asked(case) == [people.head2]
    assert not chain.case(case, people.head2).own_task.needs_finding
    chain.decide(case, people.head2, text="二部不再跟进")
    assert chain.asked(case) == [people.management]
    assert chain.case(case).opinions[-1].added


def test_signing_before_or_after_are_the_only_places(chain, people, case):
    with pytest.raises(RuleError, match="加签"):
        chain.approvals.add_signer(
            open_task(chain, case),
            by=people.head,
            seen_version=chain.case(case).version,
            signer=people.head2,
            act=Act.AGREE,
            reason="?",
        )


def test_the_task_of_somebody_who_left_is_handed_on_by_sales_management(chain, people, case):
    leave(chain, people.head)
    assert Right.REASSIGN in chain.case(case, people.management).rights
    assert Right.REASSIGN not in chain.case(case, people.finance).rights
    chain.approvals.transfer(
        open_task(chain, case),
        by=people.management,
        seen_version=chain.case(case).version,
        to=people.head2,
        reason="原负责人离职",
    )
    assert chain.asked(case) == [people.head2]


def test_a_task_somebody_still_holds_is_not_taken_away(chain, people, case):
    with pytest.raises(NotAllowedError):
        chain.approvals.transfer(
            open_task(chain, case),
            by=people.management,
            seen_version=chain.case(case).version,
            to=people.head2,
            reason="?",
        )


def test_a_step_nobody_can_decide_keeps_the_decision_before_it_open(chain, people, case):
    chain.decide(case, people.head)
    for user in (people.executive_vp, people.general_manager):
        leave(chain, user)
    with pytest.raises(RuleError, match="常务副总"):
        decide(chain, case, people.management, finding=DuplicateFinding(Finding.CLEAR))
    details = chain.approvals.details(case, by=people.management)
    assert details.own_task is not None


def test_every_step_leaves_its_link_with_the_digest_of_what_was_signed(chain, people, case):
    chain.agree_all(case)
    with chain.sessions.read() as session:
        assert audit.verify(session).sound
        links = session.query(audit.AuditRecord).filter_by(noun="application").all()
    actions = [link.action.removeprefix("application.") for link in links]
    assert actions == ["create", "submit", "agree", "agree", "agree"]
    digests = {link.payload.split('"digest":"')[1][:64] for link in links[1:]}
    assert len(digests) == 1
    assert not [link for link in links if "13800000000" in link.payload]
