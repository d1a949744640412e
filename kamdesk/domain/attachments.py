"""Files kept with a record 附件: which kinds are taken, told by name and by content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Final

from kamdesk.domain.errors import FileError
from kamdesk.domain.ids import AttachmentId
from kamdesk.domain.texts import clean_line
from kamdesk.i18n import _, listed

MOST_BYTES: Final = 50 * 1024 * 1024
NAME_LIMIT: Final = 120
NOTE_LIMIT: Final = 200

_OFFICE: Final = (b"PK\x03\x04",)
_OLE: Final = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_TIFF: Final = (b"II*\x00", b"MM\x00*")
_TEXT: Final[tuple[bytes, ...]] = ()
KINDS: Final[Mapping[str, tuple[bytes, ...]]] = {
    "pdf": (b"%PDF-",),
    "ofd": _OFFICE,
    "docx": _OFFICE,
    "xlsx": _OFFICE,
    "pptx": _OFFICE,
    "doc": _OLE,
    "xls": _OLE,
    "ppt": _OLE,
    "wps": _OLE,
    "et": _OLE,
    "dps": _OLE,
    "msg": _OLE,
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "bmp": (b"BM",),
    "tif": _TIFF,
    "tiff": _TIFF,
    "txt": _TEXT,
    "csv": _TEXT,
}
"""The allow-list: a name's ending, and how the content of such a file begins.

Texts begin anyhow; they hold no zero byte. Files with macros and programs are not in it.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file kept with a record; `size` in bytes, `digest` the SHA-256 of the content in hex."""

    id: AttachmentId
    name: str
    size: int
    digest: str
    note: str
    at: datetime
    by: str
    removed: bool
    version: int


def kind_of(name: str) -> str:
    """Return a file name's ending in small letters, without the dot."""
    return PurePath(name).suffix.removeprefix(".").casefold()


def safe_name(name: str) -> str:
    """Return the name under which a file is kept: one line, no folders, not too long."""
    plain = clean_line(name.replace("\\", "/").rsplit("/", 1)[-1])
    plain = "".join("_" if sign in '<>:"|?*' else sign for sign in plain).strip(". ")
    stem, ending = PurePath(plain).stem, PurePath(plain).suffix
    return stem[: NAME_LIMIT - len(ending)] + ending


def check_file(name: str, size: int, head: bytes) -> None:
    """Refuse with FileError what is not taken: by ending, by size, by how the content begins."""
    kind = kind_of(name)
    if kind not in KINDS:
        raise FileError(
            _("不能添加“{name}”：只接受 {kinds} 文件。程序、脚本和压缩包请先转成这些格式。").format(
                name=name, kinds=listed(KINDS)
            )
        )
    if not size:
        raise FileError(_("文件“{name}”是空的，没有添加。").format(name=name))
    if size > MOST_BYTES:
        raise FileError(_("文件“{name}”超过 50 MB，请压缩或拆分后再添加。").format(name=name))
    signs = KINDS[kind]
    if not (head.startswith(signs) if signs else b"\0" not in head):
        raise FileError(
            _("文件“{name}”的内容与扩展名不符，为安全起见没有添加。请核对文件。").format(name=name)
        )


def size_text(size: int) -> str:
    """Return a size in bytes for people: 812 B, 34.5 KB, 2.0 MB."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{size / 1024:.1f} KB"
    return f"{size / 1024 / 1024:.1f} MB"
