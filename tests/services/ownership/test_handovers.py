"""移交 of one client with what is chosen; what moved is noted, and what is signed stays."""

from dataclasses import replace

import pytest

from kamdesk.domain.errors import (
    FieldError,
    MissingRecordError,
    NotAllowedError,
    RuleError,
    StaleRecordError,
)
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.ownership.handovers import HandoverDraft, Moved
from kamdesk.domain.ownership.owners import Way
from kamdesk.domain.projects.cases import Decision
from kamdesk.domain.projects.rights import Right


@pytest.fixture
def family(holdings, people):
    """A group with two units, one of them below the other, and one of somebody else's."""
    top = holdings.client("甲集团", people.sales)
    unit = holdings.client("乙分公司", people.sales, parent_id=top)
    deep = holdings.client("丙车间", people.sales, parent_id=unit)
    other = holdings.client("丁分公司", people.sales2, parent_id=top)
    return top, unit, deep, other


@pytest.fixture
def give(holdings, people):
    def run(client, taker=people.sales2, by=people.management, **changes):
        draft = HandoverDraft(**{"taker_id": taker, "reason": "调整片区", **changes})
        seen = holdings.details(client).version
        return holdings.handovers.hand_over(client, draft, by=by, seen_version=seen)

    return run


def belongings(holdings, client, by=None):
    return holdings.handovers.belongings(client, by=by or holdings.chain.people.management)


def test_what_belongs_is_of_the_same_owner_and_still_runs(holdings, people, family):
    top, unit, deep, _other = family
    chain = holdings.chain
    filed = chain.filed(top, people.sales)
    draft = chain.filing(deep, people.sales)
    chain.filing(top, people.sales2)
    chain.send_application(chain.application(top, people.sales), people.sales)
    found = belongings(holdings, top)
    assert [each.id for each in found.children] == [deep, unit]  # by pinyin
    papers = [(each.moved, each.id, each.state, each.approving) for each in found.papers]
    assert papers == [
        (Moved.FILING, filed, "已备案", False),
        (Moved.FILING, draft, "草稿", False),
        (Moved.APPLICATION, 1, "审批中", True),
    ]
    assert (found.name, found.owner) == ("KH000001 甲集团", "李明")


def test_only_what_was_chosen_goes(holdings, people, family, give):
    top, unit, deep, other = family
    chain = holdings.chain
    kept, moved = chain.filed(top, people.sales), chain.filing(unit, people.sales)
    give(top, children=frozenset({unit}), filings=frozenset({moved}))
    owners = {each: holdings.details(each).owner for each in family}
    assert owners == {top: "王芳", unit: "王芳", deep: "李明", other: "王芳"}
    spell = holdings.spells(unit)[0]
    assert (spell.way, spell.reason, spell.by) == (Way.HAND_OVER, "调整片区", "周岚")
    assert chain.filings.details(kept, by=people.sales).rights
    with pytest.raises(MissingRecordError):
        chain.filings.details(moved, by=people.sales)
    assert Right.SUBMIT in chain.filings.details(moved, by=people.sales2).rights


def test_a_filing_in_force_names_its_filer_and_obeys_its_carrier(holdings, people, give):
    chain, client = holdings.chain, holdings.client("甲公司", people.sales)
    filing = chain.filed(client, people.sales)
    give(client, filings=frozenset({filing}))
    page = chain.filings.details(filing, by=people.sales2)
    assert (page.sheet.filer, page.carrier) == ("李明", "王芳")
    (note,) = page.handovers
    assert (note.person, note.taker, note.reason) == ("李明", "王芳", "调整片区")
    assert {Right.FOLLOW_UP, Right.END} <= page.rights
    day = chain.clock.now().date()
    chain.filings.follow_up(filing, by=people.sales2, day=day, text="交接后拜访")
    with pytest.raises(NotAllowedError):
        chain.filings.follow_up(filing, by=people.sales, day=day, text="x")
    (row,) = chain.filings.list_for(people.sales2).rows([filing])
    assert (row.filer, row.carrier) == ("李明", "王芳")
    assert chain.filings.details(filing, by=people.sales).rights == frozenset()  # they signed it
    assert list(chain.filings.list_for(people.sales).ids(ListQuery(view="mine"))) == []
    mine = ListQuery(view="mine", filters={"carrier": "王"})
    assert list(chain.filings.list_for(people.sales2).ids(mine)) == [filing]


def test_the_taker_applies_under_the_filing_that_came_along(holdings, people, give):
    chain, client = holdings.chain, holdings.client("甲公司", people.sales)
    filing = chain.filed(client, people.sales)
    give(client, filings=frozenset({filing}))
    assert chain.applications.basis(client, by=people.sales2).filing is not None
    application = chain.application(client, people.sales2)
    chain.send_application(application, people.sales2)
    assert chain.applications.details(application, by=people.sales2).filing_id == filing


def test_an_approved_application_goes_along_and_nothing_on_it_changes(holdings, people, give):
    chain, client = holdings.chain, holdings.client("甲公司", people.sales)
    chain.filed(client, people.sales)
    application = chain.application(client, people.sales)
    chain.agree_all(chain.send_application(application, people.sales))
    before = chain.applications.details(application, by=people.sales)
    give(client, taker=people.head, applications=frozenset({application}))
    after = chain.applications.details(application, by=people.head)
    assert after.sheet == before.sheet
    assert (after.carrier, after.handovers[0].person) == ("陈静", "李明")
    assert list(chain.applications.list_for(people.sales).ids(ListQuery(view="mine"))) == []


def test_a_returned_paper_is_sent_again_in_the_takers_name(holdings, people, give):
    chain, client = holdings.chain, holdings.client("甲公司", people.sales)
    filing = chain.filing(client, people.sales)
    case = chain.send_filing(filing, people.sales)
    chain.decide(case, people.head, Decision.RETURN, text="请补充")
    give(client, taker=people.sales3, filings=frozenset({filing}))
    chain.send_filing(filing, people.sales3)
    page = chain.filings.details(filing, by=people.sales3)
    assert (page.sheet.filer, page.sheet.department) == ("赵强", "业务二部")
    assert page.handovers[0].person == "李明"
    assert chain.asked(case) == [people.head2]
    chain.agree_all(case)
    assert chain.filings.details(filing, by=people.sales3).state == "filed"


def test_a_paper_in_approval_goes_on_and_can_be_withdrawn_by_its_carrier(holdings, people, give):
    chain, client = holdings.chain, holdings.client("甲公司", people.sales)
    filing = chain.filing(client, people.sales)
    case = chain.send_filing(filing, people.sales)
    give(client, filings=frozenset({filing}))
    page = chain.filings.details(filing, by=people.sales2)
    assert page.rights == {Right.WITHDRAW}
    assert Right.WITHDRAW in chain.case(case, people.sales2).rights
    with pytest.raises(NotAllowedError):
        chain.filings.withdraw(filing, by=people.sales, seen_version=page.version)
    chain.filings.withdraw(filing, by=people.sales2, seen_version=page.version)
    assert chain.filings.details(filing, by=people.sales2).state == "draft"


def test_nobody_takes_over_what_they_would_have_to_approve(holdings, people, give):
    chain, client = holdings.chain, holdings.client("甲公司", people.sales)
    filing = chain.filing(client, people.sales)
    chain.send_filing(filing, people.sales)
    with pytest.raises(FieldError, match="有审批职责，不能接手"):
        give(client, taker=people.head, filings=frozenset({filing}))
    assert holdings.details(client).owner == "李明"
    give(client, taker=people.head)


def test_a_carrier_who_came_to_approve_later_does_not(holdings, people, give, sessions):
    from kamdesk.domain.people import Role
    from kamdesk.storage.people import UserRoleRecord

    chain, client = holdings.chain, holdings.client("甲公司", people.sales)
    filing = chain.filing(client, people.sales)
    case = chain.send_filing(filing, people.sales)
    give(client, filings=frozenset({filing}))
    chain.decide(case, people.head)
    with sessions.write() as session:
        session.add(UserRoleRecord(user_id=people.sales2, role=Role.MANAGEMENT))
    page = chain.case(case, people.management)
    task = next(
        signer.task_id for step in page.steps for signer in step.signers if signer.state == "open"
    )
    chain.approvals.transfer(
        task, by=people.management, seen_version=page.version, to=people.sales2, reason="请办"
    )
    with pytest.raises(RuleError, match="已移交给您经办"):
        chain.decide(case, people.sales2)


def test_a_reason_and_a_taker_are_compulsory(people, family, give):
    with pytest.raises(FieldError, match="移交原因"):
        give(family[0], reason="")
    for taker in (None, people.sales, people.finance):
        with pytest.raises(FieldError) as caught:
            give(family[0], taker=taker)
        assert set(caught.value.fields) == {"taker_id"}


def test_heads_hand_over_within_their_department(holdings, people, family, give):
    with pytest.raises(NotAllowedError):
        give(family[0], taker=people.sales3, by=people.head)
    with pytest.raises(NotAllowedError):
        give(family[0], by=people.sales)
    with pytest.raises(NotAllowedError):
        belongings(holdings, family[0], by=people.head2)
    give(family[0], by=people.head)
    names = {each.name for each in holdings.handovers.takers(by=people.head)}
    assert names == {"李明", "王芳", "陈静"}


def test_what_was_chosen_must_still_be_there_and_nothing_is_half_done(holdings, people, give):
    chain, client = holdings.chain, holdings.client("甲公司", people.sales)
    filing = chain.filing(client, people.sales)
    chain.filings.discard(filing, by=people.sales, seen_version=1)
    with pytest.raises(RuleError, match="刚有变化"):
        give(client, filings=frozenset({filing}))
    assert holdings.details(client).owner == "李明"
    assert len(holdings.spells(client)) == 1
    draft = HandoverDraft(taker_id=people.sales2, reason="x")
    with pytest.raises(StaleRecordError):
        holdings.handovers.hand_over(client, draft, by=people.management, seen_version=99)


def test_a_client_of_nobody_or_an_archived_one_is_not_handed_over(holdings, people, give):
    nobodys = holdings.client("甲公司")
    with pytest.raises(RuleError, match="没有负责人"):
        give(nobodys)
    archived = holdings.client("乙公司", people.sales)
    holdings.chain.clients.archive(archived, by=people.management, seen_version=1)
    with pytest.raises(RuleError, match="已归档"):
        give(archived)


def test_the_list_of_what_moved_is_kept_seen_and_exported(holdings, people, family, give, tmp_path):
    top, unit, _deep, _other = family
    filing = holdings.chain.filed(top, people.sales)
    give(top, children=frozenset({unit}), filings=frozenset({filing}))
    source = holdings.handovers.list_for(people.sales2)
    (row,) = source.rows(source.ids(ListQuery()))
    assert (row.title, row.person, row.takers) == ("KH000001 甲集团", "李明", "王芳")
    assert (row.clients, row.papers, row.others, row.leaving) == (2, 1, 0, False)
    for by in (people.sales, people.head, people.management, people.executive_vp):
        assert len(holdings.handovers.items(row.id, by=by)) == 3
    for by in (people.sales3, people.head2):
        with pytest.raises(MissingRecordError):
            holdings.handovers.items(row.id, by=by)
    path = tmp_path / "移交.csv"
    assert holdings.handovers.save(path, row.id, by=people.management) == 3
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[:2] == ["类型,名称,移交人,接手人", "客户,KH000001 甲集团,李明,王芳"]


@pytest.mark.parametrize("sort", ["at", "leaving", "title", "person", "reason", "by"])
def test_the_list_of_hand_overs_sorts(holdings, people, family, give, sort):
    give(family[0])
    found = holdings.handovers.list_for(people.management).ids(ListQuery(sort=sort))
    assert len(found) == 1


def test_a_draft_that_never_was_sent_names_its_new_filer(holdings, people, give):
    chain, client = holdings.chain, holdings.client("甲公司", people.sales)
    filing = chain.filing(client, people.sales)
    give(client, filings=frozenset({filing}))
    page = chain.filings.details(filing, by=people.sales2)
    assert page.sheet.filer == "王芳"
    edited = replace(page.sheet.draft, project_name="三期")
    chain.filings.save_draft(edited, by=people.sales2, filing_id=filing, seen_version=page.version)
