"""What of a person's numbers those see who don't work with the client (paperwork.md 9.2)."""

import re
from typing import Final

_NUMBER: Final = re.compile(r"\d(?:[\d \-]*\d)?")
_SHORTEST: Final = 7
_EMAIL: Final = re.compile(r"([^\s@]?)[^\s@]*(@[^\s@]+)")


def masked(phone: str) -> str:
    """Return `phone` with the middle of each number hidden: 138****1234."""
    return _NUMBER.sub(lambda found: _hidden(found.group()), phone)


def masked_email(email: str) -> str:
    """Return `email` with all but the first letter before the @ hidden: z***@example.com."""
    return _EMAIL.sub(r"\1***\2", email)


def _hidden(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return number if len(digits) < _SHORTEST else f"{digits[:-8]}****{digits[-4:]}"
