"""The map of a client as a tab, shown to somebody of the office."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from kamdesk.domain.changes import Noun
from kamdesk.reports.preview import page_sizes
from kamdesk.ui.persons.map_tab import RelationTab
from kamdesk.ui.preview import PdfTools

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class MapDesk:
    """The tab as its page hosts it: it is shown the client again after each change."""

    def __init__(self, qtbot, tab, mapped, tools, by):
        self.qtbot, self.tab, self.mapped, self.tools, self.by = qtbot, tab, mapped, tools, by
        self.view, self.scene = tab.view, tab.scene
        self.opened_pdfs = []
        tools.bus.changed.connect(self._again)
        self.show()

    def show(self):
        self.tab.show_client(self.mapped.clients.details(self.mapped.client, by=self.by))
        self.rest()

    def _again(self, changes):
        assert changes.nouns <= {Noun.RELATION, Noun.CONTACT, Noun.CLIENT}
        self.tab.show_client(self.mapped.clients.details(self.mapped.client, by=self.by))

    def rest(self):
        assert self.tools.jobs.wait_idle(30_000)

    def saved(self):
        return dict(self.mapped.shown().places)

    def box(self, name):
        return self.scene.boxes[self.mapped.ids.get(name, 0)]

    def at(self, name):
        """Return where a box is in the window."""
        return self.view.mapFromScene(self.box(name).pos())

    def mouse(self, kind, at, button=LEFT, held=NONE, keys=Qt.KeyboardModifier.NoModifier):
        port = self.view.viewport()
        where = QPointF(port.mapToGlobal(at))
        event = QMouseEvent(kind, QPointF(at), where, button, held, keys)
        QApplication.sendEvent(port, event)

    def drag(self, start, end, button=LEFT):
        kinds = QMouseEvent.Type
        self.mouse(kinds.MouseButtonPress, start, button, button)
        for share in (0.3, 0.7, 1.0):
            way = QPoint(
                round(start.x() + (end.x() - start.x()) * share),
                round(start.y() + (end.y() - start.y()) * share),
            )
            self.mouse(kinds.MouseMove, way, NONE, button)
        self.mouse(kinds.MouseButtonRelease, end, button)
        self.rest()

    def click(self, name):
        self.drag(self.at(name), self.at(name))

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.view, key, modifier)
        self.rest()

    def dialog(self):
        self.rest()
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        return next(each for each in shown if each.isWindow() and hasattr(each, "form"))

    def submit(self, **values):
        dialog = self.dialog()
        for key, value in values.items():
            dialog.form[key].set_value(value)
        dialog.save_button.click()
        self.rest()
        return dialog


@pytest.fixture
def open_map(qtbot, mapped, client_services, tools_of):
    """Return the map as a person sees it."""

    def make(by=None):
        by = by or mapped.people.sales
        tools = tools_of(by)
        tab = RelationTab(mapped.maps, mapped.relations, client_services, tools=tools)
        qtbot.addWidget(tab)
        tab.resize(1100, 640)
        with qtbot.waitActive(tab):
            tab.show()
            tab.activateWindow()
        desk = MapDesk(qtbot, tab, mapped, tools, by)
        desk.view.setFocus()
        qtbot.waitUntil(desk.view.hasFocus)
        return desk

    return make


@pytest.fixture
def real_pdf():
    """Tools that know the real sizes of pages."""
    return PdfTools(
        page_sizes=page_sizes,
        page_image=lambda _pdf, _page, _dpi: (1, 1, b"\xff\xff\xff"),
        write=lambda _path, _pdf: None,
        spool=lambda _pdf, _order: False,
    )
