"""What a write touched: announced once, each screen decides whether it cares."""

from dataclasses import dataclass
from enum import StrEnum


class Noun(StrEnum):
    """The kinds of record a screen may show."""

    CLIENT = "client"
    CONTACT = "contact"
    FILING = "filing"
    CONFLICT = "conflict"
    APPLICATION = "application"
    APPROVAL = "approval"
    PROJECT = "project"
    ROUTE = "route"
    USER = "user"
    DEPARTMENT = "department"
    SETTING = "setting"
    POLICY = "policy"
    PURCHASE = "purchase"
    CLASSIFICATION = "classification"
    GRADING = "grading"
    RELATION = "relation"
    ATTACHMENT = "attachment"
    OWN_FIELD = "own_field"
    SAVED_VIEW = "saved_view"


@dataclass(frozen=True, slots=True)
class Changes:
    """The nouns an operation touched and, where one record was written, its id."""

    nouns: frozenset[Noun]
    record_id: int | None = None

    def touches(self, *nouns: Noun) -> bool:
        """Tell whether any of `nouns` was written."""
        return not self.nouns.isdisjoint(nouns)


def changed(*nouns: Noun, record_id: int | None = None) -> Changes:
    """Return the `Changes` of an operation that wrote `nouns`."""
    return Changes(frozenset(nouns), record_id)
