"""New passwords on the way in: by the recovery key, and in place of a temporary one."""

from collections.abc import Callable
from functools import partial

from kamdesk.domain.errors import FieldError, KamdeskError
from kamdesk.ui.access.door import Door, Entered
from kamdesk.ui.access.new_password import NewPasswordPanel
from kamdesk.ui.access.recover import RecoverPanel, Recovery
from kamdesk.ui.access.room import Room


class Renewal:
    """Asks for a new password; `then` gets who came in with it."""

    def __init__(self, room: Room, then: Callable[[Entered], None]) -> None:
        self._room = room
        self._then = then

    def show_recovery(self, door: Door) -> RecoverPanel:
        """Show the panel that asks for the recovery key, to be filled and left by the caller."""
        panel = RecoverPanel()
        panel.submitted.connect(partial(self._recover, door, panel))
        self._room.window.show_panel(panel)
        return panel

    def show_replacement(self, entered: Entered, *, old: str) -> None:
        """Show the panel that asks for a password in place of the temporary one, `old`."""
        panel = NewPasswordPanel(login=entered.login, name=entered.signed_in.actor.name)
        panel.submitted.connect(partial(self._replace, entered, panel, old))
        self._room.window.show_panel(panel)

    def _recover(self, door: Door, panel: RecoverPanel, asked: Recovery) -> None:
        self._room.jobs.run(
            panel,
            lambda: door.recover(asked.key, asked.login, asked.password),
            lambda signed_in: self._then(Entered(door, asked.login, signed_in)),
            lambda error: panel.refuse(_of_field(error, "new_password")),
        )

    def _replace(self, entered: Entered, panel: NewPasswordPanel, old: str, new: str) -> None:
        self._room.jobs.run(
            panel,
            lambda: entered.door.change_password(entered.signed_in, old=old, new=new),
            lambda _none: self._then(entered),
            lambda error: panel.refuse(_of_field(error, "new")),
        )


def _of_field(error: KamdeskError, key: str) -> KamdeskError:
    """Return the refusal of a new password as one of the panel's field `password`."""
    if isinstance(error, FieldError) and key in error.fields:
        return FieldError({"password": error.fields[key]})
    return error
