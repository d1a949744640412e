"""KD-10B as it comes out of the printer."""

from dataclasses import replace

from kamdesk.domain.clients.contacts import ContactDraft
from kamdesk.reports.person_copy import render
from tests.reports.copy_papers import full_copy
from tests.reports.reading import text_of


def test_it_takes_one_page_and_says_everything():
    rendered = render(full_copy())
    text = text_of(rendered.pdf)
    assert rendered.pages == 1
    for words in (
        "姓名欧阳建国",
        "工作电话13812341234",
        "□√决策者□影响者",
        "□1□2□3□√4□5",
        "□√高层支持者□内部推动者",
        "自2026-08-01起至今登记人：李明原因：回任",
        "□本人同意□√本人主动提供",
        "告知日期2026-03-01",
        "保存至2028-03-01",
        "态度：（空）→支持",
        "完整号码查看时间2026-07-0409:00",
        "含个人信息仅交本人",
    ):
        assert words in text, words


def test_what_is_not_known_is_left_open():
    paper = full_copy()
    contact = replace(paper.person.contact, draft=ContactDraft(name="王"), reports_to="")
    bare = replace(
        paper,
        person=replace(paper.person, contact=contact),
        claims=(),
        changes=(),
        revealed_at=(),
    )
    text = text_of(render(bare).pdf)
    assert "□1□2□3□4□5" in text
    assert "变更经过无" in text
    assert "□√" not in text


def test_a_long_past_goes_on_on_further_pages():
    paper = full_copy()
    rendered = render(replace(paper, changes=paper.changes * 200))
    assert rendered.pages > 5
    assert text_of(rendered.pdf).count("态度：（空）→支持") == 200


def test_the_same_paper_gives_the_same_bytes():
    assert render(full_copy()).pdf == render(full_copy()).pdf
