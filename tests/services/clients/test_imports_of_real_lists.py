"""Real lists, with all their traps, through the code path of the import wizard."""

from collections import Counter

import pytest

from kamdesk.domain.clients.imports import Existing, ImportOptions, Outcome, guess_mapping
from kamdesk.domain.errors import RuleError
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.clients.imports import ImportService
from tests.real_data import real


@pytest.fixture
def bring_in(imports, people):
    def run(*parts, **columns):
        table = imports.read(real("registry", *parts))
        mapping = guess_mapping(table.headers) | columns
        _, report = imports.run(table, mapping, ImportOptions(), by=people.management)
        return report

    return run


def outcomes(report):
    return tuple(report.counts[each] for each in Outcome)


def reasons(report):
    return Counter(
        sentence[:8] for note in report.notes for sentence in (*note.reasons, *note.warnings)
    )


def test_12000_organisations_come_in(registry):
    _path, report = registry
    assert outcomes(report) == (12_000, 0, 0, 0)
    assert report.warned == 55  # 49 old registration numbers, 6 names like another


def test_12000_organisations_come_in_again_and_change_nothing(
    registry_sessions, clock, names, people
):
    imports = ImportService(registry_sessions, clock, names)
    table = imports.read(real("registry", "organisations_12000.csv"))
    update = ImportOptions(existing=Existing.UPDATE)
    _, report = imports.run(table, guess_mapping(table.headers), update, by=people.management)
    assert outcomes(report) == (0, 0, 12_000, 0)
    clients = ClientService(registry_sessions, clock, names)
    assert clients.counts(by=people.management)["all"] == 12_000


def test_hospitals_without_codes_are_told_apart_by_name(bring_in):
    report = bring_in("hospitals.csv")
    assert outcomes(report) == (2074, 0, 8, 1)
    failed = [note for note in report.notes if note.outcome is Outcome.ERROR]
    assert [note.name for note in failed] == ["漳浦县盘陀卫生院"]
    assert "改变书写方向" in failed[0].reasons[0]


def test_wrong_check_characters_warn_and_come_in(bring_in):
    report = bring_in("real_rows_bad_check_digit.csv")
    assert outcomes(report) == (100, 0, 0, 0)
    assert reasons(report)["校验位不对：第 "] == 82  # the others are right once written in capitals


def test_old_and_broken_codes_warn_and_come_in(bring_in):
    report = bring_in("real_rows_malformed_code.csv")
    assert outcomes(report)[3] == 0
    found = reasons(report)
    assert found["这是旧的工商注册"] == 164
    assert found["统一社会信用代码"] >= 5


def test_lost_characters_are_warned_of(bring_in):
    report = bring_in("real_rows_odd_characters.csv")
    assert outcomes(report) == (50, 0, 0, 0)
    assert report.warned == 9


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("longest_names.csv", (150, 0, 0, 0)),
        ("institutions_11_12_5x_codes.csv", (120, 0, 0, 0)),
        ("near_duplicates_after_normalisation.csv", (11, 0, 1, 0)),
        ("near_duplicates_same_core.csv", (1498, 0, 2, 0)),
    ],
)
def test_every_list_comes_in(bring_in, name, expected):
    assert outcomes(bring_in(name)) == expected


def test_a_list_without_a_name_column_is_refused_until_it_is_mapped(bring_in):
    with pytest.raises(RuleError, match=r"客户名称.*总公司、代码、分支机构"):
        bring_in("parent_branch_pairs.csv")
    report = bring_in("parent_branch_pairs.csv", name=2, code=3)
    assert outcomes(report)[3] == 0
