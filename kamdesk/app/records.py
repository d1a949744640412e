"""Records as the search and the recent list show them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from kamdesk.app.wiring import Services
from kamdesk.domain.changes import Noun
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.ids import ApplicationId, ClientId, FilingId, UserId
from kamdesk.i18n import N_, _
from kamdesk.ui.recent import Opened
from kamdesk.ui.shell.page import Hit

GROUPS = {
    Noun.CLIENT: N_("客户"),
    Noun.FILING: N_("备案"),
    Noun.APPLICATION: N_("立项申请"),
}
Look = Callable[[int], tuple[str, str]]
"""Returns title and note of a record."""


class Records:
    """Finds records for the person who is signed in; runs in the worker."""

    def __init__(self, services: Services, by: UserId) -> None:
        self._services = services
        self._by = by
        self._looks: Mapping[str, Look] = {
            Noun.CLIENT: self._client,
            Noun.FILING: self._filing,
            Noun.APPLICATION: self._application,
        }

    def search(self, words: str) -> Sequence[Hit]:
        """Return what fits `words`."""
        return [
            Hit(
                hit.noun.value,
                hit.record_id,
                _(GROUPS[hit.noun]),
                f"{hit.number}　{hit.title}".strip(),
                hit.note,
            )
            for hit in self._services.search.find(words, by=self._by)
        ]

    def hits(self, opened: Iterable[Opened], *, most: int) -> Sequence[Hit]:
        """Return the first `most` of `opened` that are still there and may be seen."""
        hits: list[Hit] = []
        for each in opened:
            hit = self._hit(each)
            if hit is not None:
                hits.append(hit)
            if len(hits) == most:
                break
        return hits

    def _hit(self, opened: Opened) -> Hit | None:
        look = self._looks.get(opened.kind)
        if look is None:
            return None
        try:
            title, note = look(opened.record_id)
        except KamdeskError:  # gone, or no longer this person's to see
            return None
        return Hit(opened.kind, opened.record_id, _(GROUPS[Noun(opened.kind)]), title, note)

    def _client(self, record_id: int) -> tuple[str, str]:
        details = self._services.clients.details(ClientId(record_id), by=self._by)
        return details.draft.name, details.number

    def _filing(self, record_id: int) -> tuple[str, str]:
        sheet = self._services.filings.details(FilingId(record_id), by=self._by).sheet
        return sheet.draft.project_name, sheet.number

    def _application(self, record_id: int) -> tuple[str, str]:
        sheet = self._services.applications.details(ApplicationId(record_id), by=self._by).sheet
        return sheet.draft.project_name, sheet.number
