"""Files and papers of lists: asked for, counted, formula-safe."""

from decimal import Decimal

import pytest
from openpyxl import load_workbook

from kamdesk.domain.errors import NotAllowedError, RuleError
from kamdesk.domain.list_files import MOST_SAVED, ListSheet, ListTable, SheetColumn
from kamdesk.domain.permissions import Action
from kamdesk.services.list_files import ListFileService

TABLE = ListTable(
    name="客户", titles=("名称", "金额"), rows=[("=1+1", Decimal("12.345678"))], count=1
)
SHEET = ListSheet(title="客户", scope=(), columns=(SheetColumn("名称"),), rows=[("甲",)])


@pytest.fixture
def service(sessions, clock):
    return ListFileService(sessions, clock)


def test_a_workbook_holds_exact_numbers_and_no_formula(service, people, tmp_path):
    assert service.save(tmp_path / "a.xlsx", TABLE, by=people.sales) == 1
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert sheet["B2"].value == pytest.approx(12.345678)
    assert sheet["B2"].number_format == "#,##0.000000"


@pytest.mark.parametrize("what", ["save", "pdf"])
def test_who_may_not_take_rows_along_gets_nothing(service, people, tmp_path, what):
    asked = {"by": people.administrator, "action": Action.CLIENT_EXPORT}
    ways = {
        "save": lambda: service.save(tmp_path / "a.xlsx", TABLE, **asked),
        "pdf": lambda: service.pdf(SHEET, **asked),
    }
    with pytest.raises(NotAllowedError):
        ways[what]()
    assert not list(tmp_path.glob("*.xlsx"))


def test_more_rows_than_a_workbook_has_are_refused_before_reading(service, people, tmp_path):
    read = []
    many = ListTable(
        name="客户", titles=("名称",), rows=map(read.append, "x"), count=MOST_SAVED + 1
    )
    with pytest.raises(RuleError, match="1,048,575"):
        service.save(tmp_path / "a.xlsx", many, by=people.sales)
    assert read == []
