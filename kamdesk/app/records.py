"""Records as the search and the recent list show them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from kamdesk.app.wiring import Services
from kamdesk.domain.changes import Noun
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.ids import ApplicationId, ClientId, FilingId, UserId
from kamdesk.domain.search import SearchHit, Span, spans
from kamdesk.domain.search_terms import Part, words_of
from kamdesk.i18n import N_, _
from kamdesk.ui.recent import Opened
from kamdesk.ui.shell.page import Hit

GROUPS = {
    Noun.CLIENT: N_("客户"),
    Noun.CONTACT: N_("联系人"),
    Noun.FILING: N_("备案"),
    Noun.APPLICATION: N_("立项申请"),
}
_EXACT = N_("编号")
_PARTS = {
    Part.NAME: N_("又名"),
    Part.FORM: N_("称呼"),
    Part.CODE: N_("统一社会信用代码"),
    Part.PHONE: N_("电话"),
    Part.INDUSTRY: N_("行业"),
    Part.PROVINCE: N_("省份"),
    Part.CITY: N_("城市"),
    Part.ADDRESS: N_("地址"),
    Part.DEPARTMENT: N_("部门"),
    Part.EMAIL: N_("电子邮箱"),
    Part.CLIENT: N_("客户简称"),
}
"""What the place is called where a word was found that the title does not show."""
_GAP = "　"
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
        """Return what fits `words`; what has exactly that number stands first."""
        typed = words_of(words)
        found = self._services.search.find(words, by=self._by)
        return [_hit(each, typed) for each in found]

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


def _hit(found: SearchHit, typed: Sequence[str]) -> Hit:
    """Return a hit with the typed words marked wherever they show."""
    before = f"{found.number}{_GAP}" if found.number else ""
    after = f"{_GAP}{found.detail}" if found.detail else ""
    in_title = spans(found.title, typed, found.sound)
    in_detail = spans(after, typed)
    where = _(_PARTS[found.part]) + " " if found.part in _PARTS else ""
    person = found.noun is Noun.CONTACT
    return Hit(
        kind=Noun.CLIENT if person else found.noun,
        record_id=found.client_id or found.record_id,
        group=_(_EXACT if found.exact else GROUPS[found.noun]),
        title=f"{before}{found.title}{after}",
        note=found.note,
        reason=f"{where}{found.found}" if found.found else "",
        marks=(
            *spans(before, typed),
            *_moved(in_title, len(before)),
            *_moved(in_detail, len(before) + len(found.title)),
        ),
        note_marks=spans(found.note, typed, found.note_sound),
        reason_marks=_moved(spans(found.found, typed), len(where)),
    )


def _moved(marks: Sequence[Span], by: int) -> list[Span]:
    return [(begin + by, end + by) for begin, end in marks]
