"""Every icon that the windows name is shipped, with its licence."""

import ast

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap

from kamdesk.resources import resource
from kamdesk.ui.icons import icon
from tests.architecture.sources import calls, name_of, python_files, tree

FIRST = {"icon", "icon_button", "IconLabel", "EmptyState"}
NAMED = {"icon_name", "empty_icon", "icon"}


def named_in(module):
    for call in calls(module):
        words = [word.value for word in call.keywords if word.arg in NAMED]
        if name_of(call.func).split(".")[-1] in FIRST:
            words += call.args[:1]
        yield from (word.value for word in words if isinstance(word, ast.Constant) and word.value)


def test_every_icon_named_is_shipped():
    names = {name for path in python_files("kamdesk/ui") for name in named_in(tree(path))}
    missing = [name for name in names if not resource("icons", f"{name}.svg").is_file()]
    assert len(names) > 20
    assert missing == []


def test_the_licence_is_shipped():
    assert "ISC License" in resource("icons", "LICENSE").read_text(encoding="utf-8")


def test_a_button_squeezed_to_nothing_paints_nothing(qapp):
    canvas = QPixmap(20, 20)
    painter = QPainter(canvas)
    for height in (0, -2):
        icon("pencil").paint(painter, QRect(0, 0, 18, height))
    painter.end()
    assert icon("pencil").pixmap(18, 0).isNull()
