"""What the database itself refuses in the tables of purchases."""

from kamdesk.storage.triggers import Trigger, append_only, refuse

TRIGGERS: tuple[Trigger, ...] = (
    refuse(
        "purchases_no_delete",
        table="purchases",
        event="DELETE",
        when="coalesce((SELECT state FROM purchase_runs WHERE id = OLD.run_id), '') <> 'undone'",
        message="purchases are cancelled, not deleted; only an undone run takes its own back",
    ),
    refuse(
        "purchase_runs_no_delete",
        table="purchase_runs",
        event="DELETE",
        message="import runs are kept",
    ),
    refuse(
        "purchase_runs_stay_undone",
        table="purchase_runs",
        event="UPDATE OF state",
        when="OLD.state = 'undone' AND NEW.state <> 'undone'",
        message="an undone run stays undone",
    ),
    *append_only("purchase_run_changes"),
    *append_only("purchase_run_failures"),
)
