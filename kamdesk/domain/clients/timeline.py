"""时间线: everything that happened around one client, the newest first."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kamdesk.i18n import N_


class TimelineKind(StrEnum):
    """What an entry is about; the time line can be narrowed to some of them."""

    PROFILE = "profile"
    OWNER = "owner"
    CONTACT = "contact"
    FOLLOW_UP = "follow_up"
    FILING = "filing"
    APPLICATION = "application"
    APPROVAL = "approval"
    CONFLICT = "conflict"
    CLASS = "class"
    PURCHASE = "purchase"
    FILE = "file"


KIND_TITLES = {
    TimelineKind.PROFILE: N_("资料"),
    TimelineKind.OWNER: N_("负责人"),
    TimelineKind.CONTACT: N_("联系人"),
    TimelineKind.FOLLOW_UP: N_("跟进"),
    TimelineKind.FILING: N_("备案"),
    TimelineKind.APPLICATION: N_("立项"),
    TimelineKind.APPROVAL: N_("审批"),
    TimelineKind.CONFLICT: N_("撞单"),
    TimelineKind.CLASS: N_("分类评级"),
    TimelineKind.PURCHASE: N_("采购"),
    TimelineKind.FILE: N_("文件"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """The record that an entry opens."""

    kind: str
    record_id: int


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened (`at` in UTC): what, in more words, by whom."""

    at: datetime
    kind: TimelineKind
    title: str
    text: str = ""
    by: str = ""
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The newest entries, and whether there are older ones; `kinds` are all there can be."""

    entries: tuple[TimelineEntry, ...]
    more: bool
    kinds: tuple[TimelineKind, ...]
