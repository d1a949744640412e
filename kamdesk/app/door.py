"""The way into one company's folder; what loads slowly is loaded at the first use of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kamdesk.domain.clock import Clock, today
from kamdesk.domain.errors import DatabaseError
from kamdesk.i18n import _
from kamdesk.storage.places import Places

if TYPE_CHECKING:  # loading the services takes longer than painting the first window
    from kamdesk.app.instance import InstanceLock
    from kamdesk.domain.backups import Restored
    from kamdesk.domain.company import Account, CompanySetup
    from kamdesk.services.access import AccessService, CreatedCompany, SignedIn
    from kamdesk.storage.keys import Cost


class FolderDoor:
    """Implements `kamdesk.ui.access.door.Door` for a folder on this computer."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        *,
        name: str,
        is_sample: bool = False,
        cost: "Cost | None" = None,
    ) -> None:
        self.folder = folder
        self.name = name
        self.is_sample = is_sample
        self._clock = clock
        self._cost = cost
        self._lock: InstanceLock | None = None
        self._access: AccessService | None = None

    def exists(self) -> bool:
        """Tell whether the folder holds a company."""
        return Places(self.folder).database.is_file()

    def take(self) -> str:
        """Keep other programs out; return in a sentence who is in, or an empty text."""
        from kamdesk.app.instance import InstanceLock  # noqa: PLC0415 - behind the first window

        if self._lock is None:
            lock = InstanceLock(self.folder, self._clock)
            try:
                lock.__enter__()
            except DatabaseError as error:
                return str(error)
            self._lock = lock
        return ""

    def release(self) -> None:
        """Let other programs in again."""
        if self._lock is not None:
            self._lock.__exit__(None, None, None)
            self._lock = None

    def accounts(self) -> "list[Account]":
        """Return who may sign in."""
        return self._service().accounts()

    def hint(self) -> str:
        """Return the sample company's password, in a sentence."""
        if not self.is_sample:
            return ""
        from kamdesk.services.sample import SAMPLE_PASSWORD  # noqa: PLC0415 - seldom needed

        return _("示例公司：所有用户的密码都是 {password}").format(password=SAMPLE_PASSWORD)

    def create_company(self, setup: "CompanySetup") -> "CreatedCompany":
        """Set the company up and sign its administrator in."""
        return self._service().create_company(setup)

    def create_sample(
        self, report: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> None:
        """Fill the folder with the sample company."""
        from kamdesk.services.sample.company import create_sample  # noqa: PLC0415 - slow to load

        create_sample(self.folder, until=today(self._clock), report=report, cancelled=cancelled)

    def login(self, login: str, password: str) -> "SignedIn":
        """Sign in, or refuse with LoginError."""
        return self._service().login(login, password)

    def unlock(self, login: str, password: str) -> None:
        """Refuse with LoginError unless `password` is the one `login` signs in with."""
        # A whole sign-in: it counts wrong passwords and refuses who was deactivated meanwhile.
        self._service().login(login, password).company.close()

    def recover(self, recovery_key: str, login: str, new_password: str) -> "SignedIn":
        """Give `login` a new password by the recovery key and sign in."""
        return self._service().recover(recovery_key, login, new_password)

    def restore(self, backup: Path, *, login: str, password: str) -> "Restored":
        """Put a backup in the place of what is there; the company has to be closed."""
        from kamdesk.services.access import STANDARD  # noqa: PLC0415 - slow to load
        from kamdesk.services.restore import RestoreService  # noqa: PLC0415 - the same

        service = RestoreService(self.folder, self._clock, cost=self._cost or STANDARD)
        return service.restore(backup, login=login, password=password)

    def change_password(self, signed_in: "SignedIn", *, old: str, new: str) -> None:
        """Replace the password that an administrator gave."""
        from kamdesk.services.people import PeopleService  # noqa: PLC0415 - slow to load

        company = signed_in.company
        people = PeopleService(company.sessions, self._clock, company.keyring)
        people.change_password(old=old, new=new, by=signed_in.actor.id)

    def _service(self) -> "AccessService":
        if self._access is None:
            from kamdesk.services.access import STANDARD, AccessService  # noqa: PLC0415 - slow

            self._access = AccessService(self.folder, self._clock, cost=self._cost or STANDARD)
        return self._access
