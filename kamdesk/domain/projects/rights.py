"""What the person looking may do with a record now: screens offer this and nothing else."""

from enum import StrEnum


class Right(StrEnum):
    """A use case that is open to the person; the service asks again when it is used."""

    EDIT = "edit"
    SUBMIT = "submit"
    DISCARD = "discard"
    CANCEL = "cancel"
    WITHDRAW = "withdraw"
    FOLLOW_UP = "follow_up"
    EXTEND = "extend"
    END = "end"
    RULE = "rule"
    DECIDE = "decide"
    REASSIGN = "reassign"
