"""客户关系图 as it comes out of the printer."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from kamdesk.domain.persons.maps import MapPaper, Place
from kamdesk.domain.persons.relations import RelationKind
from kamdesk.reports.relation_map import render
from tests.domain.persons.people_of_maps import FAMILY, a_map, person, relation
from tests.reports.papers import frame
from tests.reports.reading import text_of


def paper(shown=None, **changes):
    return MapPaper(frame(day=date(2026, 11, 25), **changes), shown or a_map())


def sizes(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_size() for page in document]


def test_it_lies_on_its_side_on_one_page():
    rendered = render(paper())
    assert rendered.pages == 1
    assert sizes(rendered.pdf) == [pytest.approx((841.89, 595.276), abs=0.1)]
    assert "第1页共1页" in text_of(rendered.pdf)


def test_head_and_foot_say_whose_map_it_is_and_who_printed_it():
    text = text_of(render(paper()).pdf)
    assert "华东兴业新材料有限公司客户关系图" in text
    assert "客户：山西晋丰农产品有限公司（KH000007）" in text
    assert "日期：2026-11-25" in text
    assert "内部资料注意保密" in text
    assert "打印：2026-07-2015:08李静" in text


def test_boxes_and_lists_name_everybody():
    text = text_of(render(paper()).pdf)
    for each in FAMILY:
        assert text.count(each.name) >= 2  # in the box and in the list
    assert "综合办公室·办公室主任；影响者；影响力3；支持；内部推动者；上级：王建国" in text
    assert "协助：王建国" in text
    assert "我方：李明" in text
    assert "态度未知" in text


def test_lines_are_listed_with_their_direction_and_note():
    text = text_of(render(paper()).pdf)
    assert "张敏→王建国：影响，经常听取意见" in text
    assert "王建国—刘洋：有矛盾" in text
    assert "我方—刘洋：对接，样品对接" in text


def test_the_legend_tells_every_kind_of_line():
    text = text_of(render(paper(a_map(relations=()))).pdf)
    assert "上下级协助负责影响关系密切有矛盾引荐对接" in text


def test_long_lists_go_on_on_pages_of_their_own():
    crowd = [person(key, reports_to_id=key // 3 or None) for key in range(1, 61)]
    several = [relation(key, RelationKind.CLOSE, key, key + 1, "同乡") for key in range(1, 41)]
    rendered = render(paper(a_map(crowd, several)))
    text = text_of(rendered.pdf)
    first, *further = text.split("\f")
    assert rendered.pages == 3
    assert "人员" not in first
    assert "人员（60）" in further[0]
    listed = "".join(further)
    assert all(f"某{key}—某{key + 1}：关系密切，同乡" in listed for key in range(1, 41))
    assert all(f"某{key}态度未知" in listed for key in range(1, 3))
    assert "第3页共3页" in further[-1]


def test_a_moved_box_is_printed_where_it_stands():
    moved = a_map(places={1: Place(0, 0), 2: Place(900, 0), 3: Place(0, 500), 4: Place(900, 500)})
    assert render(paper(moved)).pdf != render(paper()).pdf


def test_a_map_without_owner_or_people_prints_too():
    assert "暂无负责人" in text_of(render(paper(a_map(owner=None))).pdf)
    assert "人员（0）" in text_of(render(paper(a_map((), ()))).pdf)


def test_rare_characters_print_and_missing_ones_are_told():
    rare = [replace(FAMILY[0], name="𬭎䶮\U0010fffd")]
    rendered = render(paper(a_map(rare, ())))
    assert rendered.missing == ("\U0010fffd",)
    assert "𬭎䶮〓" in text_of(rendered.pdf)


def test_endless_texts_are_cut_in_their_box_and_whole_in_the_list():
    long = replace(FAMILY[0], post="质量技术监督与检测中心副主任工程师" * 5)
    text = text_of(render(paper(a_map([long], ()))).pdf)
    assert "…" in text
    assert long.post in text


def test_the_same_paper_gives_the_same_bytes():
    assert render(paper()).pdf == render(paper()).pdf
