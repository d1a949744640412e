"""The sample's ownership: clients given back, claimed, shared, merged; a hand-over, a leaver."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from kamdesk.domain.ids import ApplicationId, ClientId, FilingId, UserId
from kamdesk.domain.ownership.collaborators import CollaboratorDraft
from kamdesk.domain.ownership.handovers import Belonging, HandoverDraft, LeaverDraft, Moved
from kamdesk.domain.ownership.merges import MergeDraft
from kamdesk.services.ownership.collaborators import CollaboratorService
from kamdesk.services.ownership.handovers import HandoverService
from kamdesk.services.ownership.merges import MergeService
from kamdesk.services.ownership.pool import PoolService
from kamdesk.services.people import PeopleService
from kamdesk.services.sample.clients import Registry
from kamdesk.services.sample.clock import StoryClock
from kamdesk.services.sample.diary import Diary
from kamdesk.services.sample.story import LeaverStory, Line, Story

_OPEN_END = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipServices:
    """What the play works with."""

    pool: PoolService
    collaborators: CollaboratorService
    handovers: HandoverService
    merges: MergeService
    people: PeopleService


class OwnershipPlay:
    """Plays what happens to the ownership of clients."""

    def __init__(
        self,
        services: OwnershipServices,
        *,
        users: Mapping[str, UserId],
        registry: Registry,
        clock: StoryClock,
    ) -> None:
        self._services = services
        self._users = users
        self._registry = registry
        self._clock = clock
        self._acts: dict[str, Callable[[ClientId, Line], object]] = {
            "release": self._release,
            "claim": self._claim,
            "take_back": self._take_back,
            "lock": self._lock,
            "share": self._share,
            "hand_over": self._hand_over,
            "merge": self._merge,
        }

    def plan(self, diary: Diary, story: Story) -> None:
        """Note everything; a leaver's account is stopped by the administrator some days later."""
        for short_name, lines in story.ownership_lines.items():
            for line in lines:
                diary.note(line.back, partial(self._act, short_name, line))
        for leaver in story.leavers:
            diary.note(leaver.back, partial(self._leave, leaver))
            stop = partial(self._stop, leaver.login, story.administrator.login)
            diary.note(leaver.stopped, stop)

    def _act(self, short_name: str, line: Line) -> None:
        self._acts[line.act](self._registry.client_id(short_name), line)

    def _release(self, client_id: ClientId, line: Line) -> None:
        self._services.pool.release([client_id], by=self._users[line.login], reason=line.text)

    def _claim(self, client_id: ClientId, line: Line) -> None:
        self._services.pool.claim([client_id], by=self._users[line.login])

    def _take_back(self, client_id: ClientId, line: Line) -> None:
        self._services.pool.take_back([client_id], by=self._users[line.login], reason=line.text)

    def _lock(self, client_id: ClientId, line: Line) -> None:
        self._services.pool.lock([client_id], locked=True, by=self._users[line.login])

    def _share(self, client_id: ClientId, line: Line) -> None:
        login, right, end = line.text.split()
        draft = CollaboratorDraft(
            user_id=self._users[login],
            may_edit=right == "edit",
            until=None if end == _OPEN_END else self._clock.day(int(end)),
        )
        self._services.collaborators.share(client_id, draft, by=self._users[line.login])

    def _hand_over(self, client_id: ClientId, line: Line) -> None:
        by, (taker, reason) = self._users[line.login], line.text.split(maxsplit=1)
        found = self._services.handovers.belongings(client_id, by=by)
        draft = HandoverDraft(
            taker_id=self._users[taker],
            reason=reason,
            children=frozenset(ClientId(each.id) for each in found.children),
            filings=frozenset(map(FilingId, _ids(found.papers, Moved.FILING))),
            applications=frozenset(map(ApplicationId, _ids(found.papers, Moved.APPLICATION))),
        )
        self._services.handovers.hand_over(client_id, draft, by=by, seen_version=found.version)

    def _merge(self, client_id: ClientId, line: Line) -> None:
        by, (kept, reason) = self._users[line.login], line.text.split(maxsplit=1)
        found = self._services.merges.preview(self._registry.client_id(kept), client_id, by=by)
        draft = MergeDraft(
            kept_id=found.kept.id,
            merged_id=found.merged.id,
            taken=found.proposed,
            reason=reason,
            kept_version=found.kept.version,
            merged_version=found.merged.version,
        )
        self._services.merges.merge(draft, by=by)

    def _leave(self, story: LeaverStory) -> None:
        others = {self._registry.client_id(name): login for name, login in story.clients.items()}
        draft = LeaverDraft(
            person_id=self._users[story.login],
            taker_id=self._users[story.taker],
            reason=story.reason,
            clients={client: self._users[login] for client, login in others.items()},
        )
        self._services.handovers.leave(draft, by=self._users[story.by])

    def _stop(self, login: str, administrator: str) -> None:
        by = self._users[administrator]
        user = next(each for each in self._services.people.users(by=by) if each.login == login)
        self._services.people.deactivate(user.id, seen_version=user.version, by=by)


def _ids(papers: tuple[Belonging, ...], moved: Moved) -> list[int]:
    return [paper.id for paper in papers if paper.moved is moved]
