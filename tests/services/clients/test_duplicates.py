"""查重 on a real database: who may ask, what is told, and that it is quick enough to type by."""

import csv
import time

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.duplicates import Reason, Standing
from kamdesk.domain.clients.imports import ImportOptions, guess_mapping
from kamdesk.domain.errors import NotAllowedError
from kamdesk.services.clients.duplicates import DuplicateService
from tests.real_data import real

NAME = "山西晋丰农产品有限公司"
CODE = "91350100M000100Y43"


@pytest.fixture
def registered(clients, people):
    return clients.create(ClientDraft(name=NAME, code=CODE), by=people.sales).record_id


def test_anybody_in_business_learns_name_owner_and_state(duplicates, people, registered):
    for asker in (people.sales3, people.head2, people.finance):
        (hit,) = duplicates.check("山西省晋丰农产品有限责任公司", by=asker)
        assert (hit.name, hit.owner, hit.state) == (NAME, "李明", "已登记")
        assert hit.reason is Reason.SAME_CORE
    with pytest.raises(NotAllowedError):
        duplicates.check(NAME, by=people.administrator)


def test_the_code_counts_however_it_is_written(duplicates, people, registered):
    (hit,) = duplicates.check("别的名字", "９１350100m000100y43", by=people.sales2)
    assert hit.reason is Reason.SAME_CODE


def test_the_client_that_is_edited_is_left_out(duplicates, people, registered):
    assert duplicates.check(NAME, CODE, by=people.sales, exclude=registered) == []


def test_changes_are_known_at_the_next_question(duplicates, clients, people, registered):
    assert duplicates.check("华联集团", by=people.sales) == []
    clients.create(ClientDraft(name="华联集团"), by=people.sales2)
    assert len(duplicates.check("华联集团", by=people.sales)) == 1
    clients.archive(registered, by=people.management, seen_version=1)
    (hit,) = duplicates.check(NAME, by=people.sales2)
    assert (hit.standing, hit.state) == (Standing.ARCHIVED, "已归档")


def test_the_province_of_the_form_counts(duplicates, clients, people):
    clients.create(ClientDraft(name="鸿运面粉厂", province="安徽省"), by=people.sales)
    (hit,) = duplicates.check("鸿运面粉厂有限公司", by=people.sales, province="安徽")
    assert hit.reason is Reason.SAME_CORE
    assert duplicates.check("鸿运面粉厂有限公司", by=people.sales, province="河南") == []


@pytest.fixture
def bring_in(imports, people):
    def run(name, **columns):
        table = imports.read(real("registry", name))
        mapping = guess_mapping(table.headers) | columns
        imports.run(table, mapping, ImportOptions(), by=people.management)

    return run


def rows_of(name):
    with real("registry", name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def found_pairs(duplicates, people, rows):
    """Return how many pairs of one group find each other, of how many."""
    found = pairs = 0
    for row in rows:
        others = {each["企业名称"] for each in rows if each["组"] == row["组"] and each is not row}
        hits = duplicates.check(row["企业名称"], by=people.sales, province=row["省"])
        found += len(others & {hit.name for hit in hits})
        pairs += len(others)
    return found, pairs


def test_real_near_duplicates_find_each_other(duplicates, bring_in, people):
    bring_in("near_duplicates_same_core.csv")
    rows = rows_of("near_duplicates_same_core.csv")[:400]
    found, pairs = found_pairs(duplicates, people, rows)
    assert found >= 0.95 * pairs  # the rest lie in different provinces


def test_names_that_differ_by_brackets_or_not_at_all_find_each_other(duplicates, bring_in, people):
    bring_in("near_duplicates_after_normalisation.csv")
    bring_in("same_name_two_codes.csv", code=1)
    for row in rows_of("near_duplicates_after_normalisation.csv"):
        assert duplicates.check(row["企业名称"], by=people.sales)[0].reason is Reason.SAME_NAME
    for row in rows_of("same_name_two_codes.csv"):
        (hit, *_) = duplicates.check(row["企业名称"], row["代码2"], by=people.sales)
        assert hit.reason is Reason.SAME_NAME


def test_an_answer_over_12000_clients_comes_while_typing(registry_sessions, clock, names, people):
    duplicates = DuplicateService(registry_sessions, clock, names)
    duplicates.check("热身", by=people.sales)
    times = []
    for row in rows_of("organisations_12000.csv")[::200]:
        start = time.perf_counter()
        hits = duplicates.check(row["企业名称"], by=people.sales, province=row["所在省份"])
        times.append(time.perf_counter() - start)
        assert hits[0].reason is Reason.SAME_NAME
    assert sorted(times)[len(times) // 2] < 0.1
