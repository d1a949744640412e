"""What the database itself refuses about key persons and their data."""

from kamdesk.storage.triggers import Trigger, append_only, refuse

_PERSONAL = (
    "name, post, department, role, influence, attitude, sponsor, champion, reports_to_id, "
    "assistant_of_id, phone, email, remark, source, legal_basis, told_on, keep_until, archived, "
    "pinyin, initials, erased_at"
)

TRIGGERS: tuple[Trigger, ...] = (
    *append_only("contact_reveals"),
    refuse(
        "contacts_erased",
        table="contacts",
        event=f"UPDATE OF {_PERSONAL}",
        when="OLD.erased_at IS NOT NULL",
        message="an erased contact stays empty",
    ),
    refuse(
        "key_person_claims_no_delete",
        table="key_person_claims",
        event="DELETE",
        message="claims end, they are not deleted",
    ),
    refuse(
        "key_person_claims_frozen",
        table="key_person_claims",
        event="UPDATE OF id, client_id, contact_id, since, at, by_id",
        message="a claim is not changed",
    ),
    refuse(
        "key_person_claims_end_once",
        table="key_person_claims",
        event="UPDATE OF ended_on",
        when="OLD.ended_on IS NOT NULL",
        message="a claim ends once",
    ),
    refuse(
        "key_person_claims_reason",
        table="key_person_claims",
        event="UPDATE OF reason",
        when="NEW.reason NOT IN ('', OLD.reason)",
        message="a reason can only be emptied",
    ),
    refuse(
        "person_requests_no_delete",
        table="person_requests",
        event="DELETE",
        message="requests are settled, not deleted",
    ),
    refuse(
        "person_requests_settled",
        table="person_requests",
        event="UPDATE",
        when="OLD.state <> 'open'",
        message="a settled request is not changed",
    ),
)
