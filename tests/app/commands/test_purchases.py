"""Importing purchases from the command line: the same service, the same figures, in words."""

import csv

import pytest

ROWS = (
    "临汾禾麦食品有限公司,2026-01-05,1500,3.2,D1\n"
    "临汾禾麦食品有限公司,2026-01-06,500,1,C2\n"
    "新源测试粮油有限公司,2026-01-07,250,0.5,D3\n"
)


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "采购.csv"
    path.write_text("客户,日子,数量（kg）,金额（万元）,单据号\n" + ROWS, encoding="gb18030")
    return path


def test_units_stand_in_the_headings_and_returns_count_negative(run, listed, capsys):
    given = ("import", "purchases", listed, "--map", "日子=日期", "--return-prefix", "C")
    assert run(*given, "--dry-run") == 0
    tried = capsys.readouterr().out
    assert "试算 3 行（GB18030），用时" in tried
    assert "没有写入" in tried
    assert run(*given) == 0
    told = capsys.readouterr().out
    assert "新增 2，更新 0，跳过 0，出错 1；新登记客户 0 家。" in told
    assert "采购量增加 1 吨，金额增加 22,000.00 元。" in told


def test_units_can_be_given_clients_created_and_rows_updated(run, listed, capsys):
    given = ("import", "purchases", listed, "--map", "日子=day", "--create-clients")
    units = ("--tons-unit", "t", "--amount-unit", "yuan")
    assert run(*given, *units) == 0
    told = capsys.readouterr().out
    assert "新增 3，更新 0，跳过 0，出错 0；新登记客户 1 家。" in told
    assert "采购量增加 2,250 吨，金额增加 4.70 元。" in told
    assert run(*given) == 0
    assert "新增 0，更新 0，跳过 3，出错 0" in capsys.readouterr().out
    assert run(*given, "--update") == 0
    assert "新增 0，更新 3，跳过 0，出错 0" in capsys.readouterr().out


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_the_bad_rows_are_written(run, listed, tmp_path, more):
    errors = tmp_path / "错误.csv"
    given = ("import", "purchases", listed, "--map", "日子=日期", "--errors", errors)
    assert run(*given, *more) == 0
    with errors.open(encoding="utf-8-sig", newline="") as file:
        headings, bad = csv.reader(file)
    assert headings[:2] == ["错误原因", "客户"]
    assert bad[1] == "新源测试粮油有限公司"


@pytest.mark.parametrize(
    ("login", "arguments", "sentence"),
    [
        ("duanxl", ["purchases", "--map", "日子=日期"], "您不能在此处“导入采购记录”"),
        ("yanxf", ["purchases"], "没有找到“日期”列"),
        ("yanxf", ["purchases", "--map", "日子=客户等级"], "没有名为“客户等级”的字段"),
        ("yanxf", ["clients", "--tons-unit", "kg"], "--tons-unit 只用于导入采购记录"),
    ],
)
def test_a_refusal_is_one_sentence_with_code_one(run, listed, capsys, login, arguments, sentence):
    noun, *options = arguments
    assert run("import", noun, listed, *options, login=login) == 1
    captured = capsys.readouterr()
    assert sentence in captured.err
    assert captured.out == ""
