"""The key file: the data key, wrapped once for each user's password and once for recovery.

A password is stretched by argon2id (RFC 9106), the recovery key by HKDF; what comes out wraps the
32 bytes that encrypt the database (RFC 3394). Changing a password rewraps; the database stays.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from kamdesk.domain.errors import FileError, LoginError
from kamdesk.domain.passwords import normal_password
from kamdesk.domain.recovery import read_recovery_key
from kamdesk.i18n import _
from kamdesk.storage.dialects.sqlcipher import DataKey
from kamdesk.storage.files import file_failures_told, write_atomically

FORMAT = 1
_KEY_BYTES = 32
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: memory in KiB, passes over it, lanes side by side."""

    memory: int = 65_536
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class UserWrap:
    """The data key wrapped for one user; `temporary` where an administrator gave the password."""

    login: str
    name: str
    salt: str
    wrapped: str
    cost: Cost
    temporary: bool


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The content of the key file."""

    recovery: str
    users: tuple[UserWrap, ...] = ()

    def user(self, login: str) -> UserWrap | None:
        """Return the wrap of `login`, or None."""
        return next((wrap for wrap in self.users if wrap.login == login), None)


def new_data_key() -> DataKey:
    """Return a random data key."""
    return DataKey(os.urandom(_KEY_BYTES))


def wrap_for_user(  # the login and the name stand in clear: the login screen offers them
    key: DataKey, *, login: str, name: str, password: str, temporary: bool, cost: Cost
) -> UserWrap:
    """Wrap the data key under a user's password."""
    salt = os.urandom(_SALT_BYTES)
    wrapped = aes_key_wrap(_stretched(password, salt, cost), key.secret)
    return UserWrap(login, name, salt.hex(), wrapped.hex(), cost, temporary)


def wrap_for_recovery(key: DataKey, recovery_key: str) -> str:
    """Wrap the data key under the recovery key."""
    return aes_key_wrap(_derived(read_recovery_key(recovery_key)), key.secret).hex()


def unlock(keys: KeyFile, *, login: str, password: str) -> DataKey:
    """Return the data key; LoginError where login and password do not fit."""
    wrap = keys.user(login)
    if wrap is None:
        raise wrong_password()
    kek = _stretched(password, bytes.fromhex(wrap.salt), wrap.cost)
    try:
        return DataKey(aes_key_unwrap(kek, bytes.fromhex(wrap.wrapped)))
    except InvalidUnwrap as error:
        raise wrong_password() from error


def unlock_by_recovery(keys: KeyFile, recovery_key: str) -> DataKey:
    """Return the data key; LoginError where the recovery key is another company's."""
    kek = _derived(read_recovery_key(recovery_key))
    try:
        return DataKey(aes_key_unwrap(kek, bytes.fromhex(keys.recovery)))
    except InvalidUnwrap as error:
        raise LoginError(_("恢复密钥不属于这套数据。请核对打印件是不是本公司的。")) from error


def wrong_password() -> LoginError:
    """Return the refusal of a sign-in; it does not tell which of both is wrong."""
    return LoginError(_("登录名或密码不对，请重新输入。"))


def read_keys(path: Path) -> KeyFile:
    """Read the key file; FileError where it is missing or damaged."""
    with file_failures_told(path):
        data = path.read_bytes()
    return keys_from_bytes(data)


def keys_from_bytes(data: bytes) -> KeyFile:
    """Read the content of a key file; FileError where it is damaged or of a newer program."""
    try:
        content = json.loads(data)
        if content["format"] == FORMAT:
            users = tuple(_user_from(entry) for entry in content["users"])
            return KeyFile(str(content["recovery"]), users)
    except (ValueError, KeyError, TypeError) as error:
        raise FileError(_("密钥文件已损坏，不能登录。请从备份恢复。")) from error
    raise FileError(_("密钥文件来自更新版本的程序。请先升级 KAM Desk 再打开。"))


def write_keys(path: Path, keys: KeyFile) -> None:
    """Write the key file whole."""
    content = {"format": FORMAT, "recovery": keys.recovery}
    content["users"] = [asdict(wrap) for wrap in keys.users]
    write_atomically(path, json.dumps(content, ensure_ascii=False, indent=1).encode())


class Keyring:
    """The key file of the company that is open, with the data key in hand."""

    def __init__(self, path: Path, key: DataKey, *, cost: Cost) -> None:
        self._path = path
        self.key = key
        self._cost = cost

    def set_password(self, *, login: str, name: str, password: str, temporary: bool) -> None:
        """Let `login` open the company with `password` from now on."""
        wrap = wrap_for_user(
            self.key,
            login=login,
            name=name,
            password=password,
            temporary=temporary,
            cost=self._cost,
        )
        self._put(wrap)

    def rename(self, login: str, name: str) -> None:
        """Offer `login` under another name at sign-in."""
        wrap = read_keys(self._path).user(login)
        if wrap is not None:
            self._put(replace(wrap, name=name))

    def remove(self, login: str) -> None:
        """Take the key from `login`; without effect where there is none."""
        keys = read_keys(self._path)
        others = tuple(wrap for wrap in keys.users if wrap.login != login)
        write_keys(self._path, replace(keys, users=others))

    def check(self, login: str, password: str) -> None:
        """Raise LoginError unless `password` is the one `login` signs in with."""
        unlock(read_keys(self._path), login=login, password=password)

    def _put(self, wrap: UserWrap) -> None:
        keys = read_keys(self._path)
        others = [other for other in keys.users if other.login != wrap.login]
        users = tuple(sorted([*others, wrap], key=lambda each: each.login))
        write_keys(self._path, replace(keys, users=users))


def _user_from(entry: Mapping[str, Any]) -> UserWrap:
    wrap = UserWrap(**{**entry, "cost": Cost(**entry["cost"])})
    bytes.fromhex(wrap.salt + wrap.wrapped)  # damaged digits are found on reading
    return wrap


def _stretched(password: str, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(
        normal_password(password).encode(),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=cost.lanes,
        hash_len=_KEY_BYTES,
        type=Type.ID,
    )


def _derived(recovery_key: str) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=b"kamdesk recovery 1")
    return kdf.derive(recovery_key.encode())
