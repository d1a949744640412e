"""What lists are lent, on the office's database."""

from kamdesk.services.bulk_edits import BulkEditService
from kamdesk.services.clients.bulk_edits import ClientBulk
from kamdesk.services.list_files import ListFileService
from kamdesk.services.persons.bulk_edits import ContactBulk
from kamdesk.services.saved_views import SavedViewService
from kamdesk.ui.lists.tools import ListTools


def list_tools(sessions, clock):
    return ListTools(
        SavedViewService(sessions, clock),
        ListFileService(sessions, clock),
        BulkEditService(sessions, clock, [ClientBulk(), ContactBulk()]),
    )
