"""Refusals carry their sentence."""

from kamdesk.domain.errors import FieldError, KamdeskError, LoginError


def test_a_field_error_says_all_its_sentences():
    error = FieldError({"name": "请填写名称。", "phone": "内容太长。"})
    assert str(error) == "请填写名称。\n内容太长。"
    assert isinstance(error, KamdeskError)


def test_a_login_error_tells_how_long_to_wait():
    assert LoginError("错").wait_seconds == 0
    assert LoginError("错", wait_seconds=5).wait_seconds == 5
