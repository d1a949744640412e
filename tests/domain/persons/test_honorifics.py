"""The forms by which people call a contact."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.persons.honorifics import spoken_forms
from kamdesk.domain.pinyin import Pinyin

HAN = re.compile(r"[\u4e00-\u9fff]")


def chinese(name, post):
    """Return the Chinese forms of a person, without those by age."""
    forms = {form for form in spoken_forms(name, post) if HAN.match(form)}
    return {form for form in forms if form[0] not in "老小"}


@pytest.mark.parametrize(
    ("name", "post", "forms"),
    [
        ("王建国", "总经理", {"王总", "王总经理"}),
        ("王建国", "副总经理", {"王总", "王总经理", "王副总", "王副总经理"}),
        ("王建国", "常务副总裁", {"王总", "王总裁", "王副总", "王副总裁"}),
        ("王建国", "副总", {"王总", "王副总"}),
        ("王建国", "CEO", {"王总"}),
        ("王建国", "Purchasing Manager", {"王经理"}),
        ("周立", "董事长", {"周董", "周董事长", "周总"}),
        ("周立", "董事长兼总经理", {"周董", "周董事长", "周总", "周总经理"}),
        ("李明", "办公室主任", {"李主任", "李主"}),
        ("张华", "高级工程师", {"张工", "张高工"}),
        ("张华", "总工程师", {"张总", "张总工", "张工"}),
        ("张华", "工程师（二级）", {"张工"}),
        ("张华", "技术员", {"张工"}),
        ("刘洋", "采购处处长", {"刘处长", "刘处"}),
        ("刘洋", "副处长", {"刘处长", "刘处", "刘副处长"}),
        ("陈静", "局长", {"陈局长", "陈局"}),
        ("赵强", "院长", {"赵院长", "赵院"}),
        ("孙丽", "党委书记", {"孙书记"}),
        ("孙丽", "党委书记、院长", {"孙书记", "孙院长", "孙院"}),
        ("钱进", "采购部经理", {"钱经理"}),
        ("吴刚", "供应链总监", {"吴总", "吴总监"}),
        ("吴刚", "行长", {"吴行长", "吴行"}),
        ("郑爽", "主任医师", {"郑主任", "郑医生", "郑大夫"}),
        ("郑爽", "副主任医师", {"郑主任", "郑医生", "郑大夫", "郑副主任"}),
        ("冯教", "副教授", {"冯教授", "冯老师", "冯副教授"}),
        ("何平", "总经理助理", {"何总助", "何助理", "何助"}),
        ("何平", "董事会秘书", {"何董秘", "何秘书", "何秘"}),
        ("何平", "秘书长", {"何秘书长", "何秘"}),
        ("何平", "副局级调研员", {"何调研员", "何调"}),
        ("欧阳娜", "副总裁", {"欧阳总", "欧阳总裁", "欧阳副总", "欧阳副总裁"}),
        ("司马光明", "主任", {"司马主任", "司马主"}),
        ("王总", "", {"王总"}),
        ("刘处长", "", {"刘处长", "刘处"}),
        ("王丽主任", "", {"王主任", "王主"}),
        ("欧阳总", "", {"欧阳总"}),
        ("老王", "厂长", {"王厂长", "王厂"}),
        ("王建国（Tony）", "总经理", {"王总", "王总经理"}),
        ("王 建国", "总经理（分管采购）", {"王总", "王总经理"}),
        ("买买提·艾力", "主任", {"买买提主任", "买买提主"}),
    ],
)
def test_a_person_is_called_by_surname_and_post(name, post, forms):
    assert chinese(name, post) == forms


@pytest.mark.parametrize(
    ("name", "post"), [("王建国", ""), ("王建国", "总经理办公室"), ("王建国", "采购")]
)
def test_without_a_post_only_the_forms_by_age_are_left(name, post):
    assert spoken_forms(name, post) == {"老王", "laowang", "lw", "小王", "xiaowang", "xw"}


@pytest.mark.parametrize(
    ("name", "post", "typed"),
    [
        ("王建国", "总经理", {"wangzong", "wz", "wangzongjingli", "wzjl", "laowang", "xiaowang"}),
        ("单志刚", "经理", {"shanjingli", "sjl", "laoshan", "xs"}),
        ("解放", "主任", {"xiezhuren", "xzr"}),
        ("仇英", "工程师", {"qiugong", "qg"}),
        ("曾国", "处长", {"zengchu", "zengchuzhang", "zcz", "zc"}),
        ("区志强", "总经理", {"ouzong", "oz"}),
        ("任静", "行长", {"renhangzhang", "rhz", "renhang", "rh"}),
        ("查良", "副行长", {"zhafuhangzhang", "zfhz"}),
        ("长孙无忌", "校长", {"zhangsunxiaozhang", "zsxz"}),
        ("尉迟恭", "队长", {"yuchiduizhang", "yuchidui", "ycd"}),
        ("欧阳娜", "总经理", {"ouyangzong", "oyz", "laoouyang", "loy"}),
        ("郑爽", "医师", {"zhengdaifu", "zdf"}),
        ("吕布", "会计", {"lvkuaiji", "lkj"}),
        ("冯教", "教授", {"fengjiaoshou", "fjs"}),
        ("何平", "调研员", {"hediaoyanyuan"}),
        ("何平", "参谋长", {"hecanmouzhang"}),
    ],
)
def test_forms_are_typed_in_pinyin_and_by_initials(name, post, typed):
    assert typed <= spoken_forms(name, post)


@pytest.mark.parametrize("name", ["", "John Smith", "·", "（无）", "123"])
def test_a_name_that_is_not_chinese_has_no_forms(name):
    assert spoken_forms(name, "总经理") == frozenset()


def test_a_shared_reader_gives_the_same_forms():
    assert spoken_forms("单雄", "院长", Pinyin()) == spoken_forms("单雄", "院长")


@given(name=st.text(max_size=8), post=st.text(alphabet="副总经理处长兼主任 a（）", max_size=12))
def test_any_text_is_taken_and_no_form_is_blank(name, post):
    for form in spoken_forms(name, post):
        assert form
        assert not form.isspace()
