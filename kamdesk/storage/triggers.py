"""Triggers: the database's own refusal to change what is final.

They stop defects and stray scripts; an owner of file and key can drop them, which the audit chain
and its printed anchors then show (findings/reliability.md 5).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger: its name, the table it watches, and the CREATE TRIGGER statement."""

    name: str
    table: str
    sql: str


def refuse(name: str, *, table: str, event: str, message: str, when: str = "") -> Trigger:
    """Return a trigger that aborts `event` (such as "UPDATE OF state") on `table` `when` true."""
    condition = f"WHEN {when} " if when else ""
    sql = (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )
    return Trigger(name, table, sql)


def append_only(table: str) -> tuple[Trigger, Trigger]:
    """Return the triggers that let rows of `table` be added and never changed or deleted."""
    return (
        refuse(
            f"{table}_no_update", table=table, event="UPDATE", message=f"{table} is append-only"
        ),
        refuse(
            f"{table}_no_delete", table=table, event="DELETE", message=f"{table} is append-only"
        ),
    )


_BROKEN_LINK = (
    "NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit) OR NEW.previous <> "
    "coalesce((SELECT digest FROM audit ORDER BY seq DESC LIMIT 1), printf('%064d', 0))"
)

_NO_ERASURE = (
    "NOT (OLD.noun = 'contact' AND NEW.old = '' AND NEW.new = '' AND NEW.id = OLD.id "
    "AND NEW.noun = OLD.noun AND NEW.record_id = OLD.record_id AND NEW.field = OLD.field "
    "AND NEW.at = OLD.at AND NEW.by_id = OLD.by_id AND EXISTS (SELECT 1 FROM contacts "
    "WHERE contacts.id = OLD.record_id AND contacts.erased_at IS NOT NULL))"
)
"""The history of a person whose data was erased may be emptied, and nothing else of it changed."""

TRIGGERS: tuple[Trigger, ...] = (
    *append_only("audit"),
    refuse(
        "history_no_update",
        table="history",
        event="UPDATE",
        when=_NO_ERASURE,
        message="history is append-only",
    ),
    refuse("history_no_delete", table="history", event="DELETE", message="history is append-only"),
    refuse(
        "audit_link",
        table="audit",
        event="INSERT",
        when=_BROKEN_LINK,
        message="audit row does not continue the chain",
    ),
)
"""The triggers of the tables at storage's root; each area has its own list beside its tables."""
