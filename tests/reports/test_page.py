"""Head, foot, logo and watermark."""

import io

import pytest
from PIL import Image

from kamdesk.reports.application_form import render
from tests.reports import papers
from tests.reports.reading import lines_of, pages_of, text_of


def form(**changes):
    return papers.full_application(frame=papers.frame(**changes))


def picture(kind):
    target = io.BytesIO()
    Image.new("RGB", (300, 80), "navy").save(target, kind)
    return target.getvalue()


@pytest.mark.parametrize("word", ["草稿", "审批中", "作废"])
def test_a_watermark_stands_on_every_page(word):
    pages = pages_of(render(form(watermark=word)).pdf)
    for page in pages:
        large = [glyph for glyph in page if glyph.top - glyph.bottom > 60]
        assert "".join(glyph.char for glyph in large) == word


def test_an_approved_form_has_no_watermark():
    for page in pages_of(render(form()).pdf):
        assert not [glyph for glyph in page if glyph.top - glyph.bottom > 40]


def test_head_and_foot_stand_where_the_house_style_puts_them():
    first, second = pages_of(render(papers.full_application()).pdf)
    head = lines_of(first)
    assert head[0].text == "华东兴业新材料有限公司"
    assert head[1].text == "大客户项目立项申请表"
    assert 20 <= head[0].y < head[1].y < 35
    assert lines_of(second)[0].text == "大客户项目立项申请表（续）编号：KD-LX-2026-0001-R1"
    foot = [line for line in head if line.y > 279]
    assert "".join(line.text for line in foot) == (
        "KD-01V1.0内部资料注意保密第1页共2页第一联销售管理部/第二联业务部门"
        "打印：2026-07-2015:08李静验证码128:0f3a99aa00bb11cc"
    )


def test_without_an_audit_head_there_is_no_verification_code():
    with_code, without = render(form()), render(form(audit_head=None))
    assert "验证码" in text_of(with_code.pdf)
    assert "验证码" not in text_of(without.pdf)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_embedded(kind):
    assert b"/Subtype /Image" in render(form(logo=picture(kind))).pdf


@pytest.mark.parametrize("logo", [b"", b"no picture", picture("PNG")[:60]])
def test_a_logo_that_cannot_be_read_is_left_out(logo):
    rendered = render(form(logo=logo))
    assert rendered.pages == 2
    assert b"/Subtype /Image" not in rendered.pdf


def test_endless_heads_and_feet_stay_in_their_columns():
    rendered = render(
        form(
            company_name="长" * 5_000,
            number="9" * 5_000,
            printed_by="名" * 5_000,
            copies="联" * 5_000,
            watermark="废" * 50,
        )
    )
    for page in pages_of(rendered.pdf):
        assert all(0 < glyph.left <= glyph.right < 595 for glyph in page)
