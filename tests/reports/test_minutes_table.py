"""KD-04 in the company's table style, as it comes out of the printer."""

import pytest

from kamdesk.domain.reviews.minutes_sheet import MinutesState
from kamdesk.reports.cells import CellMaker
from kamdesk.reports.grid import paginate
from kamdesk.reports.minutes_table import form_rows, render
from kamdesk.reports.page import CONTENT, LEFT, MM
from tests.reports import minutes_papers
from tests.reports.reading import lines_of, pages_of, text_of

ORDER = (
    "会议名称",
    "期次/编号第7次/KD-JY-2026-0007",
    "时间2026年7月10日9:00—11:30",
    "地点公司三楼第二会议室",
    "主持人郑海涛",
    "记录人李静",
    "出席公司领导：郑海涛（常务副总）",
    "列席研发中心",
    "缺席及原因/代理人市场部：吴敏",
    "议程1.签到",
    "上次决议执行情况决议编号",
    "各项目检讨项目负责人",
    "决议事项序号决议责任部门",
    "其他八月起",
    "下次会议时间：2026年8月10日9:00",
    "主持人签字",
    "记录人签字",
    "发送范围",
    "印发日期2026-07-14",
)


def squeezed(pdf):
    return text_of(pdf).replace("\f", "")


def places_of(pdf, words):
    """Return the page and height in mm of each line that begins with `words`."""
    return [
        (number, line.y)
        for number, page in enumerate(pages_of(pdf))
        for line in lines_of(page)
        if line.text.startswith(words)
    ]


def test_every_field_is_there_with_its_value_in_the_order_of_the_form():
    text = squeezed(render(minutes_papers.full()).pdf)
    assert [word for word in ORDER if word not in text] == []
    found = [text.index(word) for word in ORDER]
    assert found == sorted(found)


def test_the_head_names_company_form_and_number_and_the_foot_the_pages():
    rendered = render(minutes_papers.many(14))
    pages = text_of(rendered.pdf).split("\f")
    first = lines_of(pages_of(rendered.pdf)[0])
    assert first[0].text == "华东兴业新材料有限公司"
    assert first[1].text == "月度大客户项目进度检讨会会议纪要"
    for number, page in enumerate(pages, start=1):
        assert f"第{number}页共{len(pages)}页" in page
        assert "KD-04V1.0" in page
        assert "验证码128:0f3a99aa00bb11cc" in page


def test_long_tables_repeat_their_heads_on_every_page():
    rendered = render(minutes_papers.many(40))
    pages = [[line.text for line in lines_of(page)] for page in pages_of(rendered.pdf)]
    assert rendered.pages >= 8
    for page in pages[1:-1]:  # each of them begins within a table
        assert page[1] in {"上次决议执行情况（续）", "各项目检讨（续）", "决议事项（续）"}
    text = squeezed(rendered.pdf)
    assert text.count("决议事项（续）") >= 2
    assert text.count("验收标准") == 1 + text.count("决议事项（续）")
    assert text.count("完成情况灯") == 1 + text.count("各项目检讨（续）")


@pytest.mark.parametrize("count", range(41))
def test_the_signatures_stay_whole_with_room_to_sign(count):
    sheet = minutes_papers.full(resolutions=minutes_papers.resolutions(count))
    pdf = render(sheet).pdf
    chair, dates = places_of(pdf, "主持人")[-1], places_of(pdf, "年月日")
    assert {page for page, _y in dates} == {chair[0]}
    coming = places_of(pdf, "下次会议")[-1]
    assert coming[0] == chair[0], "the signatures stand alone"
    make = CellMaker(width=CONTENT, missing=set())
    rows = [
        row for page in paginate(form_rows(make, sheet), first=600, following=700) for row in page
    ]
    signed = [row for row in rows if any("签字" in _words(cell) for cell in row.cells)]
    assert len(signed) == 1
    assert signed[0].height >= 22 * MM


def _words(cell):
    return "".join(run.text for line in cell.block.lines for run in line.runs)


def test_empty_sections_say_none():
    text = squeezed(render(minutes_papers.empty()).pdf)
    for label in ("出席无", "列席无", "议程无", "上次决议执行情况无", "各项目检讨无", "决议事项无"):
        assert label in text
    for label in ("其他无", "下次会议无", "发送范围无"):
        assert label in text


def test_a_draft_is_marked_and_agreed_minutes_are_not():
    for state, word in ((MinutesState.DRAFT, "草稿"), (MinutesState.AGREED, "")):
        for page in pages_of(render(minutes_papers.many(9, state=state)).pdf):
            large = [glyph for glyph in page if glyph.top - glyph.bottom > 60]
            assert "".join(glyph.char for glyph in large) == word


def test_a_supplement_says_what_it_adds_to():
    text = squeezed(render(minutes_papers.full(supplement_of="KD-JY-2026-0006")).pdf)
    assert "月度大客户项目进度检讨会补充纪要" in text
    assert "KD-JY-2026-0006（本纪要为其补充，以本纪要为准）" in text


def test_lights_print_as_letters():
    text = squeezed(render(minutes_papers.full()).pdf)
    assert "2026-05-312026-07-312延期红2026-06-03" in text


@pytest.mark.parametrize("text", minutes_papers.NASTY)
def test_every_text_is_printed_as_typed(text):
    printed = squeezed(render(minutes_papers.nasty(text)).pdf)
    wanted = "".join(text.split())
    missing = [name for name in minutes_papers.FIELDS if name + wanted not in printed]
    assert missing == []


def test_an_endless_text_in_a_table_flows_over_the_pages():
    sheet = minutes_papers.full()
    project = minutes_papers.replace(sheet.projects[0], done="囍" * 9_000)
    rendered = render(minutes_papers.full(projects=(project,)))
    assert text_of(rendered.pdf).count("囍") == 9_000


def test_nothing_is_printed_outside_the_margins():
    for page in pages_of(render(minutes_papers.many(20)).pdf):
        for glyph in page:
            assert LEFT - 1 <= glyph.left <= glyph.right <= LEFT + CONTENT + 1


def test_the_same_sheet_gives_the_same_bytes():
    assert render(minutes_papers.full()).pdf == render(minutes_papers.full()).pdf
