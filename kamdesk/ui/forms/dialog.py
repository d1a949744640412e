"""A dialog around a form: it asks; what is done with the answer is the caller's."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kamdesk.domain.errors import FieldError, KamdeskError
from kamdesk.i18n import _
from kamdesk.ui.forms.form import FormView, scrolled
from kamdesk.ui.messages import Messages
from kamdesk.ui.tokens import XL, L, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.notices import Notice


class FormDialog(QDialog):
    """Shows a form with save and cancel; stays open until the caller says `accept`.

    Connect `submitted`, run the service call with `failed=dialog.refuse`, and call `accept()` when
    it is done.
    """

    submitted = Signal(object)
    """The form's values, checked; emitted by save and Ctrl+S."""

    def __init__(
        self,
        title: str,
        form: FormView,
        *,
        messages: Messages,
        save_text: str = "",
        width: int = 560,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{title}[*]")
        self.form = form
        self._messages = messages
        self.notice = Notice()
        self.save_button = button(save_text or _("保存"), self._submit, primary=True)
        self.save_button.setDefault(False)
        self._build(width)
        form.save_requested.connect(self._submit)
        form.dirty_changed.connect(self.setWindowModified)

    def refuse(self, error: KamdeskError) -> None:
        """Show why it was not saved: at the fields, the rest above the buttons."""
        self.set_busy(busy=False)
        rest = [str(error)]
        if isinstance(error, FieldError):
            rest = list(self.form.show_errors(error.fields).values())
        self.notice.say("\n".join(rest), Tone.BAD)
        self._make_room()

    def set_busy(self, *, busy: bool) -> None:
        """Take no second click while the first is worked on."""
        self.save_button.setEnabled(not busy)

    def add_button(self, made: QWidget) -> None:
        """Put another button at the left of the row."""
        self.buttons.insertWidget(0, made)

    def reject(self) -> None:
        if self.form.may_leave(self._messages):
            super().reject()

    def _submit(self) -> None:
        if not self.save_button.isEnabled():
            return
        self.notice.say("")
        if self.form.validate():
            self.set_busy(busy=True)
            self.submitted.emit(self.form.values())

    def _build(self, width: int) -> None:
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(S)
        self.buttons.addStretch()
        self.buttons.addWidget(button(_("取消"), self.reject))
        self.buttons.addWidget(self.save_button)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, L, XL, L)
        layout.setSpacing(S)
        self._area = scrolled(self.form, margin=S)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.notice)
        layout.addLayout(self.buttons)
        wanted = self.form.sizeHint().height() + self.buttons.sizeHint().height() + L * 2 + S * 3
        self._resize(width, wanted)

    def _make_room(self) -> None:
        """Grow by what the notice takes, so that it cuts nothing off the form."""
        self._column.activate()
        lacking = self.form.sizeHint().height() - self._area.viewport().height()
        if lacking > 0:
            self._resize(self.width(), self.height() + lacking)

    def _resize(self, width: int, height: int) -> None:
        room = self.screen().availableGeometry().height()
        self.resize(width, min(height, round(room * 0.85)))
