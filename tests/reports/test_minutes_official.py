"""KD-04 as an official document, as it comes out of the printer."""

from dataclasses import replace
from itertools import pairwise

import pytest

from kamdesk.domain.reviews.minutes_sheet import MinutesState
from kamdesk.reports.minutes_official import render
from kamdesk.reports.official import CHARACTERS, HEIGHT, LEFT, LINE, LINES, PITCH, TOP, WIDTH
from kamdesk.reports.page import MM
from tests.reports import minutes_papers, papers
from tests.reports.reading import joined, lines_of, pages_of, spots_of, text_of

BODY_END = TOP + HEIGHT


def body_lines(page):
    """Return the lines of a page of text without its number and the code's words."""
    return [line for line in page if line[0].y < BODY_END]


def text_in(line):
    return joined(line)


def words_of(sheet):
    """Return all text of the document without page numbers."""
    pages = spots_of(render(sheet).pdf)
    return "".join(text_in(line) for page in pages for line in body_lines(page))


def long_minutes(characters=4_000):
    return minutes_papers.full(other="检" * characters)


def test_a_page_of_running_text_has_22_lines_of_28_characters_in_its_area():
    pages = [body_lines(page) for page in spots_of(render(long_minutes()).pdf)]
    running = [page for page in pages if {text_in(line) for line in page} == {"检" * CHARACTERS}]
    assert len(running) >= 4
    for page in running:
        assert len(page) == LINES
        for line in page:
            xs = [LEFT + place * PITCH for place in range(CHARACTERS)]
            assert [spot.x for spot in line] == pytest.approx(xs, abs=0.02)


def test_every_line_of_the_text_stands_on_the_grid():
    first = LINE / 2 + 0.38 * 16  # from the area's upper edge to the first line's baseline
    for number, page in enumerate(spots_of(render(minutes_papers.many(9)).pdf)):
        for line in body_lines(page)[bool(number) ^ 1 :]:  # the first page begins with its mark
            if line[0].y < BODY_END - 90:  # above the imprint
                places = (line[0].y - TOP - first) / LINE
                assert places == pytest.approx(round(places), abs=0.01)


def test_the_ink_of_the_text_stays_in_the_area():
    *pages, _last = pages_of(render(minutes_papers.many(9)).pdf)
    for page in pages:
        for glyph in page:
            if not glyph.char.isspace() and 841.89 - glyph.bottom < BODY_END + 1:
                assert LEFT - 0.1 <= glyph.left <= glyph.right <= LEFT + WIDTH + 0.1


def test_the_red_mark_stands_35_mm_below_the_areas_edge_in_its_middle():
    pdf = render(minutes_papers.full()).pdf
    mark = [glyph for glyph in pages_of(pdf)[0] if glyph.top - glyph.bottom > 20]
    top = 841.89 - max(glyph.top for glyph in mark)
    assert top / MM == pytest.approx(37 + 35, abs=1)
    middle = (mark[0].left + mark[-1].right) / 2
    assert middle == pytest.approx(LEFT + WIDTH / 2, abs=2)
    texts = [line.text for line in lines_of(pages_of(pdf)[0])]
    assert texts[:2] == ["月度大客户项目进度检讨会纪要", "（第7期）"]


def test_issuer_and_day_stand_one_character_in():
    head = spots_of(render(minutes_papers.full()).pdf)[0][2]
    assert text_in(head) == "华东兴业新材料有限公司2026年7月13日"
    assert head[0].x == pytest.approx(LEFT + PITCH, abs=0.1)
    assert head[-1].x == pytest.approx(LEFT + WIDTH - 2 * PITCH, abs=0.3)


def test_page_numbers_stand_outside_odd_right_and_even_left():
    pages = spots_of(render(minutes_papers.many(9)).pdf)
    assert len(pages) > 4
    for number, page in enumerate(pages, start=1):
        (line,) = [line for line in page if BODY_END < line[0].y < BODY_END + 12 * MM]
        assert text_in(line) == f"—{number}—"
        if number % 2:
            right = line[-1].x + 14 * 0.89
            assert right == pytest.approx(LEFT + WIDTH - 14, abs=0.1)
        else:
            assert line[0].x == pytest.approx(LEFT + 14, abs=0.1)
        assert line[0].y - 0.38 * 14 == pytest.approx(BODY_END + 7 * MM, abs=0.1)


@pytest.mark.parametrize("count", range(41))
def test_the_imprint_is_at_the_foot_of_the_last_page_alone(count):
    sheet = minutes_papers.full(resolutions=minutes_papers.resolutions(count))
    *before, last = spots_of(render(sheet).pdf)
    assert not [line for page in before for line in page if "印发" in text_in(line)]
    *text, first, _second, office = body_lines(last)
    assert text_in(office) == "华东兴业新材料有限公司销售管理部2026年7月14日印发"
    assert 6 < BODY_END - office[0].y < 12
    assert text_in(first).startswith("抄送：公司领导、大客户业务一部")
    assert text, "the imprint has a page for itself"
    assert first[0].y - text[-1][0].y > LINE * 0.7


def test_an_endless_list_of_copies_is_named_with_the_text():
    names = tuple(f"第{number}分公司" for number in range(400))
    text = text_of(render(minutes_papers.full(distribution=names)).pdf)
    assert all(name in text for name in names)
    assert "抄送" not in text


def test_no_line_begins_with_a_forbidden_mark():
    for page in spots_of(render(minutes_papers.many(12)).pdf):
        assert not [text_in(line) for line in page if line[0].char in "，。、；：？！）》”’%"]


def test_levels_have_their_numbers_and_empty_sections_say_so():
    text = words_of(minutes_papers.full())
    for words in (
        "一、会议议程1.签到，通报缺席情况。2.检查",
        "三、各项目检讨（一）北方管业集团给水管专用料替代项目负责人：赵欣，进度红灯。",
        "四、决议事项1.与北方管业集团",
        "（三）华中电器",
        "请假：市场部吴敏（出差参加行业展会，由张蕾（市场部主管）代理）生产部钱程（病假）",
    ):
        assert words in text, words
    bare = text_of(render(minutes_papers.empty()).pdf)
    assert bare.count("无。") == 6
    assert "出席：无" in bare


def test_participants_stand_below_each_other():
    lines = [line for page in spots_of(render(minutes_papers.full()).pdf) for line in page]
    (head,) = [line for line in lines if text_in(line).startswith("出席：")]
    following = [line for line in lines if text_in(line).startswith(("销售管理部陈", "财务部孙"))]
    assert len(following) == 2
    for line in following:
        assert line[0].x == pytest.approx(head[3].x, abs=0.02)
    assert head[0].x == pytest.approx(LEFT + 2 * PITCH, abs=0.02)


@pytest.mark.parametrize("text", minutes_papers.NASTY)
def test_every_text_is_printed_as_typed(text):
    printed = words_of(minutes_papers.nasty(text))
    wanted = "".join(text.split())
    missing = [name for name in minutes_papers.FIELDS if name + wanted not in printed]
    assert missing == []


def test_a_draft_is_marked_on_every_page_and_agreed_minutes_are_not():
    for state, word in ((MinutesState.DRAFT, "草稿"), (MinutesState.AGREED, "")):
        for page in pages_of(render(minutes_papers.full(state=state)).pdf):
            large = [glyph for glyph in page if glyph.top - glyph.bottom > 60]
            assert "".join(glyph.char for glyph in large) == word


def test_a_supplement_says_what_it_adds_to():
    text = text_of(render(minutes_papers.full(supplement_of="KD-JY-2026-0006")).pdf)
    assert text.startswith("月度大客户项目进度检讨会补充纪要（第7期）")
    assert "本纪要是对KD-JY-2026-0006的补充。" in text


def test_the_verification_code_stands_below_the_page_number_without_other_clutter():
    text = text_of(render(minutes_papers.full()).pdf)
    assert "编号KD-JY-2026-0007验证码128:0f3a99aa00bb11cc" in text
    assert not [word for word in ("打印：", "内部资料", "第一联", "V1.0") if word in text]
    frame = papers.frame(audit_head=None)
    assert "验证码" not in text_of(render(minutes_papers.full(frame=frame)).pdf)


def test_endless_names_leave_room_for_the_text():
    frame = replace(papers.frame(), company_name="长" * 900)
    sheet = minutes_papers.full(frame=frame, title="会" * 900, issued_by="办" * 300)
    for page in spots_of(render(sheet).pdf):
        assert all(20 < spot.x < 560 for line in page for spot in line)
    assert "第7次" + "会" * 900 + "。" in words_of(sheet)


def test_steps_between_lines_are_whole_multiples_of_the_pitch():
    page = body_lines(spots_of(render(long_minutes()).pdf)[3])
    steps = [after[0].y - before[0].y for before, after in pairwise(page)]
    assert steps == pytest.approx([LINE] * (len(page) - 1), abs=0.02)


def test_the_same_sheet_gives_the_same_bytes():
    assert render(minutes_papers.full()).pdf == render(minutes_papers.full()).pdf
