"""The fields of a form, checked together."""

import pytest

from kamdesk.domain.errors import FieldError
from kamdesk.domain.fields import FieldChecks


def test_everything_wrong_is_told_at_once():
    checks = FieldChecks()
    checks.line("name", "姓名", "  ", 5, required=True)
    checks.line("post", "职务", "一二三四五六", 5)
    checks.body("remark", "备注", "甲\u202e乙", 50)
    with pytest.raises(FieldError) as caught:
        checks.done()
    assert caught.value.fields == {
        "name": "请填写“姓名”。",
        "post": "“职务”最多 5 个字，现有 6 个字，请缩短。",
        "remark": "备注：文字中含有改变书写方向的隐藏字符，请删除后重新输入。",
    }


def test_sound_fields_come_back_clean():
    checks = FieldChecks()
    assert checks.line("name", "姓名", " 李 明\n", 5, required=True) == "李 明"
    checks.done()
