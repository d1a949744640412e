"""Sheets: frozen to one text, and read back as they were."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.projects.applications import ApplicationDraft
from kamdesk.domain.projects.filings import FilingDraft
from kamdesk.domain.projects.sheets import (
    ApplicationSheet,
    ClientFacts,
    FilingFacts,
    FilingSheet,
    digest,
    freeze,
    thaw,
)

AMOUNTS = st.none() | st.decimals(0, 10**9, places=2)
DRAFTS = st.builds(
    ApplicationDraft,
    monthly_tons=AMOUNTS,
    yearly_sales=AMOUNTS,
    margin=AMOUNTS,
    budget=AMOUNTS,
)
APPLICATIONS = st.builds(
    ApplicationSheet,
    submitted_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    client=st.builds(ClientFacts),
    filing=st.none() | st.builds(FilingFacts),
    draft=DRAFTS,
)
FILINGS = st.builds(
    FilingSheet,
    submitted_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    client=st.builds(ClientFacts),
    draft=st.builds(FilingDraft, expected_amount=AMOUNTS),
)
SHEET = ApplicationSheet(
    form_version="V1.0",
    number="KD-LX-2026-0001",
    revision=0,
    submitted_at=datetime(2026, 11, 2, tzinfo=UTC),
    applicant="李明",
    department="业务一部",
    client=ClientFacts(name="杭州宏图建设集团有限公司", classes=("economic", "strategic")),
    filing=FilingFacts(
        number="KD-BB-2026-0001", filed_on=date(2026, 11, 2), valid_until=date(2027, 1, 30)
    ),
    draft=ApplicationDraft(),
)


@given(APPLICATIONS)
def test_an_application_comes_back_as_it_was_frozen(sheet):
    assert thaw(ApplicationSheet, freeze(sheet)) == sheet


@given(FILINGS)
def test_a_filing_comes_back_as_it_was_frozen(sheet):
    assert thaw(FilingSheet, freeze(sheet)) == sheet


def test_the_digest_tells_any_change():
    changed = replace(SHEET, client=replace(SHEET.client, address="别处"))
    assert digest(freeze(SHEET)) != digest(freeze(changed))
    assert len(digest(freeze(SHEET))) == 64


def test_a_sheet_frozen_before_a_field_was_there_still_opens():
    older = freeze(SHEET).replace('"support":"",', "")
    assert thaw(ApplicationSheet, older) == SHEET
