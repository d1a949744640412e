"""The recipe of the duplicate score."""

import pytest

from kamdesk.domain.clients.duplicates import (
    DuplicateHit,
    DuplicateIndex,
    Entry,
    Reason,
    Standing,
    taken_code,
)
from kamdesk.domain.clients.names import Names, Place


@pytest.fixture(scope="module")
def entry():
    names = Names()

    def make(name, code="", number=0):
        keys = names.keys(name)
        where = Place.read(keys.place)
        return Entry(number, code, keys.name_key, keys.core, keys.sound, where)

    return make


@pytest.fixture(scope="module")
def index(entry):
    return DuplicateIndex(
        [
            entry("山西晋丰农产品有限公司", "91350100M000100Y43", 1),
            entry("字节跳动有限公司", "", 2),
            entry("中国石油化工股份有限公司北京石油分公司", "", 3),
        ]
    )


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (("另一家公司", "91350100M000100Y43"), Reason.SAME_CODE),
        (("山西晋丰农产品有限公司 ", ""), Reason.SAME_NAME),
        (("山西晋丰农产品股份有限公司", ""), Reason.SAME_CORE),
        (("晋丰农产品", ""), Reason.SAME_CORE),
        (("山西省晋丰农产品有限责任公司", ""), Reason.SAME_CORE),
        (("山西金丰农产品有限公司", ""), Reason.SAME_SOUND),
    ],
)
def test_the_recipe_of_the_score(index, entry, asked, reason):
    found = index.find(entry(*asked))
    assert [(match.id, match.reason) for match in found] == [(1, reason)]


@pytest.mark.parametrize(
    "name", ["山东晋丰农产品有限公司", "陕西晋丰农业有限公司", "", "有限公司", "公司"]
)
def test_another_province_or_nothing_is_no_hit(index, entry, name):
    assert index.find(entry(name)) == []


def test_a_nearly_same_long_name_is_similar(index, entry):
    found = index.find(entry("中国石油化工有限公司北京市石油分公司"))
    assert [(match.id, match.reason) for match in found] == [(3, Reason.SIMILAR)]
    assert 85 <= found[0].score < 100


def test_the_client_that_is_edited_is_left_out(index, entry):
    assert index.find(entry("字节跳动有限公司", number=2)) == []


def test_a_taken_code_is_told_with_name_owner_and_state():
    hit = DuplicateHit("甲公司", "李明", Standing.ARCHIVED, Reason.SAME_CODE, 100.0)
    assert taken_code(hit) == (
        "该统一社会信用代码已登记在客户“甲公司”名下（负责人：李明；已归档），不能重复登记。"
    )
