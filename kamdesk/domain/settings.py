"""What a company sets for itself; defaults are those of paperwork.md, sections 0 and 3."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The programme's settings, days in calendar days, money in yuan."""

    company: str = ""
    logo: bytes = b""
    protection_days: int = 90
    warning_days: int = 15
    last_warning_days: int = 7
    extension_days: int = 90
    evidence_days: int = 30
    idle_days: int = 60
    grace_days: int = 10
    finance_limit: Decimal = Decimal(50_000)
    general_manager_limit: Decimal = Decimal(200_000)
    lock_minutes: int = 15
    form_copies: int = 2
