"""What the process that imports clients is given to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from kamdesk.domain.clients.imports import ImportOptions
from kamdesk.domain.tables import Table


@dataclass(frozen=True, slots=True)
class Job:
    """What to import: a table, field → column, the user's choices."""

    table: Table
    mapping: Mapping[str, int]
    options: ImportOptions
