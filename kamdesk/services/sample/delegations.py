"""The sample's delegations: past, in force, to come, and one that was revoked."""

from collections.abc import Mapping
from functools import partial

from kamdesk.domain.ids import UserId
from kamdesk.domain.projects.delegations import DelegationDraft
from kamdesk.domain.projects.routes import CaseKind
from kamdesk.services.projects.delegations import DelegationService
from kamdesk.services.sample.clock import StoryClock
from kamdesk.services.sample.diary import Diary
from kamdesk.services.sample.story import DelegationStory


class DelegationPlay:
    """Lets approvers name who stands in for them."""

    def __init__(
        self, delegations: DelegationService, *, users: Mapping[str, UserId], clock: StoryClock
    ) -> None:
        self._delegations = delegations
        self._users = users
        self._clock = clock

    def plan(self, diary: Diary, story: DelegationStory) -> None:
        """Note when one is given and, where it is, revoked."""
        diary.note(story.given, partial(self._give, story))
        if story.revoked is not None:
            diary.note(story.revoked, partial(self._revoke, story))

    def _give(self, story: DelegationStory) -> None:
        draft = DelegationDraft(
            agent_id=self._users[story.agent],
            kinds=frozenset(map(CaseKind, story.kinds)),
            starts_on=self._clock.day(story.starts),
            ends_on=self._clock.day(story.ends),
            reason=story.reason,
        )
        self._delegations.give(draft, by=self._users[story.giver])

    def _revoke(self, story: DelegationStory) -> None:
        by = self._users[story.giver]
        starts_on = self._clock.day(story.starts)
        given = self._delegations.given_by(by=by)
        delegation = next(each for each in given if each.starts_on == starts_on)
        self._delegations.revoke(delegation.id, by=by, seen_version=delegation.version)
