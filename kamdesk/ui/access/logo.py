"""The company's logo: picked from a file, made small enough for a form's head, shown."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kamdesk.domain.errors import FileError
from kamdesk.i18n import _
from kamdesk.ui.forms.field import Field
from kamdesk.ui.labels import plain_label
from kamdesk.ui.messages import Messages
from kamdesk.ui.tokens import XS
from kamdesk.ui.widgets.buttons import button

LARGEST = QSize(600, 240)
"""What a logo is reduced to, in pixels: 5 cm wide at 300 dpi on paper."""
_MOST_PIXELS = 50_000_000
_SHOWN = QSize(150, 60)


def read_logo(path: Path) -> bytes:
    """Return the picture in `path` as a PNG no larger than `LARGEST`; FileError if it is none."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        raise FileError(
            _("“{name}”不是可用的图片。请选择 PNG 或 JPG 文件。").format(name=path.name)
        )
    if size.width() * size.height() > _MOST_PIXELS:
        raise FileError(_("图片“{name}”尺寸太大，请缩小后再选。").format(name=path.name))
    image = reader.read()
    if image.isNull():
        raise FileError(_("图片“{name}”已损坏，读不出来。请换一个文件。").format(name=path.name))
    return _as_png(image)


def _as_png(image: QImage) -> bytes:
    if image.width() > LARGEST.width() or image.height() > LARGEST.height():
        image = image.scaled(
            LARGEST,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


class LogoField(Field):
    """Shows the logo; its value is the PNG's bytes, empty without one."""

    def __init__(self, key: str, title: str, *, messages: Messages) -> None:
        super().__init__(key, title, hint=_("可选。显示在打印表格的左上角；PNG 或 JPG。"))
        self._messages = messages
        self._png = b""
        self.picture = plain_label()
        self.picture.setFixedSize(_SHOWN.width() + 2, _SHOWN.height() + 2)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setProperty("card", "true")
        self.choose_button = button(_("选择图片…"), self._choose, icon_name="upload")
        self.remove_button = button(_("移除"), self._remove)
        ways = QWidget()
        column = QVBoxLayout(ways)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        line = QWidget()
        self.build(self.picture, ways, line, editors=(self.choose_button,))
        self.choose_button.setAccessibleName(_("选择公司标志图片"))
        self.set_value(b"")

    def value(self) -> bytes:
        return self._png

    def set_value(self, value: bytes | None) -> None:
        self._png = value or b""
        picture = QPixmap()
        picture.loadFromData(self._png)
        if picture.isNull():
            self.picture.setText(_("无标志"))
        else:
            mode = Qt.TransformationMode.SmoothTransformation
            aspect = Qt.AspectRatioMode.KeepAspectRatio
            fits = picture.width() <= _SHOWN.width() and picture.height() <= _SHOWN.height()
            self.picture.setPixmap(picture if fits else picture.scaled(_SHOWN, aspect, mode))
        self.remove_button.setVisible(bool(self._png))
        self.touched()

    def _choose(self) -> None:
        path = self._messages.open_file(self, _("选择公司标志"), _("图片 (*.png *.jpg *.jpeg)"))
        if path is None:
            return
        try:
            self.set_value(read_logo(path))
        except FileError as error:
            self.show_error(str(error))

    def _remove(self) -> None:
        self.set_value(b"")
