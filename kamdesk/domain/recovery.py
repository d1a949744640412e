"""The recovery key as people handle it: printed once, kept sealed, typed in an emergency.

28 characters in seven groups of four: 26 random ones (130 bits) and two that check them. The
alphabet is Crockford's base 32, which has no I, L, O and U.
"""

import hashlib
import secrets

from kamdesk.domain.errors import LoginError
from kamdesk.i18n import _

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM = 26
_GROUP = 4
_LENGTH = 28
_READ_AS = str.maketrans("OIL", "011", " -‐–—－　\t\r\n")


def new_recovery_key() -> str:
    """Return a new key in groups, such as "7KQ2-…"."""
    body = "".join(secrets.choice(ALPHABET) for _place in range(_RANDOM))
    return _grouped(body + _check(body))


def read_recovery_key(text: str) -> str:
    """Return the key in groups, however it was typed; LoginError says what is wrong with it."""
    typed = text.upper().translate(_READ_AS)
    if len(typed) != _LENGTH:
        raise LoginError(
            _("恢复密钥应有 {needed} 个字符，现在是 {found} 个。请对照打印件逐组核对。").format(
                needed=_LENGTH, found=len(typed)
            )
        )
    if not set(typed) <= set(ALPHABET) or _check(typed[:_RANDOM]) != typed[_RANDOM:]:
        raise LoginError(_("恢复密钥有字符输错了。请对照打印件逐组核对。"))
    return _grouped(typed)


def _check(body: str) -> str:
    digest = hashlib.sha256(body.encode()).digest()
    return ALPHABET[digest[0] % 32] + ALPHABET[digest[1] % 32]


def _grouped(symbols: str) -> str:
    return "-".join(symbols[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))
