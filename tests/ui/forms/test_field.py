"""What all fields do: say what is wrong beneath themselves, at the right moment."""

from kamdesk.ui.forms.text_fields import LineField


def test_a_required_field_says_so_when_it_is_checked(show):
    field = show(LineField("name", "客户名称", required=True))
    assert field.label.text() == "客户名称 *"
    assert not field.validate()
    assert field.message.text() == "请填写“客户名称”。"
    assert field.editor.property("state") == "error"
    assert field.editor.accessibleDescription() == "请填写“客户名称”。"


def test_walking_past_an_empty_field_is_not_scolded(show, leave):
    field = show(LineField("name", "客户名称", required=True))
    leave(field)
    assert field.message.text() == ""


def test_a_touched_field_is_checked_on_leaving(show, qtbot, leave):
    field = show(LineField("name", "客户名称", required=True, hint="全称"))
    qtbot.keyClicks(field.editor, "x")
    field.editor.clear()
    leave(field)
    assert field.message.text() == "请填写“客户名称”。"


def test_an_error_goes_as_soon_as_it_is_mended(show):
    field = show(LineField("name", "客户名称", required=True, hint="全称"))
    field.validate()
    field.editor.setText("甲公司")
    assert field.message.text() == "全称"
    assert field.editor.property("state") == ""


def test_an_error_does_not_change_the_geometry(show, qtbot):
    field = show(LineField("name", "客户名称", required=True))
    before = field.sizeHint(), field.editor.geometry()
    field.show_error("很长的一句话" * 30)
    qtbot.wait(1)
    assert (field.sizeHint(), field.editor.geometry()) == before


def test_a_warning_does_not_block(show):
    field = show(LineField("name", "客户名称", warn=lambda _name: "与“甲公司”相似。"))
    field.set_value("甲公司二部")
    assert field.validate()
    assert field.message.text() == "与“甲公司”相似。"
    assert field.editor.property("state") == "warning"


def test_a_check_blocks(show):
    field = show(LineField("code", "代码", check=lambda code: "" if code == "1" else "不对。"))
    field.set_value("2")
    assert not field.validate()
    assert field.message.text() == "不对。"
