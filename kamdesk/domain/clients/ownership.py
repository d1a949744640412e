"""Who may own clients: people in use who sell."""

from collections.abc import Set as AbstractSet
from typing import Final

from kamdesk.domain.people import Role

OWNING: Final = frozenset({Role.SALES, Role.HEAD})
"""The roles that own clients; they are those that file (permissions, FILING_CREATE)."""


def may_own(roles: AbstractSet[Role], *, active: bool) -> bool:
    """Tell whether clients can be given to somebody."""
    return active and not OWNING.isdisjoint(roles)
