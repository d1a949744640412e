"""Phone numbers of persons are shown in part unless one works with the client (paperwork 9.2)."""

import re

_NUMBER = re.compile(r"\d(?:[\d \-]*\d)?")
_SHORTEST = 7


def masked(phone: str) -> str:
    """Return `phone` with the middle of each number hidden: 138****1234."""
    return _NUMBER.sub(lambda found: _hidden(found.group()), phone)


def _hidden(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return number if len(digits) < _SHORTEST else f"{digits[:-8]}****{digits[-4:]}"
