"""个人信息请求: what people ask about their own data (PIPL art. 44–50; paperwork.md 9.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import ClientId, ContactId, RequestId
from kamdesk.i18n import N_, _

NOTE_LIMIT: Final = 200


class RequestKind(StrEnum):
    """What is asked for."""

    COPY = "copy"
    CORRECT = "correct"
    ERASE = "erase"


KIND_TITLES: Final[Mapping[RequestKind, str]] = {
    RequestKind.COPY: N_("查阅或复制"),
    RequestKind.CORRECT: N_("更正或补充"),
    RequestKind.ERASE: N_("删除"),
}


class RequestState(StrEnum):
    """How a request stands."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"


STATE_TITLES: Final[Mapping[RequestState, str]] = {
    RequestState.OPEN: N_("待办"),
    RequestState.DONE: N_("已办结"),
    RequestState.REFUSED: N_("已拒绝"),
}
FIELD_TITLES: Final[Mapping[str, str]] = {
    "kind": N_("请求事项"),
    "received_on": N_("收到日期"),
    "state": N_("办理结果"),
    "note": N_("结果或拒绝理由"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """A request in the register; `note` is its result, or why it was refused."""

    id: RequestId
    contact_id: ContactId
    client_id: ClientId
    person: str
    client: str
    kind: RequestKind
    state: RequestState
    received_on: date
    registered_by: str
    settled_on: date | None
    settled_by: str
    note: str


def check_received(received_on: date | None, *, day: date) -> date:
    """Return the day a request came in; FieldError where it is missing or after `day`."""
    checks = FieldChecks()
    if received_on is None:
        checks.refuse("received_on", _("请填写收到请求的日期。"))
    elif received_on > day:
        checks.refuse("received_on", _("收到日期不能晚于今天，请核对。"))
    checks.done()
    return received_on or day


def check_settling(state: RequestState, note: str) -> str:
    """Return the cleaned note; FieldError without an outcome, or for a refusal without reason."""
    checks = FieldChecks()
    if state is RequestState.OPEN:
        checks.refuse("state", _("请选择办理结果。"))
    clean = checks.body("note", FIELD_TITLES["note"], note, NOTE_LIMIT)
    if state is RequestState.REFUSED and not clean:
        checks.refuse("note", _("拒绝请求时必须说明理由（个人信息保护法第五十条）。"))
    checks.done()
    return clean
