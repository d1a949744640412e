"""What stands on the printed form KD-04 (月度大客户项目进度检讨会 会议纪要), in both of its styles.

Plain values in the words they are printed with; whoever fills a sheet has resolved names before.
An empty text, None or () is printed as 无 or left out; only signatures are left for the pen.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from kamdesk.domain.projects.paper import PaperFrame

LIGHTS: Final = ("红", "黄", "绿")
"""The letters of the lights, which stand for their colour on a black-and-white printer."""

DRAFT_MARK: Final = "草稿"
"""Across every page until the chair has agreed."""

_MINUTES: Final = "纪要"


class MinutesState(StrEnum):
    """How far the minutes are."""

    DRAFT = "draft"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody who was there, entitled to speak (出席) or listening only (列席)."""

    name: str
    department: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absentee:
    """Somebody who was excused (缺席)."""

    name: str
    department: str = ""
    reason: str = ""
    proxy: str = ""  # who came instead and had read the report


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierResolution:
    """A resolution of an earlier meeting, as it stood at this one (上次决议执行情况)."""

    number: str  # meeting and sequence: 2026-06-03
    text: str
    owner: str = ""
    first_due_on: date | None = None  # 原时限
    due_on: date | None = None  # 现时限
    postponements: int = 0
    state: str = ""  # 未开始, 进行中, 完成, 延期, 取消
    light: str = ""  # one of LIGHTS


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedProject:
    """A project as it was reviewed (各项目检讨)."""

    project: str
    owner: str = ""
    planned: str = ""  # 上月计划
    done: str = ""  # 完成情况
    light: str = ""  # one of LIGHTS
    problem: str = ""
    finding: str = ""  # 结论


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What this meeting resolved (决议事项)."""

    number: str
    text: str
    department: str = ""
    owner: str = ""
    helpers: tuple[str, ...] = ()  # 协办
    due_on: date | None = None
    criterion: str = ""  # 验收标准


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMeeting:
    """When, where and about what the next meeting is."""

    starts_at: datetime | None = None  # aware
    place: str = ""
    topics: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesSheet:
    """KD-04; company, number (KD-JY-…), day and audit head are in `frame`."""

    frame: PaperFrame
    state: MinutesState = MinutesState.DRAFT
    title: str  # 会议名称, without 纪要
    sequence: int  # 第 n 次
    supplement_of: str = ""  # number of the minutes that these correct later: 补充纪要
    starts_at: datetime | None = None  # aware
    ends_at: datetime | None = None  # aware
    place: str = ""
    chair: str = ""
    recorder: str = ""
    present: tuple[Participant, ...] = ()  # 出席
    attending: tuple[Participant, ...] = ()  # 列席
    absent: tuple[Absentee, ...] = ()
    agenda: tuple[str, ...] = ()
    earlier: tuple[EarlierResolution, ...] = ()
    projects: tuple[ReviewedProject, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    other: str = ""
    next_meeting: NextMeeting = NextMeeting()
    distribution: tuple[str, ...] = ()  # 发送范围
    issued_by: str = ""  # 印发机关; the company where it is empty
    issued_on: date | None = None  # 印发日期

    @property
    def kind(self) -> str:
        """Return what the paper is called: 纪要, or 补充纪要 for a later correction."""
        return f"补充{_MINUTES}" if self.supplement_of else _MINUTES

    @property
    def watermark(self) -> str:
        """Return the word across its pages: 草稿 for a draft, the frame's own (作废) otherwise."""
        own = self.frame.watermark or ""
        return DRAFT_MARK if self.state is MinutesState.DRAFT and not own else own
