"""KD-01 as it comes out of the printer."""

from dataclasses import replace
from decimal import Decimal

import pypdfium2
import pytest

from kamdesk.domain.projects.paper import TeamMember
from kamdesk.reports.application_form import render
from kamdesk.reports.page import CONTENT, LEFT
from tests.reports import papers
from tests.reports.reading import lines_of, pages_of, text_of


def test_a_full_form_signed_by_five_takes_two_pages():
    rendered = render(papers.full_application())
    assert rendered.pages == 2
    assert rendered.missing == ()


def test_an_empty_form_names_all_fields_and_leaves_blanks():
    text = text_of(render(papers.empty_application()).pdf)
    for label in ("申请部门", "合作方", "预计毛利率", "攻关小组", "大写", "附件", "总经理批示"):
        assert label in text
    assert "编号：________________" in text
    assert "申请日期：年月日" in text
    assert text.count("签字：______________年月日") == 4


def test_amounts_print_in_digits_and_in_capitals():
    text = text_of(render(papers.full_application(budget=Decimal("126800.5"))).pdf)
    assert "¥126,800.50" in text
    assert "人民币壹拾贰万陆仟捌佰元零伍角" in text


def test_yearly_sales_print_in_ten_thousands_and_tons_without_empty_decimals():
    paper = papers.full_application(yearly_sales=Decimal(12_345_678), monthly_tons=Decimal("20.00"))
    text = text_of(render(paper).pdf)
    assert "（万元）1,234.57" in text
    assert "（吨）20" in text


def test_what_was_chosen_is_ticked_and_the_rest_is_not():
    text = text_of(render(papers.full_application()).pdf)
    assert "□√经济大客户□重要大客户□集团大客户□√战略大客户" in text
    assert "□自主开发□√合作开发" in text
    assert "□√攻关进度表□客户信息表□√合作协议" in text


def test_an_attachment_beside_the_usual_ones_is_printed():
    text = text_of(render(papers.full_application(attachments=("样品检测报告",))).pdf)
    assert "□合作协议□√样品检测报告" in text


def test_a_suspected_conflict_is_ticked_with_its_number():
    check = replace(
        papers.full_application().filing_check, suspected=True, conflict_number="KD-ZD-2026-0003"
    )
    text = text_of(render(papers.full_application(filing_check=check)).pdf)
    assert "□无重复" in text
    assert "□√疑似撞单（编号：KD-ZD-2026-0003）" in text


def test_the_finance_box_is_there_only_where_the_budget_asks_for_it():
    assert "财务部意见" in text_of(render(papers.full_application()).pdf)
    assert "财务部意见" not in text_of(render(papers.full_application(finance_opinion=None)).pdf)


def test_added_signers_stand_before_the_vice_president():
    added = (papers.opinion("法务意见"), papers.opinion("研发中心意见"))
    text = text_of(render(papers.full_application(further_opinions=added)).pdf)
    assert text.index("法务意见") < text.index("研发中心意见") < text.index("请各部门支持")


@pytest.mark.parametrize("count", [0, 1, 40])
def test_a_team_of_any_size_is_printed(count):
    members = tuple(TeamMember(name=f"成员{number}", duty="现场") for number in range(count))
    text = text_of(render(papers.full_application(members=members)).pdf)
    assert all(f"成员{number}（现场）" in text for number in range(count))


@pytest.mark.parametrize(
    "text",
    [
        '<img src="/etc/hostname">',
        '<a href="file:///etc/passwd">合同</a>',
        "R&D &amp; <b>粗</b>",
        "=HYPERLINK(1)",
        "100% (a) \\ <</Type>>",
    ],
)
def test_markup_and_formulae_print_as_typed(text):
    rendered = render(papers.full_application(project_name=text))
    assert text.replace(" ", "") in text_of(rendered.pdf)
    assert b"/URI" not in rendered.pdf
    assert b"/XObject <<" not in rendered.pdf


def test_rare_characters_extract_exactly():
    text = text_of(render(papers.full_application(key_people="𬭎𫖯䶮𠮷，㛃𬎆")).pdf)
    assert "𬭎𫖯䶮𠮷，㛃𬎆" in text


def test_a_character_no_font_has_prints_as_a_mark_and_is_reported():
    rendered = render(papers.full_application(applicant="李😀静", source="\U00030edd"))
    assert "😀" in rendered.missing
    assert "李〓静" in text_of(rendered.pdf)


@pytest.mark.parametrize("characters", [0, 2_000, 20_000])
def test_text_of_any_length_is_printed_whole(characters):
    text = text_of(render(papers.full_application(background="囍" * characters)).pdf)
    assert text.count("囍") == characters


def test_long_texts_flow_over_numbered_pages():
    rendered = render(papers.full_application(background=papers.long_text(16_000)))
    pages = text_of(rendered.pdf).split("\f")
    assert rendered.pages == len(pages) >= 10
    for number, text in enumerate(pages, start=1):
        assert f"第{number}页共{len(pages)}页" in text


def test_nothing_is_printed_outside_the_margins():
    for page in pages_of(render(papers.long_application()).pdf):
        for glyph in page:
            if glyph.right - glyph.left < 40:  # all but the watermark
                assert glyph.left >= LEFT - 1
                assert glyph.right <= LEFT + CONTENT + 1
                assert 10 <= glyph.bottom <= glyph.top <= 841.89 - 30


def test_no_line_starts_with_a_closing_mark():
    paper = papers.full_application(background=papers.long_text(3_000))
    for page in pages_of(render(paper).pdf):
        assert not [line for line in lines_of(page) if line.text[0] in "，。、；：？！）》”’%"]


def test_the_same_paper_gives_the_same_bytes():
    assert render(papers.full_application()).pdf == render(papers.full_application()).pdf


def test_the_file_tells_its_title_author_language_and_date():
    pdf = render(papers.full_application()).pdf
    with pypdfium2.PdfDocument(pdf) as document:
        told = document.get_metadata_dict()
    assert told["Title"] == "大客户项目立项申请表 KD-LX-2026-0001-R1"
    assert told["Author"] == "华东兴业新材料有限公司"
    assert told["CreationDate"] == "D:20260720150800+08'00'"
    assert b"/Lang (zh-CN)" in pdf


def test_all_fonts_are_embedded():
    pdf = render(papers.full_application()).pdf
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/Subtype /TrueType") == pdf.count(b"/FontFile2")
