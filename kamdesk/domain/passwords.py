"""Passwords: which are accepted (OWASP ASVS 5, 6.2) and how guessing is slowed down."""

import os
import unicodedata

from kamdesk.domain.errors import FieldError
from kamdesk.i18n import _

SHORTEST = 8
LONGEST = 128
FREE_TRIES = 3
FIRST_WAIT_SECONDS = 5
LONGEST_WAIT_SECONDS = 300

_WORDS = """
12345678 123456789 1234567890 0123456789 87654321 987654321 9876543210 147258369 123123123
12341234 123321123 112233445566 11223344 12344321 147852369 741852963 159357159 31415926
5201314520 1314520520 13145200 password password1 password123 passw0rd p@ssw0rd p@ssword
qwertyui qwertyuiop qwerty123 qwer1234 asdfghjk asdfghjkl asdf1234 zxcvbnm123 zxcvbnm1 1qaz2wsx
1qaz@wsx 1q2w3e4r 1q2w3e4r5t q1w2e3r4 qazwsxedc qweasdzxc 123qweasd qwe123456 abc12345 abc123456
abcd1234 abcdefgh a1234567 a12345678 a123456789 aa123456 aa123456789 woaini1314 woaini520
woaini123 iloveyou iloveyou1 admin123 admin888 admin1234 administrator welcome1 welcome123
letmein1 sunshine football baseball princess superman computer internet dearbook caonima123
wang1234 li123456 zhang123 taobao123 huawei123 xiaoming kamdesk1
"""
COMMONEST = frozenset(_WORDS.split())
"""The commonest passwords of at least eight characters; shorter ones are refused anyway."""


def normal_password(password: str) -> str:
    """Return what is hashed: full-width and half-width typing is the same password."""
    return unicodedata.normalize("NFKC", password)


def password_fault(password: str, *, login: str, name: str) -> str | None:
    """Return what is wrong with a new password, in a sentence, or None."""
    normal = normal_password(password)
    if len(normal) < SHORTEST:
        return _("密码太短，请至少使用 {count} 个字符。").format(count=SHORTEST)
    if len(normal) > LONGEST:
        return _("密码太长，请不要超过 {count} 个字符。").format(count=LONGEST)
    if normal.casefold() in {login.casefold(), name.casefold()}:
        return _("密码不能与登录名或姓名相同，请换一个。")
    if normal.casefold() in COMMONEST or len(set(normal)) == 1:
        return _("这个密码太常见，容易被猜到，请换一个。")
    return None


def require_password(password: str, *, login: str, name: str, field: str = "password") -> None:
    """Refuse an unfit new password with a FieldError of `field`."""
    if fault := password_fault(password, login=login, name=name):
        raise FieldError({field: fault})


def wait_after(failures: int) -> int:
    """Return the seconds to wait after so many wrong passwords in a row: none, 5, 10, 20 … 300."""
    if failures < FREE_TRIES:
        return 0
    doubled = FIRST_WAIT_SECONDS << min(failures - FREE_TRIES, 10)
    return min(doubled, LONGEST_WAIT_SECONDS)


def temporary_password() -> str:
    """Return a random password of 60 bits to be told face to face, such as "k3fp-7xwq-9mtr"."""
    signs = "0123456789abcdefghjkmnpqrstvwxyz"  # none that look alike
    drawn = "".join(signs[byte % len(signs)] for byte in os.urandom(12))
    return "-".join(drawn[at : at + 4] for at in range(0, len(drawn), 4))
