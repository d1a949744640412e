"""The sample's filings: filed, followed up, extended, disputed, ended."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Final

from kamdesk.domain.ids import CaseId, FilingId, UserId
from kamdesk.domain.projects.conflicts import ConflictState, Ruling
from kamdesk.domain.projects.filings import ClientState, FilingDraft
from kamdesk.domain.projects.modes import DevelopmentMode
from kamdesk.services.projects.conflicts import ConflictService
from kamdesk.services.projects.filings import FilingService
from kamdesk.services.sample.clients import Registry
from kamdesk.services.sample.clock import StoryClock
from kamdesk.services.sample.diary import Diary
from kamdesk.services.sample.signing import FILING_STEPS, Course, Signing
from kamdesk.services.sample.story import FilingStory, Line, dice
from kamdesk.services.sample.texts import Phrases, dated

_PROTECTION: Final = 90
_WEEKEND: Final = 2
"""So many days earlier than written a protection may begin, on the Friday before a weekend."""


class FilingPlay:
    """Plays the filing register."""

    def __init__(
        self,
        filings: FilingService,
        conflicts: ConflictService,
        *,
        users: Mapping[str, UserId],
        registry: Registry,
        phrases: Phrases,
        clock: StoryClock,
    ) -> None:
        self._filings = filings
        self._conflicts = conflicts
        self._users = users
        self._registry = registry
        self._phrases = phrases
        self._clock = clock
        self._ids: dict[tuple[str, str], FilingId] = {}
        self._acts: dict[str, Callable[[FilingStory, Line], None]] = {
            "follow": self._follow,
            "extend": self._extend,
            "end": self._end,
            "rule": self._rule,
            "cancel": self._cancel,
        }

    def plan(self, diary: Diary, signing: Signing, story: FilingStory) -> None:
        """Note everything that happens to one filing."""
        diary.note(story.day, partial(self._file, story))
        if story.course == "withdrawn":
            diary.note(story.day - 1, partial(self._withdraw, story))
        for line in (*story.then, *self._contacts(story)):
            diary.note(line.back, partial(self._acts[line.act], story, line))
        signing.plan(diary, self._course(story))

    def _course(self, story: FilingStory) -> Course:
        return Course(
            about=("filing", story.client, story.filer),
            submitter=self._users[story.filer],
            words=story.course,
            steps=FILING_STEPS,
            start=story.day,
            case_of=partial(self._case, story),
            reason=story.reason,
            days={} if story.managed is None else {"management": story.managed},
        )

    def _contacts(self, story: FilingStory) -> Iterator[Line]:
        """Yield the follow-ups that keep a filing alive, one of them before each extension."""
        if story.course != "filed" or not story.follow:
            return
        chance = dice("follow", story.client, story.filer)
        contact = self._registry.contacts(story.client)[0]
        extensions = [line.back for line in story.then if line.act == "extend"]
        back = story.filed
        while (back := back - chance.randint(story.follow // 2, story.follow)) > _last_day(story):
            text = self._phrases.about("follow", contact, chance)
            yield Line(back, story.filer, "follow", text)
        for extended in extensions:
            text = self._phrases.about("follow", contact, chance)
            yield Line(extended + 1, story.filer, "follow", text)

    def _file(self, story: FilingStory) -> None:
        by = self._users[story.filer]
        made = self._filings.save_draft(self._draft(story), by=by).record_id
        filing_id = self._ids[story.client, story.filer] = FilingId(made or 0)
        if story.course != "draft":
            seen = self._filings.details(filing_id, by=by)
            self._filings.submit(filing_id, by=by, seen_version=seen.version)

    def _draft(self, story: FilingStory) -> FilingDraft:
        chance = dice("filing", story.client, story.filer)
        day = self._clock.workday(story.day)
        contact = self._registry.contacts(story.client)[0]
        return FilingDraft(
            client_id=self._registry.client_id(story.client),
            contact_name=contact.name,
            contact_post=contact.post,
            contact_phone=contact.phone,
            evidence=self._phrases.plain("evidence", chance),
            project_name=dated(story.name, day),
            summary=story.summary,
            expected_amount=Decimal(story.amount),
            expected_price=story.price,
            expected_on=day + timedelta(days=chance.randint(45, 120)),
            feedback=self._phrases.about("feedback", contact, chance),
            client_state=ClientState(story.state),
            competitors=self._phrases.several("competitors", story.line, 1, chance),
            mode=DevelopmentMode(story.mode),
            declared=story.course != "draft",
        )

    def _case(self, story: FilingStory) -> CaseId | None:
        return self._filings.details(self._id(story), by=self._users[story.filer]).case_id

    def _id(self, story: FilingStory) -> FilingId:
        return self._ids[story.client, story.filer]

    def _seen(self, story: FilingStory, by: UserId) -> int:
        return self._filings.details(self._id(story), by=by).version

    def _withdraw(self, story: FilingStory) -> None:
        by = self._users[story.filer]
        self._filings.withdraw(self._id(story), by=by, seen_version=self._seen(story, by))

    def _follow(self, story: FilingStory, line: Line) -> None:
        chance = dice("evidence", story.client, story.filer, str(line.back))
        self._filings.follow_up(
            self._id(story),
            by=self._users[line.login],
            day=self._clock.workday(line.back),
            text=line.text,
            evidence=self._phrases.plain("evidence", chance),
        )

    def _extend(self, story: FilingStory, line: Line) -> None:
        by = self._users[line.login]
        seen = self._seen(story, by)
        self._filings.extend(self._id(story), by=by, seen_version=seen, reason=line.text)

    def _end(self, story: FilingStory, line: Line) -> None:
        by = self._users[line.login]
        seen = self._seen(story, by)
        self._filings.end(self._id(story), by=by, seen_version=seen, reason=line.text)

    def _cancel(self, story: FilingStory, line: Line) -> None:
        by = self._users[line.login]
        seen = self._seen(story, by)
        self._filings.cancel(self._id(story), by=by, seen_version=seen, reason=line.text)

    def _rule(self, story: FilingStory, line: Line) -> None:
        by = self._users[line.login]
        ruling, reason = line.text.split(maxsplit=1)
        conflicts = self._filings.details(self._id(story), by=by).conflicts
        case = next(each for each in conflicts if each.state is ConflictState.OPEN)
        self._conflicts.rule(
            case.id, by=by, seen_version=case.version, ruling=Ruling(ruling), reason=reason
        )


def _last_day(story: FilingStory) -> int:
    """Return how many days before the end a filing stops being protected; 0 where it still is."""
    ended = [line.back for line in story.then if line.act == "end"]
    extensions = [line for line in story.then if line.act == "extend"]
    period = story.filed - _PROTECTION * (1 + len(extensions)) + _WEEKEND
    return max(0, period, *ended)
