"""The sample's gradings: the larger clients are graded twice in the year, some are due again."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Final

from kamdesk.domain.classes.grading import Judgement
from kamdesk.domain.classes.gradings import GradingDraft
from kamdesk.domain.clients.clients import Grade, PartnershipTier
from kamdesk.domain.ids import UserId
from kamdesk.services.classes.gradings import GradingService
from kamdesk.services.sample.clients import Registry, registration_days
from kamdesk.services.sample.diary import Diary
from kamdesk.services.sample.story import Line, Story, dice

_GRADER: Final = "yanxf"
_FIRST: Final = 210
_SECOND: Final = 24
_GRADED_TWICE: Final = 8
_GRADED: Final = 24
_MARKS: Final = {"A": (4, 5), "B": (3, 4), "C": (1, 3)}
_TIERS: Final = {
    "A": PartnershipTier.STRATEGIC,
    "B": PartnershipTier.IMPORTANT,
    "C": PartnershipTier.GENERAL,
}


class GradingPlay:
    """Grades by marks that fit the grade of the story."""

    def __init__(
        self, gradings: GradingService, *, users: Mapping[str, UserId], registry: Registry
    ) -> None:
        self._gradings = gradings
        self._by = users[_GRADER]
        self._registry = registry

    def plan(self, diary: Diary, story: Story) -> None:
        """Note the gradings of the first clients of the story, as they were registered."""
        days = registration_days(story)
        archived = {name for name, lines in story.client_lines.items() if _away(lines)}
        early = [
            each
            for each in story.clients
            if days[each.short_name] > _FIRST and each.short_name not in archived
        ]
        for client in early[: 2 * _GRADED_TWICE]:
            diary.note(_FIRST, partial(self._grade, client.short_name, client.grade, "first"))
        again = [*early[:_GRADED_TWICE], *early[2 * _GRADED_TWICE : _GRADED]]
        for client in again:
            diary.note(_SECOND, partial(self._grade, client.short_name, client.grade, "second"))

    def _grade(self, short_name: str, grade: str, time: str) -> None:
        chance, (least, most) = dice("grading", short_name, time), _MARKS[grade]
        scale, potential, payment = (chance.randint(least, most) for _mark in range(3))
        client_id = self._registry.client_id(short_name)
        sheet = self._gradings.sheet(client_id, by=self._by)
        draft = GradingDraft(
            judgement=Judgement(scale=scale, potential=potential, payment=payment),
            grade=Grade(grade),
            reason="结合年度合作计划与回款情况综合评定。",
            tier=_TIERS[grade],
        )
        self._gradings.decide(client_id, draft, by=self._by, seen_version=sheet.version)


def _away(lines: Iterable[Line]) -> bool:
    return any(line.act == "archive" for line in lines)
