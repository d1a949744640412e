"""The company's logo: read, reduced, refused."""

import pytest
from PySide6.QtGui import QColor, QImage

from kamdesk.domain.errors import FileError
from kamdesk.domain.settings import logo_fault
from kamdesk.ui.access.logo import LARGEST, LogoField, read_logo


def picture(path, width, height):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#1D5FBF"))
    image.save(str(path))
    return path


def test_a_large_picture_is_reduced_to_what_a_form_needs(qapp, tmp_path):
    data = read_logo(picture(tmp_path / "big.jpg", 3000, 1000))
    image = QImage.fromData(data)
    assert (image.width(), image.height()) == (LARGEST.width(), 200)
    assert logo_fault(data) == ""


def test_a_small_picture_stays_as_it_is(qapp, tmp_path):
    image = QImage.fromData(read_logo(picture(tmp_path / "small.png", 40, 20)))
    assert (image.width(), image.height()) == (40, 20)


@pytest.mark.parametrize("content", [b"", b"MZ not a picture", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_picture_is_refused(qapp, tmp_path, content):
    path = tmp_path / "logo.png"
    path.write_bytes(content)
    with pytest.raises(FileError, match=r"logo\.png"):
        read_logo(path)


def test_the_field_shows_takes_and_removes_a_logo(qtbot, messages, tmp_path):
    field = LogoField("logo", "公司标志", messages=messages)
    qtbot.addWidget(field)
    assert field.value() == b""
    messages.path = picture(tmp_path / "logo.png", 400, 100)
    field.choose_button.click()
    assert field.value().startswith(b"\x89PNG")
    assert not field.picture.pixmap().isNull()
    field.remove_button.click()
    assert field.value() == b""
    assert field.picture.text() == "无标志"


def test_a_wrong_file_is_told_and_the_old_logo_stays(qtbot, messages, tmp_path):
    field = LogoField("logo", "公司标志", messages=messages)
    qtbot.addWidget(field)
    messages.path = tmp_path / "list.txt"
    messages.path.write_text("客户", encoding="utf-8")
    field.choose_button.click()
    assert "list.txt" in field.message.text()
    assert field.value() == b""
