"""Fields of words: nothing cut silently, no markup."""

from PySide6.QtCore import QMimeData

from kamdesk.ui.forms.text_fields import LineField, TextField


def test_too_long_a_text_is_told_not_cut(show):
    field = show(LineField("name", "客户名称", max_length=5))
    field.editor.setText("一二三四五六")
    assert not field.validate()
    assert "最多 5 个字" in field.message.text()
    assert field.counter.text() == "6/5"


def test_lines_are_stripped_but_passwords_are_not(show):
    line, secret = show(LineField("a", "甲")), show(LineField("b", "乙", secret=True))
    line.set_value("  甲 ")
    secret.set_value(" p ")
    assert (line.value(), secret.value()) == ("甲", " p ")


def test_several_lines_take_no_markup_and_no_endless_paste(show):
    field = show(TextField("note", "备注"))
    data = QMimeData()
    data.setHtml("<b>甲</b>")
    data.setText("乙" * 50_000)
    field.editor.insertFromMimeData(data)
    assert len(field.value()) == 30_000
    assert not field.validate()
    assert "<" not in field.editor.toPlainText()
