"""A field on screen, and the cursor leaving it."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication


@pytest.fixture
def show(qtbot):
    def shown(field):
        qtbot.addWidget(field)
        field.resize(400, 60)
        field.show()
        field.activateWindow()
        return field

    return shown


@pytest.fixture
def leave():
    def left(field):
        QApplication.sendEvent(field._editors[0], QFocusEvent(QEvent.Type.FocusOut))

    return left
