"""The fields that can be set for many contacts at once."""

from collections.abc import Sequence

from kamdesk.domain.persons.bulk_edits import FIELDS
from kamdesk.ui.forms.field import Field
from kamdesk.ui.persons.form import alike_fields


def bulk_fields() -> Sequence[Field]:
    """Return the editors."""
    made = {field.key: field for field in alike_fields()}
    return [made[key] for key in FIELDS]
