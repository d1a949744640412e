"""A panel around a form."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from kamdesk.domain.errors import FieldError, KamdeskError
from kamdesk.i18n import _
from kamdesk.ui.access.panel import Panel
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button


class FormPanel(Panel):
    """A panel around a form, with one way on and perhaps one way back."""

    def __init__(self, title: str, explanation: str = "", *, width: int = 560) -> None:
        super().__init__(title, explanation, width=width)
        self.form = FormView()
        self.content.addWidget(self.form)
        self.next_button: QPushButton | None = None

    def add_ways(
        self, on_next: Callable[[], object], next_text: str, on_back: Callable[[], object] | None
    ) -> None:
        """Put the way back at the left and the way on at the right."""
        if on_back is not None:
            self.buttons.addWidget(button(_("返回"), on_back, icon_name="arrow-left"))
        self.buttons.addStretch()
        self.next_button = button(next_text, on_next, primary=True)
        self.next_button.setDefault(True)
        self.buttons.addWidget(self.next_button)
        self.form.save_requested.connect(on_next)

    def first_focus(self) -> QWidget | None:
        return self.form.fields()[0].focusProxy() or self.form.fields()[0]

    def refuse(self, error: KamdeskError) -> None:
        if not isinstance(error, FieldError):
            super().refuse(error)
            return
        self.set_busy(busy=False)
        rest = self.form.show_errors(error.fields)
        self.notice.say("\n".join(rest.values()), Tone.BAD)
