"""One program at a time on a company's folder."""

import getpass
import json
import socket
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QLockFile

from kamdesk.domain.clock import CHINA, Clock
from kamdesk.domain.errors import DatabaseError
from kamdesk.i18n import _
from kamdesk.storage.files import write_atomically


class InstanceLock:
    """Holds the folder for this process; a lock that a crash on this computer left is taken over.

    The database's own locks are the true guard: this one tells who is there, in words.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._lock = QLockFile(str(folder / "kamdesk.lock"))
        self._lock.setStaleLockTime(0)
        self._note = folder / "kamdesk.lock.json"
        self._folder = folder
        self._clock = clock

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        if not self._lock.tryLock(0):
            raise DatabaseError(self._who_is_there())
        try:
            self._write_note()
        except BaseException:
            self._lock.unlock()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._note.unlink(missing_ok=True)
        self._lock.unlock()

    def _who_is_there(self) -> str:
        if self._lock.error() is not QLockFile.LockError.LockFailedError:
            return _("数据文件夹“{folder}”不能写入。请检查文件夹权限。").format(folder=self._folder)
        note = self._read_note()
        if note is None:
            return _("这家公司的数据正被另一个 KAM Desk 程序使用。请先关闭那个程序。")
        return _(
            "这家公司的数据正被另一个 KAM Desk 程序使用：电脑“{host}”，用户“{user}”，"
            "自 {since} 起。请先关闭那个程序。"
        ).format(**note)

    def _write_note(self) -> None:
        since = self._clock.now().astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
        note = {"host": socket.gethostname(), "user": getpass.getuser(), "since": since}
        write_atomically(self._note, json.dumps(note, ensure_ascii=False).encode())

    def _read_note(self) -> dict[str, str] | None:
        try:
            note = json.loads(self._note.read_bytes())
            return {name: str(note[name]) for name in ("host", "user", "since")}
        except (OSError, ValueError, KeyError, TypeError):
            return None
