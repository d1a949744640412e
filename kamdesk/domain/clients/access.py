"""What a permission asks about a client; services decide by it and screens reflect it."""

from kamdesk.domain.ids import DepartmentId, UserId
from kamdesk.domain.permissions import Subject


def client_subject(
    *,
    owner_id: UserId | None,
    department_id: DepartmentId | None,
    archived: bool,
    readers: frozenset[UserId] = frozenset(),
    editors: frozenset[UserId] = frozenset(),
) -> Subject:
    """Return whose client it is and who works along; `department_id` is the owner's department."""
    state = "archived" if archived else "active"
    return Subject(owner_id, department_id, state, readers, editors)
