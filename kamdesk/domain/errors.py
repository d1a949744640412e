"""Refusals: whole sentences for the user. Whatever else is raised is a defect of the program."""

from collections.abc import Mapping


class KamdeskError(Exception):
    """A refusal, shown to the user as it stands; nothing was changed."""


class RuleError(KamdeskError):
    """A business rule forbids it."""


class NotAllowedError(KamdeskError):
    """The user's roles do not allow it."""


class StaleRecordError(KamdeskError):
    """Somebody changed the record since the screen read it."""


class MissingRecordError(KamdeskError):
    """The record is not there any more."""


class FieldError(KamdeskError):
    """Fields of a form are wrong: `fields` maps the field's name to its sentence."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("\n".join(fields.values()))
        self.fields = dict(fields)


class FileError(KamdeskError):
    """A file cannot be read or written: wrong type, wrong encoding, full disk."""


class DatabaseError(KamdeskError):
    """The company's database cannot be opened or written: locked, newer, damaged, disk full."""


class LoginError(KamdeskError):
    """Name and password (or recovery key) do not fit; `wait_seconds` until the next try."""

    def __init__(self, message: str, *, wait_seconds: int = 0) -> None:
        super().__init__(message)
        self.wait_seconds = wait_seconds


class CancelledError(KamdeskError):
    """The user stopped a long task; nothing of it was kept."""
