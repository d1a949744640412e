"""The words of KD-04 that both of its styles print."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from kamdesk.domain.clock import CHINA
from kamdesk.domain.reviews.minutes_sheet import Absentee, MinutesSheet, Participant

NONE: Final = "无"
"""What an empty section says."""

_DIGITS: Final = "〇一二三四五六七八九"


def teams(people: Sequence[Participant]) -> list[tuple[str, list[str]]]:
    """Return each department with its people and their posts, in the order they were named."""
    found: dict[str, list[str]] = {}
    for person in people:
        post = f"（{person.post}）" if person.post else ""
        found.setdefault(person.department, []).append(person.name + post)
    return list(found.items())


def excused(absentee: Absentee) -> str:
    """Return who was absent, why, and who came instead."""
    notes = [absentee.reason] if absentee.reason else []
    notes += [f"由{absentee.proxy}代理"] if absentee.proxy else []
    return absentee.name + (f"（{'，'.join(notes)}）" if notes else "")


def length(sheet: MinutesSheet, dash: str) -> str:
    """Return from when to when the meeting was, with `dash` between."""
    if sheet.starts_at is None:
        return ""
    if sheet.ends_at is None:
        return moment(sheet.starts_at)
    end = sheet.ends_at.astimezone(CHINA)
    same_day = end.date() == sheet.starts_at.astimezone(CHINA).date()
    return f"{moment(sheet.starts_at)}{dash}{_clock(end) if same_day else moment(end)}"


def moment(value: datetime) -> str:
    """Return an instant as running text has it in China's time: 2026年7月1日9:00."""
    local = value.astimezone(CHINA)
    return f"{written_day(local.date())}{_clock(local)}"


def written_day(value: date) -> str:
    """Return a day as running text has it: 2026年7月1日."""
    return f"{value.year}年{value.month}月{value.day}日"


def next_meeting(sheet: MinutesSheet) -> Iterator[str]:
    """Yield what is known of the next meeting."""
    coming = sheet.next_meeting
    if coming.starts_at:
        yield f"时间：{moment(coming.starts_at)}"
    if coming.place:
        yield f"地点：{coming.place}"
    if coming.topics:
        yield f"议题：{coming.topics}"


def ordinal(number: int) -> str:
    """Return a number as headings have it: 一, 十二, 三十; from a hundred on in digits."""
    if number >= len(_DIGITS) ** 2:
        return str(number)
    tens, ones = divmod(number, len(_DIGITS))
    before = _DIGITS[tens] if tens > 1 else ""
    return before + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _clock(local: datetime) -> str:
    return f"{local.hour}:{local.minute:02}"
