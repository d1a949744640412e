"""KD-10 and KD-10A as they come out of the printer."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from kamdesk.domain.clients.card import ClientCard, KeyPersonLine
from kamdesk.domain.projects.paper import PaperFrame
from kamdesk.domain.purchases.months import MonthFigures, month_range
from kamdesk.reports.client_card import render
from tests.reports.reading import text_of

FRAME = PaperFrame(
    company_name="宏远钢铁贸易有限公司",
    number="KH000012",
    day=date(2026, 3, 2),
    printed_at=datetime(2026, 11, 25, 3, 0, tzinfo=UTC),
    printed_by="李明",
)
EMPTY = ClientCard(frame=FRAME, name="晋丰公司")
MONTHS = tuple(
    MonthFigures(month, Decimal("12.500"), Decimal("51234.50"), 3)
    if month % 100 != 1
    else MonthFigures(month, Decimal(0), Decimal(0), 0)
    for month in month_range(202512, 202611)
)


def full(**changes):
    values = {
        "frame": FRAME,
        "name": "山西晋丰农产品有限公司",
        "code": "91350100M000100Y43",
        "classes": ("经济大客户", "战略大客户"),
        "tier": "重要合作",
        "grade": "A 级（86.5 分）",
        "scope": "农产品购销。" * 30,
        "own_values": (("结算方式", "月结"), ("就餐人数", "1260 人"), ("要求", "走西门")),
        "months": MONTHS,
        "year_tons": Decimal("137.500"),
        "year_amount": Decimal("563579.50"),
        "papers": ("备案 KD-BB-2026-0001　二期钢材　李明　已备案",),
        "changes": ("2026-03-02 李明　地址：（空） → 太原市",),
        "persons": (person(),),
    }
    return ClientCard(**{**values, **changes})


def person(**changes):
    values = {
        "name": "王建国",
        "department": "采购部",
        "post": "总经理",
        "role": "技术把关",
        "influence": 5,
        "attitude": "支持",
        "marks": ("高层支持者",),
        "phone": "138****1234",
        "legal_basis": "本人同意",
        "keep_until": date(2028, 3, 1),
    }
    return KeyPersonLine(**{**values, **changes})


def test_both_forms_stand_in_one_file_each_with_its_code_and_pages():
    rendered = render(full())
    text = text_of(rendered.pdf)
    assert rendered.pages == 2
    assert "KD-10V1.0" in text
    assert "KD-10AV1.0" in text
    assert text.count("第1页共1页") == 2


def test_classes_tier_months_and_own_fields_are_printed():
    text = text_of(render(full()).pdf)
    assert "□√经济大客户□重要大客户□集团大客户□√战略大客户" in text
    assert "□战略合作□√重要合作" in text
    assert "2026-0212.5吨5.12万" in text
    assert "2026-01—" in text
    assert "137.5吨56.36万元" in text
    assert "就餐人数1260人" in text


def test_a_person_s_role_weight_and_keeping_are_printed():
    text = text_of(render(full()).pdf)
    assert "□决策者□影响者□使用者□√技术把关□采购执行□内线" in text
    assert "影响力5/5态度支持" in text
    assert "138****1234" in text
    assert "存至2028-03-01" in text


def test_a_person_nobody_knows_more_of_leaves_room_for_the_pen():
    text = text_of(render(full(persons=(KeyPersonLine(name="刘工"),))).pdf)
    assert "影响力____态度____" in text
    assert "依据________" in text


def test_an_empty_card_is_a_form_to_fill_in():
    rendered = render(EMPTY)
    assert rendered.pages == 2
    assert text_of(rendered.pdf).count("影响力____态度____") == 6


def test_many_persons_go_on_under_the_same_head():
    rendered = render(full(persons=tuple(person(name=f"王{n}") for n in range(40))))
    text = text_of(rendered.pdf)
    assert rendered.pages > 3
    assert text.count("采购角色/影响力/态度") == rendered.pages - 1
    assert all(f"王{n}" in text for n in range(40))


@pytest.mark.parametrize("card", [EMPTY, full()])
def test_the_same_card_gives_the_same_bytes(card):
    assert render(card).pdf == render(card).pdf


def test_a_sign_that_no_face_has_is_told():
    assert render(full(remark="\U0001f9ff")).missing == ("\U0001f9ff",)
