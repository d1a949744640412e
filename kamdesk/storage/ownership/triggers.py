"""What the database itself refuses in the tables of ownership.

Owner and history cannot drift apart: a client's owner changes only to whom its open spell names.
"""

from kamdesk.storage.triggers import Trigger, append_only, refuse

TRIGGERS: tuple[Trigger, ...] = (
    refuse(
        "client_owners_unbroken",
        table="client_owners",
        event="INSERT",
        when="NEW.starts_on <> (SELECT ends_on FROM client_owners "
        "WHERE client_id = NEW.client_id ORDER BY id DESC LIMIT 1)",
        message="a spell begins where the one before ended",
    ),
    refuse(
        "client_owners_ended_once",
        table="client_owners",
        event="UPDATE",
        when="OLD.ends_on IS NOT NULL OR NEW.ends_on IS NULL OR NEW.id <> OLD.id "
        "OR NEW.client_id <> OLD.client_id OR NEW.owner_id IS NOT OLD.owner_id "
        "OR NEW.former_id IS NOT OLD.former_id OR NEW.starts_on <> OLD.starts_on "
        "OR NEW.way <> OLD.way OR NEW.reason <> OLD.reason OR NEW.at <> OLD.at "
        "OR NEW.by_id <> OLD.by_id",
        message="a spell is only ended, once",
    ),
    refuse(
        "client_owners_no_delete",
        table="client_owners",
        event="DELETE",
        message="spells are kept",
    ),
    refuse(
        "clients_owner_told",
        table="clients",
        event="UPDATE OF owner_id",
        when="NEW.owner_id IS NOT OLD.owner_id AND NOT EXISTS (SELECT 1 FROM client_owners "
        "WHERE client_id = NEW.id AND ends_on IS NULL AND owner_id IS NEW.owner_id)",
        message="the owner changes with a spell",
    ),
    refuse(
        "client_collaborators_ended_once",
        table="client_collaborators",
        event="UPDATE",
        when="OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.ended_by_id IS NULL "
        "OR NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id OR NEW.user_id <> OLD.user_id "
        "OR NEW.may_edit <> OLD.may_edit OR NEW.until IS NOT OLD.until OR NEW.at <> OLD.at "
        "OR NEW.by_id <> OLD.by_id",
        message="a collaboration is only ended, once",
    ),
    refuse(
        "client_collaborators_no_delete",
        table="client_collaborators",
        event="DELETE",
        message="collaborations are kept",
    ),
    *append_only("handovers"),
    *append_only("handover_items"),
)
