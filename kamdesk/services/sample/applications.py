"""The sample's applications: written, sent, returned and mended, withdrawn, cancelled."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from random import Random
from typing import Final

from kamdesk.domain.ids import ApplicationId, CaseId, UserId
from kamdesk.domain.projects.applications import ApplicationDraft, Attachment, TeamMember
from kamdesk.domain.projects.modes import DevelopmentMode
from kamdesk.services.projects.applications import ApplicationService
from kamdesk.services.sample.clients import Registry
from kamdesk.services.sample.clock import StoryClock
from kamdesk.services.sample.diary import Diary
from kamdesk.services.sample.signing import Course, Signing
from kamdesk.services.sample.story import ApplicationStory, FilingStory, Line, PersonStory, dice
from kamdesk.services.sample.texts import Phrases, dated

_MENDED_AFTER: Final = 4
_INCIDENTS: Final = ("condition", "transfer", "signer", "agent")


class ApplicationPlay:
    """Plays the applications; each rests on a filing."""

    def __init__(
        self,
        applications: ApplicationService,
        *,
        users: Mapping[str, UserId],
        people: Mapping[str, PersonStory],
        registry: Registry,
        phrases: Phrases,
        clock: StoryClock,
    ) -> None:
        self._applications = applications
        self._users = users
        self._people = people
        self._registry = registry
        self._phrases = phrases
        self._clock = clock
        self._ids: dict[tuple[str, str], ApplicationId] = {}

    def plan(self, diary: Diary, signing: Signing, filing: FilingStory) -> None:
        """Note everything that happens to the application of `filing`, if it has one."""
        story = filing.application
        if story is None:
            return
        diary.note(story.apply, partial(self._apply, filing, story))
        if story.course == "withdrawn":
            diary.note(story.apply - 1, partial(self._withdraw, filing))
        for line in story.then:
            diary.note(line.back, partial(self._cancel, filing, line))
        if story.returned:
            self._plan_return(diary, signing, filing, story)
        else:
            signing.plan(diary, self._course(filing, story, story.course, story.apply))

    def _plan_return(
        self, diary: Diary, signing: Signing, filing: FilingStory, story: ApplicationStory
    ) -> None:
        step, reason = story.returned.split(maxsplit=1)
        first = self._course(filing, story, f"returned {step}", story.apply)
        again = story.resubmit or first.stopped - _MENDED_AFTER
        signing.plan(diary, replace(first, reason=reason, incidents={}))
        diary.note(again, partial(self._mend, filing, story))
        signing.plan(diary, self._course(filing, story, story.course, again))

    def _course(
        self, filing: FilingStory, story: ApplicationStory, words: str, start: int
    ) -> Course:
        return Course(
            about=("application", filing.client, filing.filer),
            submitter=self._users[filing.filer],
            words=words,
            start=start,
            case_of=partial(self._case, filing),
            reason=story.reason,
            incidents={kind: getattr(story, kind) for kind in _INCIDENTS},
        )

    def _apply(self, filing: FilingStory, story: ApplicationStory) -> None:
        by = self._users[filing.filer]
        made = self._applications.save_draft(self._draft(filing, story), by=by).record_id
        application_id = self._ids[filing.client, filing.filer] = ApplicationId(made or 0)
        if story.course != "draft":
            self._applications.submit(application_id, by=by, seen_version=self._seen(filing))

    def _mend(self, filing: FilingStory, story: ApplicationStory) -> None:
        by = self._users[filing.filer]
        draft = self._draft(filing, story)
        mended = replace(
            draft,
            background=f"{draft.background}\n补充说明：{story.repaired}",
            budget=Decimal(story.budget_after or story.budget),
        )
        application_id = self._ids[filing.client, filing.filer]
        self._applications.save_draft(
            mended, by=by, application_id=application_id, seen_version=self._seen(filing)
        )
        self._applications.submit(application_id, by=by, seen_version=self._seen(filing))

    def _withdraw(self, filing: FilingStory) -> None:
        application_id = self._ids[filing.client, filing.filer]
        by = self._users[filing.filer]
        self._applications.withdraw(application_id, by=by, seen_version=self._seen(filing))

    def _cancel(self, filing: FilingStory, line: Line) -> None:
        application_id = self._ids[filing.client, filing.filer]
        self._applications.cancel(
            application_id,
            by=self._users[line.login],
            seen_version=self._seen(filing),
            reason=line.text,
        )

    def _case(self, filing: FilingStory) -> CaseId | None:
        application_id = self._ids[filing.client, filing.filer]
        return self._applications.details(application_id, by=self._users[filing.filer]).case_id

    def _seen(self, filing: FilingStory) -> int:
        application_id = self._ids[filing.client, filing.filer]
        return self._applications.details(application_id, by=self._users[filing.filer]).version

    def _draft(self, filing: FilingStory, story: ApplicationStory) -> ApplicationDraft:
        """Return what the applicant fills in; one that stays a draft is not finished yet."""
        chance = dice("application", filing.client, filing.filer)
        starts_on = _next_month(self._clock.day(story.apply))
        applicant = self._people[filing.filer]
        draft = ApplicationDraft(
            client_id=self._registry.client_id(filing.client),
            phone=applicant.phone,
            project_name=dated(filing.name, self._clock.workday(filing.day)),
            source=self._registry.source(filing.client),
            mode=DevelopmentMode.JOINT if story.partner else DevelopmentMode.SELF,
            partner=story.partner,
            background=story.background,
            monthly_tons=Decimal(story.tons),
            yearly_sales=Decimal(story.sales),
            margin=Decimal(story.margin),
            goals=story.goals,
            starts_on=starts_on,
            ends_on=_later(starts_on, story.months) - timedelta(days=1),
            leader=applicant.name,
            leader_duty=self._phrases.duty("leader", chance),
            budget=Decimal(story.budget),
        )
        if story.course == "draft":
            return draft
        return replace(self._thought_out(draft, filing, story, chance), members=self._team(filing))

    def _thought_out(
        self,
        draft: ApplicationDraft,
        filing: FilingStory,
        story: ApplicationStory,
        chance: Random,
    ) -> ApplicationDraft:
        attachments = {Attachment.SCHEDULE, Attachment.CLIENT_SHEET}
        if story.partner:
            attachments.add(Attachment.AGREEMENT)
        contacts, line, several = (
            self._registry.contacts(filing.client),
            filing.line,
            self._phrases.several,
        )
        return replace(
            draft,
            key_people=self._phrases.key_people(contacts, chance),
            competitors=several("competitors", line, 2, chance),
            strengths=several("strengths", line, 2, chance),
            risks=story.risks or several("risks", line, 2, chance),
            support=story.support or several("support", line, chance.randint(1, 2), chance),
            attachments=frozenset(attachments),
        )

    def _team(self, filing: FilingStory) -> tuple[TeamMember, ...]:
        """Return the applicant's colleagues of the same department with their duties."""
        chance = dice("team", filing.client, filing.filer)
        own = self._people[filing.filer]
        mates = [
            each
            for each in self._people.values()
            if each.department == own.department and each.login != own.login
        ]
        return tuple(TeamMember(each.name, self._phrases.duty("members", chance)) for each in mates)


def _next_month(day: date) -> date:
    return _later(day.replace(day=1), 1)


def _later(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return first.replace(year=first.year + years, month=month + 1)
