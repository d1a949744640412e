"""The right-click menus of the relationship map: what may be done with a box, a line, all of it."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from kamdesk.domain.persons.maps import LINE_TITLES, MapLine, RelationMap
from kamdesk.i18n import _
from kamdesk.ui.labels import without_mnemonic
from kamdesk.ui.persons.map_acts import LineActs
from kamdesk.ui.persons.map_box import BoxItem
from kamdesk.ui.persons.map_line import LineItem
from kamdesk.ui.persons.map_scene import RelationScene


class MapMenu(QMenu):
    """Offers only what is possible; where that is nothing, what may be done with the whole map."""

    def __init__(
        self,
        window: QWidget,
        scene: RelationScene,
        acts: LineActs,
        *,
        target: object,
        open_contact: Callable[[int], None],
    ) -> None:
        super().__init__(window)
        self._scene = scene
        self._acts = acts
        shown = scene.shown
        if shown is not None and shown.editable:
            if isinstance(target, BoxItem):
                self._offer_box(shown, target, open_contact)
            elif isinstance(target, LineItem):
                self._offer_lines(shown, [target.line])
        if self.isEmpty():
            self.addActions(window.actions())
        self.aboutToHide.connect(self.deleteLater)

    def _offer_box(
        self, shown: RelationMap, box: BoxItem, open_contact: Callable[[int], None]
    ) -> None:
        if not box.ours:
            self._offer(self, _("打开联系人"), partial(open_contact, box.key))
        others = [other for key, other in self._scene.boxes.items() if key != box.key]
        if others:
            below = self.addMenu(_("添加关系到"))
            for other in others:
                add = partial(self._acts.add, shown, box.key, other.key)
                self._offer(below, other.text.name, add)
        touching = (line for line in self._scene.lines if box.key in {line.source, line.target})
        self._offer_lines(shown, touching)

    def _offer_lines(self, shown: RelationMap, lines: Iterable[MapLine]) -> None:
        for line in lines:
            if line.relation_id is None:
                continue
            ends = {
                "source": self._scene.name_of(line.source),
                "target": self._scene.name_of(line.target),
                "kind": _(LINE_TITLES[line.kind]),
            }
            change, end = _("修改“{source} {kind} {target}”"), _("删除“{source} {kind} {target}”")
            self.addSeparator()
            for text, act in ((change, self._acts.change), (end, self._acts.end)):
                self._offer(self, text.format(**ends), partial(act, shown, line))

    def _offer(self, menu: QMenu, text: str, act: Callable[[], object]) -> None:
        made = QAction(without_mnemonic(text), self)
        made.triggered.connect(lambda _checked: act())
        menu.addAction(made)
