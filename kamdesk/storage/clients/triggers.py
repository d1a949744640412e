"""What the database itself refuses in the tables of clients."""

from kamdesk.storage.triggers import Trigger, append_only, refuse

TRIGGERS: tuple[Trigger, ...] = (
    *append_only("client_imports"),
    refuse(
        "clients_no_delete",
        table="clients",
        event="DELETE",
        message="clients are archived, not deleted",
    ),
    refuse(
        "contacts_no_delete",
        table="contacts",
        event="DELETE",
        message="contacts are archived, not deleted",
    ),
)
