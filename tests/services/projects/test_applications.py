"""An application from draft to approval."""

from decimal import Decimal

import pytest

from kamdesk.domain.errors import FieldError, MissingRecordError, NotAllowedError
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.projects.applications import ApplicationDraft, ApplicationState
from kamdesk.domain.projects.cases import CaseState, Decision, StepState
from kamdesk.domain.projects.modes import DevelopmentMode
from kamdesk.domain.projects.rights import Right
from kamdesk.storage.projects.sheets import SheetRecord


@pytest.fixture
def sessions(filed_sessions):
    return filed_sessions


@pytest.fixture
def client(filed_office):
    return filed_office.client


def details(chain, application, by=None):
    return chain.applications.details(application, by=by or chain.people.sales)


def signed(chain, case):
    """Return the roles whose step was needed and agreed."""
    return [step.role for step in chain.case(case).steps if step.state is StepState.AGREED]


def test_a_small_application_is_approved_by_head_management_and_vice_president(
    chain, client, people
):
    application = chain.application(client, people.sales)
    case = chain.send_application(application, people.sales)
    assert chain.agree_all(case).state is CaseState.APPROVED
    assert signed(chain, case) == ["head", "management", "executive_vp"]
    found = details(chain, application)
    assert found.state is ApplicationState.APPROVED
    assert found.sheet.number == "KD-LX-2026-0001"
    assert found.rights == frozenset()


@pytest.mark.parametrize(
    ("changes", "further"),
    [
        ({"budget": Decimal(50_000)}, ["finance", "executive_vp"]),
        ({"budget": Decimal(200_000)}, ["finance", "executive_vp", "general_manager"]),
        (
            {"mode": DevelopmentMode.JOINT, "partner": "宁波港务物流有限公司"},
            ["executive_vp", "general_manager"],
        ),
    ],
)
def test_money_and_mode_take_it_further(chain, client, changes, further):
    sales = chain.people.sales
    case = chain.send_application(chain.application(client, sales, **changes), sales)
    chain.agree_all(case)
    assert signed(chain, case) == ["head", "management", *further]


def test_a_draft_may_be_empty_but_not_submitted(chain, people):
    application = chain.applications.save_draft(ApplicationDraft(), by=people.sales).record_id
    with pytest.raises(FieldError) as caught:
        chain.send_application(application, people.sales)
    assert {"client_id", "budget", "goals"} <= set(caught.value.fields)


def test_it_needs_a_live_filing_of_the_applicant(chain, client, people):
    foreign = chain.application(client, people.sales2)
    with pytest.raises(FieldError, match="先报备"):
        chain.send_application(foreign, people.sales2)
    own = chain.application(client, people.sales)
    chain.clock.advance(days=70)
    with pytest.raises(FieldError, match="先报备"):
        chain.send_application(own, people.sales)


def test_it_names_the_filing_it_rests_on(chain, client, people):
    application = chain.application(client, people.sales)
    chain.send_application(application, people.sales)
    assert details(chain, application).sheet.filing.number == "KD-BB-2026-0001"


def test_each_submission_is_kept_as_it_was(chain, client, people):
    application = chain.application(client, people.sales)
    case = chain.send_application(application, people.sales)
    chain.decide(case, people.head, Decision.RETURN, text="预算偏低")
    found = details(chain, application)
    draft = type(found.sheet.draft)(
        **{name: getattr(found.sheet.draft, name) for name in found.sheet.draft.__slots__}
        | {"budget": Decimal("88000.00")}
    )
    chain.applications.save_draft(
        draft, by=people.sales, application_id=application, seen_version=found.version
    )
    chain.send_application(application, people.sales)
    with chain.sessions.read() as session:
        kept = session.query(SheetRecord).filter_by(case_id=case).order_by(SheetRecord.round)
        assert [(each.round, each.number, each.amount) for each in kept] == [
            (1, "KD-LX-2026-0001", Decimal("30000.00")),
            (2, "KD-LX-2026-0001-R1", Decimal("88000.00")),
        ]
    chain.agree_all(case)
    assert "finance" in signed(chain, case)


def test_earlier_opinions_stay_with_their_round(chain, client, people):
    case = chain.send_application(chain.application(client, people.sales), people.sales)
    application = chain.case(case).record_id
    chain.decide(case, people.head, text="可行")
    chain.decide(case, people.management, Decision.RETURN, text="请补充竞争对手")
    chain.send_application(application, people.sales)
    chain.agree_all(case)
    log = [(entry.round, entry.act, entry.person) for entry in chain.case(case).opinions]
    assert log == [
        (1, "submit", "李明"),
        (1, "agree", "陈静"),
        (1, "return", "周岚"),
        (2, "submit", "李明"),
        (2, "agree", "陈静"),
        (2, "agree", "周岚"),
        (2, "agree", "郑凯"),
    ]
    assert {entry.revision for entry in chain.case(case).opinions} == {0, 1}


def test_withdrawn_it_is_a_draft_again_with_its_number(chain, client, people):
    application = chain.application(client, people.sales)
    chain.send_application(application, people.sales)
    seen = details(chain, application).version
    chain.applications.withdraw(application, by=people.sales, seen_version=seen)
    found = details(chain, application)
    assert (found.state, found.sheet.number) == (ApplicationState.DRAFT, "KD-LX-2026-0001")
    assert found.rights == {Right.EDIT, Right.SUBMIT, Right.CANCEL}
    chain.applications.cancel(
        application, by=people.sales, seen_version=found.version, reason="项目取消"
    )
    assert details(chain, application).state is ApplicationState.CANCELLED


def test_a_refusal_ends_it_with_its_reason(chain, client, people):
    application = chain.application(client, people.sales)
    case = chain.send_application(application, people.sales)
    chain.decide(case, people.head, Decision.REFUSE, text="毛利过低")
    found = details(chain, application)
    assert (found.state, found.closed_reason) == (ApplicationState.REFUSED, "毛利过低")
    with pytest.raises(NotAllowedError):
        chain.applications.submit(application, by=people.sales, seen_version=found.version)


def test_who_is_asked_sees_it_and_others_only_within_reach(chain, client, people):
    application = chain.application(client, people.sales)
    case = chain.send_application(application, people.sales)
    for by in (people.sales2, people.head2):
        with pytest.raises(MissingRecordError):
            details(chain, application, by)
    task = chain.case(case, people.head).own_task.task_id
    chain.approvals.transfer(
        task,
        by=people.head,
        seen_version=chain.case(case).version,
        to=people.head2,
        reason="出差",
    )
    assert details(chain, application, people.head2).id == application
    chain.decide(case, people.head2)
    assert details(chain, application, people.head2).id == application


def test_the_list_filters_sorts_and_names_the_open_step(chain, client, people):
    first = chain.application(client, people.sales)
    chain.send_application(first, people.sales)
    second = chain.application(client, people.sales, project_name="港口扩建", budget=Decimal(9))
    source = chain.applications.list_for(people.sales)

    def found(**query):
        return list(source.ids(ListQuery(**query)))

    assert found(sort="budget") == [second, first]
    assert found(sort="budget", descending=True) == [first, second]
    assert found(filters={"project_name": "港口"}) == [second]
    assert found(filters={"client": "hzht"}) == [first, second]
    assert found(filters={"state": "in_approval"}) == found(view="in_approval") == [first]
    assert found(filters={"budget": ">=1万"}) == [first]
    assert found(view="drafts") == [second]
    assert found(filters={"waiting_for": "业务部门"}) == [first]
    assert [row.waiting_for for row in source.rows([second, first])] == ["", "业务部门负责人"]
