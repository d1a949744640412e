"""The import wizard's steps on small files made for one trap each."""

import csv
from decimal import Decimal

import openpyxl
import pytest

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clock import today
from kamdesk.domain.errors import (
    CancelledError,
    FieldError,
    FileError,
    KamdeskError,
    NotAllowedError,
    RuleError,
)
from kamdesk.domain.ownership.owners import Way
from kamdesk.domain.purchases.imports import (
    IMPORT_FIELDS,
    Known,
    PurchaseImportOptions,
    Unknown,
    guess,
)
from kamdesk.domain.purchases.runs import RunState
from kamdesk.services.ownership.owners import OwnerService
from kamdesk.services.purchases import imports as module
from kamdesk.services.purchases.runs import write_failures
from kamdesk.storage import audit
from kamdesk.storage.purchases import bulk
from tests.services.purchases.conftest import CODE, HEADINGS

ROW = "2026-10-01,甲公司,热轧卷,12.5,50000,HT1,XS1"


@pytest.fixture
def small(monkeypatch):
    """Two lines a block, two blocks a chunk."""
    monkeypatch.setattr(module, "BLOCK", 2)
    monkeypatch.setattr(module, "BLOCKS", 2)


@pytest.fixture
def state(sessions, figures):
    """Return what a dry run and a refusal must not change."""

    def look():
        with sessions.read() as session:
            return figures(), audit.head(session)

    return look


def many(count, client="甲公司"):
    return [f"2026-10-{1 + n % 28:02d},{client},热轧卷,{n + 1},100,,D{n:04d}" for n in range(count)]


def outcome(report):
    return (report.created, report.updated, report.skipped, report.failed, report.new_clients)


@pytest.mark.parametrize("coding", ["utf-8", "gb18030", "utf-16"])
def test_a_file_comes_in_and_every_figure_follows(
    three, file, run, listed, figures, truth, runs, people, coding
):
    report = run(file(ROW, "2026-11-01,乙公司,螺纹钢,-1,-4000,,XS2", coding=coding))
    assert outcome(report) == (2, 0, 0, 0, 0)
    assert (report.tons, report.amount, report.state) == (
        Decimal("11.5"),
        Decimal(46_000),
        RunState.DONE,
    )
    assert [(row.client, row.tons, row.file_name, row.entered_by) for row in listed()] == [
        ("甲公司", Decimal("12.5"), "采购.csv", "周岚"),
        ("乙公司", Decimal(-1), "采购.csv", "周岚"),
    ]
    assert figures() == truth()
    (kept,) = runs.rows(by=people.management)
    assert (kept.state, kept.done, kept.created, kept.tons) == (RunState.DONE, 3, 2, report.tons)
    assert kept.ended_at is not None
    assert kept.by == "周岚"


def test_a_workbook_comes_in_too(three, tmp_path, run, listed):
    book = openpyxl.Workbook()
    book.active.append(HEADINGS.split(","))
    book.active.append(["2026-10-01", "甲公司", "热轧卷", 12.5, 0.1 + 0.2, None, 536365])
    path = tmp_path / "采购.xlsx"
    book.save(path)
    assert outcome(run(path)) == (1, 0, 0, 0, 0)
    (row,) = listed()
    assert (row.tons, row.amount, row.document) == (Decimal("12.5"), Decimal("0.3"), "536365")


def test_a_dry_run_says_the_same_and_writes_nothing(
    three, file, run, imports, people, small, state
):
    path = file(
        ROW,
        ROW,
        "2026-10-01,丁公司,甲,1,1,,",
        "昨天,甲公司,甲,1,1,,",
        *many(7),
        "2026-10-02,戊,甲,1,1,,",
    )
    for unknown in Unknown:
        options = PurchaseImportOptions(unknown=unknown)
        before, mapping = state(), guess(HEADINGS.split(",")).mapping
        tried = imports.dry_run(path, mapping, options, by=people.management)
        assert state() == before
        done = run(path, unknown=unknown)
        same = ("tons", "amount", "failures", "rows")
        assert outcome(tried) == outcome(done)
        assert [getattr(tried, name) for name in same] == [getattr(done, name) for name in same]
    assert outcome(done) == (2, 0, 9, 1, 2)


def test_what_is_there_is_skipped_or_updated(three, file, run, purchases, people, figures, truth):
    run(file(ROW, ROW, "2026-10-05,乙公司,螺纹钢,1,100,,"))
    again = file(
        "2026-09-01,甲公司,热轧卷,20,60000,HT2,XS1", ROW, "2026-10-05,乙公司,螺纹钢,2,100,,"
    )
    assert outcome(run(again)) == (0, 0, 3, 0, 0)
    updated = run(again, known=Known.UPDATE)
    assert outcome(updated) == (0, 2, 1, 0, 0)
    assert (updated.tons, updated.amount) == (Decimal("8.5"), Decimal(10_000))
    assert figures() == truth()
    changes = purchases.history(1, by=people.management)
    assert {(each.field, each.old, each.new) for each in changes} == {
        ("day", "2026-10-01", "2026-09-01"),
        ("contract", "HT1", "HT2"),
        ("tons", "12.500", "20.000"),
        ("amount", "50000.00", "60000.00"),
    }
    assert outcome(run(again, known=Known.UPDATE)) == (0, 0, 3, 0, 0)


def test_what_was_entered_by_hand_is_met(three, file, run, purchases, draft, people, listed):
    purchases.create(draft(document="XS1", contract="HT1"), by=people.sales)
    made = purchases.create(draft(document="XS2"), by=people.sales).record_id
    purchases.cancel(made, "重复", by=people.sales, seen_version=1)
    rows = (ROW, "2026-10-01,甲公司,热轧卷,99,1,,XS2")
    assert outcome(run(file(*rows), known=Known.UPDATE)) == (0, 0, 2, 0, 0)
    assert len(listed()) == 1


def test_clients_are_met_by_code_number_name_and_short_name(
    three, clients, file, run, listed, people
):
    clients.create(ClientDraft(name="太原丁钢铁有限公司", short_name="丁钢"), by=people.sales)
    headings = "日期,统一社会信用代码,客户编号,客户名称,数量"
    path = file(
        f"2026-10-01,{CODE.lower()},,,1",
        "2026-10-01,,kh000002,,2",
        "2026-10-01,,,丙 公司,3",
        "2026-10-01,,,丁钢,4",
        f"2026-10-01,{CODE},KH000001,别的名字,5",
        headings=headings,
    )
    assert outcome(run(path)) == (5, 0, 0, 0, 0)
    assert [row.client_id for row in listed()] == [1, 2, 3, 4, 1]


def test_clients_that_cannot_be_told_are_refused(three, clients, file, run, people):
    clients.create(ClientDraft(name="乙公司", code="91310110666007217T"), by=people.sales)
    clients.archive(3, by=people.management, seen_version=1)
    path = file(
        "2026-10-01,,,乙公司,1",
        f"2026-10-01,{CODE},KH000002,,1",
        "2026-10-01,,KH000999,丙公司,1",
        "2026-10-01,,,丙公司,1",
        "2026-10-01,,,没有,1",
        "2026-10-01,,,,1",
        headings="日期,信用代码,客户编号,客户名称,数量",
    )
    report = run(path)
    assert outcome(report) == (0, 0, 0, 6, 0)
    assert [failure.line for failure in report.failures] == [2, 3, 4, 5, 6, 7]
    said = {failure.line: failure.reasons[0] for failure in report.failures}
    assert said[2] == "“乙公司”有 2 家同名客户，请补充统一社会信用代码或客户编号。"
    assert said[3] == "客户编号与统一社会信用代码分属两家客户，请核对。"
    assert said[4] == "没有编号为“KH000999”的客户，请核对。"
    assert said[5] == "客户“丙公司”已归档，请先恢复再导入它的采购。"
    assert said[6] == "客户“没有”没有登记，请先登记，或选择自动登记新客户。"
    assert said[7] == "没有写明客户。"


def test_numbers_of_another_system_are_learnt(three, file, run, listed):
    both = "日期,客户编号,客户名称,数量,单据号"
    run(file("2026-10-01,13069.0,甲公司,1,D1", headings=both))
    only = "日期,客户编号,数量,单据号"
    assert outcome(run(file("2026-10-02,13069,2,D2", headings=only))) == (1, 0, 0, 0, 0)
    assert [row.client for row in listed()] == ["甲公司", "甲公司"]


def test_unknown_clients_are_created_once(three, file, run, clients, listed, people):
    headings = "日期,客户编号,数量"
    rows = ("2026-10-01,13069.0,1", "2026-10-02,13069,2", "2026-10-02,13070,2")
    report = run(file(*rows, headings=headings), unknown=Unknown.CREATE, owner_id=people.sales2)
    assert outcome(report) == (3, 0, 0, 0, 2)
    assert [(row.client, row.owner) for row in listed()] == [
        ("客户 13069", "王芳"),
        ("客户 13069", "王芳"),
        ("客户 13070", "王芳"),
    ]
    again = run(file("2026-10-03,13069,1", headings=headings), unknown=Unknown.CREATE)
    assert outcome(again) == (1, 0, 0, 0, 0)
    assert clients.counts(by=people.management)["all"] == 5
    with pytest.raises(FieldError, match="负责人必须是"):
        run(file(*rows, headings=headings), unknown=Unknown.CREATE, owner_id=people.finance)


def test_a_created_client_has_its_owner_from_the_day_of_the_import(
    three, file, run, listed, people, sessions, clock
):
    row, headings = "2026-10-01,13069,1", "日期,客户编号,数量"
    run(file(row, headings=headings), unknown=Unknown.CREATE, owner_id=people.sales2)
    owners = OwnerService(sessions, clock)
    (spell,) = owners.of_client(listed()[0].client_id, by=people.management)
    assert (spell.owner, spell.way, spell.starts_on) == ("王芳", Way.IMPORT, today(clock))


def test_new_clients_with_codes_are_created_once_and_told_by_them(
    three, file, run, clients, people
):
    other = "91310110666007217T"
    rows = (
        f"2026-10-01,{other},501,丁公司,1",
        f"2026-10-01,{other},502,,1",
        "2026-10-01,,501,,1",
        f"2026-10-01,{other},,乙公司,1",
        "2026-10-01,91350100M000100Y43,,甲公司,1",
        "2026-10-01,91440300708461136T,,甲公司,1",
    )
    report = run(
        file(*rows, headings="日期,信用代码,客户编号,客户名称,数量"), unknown=Unknown.CREATE
    )
    assert outcome(report) == (6, 0, 0, 0, 2)
    assert clients.counts(by=people.management)["all"] == 5


def test_a_name_that_is_none_is_refused_and_creates_nothing(three, file, run, clients, people):
    report = run(file(f"2026-10-01,{'长' * 101},甲,1,1,,"), unknown=Unknown.CREATE)
    assert outcome(report) == (0, 0, 0, 1, 0)
    assert clients.counts(by=people.management)["all"] == 3


def test_cancellations_are_returns(three, file, run, figures):
    rows = ("2026-10-01,甲公司,甲,3,30,,536", "2026-10-02,甲公司,甲,1,10,,C537")
    report = run(file(*rows), return_prefix="C")
    assert (report.tons, report.amount) == (Decimal(2), Decimal(20))
    assert figures()["clients"][0][3] == "2026-10-01"


@pytest.mark.parametrize("stop", range(8))
def test_a_run_that_was_stopped_anywhere_goes_on(
    three, file, run, imports, runs, people, listed, figures, truth, small, stop
):
    rows = [*many(9), "昨天,甲公司,甲,1,1,,", *many(3, "丁公司"), *many(2)]
    path, looks = file(*rows), []

    def cancelled():
        looks.append(1)
        return len(looks) > stop

    mapping, options = guess(HEADINGS.split(",")).mapping, PurchaseImportOptions()
    _, report = imports.run(path, mapping, options, by=people.management, cancelled=cancelled)
    assert report.state is RunState.PAUSED
    assert figures() == truth()
    (kept,) = runs.rows(by=people.management)
    assert kept.resumable
    assert runs.of_file(imports.read(path).digest, by=people.management) == [kept]
    _, report = imports.resume(kept.id, path, by=people.management)
    assert outcome(report) == (11, 0, 0, 4, 0)
    assert report.state is RunState.DONE
    assert [failure.line for failure in report.failures] == [11, 12, 13, 14]
    assert figures() == truth()
    assert len(listed()) == 11


def test_rows_alike_are_counted_across_a_stop(three, file, imports, runs, people, listed, small):
    path, looks = file(*[ROW] * 7), []

    def cancelled():
        looks.append(1)
        return len(looks) > 2

    mapping, options = guess(HEADINGS.split(",")).mapping, PurchaseImportOptions()
    imports.run(path, mapping, options, by=people.management, cancelled=cancelled)
    assert 0 < len(listed()) < 7
    imports.resume(1, path, by=people.management)
    assert len(listed()) == 7


def test_only_the_same_file_goes_on(three, file, imports, people, run):
    mapping, options = guess(HEADINGS.split(",")).mapping, PurchaseImportOptions()
    path = file(ROW)
    imports.run(path, mapping, options, by=people.management, cancelled=lambda: True)
    with pytest.raises(RuleError, match="内容不同，不能继续"):
        imports.resume(1, file(ROW, ROW, name="别的.csv"), by=people.management)
    imports.resume(1, file(ROW, name="改名.csv"), by=people.management)
    with pytest.raises(RuleError, match="已经完成或撤销"):
        imports.resume(1, path, by=people.management)


def test_a_failure_pauses_the_run_and_is_told(
    three, file, imports, runs, people, figures, truth, small, monkeypatch
):
    path, mapping = file(*many(9)), guess(HEADINGS.split(",")).mapping
    write, calls = bulk.write, []

    def failing(*arguments, **keywords):
        calls.append(1)
        if len(calls) == 2:
            raise KamdeskError("磁盘空间不足。")
        write(*arguments, **keywords)

    monkeypatch.setattr(bulk, "write", failing)
    with pytest.raises(KamdeskError, match="磁盘空间不足"):
        imports.run(path, mapping, PurchaseImportOptions(), by=people.management)
    (kept,) = runs.rows(by=people.management)
    assert (kept.state, kept.failure, kept.created) == (RunState.PAUSED, "磁盘空间不足。", 3)
    assert figures() == truth()
    _, report = imports.resume(1, path, by=people.management)
    assert outcome(report) == (9, 0, 0, 0, 0)


def test_a_file_that_breaks_off_pauses_the_run(three, file, imports, runs, people, small):
    path = file(*many(150), '"2026-10-01,甲公司')
    with pytest.raises(FileError, match="引号不配对"):
        imports.run(
            path, guess(HEADINGS.split(",")).mapping, PurchaseImportOptions(), by=people.management
        )
    (kept,) = runs.rows(by=people.management)
    assert "第 152 行的引号不配对" in kept.failure
    assert kept.created >= 100


def test_two_that_go_on_at_once_do_not_write_twice(
    three, file, imports, runs, people, listed, small, monkeypatch
):
    path, mapping = file(*many(9)), guess(HEADINGS.split(",")).mapping
    write, seen = bulk.write, []

    def meddling(session, run, *arguments, **keywords):
        write(session, run, *arguments, **keywords)
        seen.append(run.version)

    monkeypatch.setattr(bulk, "write", meddling)
    looks = []

    def cancelled():  # behind the first chunk, somebody else goes on with the run
        looks.append(1)
        if len(looks) == 4:
            imports.resume(1, path, by=people.management)
        return False

    with pytest.raises(RuleError, match="由别处继续"):
        imports.run(
            path, mapping, PurchaseImportOptions(), by=people.management, cancelled=cancelled
        )
    assert len(listed()) == 9
    assert runs.rows(by=people.management)[0].state is RunState.DONE


def test_a_dry_run_can_be_cancelled(three, file, imports, people, state):
    before = state()
    with pytest.raises(CancelledError):
        imports.dry_run(
            file(ROW),
            guess(HEADINGS.split(",")).mapping,
            PurchaseImportOptions(),
            by=people.management,
            cancelled=lambda: True,
        )
    assert state() == before


def test_progress_runs_to_the_end(three, file, imports, people, small):
    steps = []
    imports.run(
        file(*many(9)),
        guess(HEADINGS.split(",")).mapping,
        PurchaseImportOptions(),
        by=people.management,
        report=lambda *step: steps.append(step),
    )
    assert steps == sorted(steps)
    assert steps[-1] == (10, 10)


def test_bad_rows_come_back_with_their_reasons(three, file, imports, run, runs, people, tmp_path):
    path = file(ROW, "昨天,没有,=甲,x,1,,")
    report = run(path)
    for name in ("错误.csv", "试算.csv"):
        target = tmp_path / name
        if name == "错误.csv":
            runs.save_failures(target, report.run_id, by=people.management)
        else:
            write_failures(target, imports.read(path).headers, report.failures)
        with target.open(encoding="utf-8-sig", newline="") as bad:
            rows = list(csv.reader(bad))
        assert rows == [
            ["错误原因", *HEADINGS.split(",")],
            [
                "日期“昨天”无法识别，请写成 2024-05-01 的样子。 “数量”里的“x”不是数字，请核对。",
                *["昨天", "没有", "'=甲", "x", "1", "", ""],
            ],
        ]


def test_who_may_not_import_leaves_nothing(three, file, run, imports, runs, people, state):
    before, path = state(), file(ROW)
    for stranger in (people.sales, people.finance, people.administrator):
        with pytest.raises(NotAllowedError):
            run(path, by=stranger)
        with pytest.raises(NotAllowedError):
            runs.rows(by=stranger)
    with pytest.raises(RuleError, match="“日期”列"):
        run(path, mapping={"client_name": 1, "amount": 4})
    assert state() == before
    assert runs.rows(by=people.management) == []


def test_the_template_maps_itself(imports, tmp_path):
    path = tmp_path / "模板.xlsx"
    imports.save_template(path)
    headers = [cell.value for cell in openpyxl.load_workbook(path).active[1]]
    assert set(guess(headers).mapping) == set(IMPORT_FIELDS)


def test_the_audit_trail_stays_whole(three, file, imports, run, people, sessions, small):
    changes, _ = imports.run(
        file(*many(5)),
        guess(HEADINGS.split(",")).mapping,
        PurchaseImportOptions(),
        by=people.head,
    )
    assert changes.touches(Noun.PURCHASE, Noun.CLIENT)
    with sessions.read() as session:
        assert audit.verify(session).sound
