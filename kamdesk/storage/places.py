"""Where a company's files lie, and which folders a database must not lie in."""

import string
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from kamdesk.domain.errors import DatabaseError
from kamdesk.i18n import _

_KINDS = """
nfs nfs4 cifs smb smb3 smbfs sshfs fuse.sshfs fuse.rclone davfs fuse.davfs2 9p afs ceph
fuse.glusterfs glusterfs ncpfs vboxsf prl_fs
"""
NETWORK_KINDS = frozenset(_KINDS.split())
_SYNC = """
onedrive dropbox nutstore 坚果云 icloud clouddocs googledrive 百度云同步 百度网盘同步 baidusync
微云同步
"""
SYNC_FOLDERS = tuple(_SYNC.split())
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of the Windows call GetDriveType


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one company in its own folder."""

    folder: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.folder / "kamdesk.db"

    @property
    def log_of_database(self) -> Path:
        """SQLite's write-ahead log beside it; not to be removed by hand."""
        return self.folder / "kamdesk.db-wal"

    @property
    def keys(self) -> Path:
        """The wrapped data key."""
        return self.folder / "kamdesk.keys"

    @property
    def live_files(self) -> list[Path]:
        """The key file, the database, and what SQLite keeps beside it."""
        beside = [self.database.with_name(self.database.name + end) for end in ("-wal", "-shm")]
        return [self.keys, self.database, *beside]

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.folder / "backups"

    @property
    def replaced(self) -> Path:
        """The folder of what restoring a backup moved aside."""
        return self.folder / "replaced"

    @property
    def logs(self) -> Path:
        """The folder of the program's log."""
        return self.folder / "logs"


@dataclass(frozen=True, slots=True)
class Mount:
    """A mounted file system: where, and its kind (such as "ext4" or "cifs")."""

    point: PurePath
    kind: str


def require_local(folder: Path, mounts: Iterable[Mount] | None = None) -> None:
    """Refuse a folder on a network share or in a synchronised folder with DatabaseError.

    SQLite's locks do not hold there, and two writers damage the file (findings/reliability.md
    2.5). `mounts` is this computer's table where none is given.
    """
    table = this_computers_mounts() if mounts is None else list(mounts)
    for whole in {folder.absolute(), folder.resolve()}:  # a link may lead to a share
        if sync := sync_folder(whole):
            raise DatabaseError(
                _(
                    "数据文件夹位于同步盘“{name}”中，同步会损坏数据库。"
                    "请把数据放在本机的普通文件夹，再用备份功能另存到同步盘。"
                ).format(name=sync)
            )
        if is_network(whole, table):
            raise DatabaseError(
                _(
                    "数据文件夹“{folder}”位于网络共享盘，多台电脑同时写入会损坏数据库。"
                    "请把数据放在本机硬盘，再用备份功能另存到共享盘。"
                ).format(folder=whole)
            )


def sync_folder(folder: PurePath) -> str | None:
    """Return the part of the path that a synchronising program looks after, or None."""
    for part in folder.parts:
        plain = part.casefold().replace(" ", "")
        if any(name in plain for name in SYNC_FOLDERS):
            return part
    return None


def is_network(folder: PurePath, mounts: Iterable[Mount]) -> bool:
    """Tell whether the innermost mount that holds `folder` is on another computer."""
    if str(folder).startswith(("\\\\", "//")):
        return True
    holding = [mount for mount in mounts if folder.is_relative_to(mount.point)]
    innermost = max(holding, key=lambda mount: len(mount.point.parts), default=None)
    return innermost is not None and innermost.kind in NETWORK_KINDS


def this_computers_mounts() -> list[Mount]:
    """Return the mounted file systems; on Windows the drives, network ones as "smb"."""
    if sys.platform == "win32":
        return _drives()
    return read_mounts(Path("/proc/mounts"))


def read_mounts(table: Path) -> list[Mount]:
    """Read a table like /proc/mounts; where there is none, nothing is known."""
    if not table.is_file():
        return []
    lines = table.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    fields = [line.split(" ") for line in lines]
    return [Mount(PurePath(_unescaped(row[1])), row[2]) for row in fields if len(row) > 2]


def _unescaped(text: str) -> str:
    for code, plain in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(code, plain)
    return text


def _drives() -> list[Mount]:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - this system only, and slow to load

        kind_of = ctypes.windll.kernel32.GetDriveTypeW
        roots = [f"{letter}:\\" for letter in string.ascii_uppercase]
        return [
            Mount(PurePath(root), "smb" if kind_of(root) == _REMOTE_DRIVE else "disk")
            for root in roots
        ]
    return []
