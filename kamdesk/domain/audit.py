"""The audit chain's words: its head, an anchor kept outside the file, and what a check found."""

from dataclasses import dataclass

from kamdesk.domain.errors import RuleError
from kamdesk.i18n import _

ANCHOR_DIGITS = 16


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The last link: number and SHA-256 in hex; its text is the anchor on approved forms."""

    seq: int
    digest: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.digest[:ANCHOR_DIGITS]}"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A head written down outside the file: its number and the digest's first 16 hex digits."""

    seq: int
    digits: str


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What a check of the chain found.

    `broken_seq` is the first link that does not fit; `anchor_kept` is None without an anchor, and
    False where the link it names is gone or has another digest (a cut tail, a re-forged chain).
    """

    count: int
    head: AuditHead | None
    broken_seq: int | None = None
    anchor_kept: bool | None = None

    @property
    def sound(self) -> bool:
        """Tell whether nothing was found."""
        return self.broken_seq is None and self.anchor_kept is not False


def read_anchor(text: str) -> Anchor:
    """Read "seq:16 hex digits" as printed in a footer; RuleError says what is wrong."""
    seq, colon, digits = text.strip().lower().replace("：", ":").partition(":")
    hexadecimal = len(digits) == ANCHOR_DIGITS and set(digits) <= set("0123456789abcdef")
    if not (colon and seq.isascii() and seq.isdigit() and hexadecimal):
        raise RuleError(
            _(
                "校验锚点“{text}”写法不对，应为“序号:16 位十六进制数”，例如 7:ab12cd34ef567890。"
            ).format(text=text)
        )
    return Anchor(int(seq), digits)
