"""What the screens before the desk ask of a company's folder."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # loading the services takes longer than painting the first window
    from kamdesk.domain.company import Account, CompanySetup
    from kamdesk.services.access import CreatedCompany, SignedIn


class Door(Protocol):
    """The way into one company's folder. All but `name`, `take` and `exists` may take a while."""

    @property
    def name(self) -> str:
        """What remembered things of this folder are kept under."""
        ...

    @property
    def is_sample(self) -> bool:
        """Tell whether the folder is the sample company's."""
        ...

    def exists(self) -> bool:
        """Tell whether the folder holds a company."""
        ...

    def take(self) -> str:
        """Keep other programs out; return in a sentence who is in, or an empty text."""
        ...

    def accounts(self) -> "list[Account]":
        """Return who may sign in."""
        ...

    def hint(self) -> str:
        """Return what the login window tells besides: the sample company's password."""
        ...

    def create_company(self, setup: "CompanySetup") -> "CreatedCompany":
        """Set the company up and sign its administrator in."""
        ...

    def create_sample(
        self, report: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> None:
        """Fill the folder with the sample company; CancelledError leaves nothing."""
        ...

    def login(self, login: str, password: str) -> "SignedIn":
        """Sign in, or refuse with LoginError."""
        ...

    def recover(self, recovery_key: str, login: str, new_password: str) -> "SignedIn":
        """Give `login` a new password by the recovery key and sign in."""
        ...

    def unlock(self, login: str, password: str) -> None:
        """Refuse with LoginError unless `password` is the one `login` signs in with."""
        ...

    def change_password(self, signed_in: "SignedIn", *, old: str, new: str) -> None:
        """Replace the password that an administrator gave."""
        ...


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody is in; `first_time` where the company was set up just now."""

    door: Door
    login: str
    signed_in: "SignedIn"
    first_time: bool = False


@dataclass(frozen=True, slots=True)
class KeepWays:
    """How the recovery key's sheet leaves the program; `write` puts a file in place whole."""

    write: Callable[[Path, bytes], None]
    print_text: Callable[[str], None]
