"""The papers: what was signed stands on them, in the words of the forms."""

from decimal import Decimal

import pytest

from kamdesk.domain.clock import today
from kamdesk.domain.errors import MissingRecordError, NotAllowedError
from kamdesk.domain.projects.applications import Attachment, TeamMember
from kamdesk.domain.projects.case_records import DuplicateFinding, Finding
from kamdesk.domain.projects.cases import Act, Decision
from kamdesk.domain.projects.conflicts import Ruling
from kamdesk.domain.projects.delegations import DelegationDraft
from kamdesk.domain.projects.modes import DevelopmentMode
from kamdesk.domain.projects.paper import ATTACHMENTS
from kamdesk.domain.projects.routes import CaseKind
from kamdesk.services.projects.paper import PaperService
from kamdesk.storage import audit


@pytest.fixture
def papers(chain):
    return PaperService(chain.sessions, chain.clock)


@pytest.fixture
def client(chain):
    return chain.client()


@pytest.fixture
def filing(chain, client, people):
    return chain.filed(client, people.sales)


def signers(box):
    return [(line.decision, line.signer, line.text, line.round) for line in box.lines]


def test_a_draft_is_marked_and_carries_no_anchor(papers, chain, client, people):
    paper = papers.filing_paper(chain.filing(client, people.sales), by=people.sales)
    assert paper.frame.watermark == "草稿"
    assert (paper.frame.number, paper.frame.audit_head, paper.frame.day) == ("", None, None)
    assert paper.granted is None
    assert paper.declared_by == ""


def test_a_filed_one_tells_who_found_what_and_how_long_it_protects(papers, chain, filing, people):
    paper = papers.filing_paper(filing, by=people.sales)
    assert paper.frame.watermark is None
    assert paper.frame.company_name == "宏远钢铁贸易有限公司"
    assert paper.frame.number == "KD-BB-2026-0001"
    assert paper.frame.printed_by == "李明"
    assert signers(paper.manager_opinion) == [("同意", "陈静", "", 0)]
    assert signers(paper.filing_opinion) == [("同意", "周岚", "", 0)]
    assert (paper.check_result, paper.granted) == ("无重复", True)
    assert str(paper.protected_until) == "2027-01-30"
    assert (paper.declared_by, paper.client_state, paper.mode) == ("李明", "新客户", "自主开发")


def test_the_anchor_is_the_link_of_the_approval_and_stays_the_same(papers, chain, filing, people):
    first = papers.filing_paper(filing, by=people.sales).frame.audit_head
    chain.filings.follow_up(filing, by=people.sales, day=today(chain.clock), text="电话")
    assert papers.filing_paper(filing, by=people.sales).frame.audit_head == first
    with chain.sessions.read() as session:
        links = session.query(audit.AuditRecord).filter_by(action="filing.agree").all()
    assert first == f"{links[-1].seq}:{links[-1].digest[:16]}"


def test_a_refused_one_tells_why(papers, chain, client, people):
    filing = chain.filing(client, people.sales)
    case = chain.send_filing(filing, people.sales)
    chain.decide(case, people.head, Decision.REFUSE, text="信息不实")
    paper = papers.filing_paper(filing, by=people.sales)
    assert (paper.frame.watermark, paper.granted) == ("未批准", False)
    assert paper.refusal_reason == "信息不实"


def test_extension_sharing_and_end_stand_in_the_register(papers, chain, client, filing):
    people = chain.people
    other = chain.filing(client, people.sales3)
    chain.send_filing(other, people.sales3)
    chain.conflicts.rule(
        1, by=people.management, seen_version=1, ruling=Ruling.JOINT, reason="共同开发"
    )
    chain.filings.follow_up(filing, by=people.sales, day=today(chain.clock), text="面谈")
    for action, by in (("extend", people.management), ("end", people.sales)):
        seen = chain.filings.details(filing, by=by).version
        getattr(chain.filings, action)(filing, by=by, seen_version=seen, reason="客户推迟")
    paper = papers.filing_paper(filing, by=people.sales)
    assert paper.shared_with == "赵强"
    assert [(each.sequence, each.approved_by) for each in paper.extensions] == [(1, "周岚")]
    assert paper.end_reason == "客户推迟"
    assert paper.ended_on == today(chain.clock)


def test_an_approved_application_carries_every_opinion(papers, chain, client, filing):
    people = chain.people
    application = chain.application(
        client,
        people.sales,
        mode=DevelopmentMode.JOINT,
        partner="宁波港务物流有限公司",
        budget=Decimal(60_000),
        members=(TeamMember("王芳", "报价"),),
        attachments=frozenset(Attachment),
    )
    case = chain.send_application(application, people.sales)
    chain.decide(case, people.head, Decision.AGREE_CONDITIONALLY, text="毛利不低于 8%")
    found = DuplicateFinding(Finding.SUSPECTED, "与他人同址")
    chain.decide(case, people.management, finding=found)
    chain.agree_all(case)
    paper = papers.application_paper(application, by=people.sales)
    assert (paper.mode, paper.partner) == ("合作开发", "宁波港务物流有限公司")
    assert signers(paper.department_opinion) == [("同意附条件", "陈静", "毛利不低于 8%", 0)]
    assert signers(paper.finance_opinion) == [("同意", "吴越", "", 0)]
    assert signers(paper.vice_president_opinion) == [("同意", "郑凯", "", 0)]
    assert signers(paper.general_manager_opinion) == [("同意", "何平", "", 0)]
    assert paper.filing_check.suspected
    assert paper.filing_check.filing_number == "KD-BB-2026-0001"
    assert paper.attachments == ATTACHMENTS
    assert [(each.name, each.duty) for each in paper.members] == [("王芳", "报价")]
    assert paper.frame.audit_head


def test_without_finance_in_the_route_there_is_no_box_for_it(papers, chain, client, filing):
    people = chain.people
    application = chain.application(client, people.sales)
    case = chain.send_application(application, people.sales)
    chain.agree_all(case)
    assert papers.application_paper(application, by=people.sales).finance_opinion is None


def test_opinions_of_earlier_rounds_stay_with_their_revision(papers, chain, client, filing):
    people = chain.people
    application = chain.application(client, people.sales)
    case = chain.send_application(application, people.sales)
    chain.decide(case, people.head, Decision.RETURN, text="请补充")
    chain.send_application(application, people.sales)
    chain.agree_all(case)
    paper = papers.application_paper(application, by=people.sales)
    assert paper.frame.number == "KD-LX-2026-0001-R1"
    assert signers(paper.department_opinion) == [
        ("退回修改", "陈静", "请补充", 0),
        ("同意", "陈静", "", 1),
    ]


def test_added_signers_have_a_box_of_their_own(papers, chain, client, filing):
    people = chain.people
    application = chain.application(client, people.sales)
    case = chain.send_application(application, people.sales)
    seen = chain.case(case, people.head)
    chain.approvals.add_signer(
        seen.own_task.task_id,
        by=people.head,
        seen_version=seen.version,
        signer=people.finance,
        act=Act.ADD_AFTER,
        reason="请看预算",
    )
    chain.agree_all(case)
    (box,) = papers.application_paper(application, by=people.sales).further_opinions
    assert box.title == "业务部门负责人（加签）"
    assert signers(box) == [("同意", "吴越", "", 0)]


def test_an_agent_signs_with_the_delegator_and_the_period(papers, chain, client, people):
    day = today(chain.clock)
    draft = DelegationDraft(
        agent_id=people.executive_vp,
        kinds=frozenset(CaseKind),
        starts_on=day,
        ends_on=day,
        reason="出差",
    )
    chain.delegations.give(draft, by=people.head)
    filing = chain.filing(client, people.sales)
    case = chain.send_filing(filing, people.sales)
    chain.decide(case, people.executive_vp)
    line = papers.filing_paper(filing, by=people.sales).manager_opinion.lines[0]
    assert (line.signer, line.on_behalf_of) == ("郑凯", "陈静")
    assert (line.delegated_from, line.delegated_until) == (day, day)


def test_nobody_prints_what_they_may_not_see(papers, filing, people):
    with pytest.raises(MissingRecordError):
        papers.filing_paper(filing, by=people.sales2)
    with pytest.raises(NotAllowedError):
        papers.filing_paper(filing, by=people.administrator)


def test_both_forms_become_a_pdf(papers, chain, client, filing):
    people = chain.people
    application = chain.application(client, people.sales)
    case = chain.send_application(application, people.sales)
    waiting = papers.application_pdf(application, by=people.sales)
    chain.agree_all(case)
    done = papers.application_pdf(application, by=people.sales)
    for paper in (waiting, done, papers.filing_pdf(filing, by=people.sales)):
        assert paper.pdf.startswith(b"%PDF")
        assert paper.pages >= 1
        assert paper.missing == ()
    assert waiting.pdf != done.pdf


def test_copies_follow_the_settings(papers, filing, people):
    frame = papers.filing_paper(filing, by=people.sales).frame
    assert frame.copies == "第一联 存档 / 第二联 业务部门"
