"""Asking for words before something is done: an opinion, a reason."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QWidget

from kamdesk.domain.projects.forms import REASON_LIMIT
from kamdesk.i18n import _
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import TextField
from kamdesk.ui.labels import plain_label
from kamdesk.ui.messages import Messages
from kamdesk.ui.tokens import S


def about_label(text: str) -> QLabel:
    """Return the line that says what a dialog is about."""
    label = plain_label(text, role="strong", wrap=True)
    label.setContentsMargins(0, 0, 0, S)
    return label


class AskingDialog(FormDialog):
    """A dialog confirmed by Ctrl+Enter; leaving it never counts as an answer."""

    def __init__(
        self,
        title: str,
        form: FormView,
        *,
        messages: Messages,
        save_text: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            title, form, messages=messages, save_text=save_text, width=600, parent=parent
        )
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save_button.click)

    def reject(self) -> None:
        if self.form.dirty and not self._messages.ask(
            self, _("填写的内容还没有提交，要放弃吗？"), yes=_("放弃")
        ):
            return
        self.form.mark_clean()
        super().reject()


class ReasonDialog(AskingDialog):
    """Asks why; `submitted` carries `reason`."""

    def __init__(
        self,
        title: str,
        *,
        about: str,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        form = FormView()
        form.add_widget(about_label(about))
        form.add(TextField("reason", _("原因"), required=True, max_length=REASON_LIMIT, lines=3))
        super().__init__(title, form, messages=messages, save_text=title, parent=parent)
