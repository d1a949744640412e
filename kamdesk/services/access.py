"""Before anybody is in: setting a company up, signing in, the recovery key."""

import math
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.clock import Clock
from kamdesk.domain.company import Account, CompanySetup
from kamdesk.domain.errors import FieldError, LoginError
from kamdesk.domain.passwords import (
    LONGEST_WAIT_SECONDS,
    password_fault,
    require_password,
    wait_after,
)
from kamdesk.domain.people import Actor, Role, UserDraft, login_of, user_faults
from kamdesk.domain.recovery import new_recovery_key
from kamdesk.domain.settings import Settings, settings_faults
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.storage import audit, keys
from kamdesk.storage import settings as settings_table
from kamdesk.storage.company import Company, create_company, open_company, require_database
from kamdesk.storage.dialects.sqlcipher import DataKey
from kamdesk.storage.keys import Cost, KeyFile
from kamdesk.storage.people import UserRecord, UserRoleRecord, id_of_login
from kamdesk.storage.places import Places

STANDARD = Cost()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody is in: who, the company that is open now, and whether a new password is due."""

    actor: Actor
    must_change: bool
    company: Company


@dataclass(frozen=True, slots=True)
class CreatedCompany:
    """A new company: the recovery key, shown once for printing, and its administrator signed in."""

    recovery_key: str = field(repr=False)
    signed_in: SignedIn


@dataclass(frozen=True, slots=True)
class _Failures:
    count: int
    last: datetime


class AccessService:
    """Opens the company in one folder; the count of wrong passwords lasts as long as it does."""

    def __init__(self, folder: Path, clock: Clock, *, cost: Cost = STANDARD) -> None:
        self._places = Places(folder)
        self._clock = clock
        self._cost = cost
        self._failures: dict[str, _Failures] = {}

    def exists(self) -> bool:
        """Tell whether the folder holds a company."""
        return self._places.database.is_file()

    def accounts(self) -> list[Account]:
        """Return who may sign in, by login."""
        users = keys.read_keys(self._places.keys).users
        return [Account(wrap.login, wrap.name) for wrap in users]

    def create_company(self, setup: CompanySetup) -> CreatedCompany:
        """Set a company up with its administrator and sign him in.

        Raises FieldError (company, logo, login, name, password), DatabaseError where the folder is
        taken or not fit, FileError.
        """
        login = login_of(setup.login)
        _require_setup(setup, login)
        key, recovery_key = keys.new_data_key(), new_recovery_key()
        wrap = keys.wrap_for_user(
            key,
            login=login,
            name=setup.name.strip(),
            password=setup.password,
            temporary=False,
            cost=self._cost,
        )
        key_file = KeyFile(keys.wrap_for_recovery(key, recovery_key), (wrap,))
        create_company(
            self._places, key, keys=key_file, fill=lambda session: self._fill(session, setup, login)
        )
        return CreatedCompany(recovery_key, self._open(key, login, must_change=False))

    def login(self, login: str, password: str) -> SignedIn:
        """Sign in. LoginError names the seconds to wait after three wrong passwords in a row.

        Raises DatabaseError where the database cannot be opened, NotAllowedError for a user who
        was deactivated.
        """
        require_database(self._places)
        key, temporary = self._unlocked(login_of(login), password)
        return self._open(key, login_of(login), must_change=temporary)

    def confirm(self, login: str, password: str) -> None:
        """Check a password without opening anything, to unlock the screen; raises as `login`."""
        self._unlocked(login_of(login), password)

    def recover(self, recovery_key: str, login: str, new_password: str) -> SignedIn:
        """Give `login` a new password by the recovery key and sign in; it is kept in the audit."""
        login = login_of(login)
        require_database(self._places)
        key = keys.unlock_by_recovery(keys.read_keys(self._places.keys), recovery_key)
        signed_in = self._open(key, login, must_change=False)
        try:
            self._renew(signed_in, login, new_password)
        except BaseException:
            signed_in.company.close()
            raise
        return signed_in

    def _unlocked(self, login: str, password: str) -> tuple[DataKey, bool]:
        """Return the data key, and whether the password is a temporary one."""
        self._require_patience(login)
        key_file = keys.read_keys(self._places.keys)
        try:
            key = keys.unlock(key_file, login=login, password=password)
        except LoginError as error:
            raise self._failed(login, error) from None
        self._failures.pop(login, None)
        wrap = key_file.user(login)
        return key, wrap is not None and wrap.temporary

    def _fill(self, session: Session, setup: CompanySetup, login: str) -> None:
        administrator = UserRecord(
            login=login,
            name=setup.name.strip(),
            phone="",
            active=True,
            roles=[UserRoleRecord(role=Role.ADMINISTRATOR)],
        )
        session.add(administrator)
        session.flush()
        settings_table.keep(session, Settings(company=setup.company.strip(), logo=setup.logo))
        audit.append(
            session,
            at=self._clock.now(),
            actor_id=administrator.id,
            action="company_created",
            noun=Noun.SETTING,
            record_id=administrator.id,
            payload={"login": login},
        )

    def _open(self, key: DataKey, login: str, *, must_change: bool) -> SignedIn:
        company = open_company(self._places, key, now=self._clock.now(), cost=self._cost)
        try:
            with company.sessions.read() as session:
                return SignedIn(acting(session, id_of_login(session, login)), must_change, company)
        except BaseException:
            company.close()
            raise

    def _renew(self, signed_in: SignedIn, login: str, password: str) -> None:
        actor = signed_in.actor
        require_password(password, login=login, name=actor.name, field="new_password")
        with signed_in.company.sessions.write() as session:
            audit.append(
                session,
                at=self._clock.now(),
                actor_id=actor.id,
                action="password_recovered",
                noun=Noun.USER,
                record_id=actor.id,
                payload={},
            )
            signed_in.company.keyring.set_password(
                login=login, name=actor.name, password=password, temporary=False
            )
        self._failures.pop(login, None)

    def _require_patience(self, login: str) -> None:
        failures = self._failures.get(login)
        if failures is None:
            return
        until = failures.last + timedelta(seconds=wait_after(failures.count))
        left = min((until - self._clock.now()).total_seconds(), LONGEST_WAIT_SECONDS)
        if left > 0:
            seconds = math.ceil(left)
            told = _("密码连续输错，请在 {seconds} 秒后再试。").format(seconds=seconds)
            raise LoginError(told, wait_seconds=seconds)

    def _failed(self, login: str, error: LoginError) -> LoginError:
        before = self._failures.get(login, _Failures(0, self._clock.now()))
        now = replace(before, count=before.count + 1, last=self._clock.now())
        self._failures[login] = now
        seconds = wait_after(now.count)
        if not seconds:
            return error
        told = _("登录名或密码不对，请在 {seconds} 秒后再试。").format(seconds=seconds)
        return LoginError(told, wait_seconds=seconds)


def _require_setup(setup: CompanySetup, login: str) -> None:
    draft = UserDraft(login=login, name=setup.name, roles=frozenset({Role.ADMINISTRATOR}))
    faults = user_faults(draft)
    faults |= settings_faults(Settings(company=setup.company, logo=setup.logo))
    if fault := password_fault(setup.password, login=login, name=setup.name):
        faults["password"] = fault
    if faults:
        raise FieldError(faults)
