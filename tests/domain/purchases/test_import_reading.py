"""Blocks of a file become purchases; bad rows come back with every reason."""

from datetime import date
from decimal import Decimal

import pytest

from kamdesk.domain.purchases.import_reading import PurchaseReader
from kamdesk.domain.purchases.import_values import ClientRef
from kamdesk.domain.purchases.imports import (
    AmountUnit,
    PurchaseImportOptions,
    TonsUnit,
    guess,
)
from kamdesk.domain.tables import TableBlock

TODAY = date(2026, 11, 2)
FULL = "日期,客户编号,产品,数量,金额,合同号,单据号"


@pytest.fixture
def read():
    def go(headers, *rows, **options):
        columns = headers.split(",")
        reader = PurchaseReader(
            guess(columns).mapping, PurchaseImportOptions(**options), today=TODAY
        )
        cells = [row.split(",") for row in rows]
        return reader.read(TableBlock(cells, range(2, 2 + len(rows))))

    return go


def test_a_row_is_read(read):
    block = read(FULL, "2026-10-01,KH000001,热轧卷,12.5,50000,HT1,XS1")
    ref = ClientRef("", "KH000001", "")
    assert block.entries == [(2, ref, 20261001, "热轧卷", "HT1", "XS1", 12_500, 5_000_000)]
    assert block.failures == []


def test_a_return_is_a_negative_row(read):
    block = read(FULL, "2026-10-01,1,甲,-12.5,-50000,,", "2026-10-01,1,甲,0,-5,,")
    assert [entry[6:] for entry in block.entries] == [(-12_500, -5_000_000), (0, -500)]


def test_documents_of_returns_turn_the_figures_round(read):
    block = read(
        FULL,
        "2026-10-01,1,甲,2,100,,C536",
        "2026-10-01,1,甲,-2,-100,,C537",
        "2026-10-01,1,甲,2,100,,536",
        return_prefix="C",
    )
    assert [entry[6:] for entry in block.entries] == [
        (-2000, -10_000),
        (-2000, -10_000),
        (2000, 10_000),
    ]


def test_units_of_the_columns(read):
    options = {"tons_unit": TonsUnit.KILOGRAM, "amount_unit": AmountUnit.TEN_THOUSAND}
    block = read(FULL, "2026-10-01,1,甲,12.4,1.5,,", **options)
    assert block.entries[0][6:] == (12, 1_500_000)
    bags = read(FULL, "2026-10-01,1,甲,3,1,,", factor=Decimal("0.05"))
    assert bags.entries[0][6:] == (150, 100)


def test_a_column_of_units_goes_before(read):
    headers = "日期,客户,数量,单位,金额"
    block = read(headers, "2026-10-01,甲,3,吨,1", "2026-10-01,甲,3,kg,1", "2026-10-01,甲,3,箱,1")
    assert [entry[6] for entry in block.entries] == [3000, 3]
    assert block.failures[0].reasons[0].startswith("单位“箱”不是重量单位")


def test_the_price_counts_where_there_is_no_amount(read):
    headers = "日期,客户,数量,单价,金额"
    block = read(headers, "2026-10-01,甲,6,2.55,", "2026-10-01,甲,6,2.55,10", "2026-10-01,甲,6,x,")
    assert [entry[7] for entry in block.entries] == [1530, 1000]
    assert block.failures[0].reasons == ("“单价”里的“x”不是数字，请核对。",)
    alone = read("日期,客户,数量,单价", "2026-10-01,甲,6,2.55")
    assert alone.entries[0][7] == 1530


def test_short_rows_are_filled_up(read):
    block = read("日期,客户,数量,合同号", "2026-10-01,甲,6")
    assert block.entries[0][4] == ""


def test_every_fault_of_a_row_is_told(read):
    block = read(FULL, "昨天,,甲,x,y,,", "2026-10-01,1,甲,1,1,,")
    assert [entry[0] for entry in block.entries] == [3]
    assert len(block.failures) == 1
    failure = block.failures[0]
    assert failure.line == 2
    assert failure.cells == ("昨天", "", "甲", "x", "y", "", "")
    assert [reason[:6] for reason in failure.reasons] == [
        "没有写明客户",
        "日期“昨天”",
        "“数量”里的",
        "“金额”里的",
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2026-10-01,1,甲,,,,", "不能都是零"),
        ("2026-10-01,1,甲,2,-5,,", "正负不一致"),
        ("2026-10-01,1,甲,9999999999,1,,", "太大"),
    ],
)
def test_figures_that_cannot_be_are_told(read, row, said):
    block = read(FULL, row, "2026-10-01,1,甲,1,1,,")
    assert len(block.entries) == 1
    assert said in block.failures[0].reasons[0]


def test_a_price_that_grows_out_of_bounds_is_told(read):
    block = read("日期,客户,数量,单价", "2026-10-01,甲,9999999,9999999")
    assert block.failures[0].reasons == ("算出的重量或金额太大，请核对单位、单价和数量。",)


def test_long_texts_are_told(read):
    block = read(FULL, f"2026-10-01,1,{'长' * 101},1,1,{'9' * 31},")
    assert [reason[:5] for reason in block.failures[0].reasons] == ["“产品”最", "“合同号”"]
