"""The filing register: from draft to protection, and what keeps it alive."""

from datetime import date, timedelta

import pytest

from kamdesk.domain.clock import today
from kamdesk.domain.errors import (
    FieldError,
    MissingRecordError,
    NotAllowedError,
    RuleError,
    StaleRecordError,
)
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.projects.cases import CaseState, Decision
from kamdesk.domain.projects.filings import FilingDraft, FilingState
from kamdesk.domain.projects.protections import Standing
from kamdesk.domain.projects.rights import Right


@pytest.fixture
def client(chain):
    return chain.client()


@pytest.fixture
def filing(chain, client, people):
    return chain.filed(client, people.sales)


def details(chain, filing, by=None):
    return chain.filings.details(filing, by=by or chain.people.sales)


def rows(chain, by, **query):
    source = chain.filings.list_for(by)
    return source.rows(source.ids(ListQuery(**query)))


def follow(chain, filing, text="电话回访", **changes):
    day = changes.pop("day", today(chain.clock))
    chain.filings.follow_up(filing, by=chain.people.sales, day=day, text=text, **changes)


def extend(chain, filing, by, reason="客户招标推迟"):
    seen = details(chain, filing, by).version
    chain.filings.extend(filing, by=by, seen_version=seen, reason=reason)


def test_a_draft_has_no_number_and_may_be_empty(chain, people):
    filing = chain.filings.save_draft(FilingDraft(), by=people.sales).record_id
    found = details(chain, filing)
    assert (found.state, found.sheet.number) == (FilingState.DRAFT, "")
    assert found.rights == {Right.EDIT, Right.SUBMIT, Right.DISCARD}


def test_a_draft_is_its_owners_only(chain, people):
    filing = chain.filings.save_draft(FilingDraft(), by=people.sales).record_id
    with pytest.raises(MissingRecordError):
        details(chain, filing, people.head)
    assert rows(chain, people.general_manager) == []


def test_an_incomplete_filing_is_refused_field_by_field(chain, people):
    filing = chain.filings.save_draft(FilingDraft(), by=people.sales).record_id
    with pytest.raises(FieldError) as caught:
        chain.send_filing(filing, people.sales)
    assert {"client_id", "project_name", "declared"} <= set(caught.value.fields)
    assert details(chain, filing).sheet.number == ""


def test_the_number_comes_with_the_first_submission_to_the_minute(chain, client, people):
    filing = chain.filing(client, people.sales)
    chain.clock.advance(seconds=42)
    chain.send_filing(filing, people.sales)
    found = details(chain, filing)
    assert found.sheet.number == "KD-BB-2026-0001"
    assert found.sheet.submitted_at.second == 0
    assert found.state is FilingState.IN_APPROVAL


def test_an_archived_client_is_not_filed(chain, client, people):
    filing = chain.filing(client, people.sales)
    seen = chain.clients.details(client, by=people.management).version
    chain.clients.archive(client, by=people.management, seen_version=seen)
    with pytest.raises(FieldError, match="归档"):
        chain.send_filing(filing, people.sales)


def test_approval_begins_ninety_protected_days(chain, filing):
    found = details(chain, filing)
    assert found.state is FilingState.FILED
    assert found.standing is Standing.PROTECTED
    assert found.protection.starts_on == date(2026, 11, 2)
    assert found.protection.ends_on == date(2027, 1, 30)
    assert found.days_left == 69  # without follow-up it is over sooner


def test_one_filer_has_one_live_filing_for_a_client(chain, client, filing, people):
    again = chain.filing(client, people.sales)
    with pytest.raises(FieldError, match="KD-BB-2026-0001"):
        chain.send_filing(again, people.sales)


def test_after_expiry_anyone_may_file(chain, client, filing, people):
    chain.clock.advance(days=70)
    assert details(chain, filing).standing is Standing.EXPIRED
    other = chain.filed(client, people.sales3)
    assert details(chain, other, people.sales3).conflicts == ()


def test_after_expiry_the_same_filer_may_file_again(chain, client, filing, people):
    chain.clock.advance(days=70)
    assert details(chain, chain.filed(client, people.sales)).state is FilingState.FILED


def test_a_return_keeps_the_number_and_adds_a_revision(chain, client, people):
    filing = chain.filing(client, people.sales)
    case = chain.send_filing(filing, people.sales)
    chain.decide(case, people.head, Decision.RETURN, text="金额请核对")
    assert details(chain, filing).state is FilingState.RETURNED
    first = details(chain, filing).sheet.submitted_at
    chain.clock.advance(days=1)
    assert chain.send_filing(filing, people.sales) == case
    found = details(chain, filing)
    assert found.sheet.number == "KD-BB-2026-0001-R1"
    assert found.sheet.submitted_at == first
    assert chain.case(case).round == 2


def test_a_withdrawn_filing_is_a_draft_with_its_number(chain, client, people):
    filing = chain.filing(client, people.sales)
    chain.send_filing(filing, people.sales)
    seen = details(chain, filing)
    assert Right.WITHDRAW in seen.rights
    chain.filings.withdraw(filing, by=people.sales, seen_version=seen.version)
    found = details(chain, filing)
    assert (found.state, found.sheet.number) == (FilingState.DRAFT, "KD-BB-2026-0001")
    chain.send_filing(filing, people.sales)
    assert details(chain, filing).sheet.number == "KD-BB-2026-0001"


def test_nobody_else_withdraws_it(chain, client, people):
    filing = chain.filing(client, people.sales)
    chain.send_filing(filing, people.sales)
    seen = details(chain, filing).version
    with pytest.raises(NotAllowedError):
        chain.filings.withdraw(filing, by=people.sales2, seen_version=seen)


def test_only_a_draft_without_number_is_deleted(chain, client, people):
    filing = chain.filing(client, people.sales)
    seen = details(chain, filing).version
    chain.filings.discard(filing, by=people.sales, seen_version=seen)
    with pytest.raises(MissingRecordError):
        details(chain, filing)


def test_a_numbered_draft_is_cancelled_with_a_reason(chain, client, people):
    filing = chain.filing(client, people.sales)
    chain.send_filing(filing, people.sales)
    seen = details(chain, filing).version
    chain.filings.withdraw(filing, by=people.sales, seen_version=seen)
    seen = details(chain, filing).version
    with pytest.raises(RuleError, match="作废"):
        chain.filings.discard(filing, by=people.sales, seen_version=seen)
    with pytest.raises(FieldError):
        chain.filings.cancel(filing, by=people.sales, seen_version=seen, reason=" ")
    chain.filings.cancel(filing, by=people.sales, seen_version=seen, reason="客户已停业")
    found = details(chain, filing)
    assert (found.state, found.close_reason) == (FilingState.CANCELLED, "客户已停业")
    assert details(chain, chain.filed(client, people.sales)).sheet.number == "KD-BB-2026-0002"


def test_numbers_begin_anew_each_year(chain, client, people):
    chain.filed(client, people.sales)
    chain.clock.advance(days=61)
    other = chain.filed(chain.client("浙江海港钢结构股份有限公司"), people.sales)
    assert details(chain, other).sheet.number == "KD-BB-2027-0001"


def test_a_refusal_keeps_its_reason(chain, client, people):
    filing = chain.filing(client, people.sales)
    case = chain.send_filing(filing, people.sales)
    chain.decide(case, people.head, Decision.REFUSE, text="信息不实")
    found = details(chain, filing)
    assert (found.state, found.close_reason) == (FilingState.REFUSED, "信息不实")
    assert chain.case(case).state is CaseState.REFUSED


def test_an_edit_of_something_seen_before_a_change_is_refused(chain, client, people):
    filing = chain.filing(client, people.sales)
    seen = details(chain, filing).version
    edit = {"by": people.sales, "filing_id": filing, "seen_version": seen}
    chain.filings.save_draft(FilingDraft(), **edit)
    with pytest.raises(StaleRecordError):
        chain.filings.save_draft(FilingDraft(project_name="旧"), **edit)


def test_a_follow_up_restarts_the_idle_days(chain, filing):
    chain.clock.advance(days=59)
    follow(chain, filing)
    found = details(chain, filing)
    assert found.protection.active_on == today(chain.clock)
    assert [each.text for each in found.follow_ups] == ["电话回访"]
    assert found.days_left == 30


@pytest.mark.parametrize("days", [-1, 1])
def test_a_follow_up_lies_between_filing_and_today(chain, filing, days):
    with pytest.raises(FieldError, match="跟进日期"):
        follow(chain, filing, day=today(chain.clock) + timedelta(days=days))


def test_a_follow_up_says_something(chain, filing):
    with pytest.raises(FieldError):
        follow(chain, filing, text="  ")


def test_what_is_over_is_not_revived_by_a_follow_up(chain, filing):
    chain.clock.advance(days=70)
    with pytest.raises(RuleError, match="保护期"):
        follow(chain, filing)


def test_an_application_counts_as_activity(chain, client, filing, people):
    chain.clock.advance(days=50)
    chain.send_application(chain.application(client, people.sales), people.sales)
    assert details(chain, filing).protection.active_on == today(chain.clock)


def test_an_extension_needs_a_follow_up_of_the_last_days(chain, filing, people):
    follow(chain, filing)
    chain.clock.advance(days=31)
    with pytest.raises(RuleError, match="30"):
        extend(chain, filing, people.management)
    follow(chain, filing)
    extend(chain, filing, people.management)
    found = details(chain, filing)
    assert found.protection.ends_on == date(2027, 4, 30)
    assert [each.by for each in found.extensions] == ["周岚"]


def test_the_second_extension_is_the_vice_presidents_and_there_is_no_third(chain, filing, people):
    follow(chain, filing)
    extend(chain, filing, people.management)
    with pytest.raises(NotAllowedError):
        extend(chain, filing, people.management)
    extend(chain, filing, people.executive_vp)
    with pytest.raises(RuleError, match="最多"):
        extend(chain, filing, people.executive_vp)


def test_who_files_does_not_extend(chain, filing, people):
    follow(chain, filing)
    with pytest.raises(NotAllowedError):
        extend(chain, filing, people.sales)


def test_an_expired_filing_is_not_extended(chain, filing, people):
    follow(chain, filing)
    chain.clock.advance(days=70)
    with pytest.raises(RuleError, match="保护期"):
        extend(chain, filing, people.management)


def test_an_end_has_a_reason_and_frees_the_client(chain, client, filing, people):
    seen = details(chain, filing).version
    end = {"by": people.sales, "seen_version": seen}
    with pytest.raises(FieldError):
        chain.filings.end(filing, **end, reason="")
    chain.filings.end(filing, **end, reason="客户签约他家")
    found = details(chain, filing)
    assert (found.state, found.close_reason) == (FilingState.ENDED, "客户签约他家")
    other = chain.filing(client, people.sales3)
    chain.send_filing(other, people.sales3)
    assert details(chain, other, people.sales3).conflicts == ()


def test_the_client_of_somebody_else_stays_a_name_until_it_is_filed(chain, client, people):
    filing = chain.filing(client, people.sales)
    case = chain.send_filing(filing, people.sales)
    assert details(chain, filing).sheet.client.address == ""
    assert chain.case(case, people.sales).sheet.client.address == ""
    assert chain.case(case, people.head).sheet.client.name == "杭州宏图建设集团有限公司"
    chain.agree_all(case)
    assert details(chain, filing).sheet.client.address == "文一路 1 号"


def test_the_sheet_keeps_the_client_as_it_was(chain, client, filing, people):
    seen = chain.clients.details(client, by=people.management)
    draft = type(seen.draft)(name="改名后的公司")
    chain.clients.edit(client, draft, by=people.management, seen_version=seen.version)
    assert details(chain, filing).sheet.client.name == "杭州宏图建设集团有限公司"


def test_everybody_sees_as_far_as_their_role(chain, filing, people):
    seen = {
        key: [row.id for row in rows(chain, getattr(people, key))]
        for key in ("sales", "sales2", "sales3", "head", "head2", "management", "general_manager")
    }
    empty = {key for key, ids in seen.items() if not ids}
    assert empty == {"sales2", "sales3", "head2"}
    with pytest.raises(NotAllowedError):
        rows(chain, people.administrator)
    with pytest.raises(MissingRecordError):
        details(chain, filing, people.sales2)
