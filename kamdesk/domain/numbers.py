"""Running numbers of papers (paperwork.md 1.6): `KD-BB-2026-0001`, yearly reset, no reuse."""

from enum import StrEnum


class NumberKind(StrEnum):
    """The series; the value is the two letters in the number."""

    FILING = "BB"
    APPLICATION = "LX"
    CONFLICT = "ZC"


def number_text(kind: NumberKind, year: int, sequence: int) -> str:
    """Return the number as it is printed; it grows beyond four digits rather than wrapping."""
    return f"KD-{kind.value}-{year:04d}-{sequence:04d}"


def with_revision(number: str, revision: int) -> str:
    """Return `number` with `-R1`, `-R2` … after returns; revision 0 is the bare number."""
    return f"{number}-R{revision}" if number and revision else number
