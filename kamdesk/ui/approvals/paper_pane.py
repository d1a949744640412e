"""The paper of a case in the middle of the page: the very PDF that would be printed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kamdesk.domain.errors import KamdeskError
from kamdesk.i18n import _
from kamdesk.ui.preview import PdfView
from kamdesk.ui.projects.tools import PageTools, Paper, missing_text
from kamdesk.ui.tokens import S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import icon_button
from kamdesk.ui.widgets.notices import EmptyState, Notice


class PaperPane(QWidget):
    """Renders in the worker; the paper before goes at once, so that nobody reads the wrong one."""

    def __init__(self, tools: PageTools) -> None:
        super().__init__()
        self._tools = tools
        self.view: PdfView | None = None
        self.notice = Notice()
        self.zoom_buttons = QWidget()
        self.empty = EmptyState("file-text", _("选择左侧的一项，这里显示表单。"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(S)
        self._column.addWidget(self.notice)
        self._column.addWidget(self.empty, 1)
        self._add_zoom()

    def show_nothing(self) -> None:
        """Take the paper away."""
        self._take_away()
        self.zoom_buttons.setEnabled(False)
        self.empty.show()

    def show_paper(self, make: Callable[[], Paper]) -> None:
        """Show the paper that `make` renders."""
        self._take_away()
        self.empty.hide()
        self._tools.jobs.run(self, make, self._show, self._refuse, key="paper")

    def _show(self, paper: Paper) -> None:
        self._take_away()
        self.notice.say(missing_text(paper), Tone.WARN)
        self.view = PdfView(paper.pdf, self._tools.pdf, jobs=self._tools.jobs)
        self.view.setAccessibleName(_("表单"))
        self._column.addWidget(self.view, 1)
        self.zoom_buttons.setEnabled(True)
        self.view.show()

    def _add_zoom(self) -> None:
        row = QHBoxLayout(self.zoom_buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for icon_name, tip, step, keys in (
            ("zoom-out", _("缩小"), partial(self._step_zoom, -1), "Ctrl+-"),
            ("move-horizontal", _("适合宽度"), self._fit_width, "Ctrl+0"),
            ("zoom-in", _("放大"), partial(self._step_zoom, 1), "Ctrl+="),
        ):
            row.addWidget(icon_button(icon_name, tip, step, shortcut=keys))

    def _step_zoom(self, by: int) -> None:
        if self.view is not None:
            self.view.step_zoom(by)

    def _fit_width(self) -> None:
        if self.view is not None:
            self.view.fit_width()

    def _refuse(self, error: KamdeskError) -> None:
        self.notice.say(str(error), Tone.BAD)
        self.empty.show()

    def _take_away(self) -> None:
        self.notice.say("")
        if self.view is not None:
            self._column.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = None
