"""The time line of a client: all sources, their order, their limits and who may see what."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kamdesk.domain.classes.grading import Judgement
from kamdesk.domain.classes.gradings import GradingDraft
from kamdesk.domain.clients.clients import Grade
from kamdesk.domain.clients.contacts import ContactDraft
from kamdesk.domain.clients.timeline import Target, TimelineKind
from kamdesk.domain.errors import NotAllowedError
from kamdesk.domain.projects.cases import Decision
from kamdesk.domain.projects.conflicts import Ruling
from kamdesk.domain.purchases.purchases import PurchaseDraft
from kamdesk.services.attachments import AttachmentService
from kamdesk.services.classes.gradings import GradingService
from kamdesk.services.clients.timeline import SOURCES, TimelineService
from kamdesk.services.purchases.purchases import PurchaseService
from tests.chain import chain, spoken_names

__all__ = ["chain", "spoken_names"]


@pytest.fixture
def client(chain, people):
    made = chain.client()
    chain.clock.advance(minutes=1)
    chain.clients.assign(made, people.sales, by=people.management, seen_version=1)
    chain.clock.advance(minutes=1)
    return made


@pytest.fixture
def newest(chain, client, people):
    service = TimelineService(chain.sessions, chain.clock)

    def read(*kinds, by=people.management, limit=100):
        return service.newest(client, by=by, limit=limit, kinds=kinds)

    return read


GRADES = (Grade.A, Grade.B)


def titles(page):
    return [entry.title for entry in page.entries]


def edit(chain, client, by, **changes):
    seen = chain.clients.details(client, by=by)
    draft = replace(seen.draft, **changes)
    chain.clients.edit(client, draft, by=by, seen_version=seen.version)
    chain.clock.advance(minutes=1)


def test_registration_and_hand_over_are_there(newest):
    first, second = newest().entries
    assert (first.title, first.text, first.by) == ("更换负责人", "（无） → 李明", "周岚")
    assert (second.title, second.by) == ("登记客户", "周岚")


def test_what_was_edited_at_one_moment_is_one_entry(newest, chain, client, people):
    edit(chain, client, people.sales, industry="建筑", city="宁波市")
    entry = newest().entries[0]
    assert (entry.kind, entry.title, entry.by) == (TimelineKind.PROFILE, "修改资料", "李明")
    assert set(entry.text.splitlines()) == {"行业：（空） → 建筑", "城市：杭州市 → 宁波市"}


def test_a_grade_is_told_apart_from_the_profile(newest, chain, client, people):
    edit(chain, client, people.sales, industry="建筑", grade=Grade.A)
    assert [entry.text for entry in newest(TimelineKind.CLASS).entries] == ["客户等级：（空） → A"]
    assert newest(TimelineKind.PROFILE).entries[0].text == "行业：（空） → 建筑"


def test_people_are_named_and_what_changed_in_them_is_not(newest, contacts, chain, client, people):
    contacts.create(client, ContactDraft(name="王建国", phone="13812341234"), by=people.sales)
    (contact,) = contacts.of_client(client, by=people.sales)
    chain.clock.advance(minutes=1)
    draft = ContactDraft(name="王建国", phone="13900000000")
    contacts.edit(contact.id, draft, by=people.sales, seen_version=contact.version)
    found = newest(TimelineKind.CONTACT)
    assert titles(found) == ["修改联系人 王建国", "添加联系人 王建国"]
    assert not [entry for entry in found.entries if "139" in entry.text]


def test_a_filing_leaves_its_whole_way(newest, chain, client, people):
    filing = chain.filed(client, people.sales)
    chain.clock.advance(days=20)
    chain.filings.follow_up(
        filing, by=people.sales, day=date(2026, 11, 20), text="上门", evidence="照片"
    )
    version = chain.filings.details(filing, by=people.sales).version
    chain.clock.advance(days=1)
    chain.filings.end(filing, by=people.sales, seen_version=version, reason="客户停产")
    found = newest(TimelineKind.FOLLOW_UP, TimelineKind.FILING, TimelineKind.APPROVAL)
    number = "KD-BB-2026-0001"
    assert titles(found)[:2] == [f"终止备案 {number}", "跟进（2026-11-20）"]
    assert found.entries[0].text == "客户停产"
    assert sorted(titles(found)[2:]) == sorted(
        [f"备案 {number}：同意", f"备案 {number}：同意", f"备案 {number}：提交"]
    )
    assert {(entry.target.kind, entry.target.record_id) for entry in found.entries} == {
        ("filing", filing)
    }


def test_an_application_is_told_to_its_approval(newest, chain, client, people):
    chain.filed(client, people.sales)
    application = chain.application(client, people.sales)
    case = chain.send_application(application, people.sales)
    chain.decide(case, people.head, Decision.AGREE_CONDITIONALLY, text="预算压缩")
    chain.agree_all(case)
    found = newest(TimelineKind.APPLICATION)
    assert set(titles(found)) == {"立项 KD-LX-2026-0001 获得批准", "立项 KD-LX-2026-0001：提交"}
    approvals = newest(TimelineKind.APPROVAL).entries
    condition = next(each for each in approvals if each.text == "预算压缩")
    assert condition.title == "立项 KD-LX-2026-0001：同意附条件"
    assert (condition.target.kind, condition.target.record_id) == ("application", application)


def test_a_conflict_is_told_with_its_ruling_to_its_sides_only(newest, chain, client, people):
    chain.filed(client, people.sales)
    case = chain.send_filing(chain.filing(client, people.sales3), people.sales3)
    chain.decide(case, people.head2)
    (conflict,) = chain.filings.details(chain.case(case).record_id, by=people.management).conflicts
    chain.clock.advance(minutes=1)
    chain.conflicts.rule(
        conflict.id,
        by=people.management,
        seen_version=conflict.version,
        ruling=Ruling.KEEP_FIRST,
        reason="先备案",
    )
    found = newest(TimelineKind.CONFLICT)
    assert titles(found) == [
        f"撞单 {conflict.number} 裁定：维持先备案人",
        f"发生撞单 {conflict.number}",
    ]
    assert (found.entries[0].text, found.entries[0].by) == ("先备案", "周岚")


def test_papers_of_others_stay_out_of_sight(newest, chain, client, people):
    chain.filed(client, people.sales3)
    kinds = (TimelineKind.FILING, TimelineKind.APPROVAL)
    assert newest(*kinds, by=people.sales).entries == ()
    assert len(newest(*kinds).entries) == 3


def test_a_draft_of_somebody_is_nobodys_news(newest, chain, client, people):
    chain.application(client, people.sales)
    chain.filing(client, people.sales)
    assert len(newest().entries) == 2


def test_files_are_there(newest, chain, client, people, tmp_path):
    path = tmp_path / "协议.txt"
    path.write_text("正文", encoding="utf-8")
    files = AttachmentService(chain.sessions, chain.clock)
    files.add(client, path, by=people.sales, note="盖章件")
    (entry,) = newest(TimelineKind.FILE).entries
    assert (entry.title, entry.text, entry.by) == ("添加文件 协议.txt", "盖章件", "李明")


def test_pages_end_where_there_is_more_and_nothing_is_lost_between_them(
    newest, chain, client, people
):
    for turn in range(8):
        edit(
            chain, client, people.sales, industry=f"行业{turn}", grade=[Grade.A, Grade.B][turn % 2]
        )
    whole = newest()
    assert not whole.more
    assert len(whole.entries) == 2 + 16
    for limit in range(1, 18):
        page = newest(limit=limit)
        assert (page.entries, page.more) == (whole.entries[:limit], True)
    assert newest(limit=18).more is False


def test_only_kinds_that_can_be_are_offered(newest, chain, client, people):
    assert set(newest().kinds) == set(TimelineKind)
    service = TimelineService(chain.sessions, chain.clock, SOURCES[:1])
    assert service.newest(client, by=people.sales, limit=1).kinds == (TimelineKind.FOLLOW_UP,)


def test_who_may_not_see_the_client_is_refused(newest, people):
    with pytest.raises(NotAllowedError, match="查看客户"):
        newest(by=people.sales3)


def test_a_grading_is_one_entry_with_its_score(newest, chain, client, people):
    edit(chain, client, people.sales, grade=Grade.C)
    gradings = GradingService(chain.sessions, chain.clock)
    draft = GradingDraft(judgement=Judgement(scale=5, potential=5, payment=5), tier=None)
    seen = chain.clients.details(client, by=people.management).version
    gradings.decide(client, draft, by=people.management, seen_version=seen)
    first, second = newest(TimelineKind.CLASS).entries
    assert first.title.startswith("评为 ")
    assert "得分" in first.title
    assert second.text == "客户等级：（空） → C"


def test_purchases_and_returns_stand_at_their_days(newest, chain, client, people):
    purchases = PurchaseService(chain.sessions, chain.clock)
    for day, tons in ((date(2026, 9, 1), "12.5"), (date(2026, 9, 20), "-2")):
        draft = PurchaseDraft(
            client_id=client, day=day, product="热轧卷", tons=Decimal(tons), amount=Decimal(0)
        )
        made = purchases.create(draft, by=people.management)
    back, bought = newest(TimelineKind.PURCHASE).entries
    assert (back.title, bought.title, bought.text) == (
        "退货 热轧卷",
        "采购 热轧卷",
        "12.5 吨，0.00 元",
    )
    assert back.target == Target("purchase", made.record_id)
    assert newest().entries[-1] == bought  # the client was registered later
