"""The one writer of files: a file is there whole or not at all, the old one stays until then."""

import contextlib
import errno
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kamdesk.domain.errors import FileError
from kamdesk.i18n import _

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path`; FileError when it cannot, and the old file is as it was."""
    with replacing(path) as temporary:
        temporary.write_bytes(data)
        if temporary.stat().st_size != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def copy_atomically(source: Path, target: Path) -> None:
    """Copy a file that nobody writes meanwhile; FileError when it cannot."""
    with replacing(target) as temporary:
        shutil.copyfile(source, temporary)
        if temporary.stat().st_size != source.stat().st_size:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Lend a temporary path beside `path`; what was written there is flushed and moved in place.

    On any error the temporary file is removed; errors of the disk become FileError.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with file_failures_told(path):
            yield temporary
            _flush(temporary)
            os.replace(temporary, path)  # noqa: PTH105 - named in the house rule; atomic on both systems
            flush_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextmanager
def file_failures_told(path: Path) -> Iterator[None]:
    """Turn the operating system's refusals into FileError sentences that name the file."""
    try:
        yield
    except OSError as error:
        raise FileError(_sentence(error).format(name=path.name)) from error


def flush_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut, where the system lets one ask for that."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sentence(error: OSError) -> str:
    if error.errno in _FULL:
        return _("磁盘空间不足，文件“{name}”没有保存，原有文件完好。请清理磁盘后重试。")
    if error.errno in _FORBIDDEN:
        return _("文件“{name}”不能写入：没有权限，或正被其他程序打开。请关闭后重试或另选位置。")
    if error.errno == errno.ENOENT:
        return _("找不到文件或文件夹“{name}”。请核对位置。")
    return _("文件“{name}”读写失败。请检查磁盘或另选位置后重试。")
