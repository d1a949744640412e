"""What a process of the program's own tells the one that waits for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from kamdesk.domain import errors
from kamdesk.domain.errors import FieldError, KamdeskError


@dataclass(frozen=True, slots=True)
class Reached:
    """How far it is."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Done:
    """It came to its end; what the work returned."""

    result: object


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal taken apart, as exceptions do not travel well."""

    kind: str
    sentence: str
    fields: Mapping[str, str]

    @staticmethod
    def of(error: KamdeskError) -> "Refused":
        """Take `error` apart."""
        fields = error.fields if isinstance(error, FieldError) else {}
        return Refused(type(error).__name__, str(error), fields)

    def error(self) -> KamdeskError:
        """Put the refusal together again."""
        if self.fields:
            return FieldError(self.fields)
        kind = getattr(errors, self.kind, KamdeskError)
        return kind(self.sentence)


@dataclass(frozen=True, slots=True)
class Broken:
    """A defect, with its trace."""

    trace: str
