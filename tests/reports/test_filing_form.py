"""KD-02 as it comes out of the printer."""

from datetime import date

import pytest

from kamdesk.reports.filing_form import render
from tests.reports import papers
from tests.reports.reading import text_of


@pytest.mark.parametrize(
    "paper", [papers.full_filing(), papers.empty_filing(), papers.extended_filing()]
)
def test_it_takes_one_page(paper):
    rendered = render(paper)
    assert rendered.pages == 1
    assert "第1页共1页" in text_of(rendered.pdf)


def test_the_time_of_filing_is_china_time_to_the_minute():
    assert "报备时刻2026-07-0409:41" in text_of(render(papers.full_filing()).pdf)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"granted": True}, "□√予以备案□不予备案（原因：______）□与______共同备案"),
        (
            {"granted": False, "refusal_reason": "撞单"},
            "□予以备案□√不予备案（原因：撞单）□与______共同备案",
        ),
        (
            {"granted": True, "shared_with": "王磊"},
            "□予以备案□不予备案（原因：______）□√与王磊共同备案",
        ),
        ({"granted": None}, "□予以备案□不予备案（原因：______）□与______共同备案"),
    ],
)
def test_the_conclusion_is_ticked(changes, expected):
    assert expected in text_of(render(papers.full_filing(**changes)).pdf)


def test_each_extension_is_listed():
    text = text_of(render(papers.extended_filing()).pdf)
    assert "第1次延至2027-04-03批准人：陈思远" in text
    assert "第2次延至2027-07-03批准人：郑海涛" in text


def test_evidence_is_ticked_where_there_is_some():
    assert "□√有名片一张" in text_of(render(papers.full_filing()).pdf)
    assert "□√有" not in text_of(render(papers.full_filing(evidence="")).pdf)


def test_the_protection_period_is_printed_or_left_open():
    assert "自2026-07-04起至2027-01-03止" in text_of(render(papers.full_filing()).pdf)
    open_end = papers.full_filing(protected_from=date(2026, 7, 4), protected_until=None)
    assert "自2026-07-04起至年月日止" in text_of(render(open_end).pdf)


def test_overlong_texts_go_on_on_further_pages():
    paper = papers.full_filing(
        summary="囍" * 20_000, competitors="龘" * 3_000, refusal_reason="叒" * 2_000, granted=False
    )
    rendered = render(paper)
    text = text_of(rendered.pdf)
    assert rendered.pages > 10
    assert (text.count("囍"), text.count("龘"), text.count("叒")) == (20_000, 3_000, 2_000)


def test_the_same_paper_gives_the_same_bytes():
    assert render(papers.extended_filing()).pdf == render(papers.extended_filing()).pdf
