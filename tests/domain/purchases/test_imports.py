"""Headings are recognised in both languages; what cannot be imported is refused."""

from decimal import Decimal

import pytest

from kamdesk.domain.errors import RuleError
from kamdesk.domain.purchases.imports import (
    IMPORT_FIELDS,
    IMPORT_TITLES,
    AmountUnit,
    PurchaseImportOptions,
    TonsUnit,
    check_mapping,
    guess,
)


def mapped(*headers):
    return {name: headers[column] for name, column in guess(headers).mapping.items()}


def test_the_titles_themselves_are_recognised():
    assert set(guess(list(IMPORT_TITLES.values())).mapping) == set(IMPORT_FIELDS)


def test_headings_of_an_erp_are_recognised():
    headers = ("单据日期", "购货单位", "存货名称", "数量（kg）", "价税合计(万元)", "单据编号")
    assert mapped(*headers) == {
        "day": "单据日期",
        "client_name": "购货单位",
        "product": "存货名称",
        "quantity": "数量（kg）",
        "amount": "价税合计(万元)",
        "document": "单据编号",
    }
    assert guess(headers).options == PurchaseImportOptions(
        tons_unit=TonsUnit.KILOGRAM, amount_unit=AmountUnit.TEN_THOUSAND
    )


def test_headings_of_online_retail_are_recognised():
    headers = ("InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice")
    assert mapped(*headers, "CustomerID", "Country") == {
        "document": "InvoiceNo",
        "product": "StockCode",
        "quantity": "Quantity",
        "day": "InvoiceDate",
        "price": "UnitPrice",
        "client_number": "CustomerID",
    }


def test_the_first_of_two_columns_counts():
    assert guess(["日期", "开票日期"]).mapping == {"day": 0}


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ("日期,数量", "客户编号、客户名称或统一社会信用代码"),
        ("客户,数量", "“日期”列"),
        ("客户,日期", "数量或金额"),
        ("客户,日期,单价", "数量或金额"),
    ],
)
def test_what_is_missing_is_named(headers, said):
    columns = headers.split(",")
    with pytest.raises(RuleError, match=said):
        check_mapping(guess(columns).mapping, columns, PurchaseImportOptions())


@pytest.mark.parametrize("mapping", [{"day": 9}, {"nothing": 0}])
def test_columns_that_are_not_there_are_refused(mapping):
    with pytest.raises(RuleError, match="列对应与文件不符"):
        check_mapping(
            {"client_name": 0, "amount": 1} | mapping, ["a", "b"], PurchaseImportOptions()
        )


@pytest.mark.parametrize("factor", ["0", "-1", "NaN", "Infinity"])
def test_a_factor_is_a_number_above_nothing(factor):
    columns = ["客户", "日期", "数量"]
    options = PurchaseImportOptions(factor=Decimal(factor))
    with pytest.raises(RuleError, match="换算系数"):
        check_mapping(guess(columns).mapping, columns, options)
