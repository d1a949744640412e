"""Changing one's own password from the main window."""

from functools import partial

from kamdesk.domain.errors import FieldError, KamdeskError, LoginError
from kamdesk.i18n import _
from kamdesk.services.people import PeopleService
from kamdesk.ui.access.change_password import change_password_dialog
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.shell.main_window import MainWindow


def ask_for_new_password(
    window: MainWindow, people: PeopleService, tools: PageTools, login: str
) -> None:
    """Ask for the old and the new password, and change it."""
    dialog = change_password_dialog(
        login=login, name=tools.actor.name, messages=tools.messages, parent=window
    )

    def change(values: dict[str, str]) -> None:
        old, new = values["old"], values["password"]
        tools.jobs.run(
            dialog,
            lambda: people.change_password(old=old, new=new, by=tools.actor.id),
            lambda _changes: changed(),
            partial(_refuse, dialog),
        )

    def changed() -> None:
        dialog.form.mark_clean()
        dialog.accept()
        window.say(_("密码已修改，下次登录请用新密码。"))

    dialog.submitted.connect(change)
    dialog.open()


def _refuse(dialog: FormDialog, error: KamdeskError) -> None:
    """Show at its field what is wrong with the old password or with the new one."""
    if isinstance(error, LoginError):
        error = FieldError({"old": str(error)})
    elif isinstance(error, FieldError) and "new" in error.fields:
        error = FieldError({"password": error.fields["new"]})
    dialog.refuse(error)
