"""What a name says: core, place, sound."""

import pytest

from kamdesk.domain.clients.names import NOWHERE, Names, Place


@pytest.fixture(scope="module")
def names():
    return Names()


@pytest.mark.parametrize(
    ("name", "core", "place"),
    [
        ("山西晋丰农产品有限公司", "晋丰农产品", Place("山西")),
        ("山西省晋丰农产品有限责任公司", "晋丰农产品", Place("山西")),
        ("万吉石油技术服务（上海）有限公司", "万吉石油技术服务", Place("上海")),
        ("郑州市第一人民医院", "第一人民医院", Place("河南", "郑州")),
        ("昆山鑫辉贸易有限公司", "鑫辉贸易", Place("江苏", "苏州", "昆山市")),
        ("灵璧鸿运制粉有限责任公司", "鸿运制粉", NOWHERE),
        ("中国电信集团有限公司镇平分公司", "中国电信镇平", NOWHERE),
        ("中国电信股份有限公司镇平分公司", "中国电信镇平", NOWHERE),
        ("北京大学", "北京大学", NOWHERE),
        ("吉林市炭素有限公司", "吉林市炭素", NOWHERE),
        ("有限公司", "有限公司", NOWHERE),
        ("", "", NOWHERE),
    ],
)
def test_core_and_place_of_a_name(names, name, core, place):
    assert names.core(name) == (core, place)


def test_places_contradict_only_where_both_are_known():
    assert Place("山西").contradicts(Place("山东"))
    assert Place("河南", "郑州").contradicts(Place("河南", "洛阳"))
    assert not Place("河南", "郑州").contradicts(Place("河南"))
    assert not NOWHERE.contradicts(Place("河南"))


def test_a_place_is_read_as_it_was_written():
    assert Place.read(str(Place("江苏", "", "昆山市"))) == Place("江苏", "", "昆山市")


def test_a_province_is_known_long_and_short(names):
    assert names.place_of("广西壮族自治区") == names.place_of("广西") == Place("广西")
    assert names.place_of("某地") == NOWHERE


def test_keys_hold_all_that_is_stored(names):
    keys = names.keys("山西晋丰农产品有限公司")
    assert (keys.core, keys.sound) == ("晋丰农产品", "jin feng nong chan pin")
    assert keys.initials == "sxjfncpyxgs"
    assert keys.place == "山西//"
