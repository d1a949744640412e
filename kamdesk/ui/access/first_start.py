"""The first start: the choice, the company, its administrator, the recovery key.

The choice is what is painted first; the other steps are loaded when they are taken.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kamdesk.domain.clock import today
from kamdesk.domain.errors import FieldError, KamdeskError
from kamdesk.ui.access.door import Door, Entered
from kamdesk.ui.access.room import Room
from kamdesk.ui.access.welcome import WelcomePanel

if TYPE_CHECKING:  # loading the services takes longer than painting the first window
    from kamdesk.services.access import CreatedCompany
    from kamdesk.ui.access.setup import AdministratorPanel, CompanyPanel


class FirstStart(QObject):
    """Leads from the choice to a new company with its administrator signed in."""

    sample_wanted = Signal()
    created = Signal(object)
    """An `Entered`."""
    occupied = Signal(str)
    """The folder is in use by another program: by whom, in a sentence."""

    def __init__(self, room: Room, door: Door, *, sample_exists: bool) -> None:
        super().__init__(room.window)
        self._room = room
        self._door = door
        self._sample_exists = sample_exists

    def show_welcome(self) -> None:
        """Offer a company of one's own or the sample company."""
        panel = WelcomePanel(sample_exists=self._sample_exists)
        panel.company_wanted.connect(self.show_setup)
        panel.sample_wanted.connect(self.sample_wanted)
        self._room.window.show_panel(panel)

    def show_setup(self) -> None:
        """Ask for the company, then for its administrator."""
        from kamdesk.ui.access.setup import (  # noqa: PLC0415 - behind the first window
            AdministratorPanel,
            CompanyPanel,
        )

        window = self._room.window
        company, administrator = CompanyPanel(self._room.messages), AdministratorPanel()
        company.back.connect(self.show_welcome)
        company.finished.connect(partial(window.show_panel, administrator))
        administrator.back.connect(partial(window.show_panel, company))
        administrator.submitted.connect(partial(self._create, company, administrator))
        window.show_panel(company)

    def _create(self, company: "CompanyPanel", administrator: "AdministratorPanel") -> None:
        setup, door = administrator.setup_of(company), self._door
        self._room.jobs.run(
            administrator,
            lambda: door.take() or door.create_company(setup),
            partial(self._created, setup.company, setup.login),
            partial(self._refuse, company, administrator),
        )

    def _refuse(
        self, company: "CompanyPanel", administrator: "AdministratorPanel", error: KamdeskError
    ) -> None:
        administrator.refuse(error)
        if isinstance(error, FieldError) and error.fields.keys() & {"company", "logo"}:
            self._room.window.show_panel(company)
            company.refuse(error)

    def _created(self, company: str, login: str, created: "CreatedCompany | str") -> None:
        if isinstance(created, str):
            self.occupied.emit(created)
            return
        from kamdesk.ui.access.recovery_key import RecoveryKeyPanel  # noqa: PLC0415 - the same

        panel = RecoveryKeyPanel(
            company,
            created.recovery_key,
            today(self._room.clock),
            messages=self._room.messages,
            ways=self._room.ways,
        )
        entered = Entered(self._door, login, created.signed_in, first_time=True)
        panel.kept.connect(partial(self.created.emit, entered))
        self._room.window.show_panel(panel)
