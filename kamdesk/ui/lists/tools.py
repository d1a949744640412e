"""What every list is lent: the person's saved views, files and paper, bulk edits."""

from dataclasses import dataclass

from kamdesk.services.bulk_edits import BulkEditService
from kamdesk.services.list_files import ListFileService
from kamdesk.services.saved_views import SavedViewService


@dataclass(frozen=True, slots=True)
class ListTools:
    """The services that all lists share."""

    views: SavedViewService
    files: ListFileService
    bulk: BulkEditService
