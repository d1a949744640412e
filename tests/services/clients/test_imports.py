"""The import wizard's steps on small lists made for one trap each."""

import openpyxl
import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.imports import (
    FIELDS,
    Existing,
    ImportOptions,
    Outcome,
    guess_mapping,
)
from kamdesk.domain.errors import (
    CancelledError,
    FieldError,
    FileError,
    NotAllowedError,
    RuleError,
)
from kamdesk.domain.lists import ListQuery
from kamdesk.storage import audit
from kamdesk.storage.clients.imports import ClientImportRecord

CODE = "91350100M000100Y43"
UPDATE = ImportOptions(existing=Existing.UPDATE)


@pytest.fixture
def table(imports, tmp_path):
    def make(text, coding="utf-8"):
        path = tmp_path / "名单.csv"
        path.write_bytes(text.encode(coding))
        return imports.read(path)

    return make


@pytest.fixture
def run(imports, people):
    def go(table, options=None, **keywords):
        _, report = imports.run(
            table,
            guess_mapping(table.headers),
            options or ImportOptions(),
            **({"by": people.management} | keywords),
        )
        return report

    return go


@pytest.fixture
def dry_run(imports, people):
    def go(table):
        mapping = guess_mapping(table.headers)
        return imports.dry_run(table, mapping, ImportOptions(), by=people.management)

    return go


@pytest.fixture
def listed(clients, people):
    def rows():
        source = clients.list_for(people.management)
        return source.rows(source.ids(ListQuery(sort="number")))

    return rows


@pytest.fixture
def state(sessions, clients, people):
    """Return what must not change: the number of clients and the head of the audit trail."""

    def look():
        with sessions.read() as session:
            return clients.counts(by=people.management), audit.head(session)

    return look


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_comes_in_whatever_its_encoding(listed, table, run, coding):
    report = run(table("企业名称,省,负责人\n䶮山公司,山西,李明\n乙公司,,WangFang\n", coding))
    assert report.counts[Outcome.NEW] == 2
    assert [(row.number, row.name, row.owner) for row in listed()] == [
        ("KH000001", "䶮山公司", "李明"),
        ("KH000002", "乙公司", "王芳"),
    ]


def test_a_dry_run_says_the_same_and_writes_nothing(table, run, dry_run, state):
    wanted = table(f"名称,代码,等级\n甲,{CODE},A\n乙,{CODE},\n丙,,Z\n")
    before = state()
    tried = dry_run(wanted)
    assert state() == before
    assert run(wanted) == tried
    assert [tried.counts[each] for each in Outcome] == [1, 0, 1, 1]
    assert [note.reasons for note in tried.notes] == [
        ("与第 2 行的统一社会信用代码相同，重复。",),
        ("客户等级“Z”无法识别，请写 A、B 或 C。",),
    ]


def test_what_is_registered_is_skipped_or_updated(table, run, clients, people):
    own = clients.create(ClientDraft(name="甲公司", code=CODE, city="太原"), by=people.sales)
    wanted = table(f"名称,代码,城市,行业,负责人\n甲股份,{CODE},,钢铁,王芳\n")
    skipped = run(wanted)
    assert skipped.notes[0].reasons == ("客户“甲公司”已登记，按选项跳过。",)
    updated = run(wanted, UPDATE)
    assert updated.counts[Outcome.UPDATE] == 1
    assert updated.notes[0].warnings == ("导入不更换负责人，负责人未改；请在客户页面更换。",)
    details = clients.details(own.record_id, by=people.sales)
    assert details.draft == ClientDraft(name="甲股份", code=CODE, city="太原", industry="钢铁")
    assert details.owner == "李明"
    assert {each.field for each in clients.history(own.record_id, by=people.sales)} == {
        "name",
        "industry",
    }
    assert run(wanted, UPDATE).notes[0].reasons == ("客户“甲股份”的资料没有变化。",)


def test_without_a_code_the_name_decides(table, run, clients, people):
    clients.create(ClientDraft(name="甲公司"), by=people.sales)
    assert run(table("名称,代码\n甲公司,\n")).counts[Outcome.SKIP] == 1
    filled = run(table(f"名称,代码\n甲 公司,{CODE}\n"), UPDATE)
    assert filled.counts[Outcome.UPDATE] == 1
    assert clients.details(1, by=people.sales).draft.code == CODE
    another = run(table("名称,代码\n甲公司,91310110666007217T\n"), UPDATE)
    assert another.notes[0].warnings == ("与已登记客户“甲 公司”同名但代码不同，请核对。",)
    unclear = run(table("名称,代码\n甲公司,\n"), UPDATE)
    assert unclear.notes[0].reasons == (
        "已登记 2 家同名客户，无法判断是哪一家，请补充统一社会信用代码。",
    )


def test_archived_clients_stay_as_they_are(table, run, clients, people):
    clients.create(ClientDraft(name="甲公司"), by=people.sales)
    clients.archive(1, by=people.management, seen_version=1)
    report = run(table("名称,城市\n甲公司,太原\n"), UPDATE)
    assert report.notes[0].reasons == ("客户“甲公司”已归档，未作修改。",)


def test_rows_of_nobody_get_the_chosen_owner(listed, table, run, people):
    run(table("名称,负责人\n甲,\n乙,赵强\n"), ImportOptions(owner_id=people.sales2))
    assert [row.owner for row in listed()] == ["王芳", "赵强"]


def test_a_stranger_is_no_owner(table, run, people):
    report = run(table("名称,负责人\n甲,吴越\n乙,没有此人\n"))
    assert report.counts[Outcome.ERROR] == 2
    with pytest.raises(FieldError, match="负责人必须是"):
        run(table("名称\n甲\n"), ImportOptions(owner_id=people.finance))


def test_markup_formulae_and_long_texts(listed, table, run):
    report = run(table(f"名称\n=HYPERLINK(1)\n<b>乙</b>&\n{'长' * 101}\n丁\x07\n"))
    assert [report.counts[each] for each in Outcome] == [3, 0, 0, 1]
    assert [row.name for row in listed()] == ["=HYPERLINK(1)", "<b>乙</b>&", "丁"]


def test_wrong_columns_and_wrong_people_are_refused(table, run, people, state):
    before = state()
    with pytest.raises(RuleError, match="没有找到“客户名称”列"):
        run(table("甲,乙\n1,2\n"))
    for stranger in (people.sales, people.finance, people.administrator):
        with pytest.raises(NotAllowedError):
            run(table("名称\n甲\n"), by=stranger)
    assert state() == before


def test_a_wrong_file_is_refused(imports, tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(FileError, match="旧版 Excel"):
        imports.read(path)


@pytest.mark.parametrize("stop_at", [0, 1, 5, 9])
def test_cancelling_anywhere_leaves_the_database_as_it_was(table, run, state, stop_at):
    wanted = table("名称\n" + "\n".join(f"第{number}公司" for number in range(1000)))
    before, looks = state(), []

    def cancelled():
        looks.append(1)
        return len(looks) > stop_at

    with pytest.raises(CancelledError, match="没有保存任何数据"):
        run(wanted, cancelled=cancelled)
    assert len(looks) == stop_at + 1
    assert state() == before


def test_progress_runs_to_the_end(table, run):
    steps = []
    run(
        table("名称\n" + "\n".join(f"第{number}公司" for number in range(500))),
        report=lambda done, total: steps.append((done, total)),
    )
    assert steps == sorted(steps)
    assert steps[-1] == (1000, 1000)


def test_bad_rows_come_back_with_their_reason(table, imports, run, tmp_path):
    wanted = table("名称,等级\n甲,A\n=乙,Q\n")
    path = tmp_path / "错误.xlsx"
    imports.save_failures(path, wanted, run(wanted))
    sheet = openpyxl.load_workbook(path).active
    assert list(sheet.iter_rows(values_only=True)) == [
        ("错误原因", "名称", "等级"),
        ("客户等级“Q”无法识别，请写 A、B 或 C。", "=乙", "Q"),
    ]
    assert sheet["B2"].data_type == "s"


def test_the_template_maps_itself(imports, tmp_path):
    path = tmp_path / "模板.xlsx"
    imports.save_template(path)
    headers = [cell.value for cell in openpyxl.load_workbook(path).active[1]]
    assert set(guess_mapping(headers)) == set(FIELDS)


def test_each_run_is_recorded(listed, table, run, sessions):
    run(table("名称,等级\n甲,\n乙,Q\n"))
    run(table("名称\n甲\n丙\n"))
    with sessions.read() as session:
        runs = [
            (each.file_name, each.rows, each.created, each.skipped, each.failed)
            for each in session.query(ClientImportRecord).order_by(ClientImportRecord.id)
        ]
        assert audit.verify(session).count == 2
    assert runs == [
        ("名单.csv", 2, 1, 0, 1),
        ("名单.csv", 2, 1, 1, 0),
    ]
    assert [row.name for row in listed()] == ["甲", "丙"]
