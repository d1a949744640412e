"""Sample, render, import, export: as they are typed, on the sample company."""

import csv

import pypdfium2
import pytest
from openpyxl import load_workbook

from kamdesk.app import cli
from kamdesk.services.sample import SAMPLE_PASSWORD
from tests.sample import UNTIL, contents

HEADINGS = "企业名称,统一社会信用代码,所在省份,级\n"


@pytest.fixture
def listed(tmp_path):
    """A list of clients: a new one, one that is registered, one without a name."""
    path = tmp_path / "客户.csv"
    rows = "新源测试粮油有限公司,,山西,A\n临汾禾麦食品有限公司,,山西,C\n,,山西,B\n"
    path.write_text(HEADINGS + rows, encoding="gb18030")
    return path


def text_of(path):
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def test_the_same_day_gives_the_same_sample(sample_template, tmp_path, capsys):
    again = tmp_path / "again"
    assert cli.main(["sample", str(again), "--until", UNTIL.isoformat()]) == 0
    told = capsys.readouterr().out
    assert "wucy（武承业）" in told
    assert SAMPLE_PASSWORD in told
    rows = contents(again)
    assert sum(count for count, _digest in rows.values()) > 2000
    assert rows == contents(sample_template)


def test_a_taken_folder_is_refused(sample_folder, capsys):
    assert cli.main(["sample", str(sample_folder)]) == 1
    assert "已经有一家公司" in capsys.readouterr().err


def test_an_application_becomes_a_pdf(run, tmp_path):
    assert run("render", "application", "KD-LX-2026-0016", "--out", tmp_path / "a.pdf") == 0
    told = text_of(tmp_path / "a.pdf")
    assert "大客户项目立项申请表" in told
    assert "KD-LX-2026-0016" in told


def test_a_filing_is_found_with_and_without_its_revision(run, tmp_path):
    for number in ("kd-bb-2026-0013", "KD-LX-2026-0017-R1", "KD-LX-2026-0017"):
        noun = "filing" if "bb" in number else "application"
        assert run("render", noun, number, "--out", tmp_path / f"{number}.pdf") == 0
    assert "KD-LX-2026-0017-R1" in text_of(tmp_path / "KD-LX-2026-0017.pdf")


def test_what_one_may_not_see_is_not_printed(run, tmp_path, capsys):
    out = ("--out", tmp_path / "a.pdf")
    assert run("render", "application", "KD-LX-2026-0016", *out, login="duanxl") == 1
    assert "没有编号为“KD-LX-2026-0016”的表单" in capsys.readouterr().err
    assert not (tmp_path / "a.pdf").exists()


def test_clients_are_imported_with_counts_and_time(run, listed, tmp_path, capsys):
    errors = tmp_path / "错误.csv"
    assert run("import", "clients", listed, "--errors", errors, "--map", "级=客户等级") == 0
    told = capsys.readouterr().out
    assert "已导入 3 行（GB18030），用时" in told
    assert "新增 1，更新 0，跳过 1，出错 1" in told
    with errors.open(encoding="utf-8-sig", newline="") as file:
        headings, bad = csv.reader(file)
    assert headings[0] == "错误原因"
    assert "客户名称" in bad[0]


def test_a_trial_writes_nothing_and_update_updates(run, listed, capsys):
    update = ("import", "clients", listed, "--map", "级=grade", "--update")
    assert run(*update, "--dry-run") == 0
    assert "没有写入" in capsys.readouterr().out
    assert run(*update) == 0
    assert "新增 1，更新 1，跳过 0，出错 1" in capsys.readouterr().out


def test_clients_are_exported(run, tmp_path, capsys):
    assert run("export", "clients", tmp_path / "客户.xlsx") == 0
    assert "已导出 60 个客户" in capsys.readouterr().out
    book = load_workbook(tmp_path / "客户.xlsx", read_only=True)
    assert len(list(book.active.rows)) == 61
    book.close()


def test_a_salesperson_exports_their_own_and_what_is_shared(run, tmp_path):
    assert run("export", "clients", tmp_path / "a.csv", login="duanxl") == 0
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        owners = {row["负责人"] for row in csv.DictReader(file)}
    assert owners == {"段晓蕾", "卫婷"}


@pytest.mark.parametrize(
    "refused",
    [
        ("duanxl", ["import", "clients", "客户.csv"], "您不能在此处“导入客户”"),
        ("yanxf", ["import", "clients", "没有.csv"], "没有.csv"),
        ("yanxf", ["import", "clients", "客户.csv", "--map", "甲=客户等级"], "没有名为“甲”的列"),
        ("yanxf", ["export", "clients", "客户.pdf"], "请以 .xlsx 或 .csv 结尾"),
    ],
)
def test_a_refusal_is_one_sentence_with_code_one(run, listed, capsys, refused):
    login, arguments, sentence = refused
    places = [str(listed.parent / each) if "." in each else each for each in arguments]
    assert run(*places, login=login) == 1
    captured = capsys.readouterr()
    assert sentence in captured.err
    assert captured.out == ""


@pytest.mark.parametrize(
    "arguments",
    [["render"], ["import", "people", "a.csv"], ["import", "clients", "a", "--map", "甲=乙"]],
)
def test_wrong_usage_ends_with_two(run, arguments):
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2
