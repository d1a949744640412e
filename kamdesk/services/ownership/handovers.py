"""移交: one client with chosen children, or everything a leaver has; the list of what moved."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from sqlalchemy.orm import Session

from kamdesk.domain import permissions
from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clients.clients import OwnerChoice
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.errors import CancelledError, RuleError
from kamdesk.domain.ids import ClientId, HandoverId, UserId
from kamdesk.domain.lists import ListSource
from kamdesk.domain.ownership import estates as rules
from kamdesk.domain.ownership.handovers import (
    MOVED_TITLES,
    Belonging,
    Belongings,
    Estate,
    HandoverDraft,
    HandoverItem,
    HandoverRow,
    LeaverDraft,
    Moved,
)
from kamdesk.domain.ownership.owners import Way
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, Subject
from kamdesk.domain.projects import forms
from kamdesk.i18n import N_, _
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import subject_of, writable
from kamdesk.services.clients.ownership import check_owner, owners
from kamdesk.services.lists import ViewedList, viewer
from kamdesk.services.ownership import estates as moving
from kamdesk.services.ownership.owners import Turn
from kamdesk.storage import audit
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.fetch import fetch, missing
from kamdesk.storage.ownership import collaborators, estates
from kamdesk.storage.ownership import handovers as table
from kamdesk.storage.people import UserRecord
from kamdesk.storage.sessions import Sessions
from kamdesk.storage.table_writing import write_table

_TOUCHED = (Noun.CLIENT, Noun.FILING, Noun.APPLICATION, Noun.APPROVAL)
Report = Callable[[int, int], None]


class HandoverService:
    """Hands over in one transaction each; heads within their department, 销售管理部 anywhere."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def list_for(self, by: UserId) -> ListSource[HandoverRow]:
        """Return the hand-overs that the person gave, took, arranged, or oversees."""
        return ViewedList(
            self._sessions, self._clock, by, Action.CLIENT_VIEW, table.ids, table.rows
        )

    def items(self, handover_id: HandoverId, *, by: UserId) -> list[HandoverItem]:
        """Return what moved; MissingRecordError where the hand-over is not theirs to see."""
        with self._sessions.read() as session:
            looking = viewer(session, self._clock, by, Action.CLIENT_VIEW)
            if not table.is_visible(session, handover_id, looking):
                raise missing()
            return table.items(session, handover_id)

    def save(self, path: Path, handover_id: HandoverId, *, by: UserId) -> int:
        """Write what moved to an .xlsx or .csv file; return how many things there are."""
        found = self.items(handover_id, by=by)
        headers = (_("类型"), _("名称"), _("移交人"), _("接手人"))
        rows = [(_(MOVED_TITLES[each.moved]), each.name, each.person, each.taker) for each in found]
        write_table(path, headers, rows)
        return len(found)

    def takers(self, *, by: UserId) -> list[OwnerChoice]:
        """Return who may take clients over from somebody, as far as `by` may give to them."""
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            return [
                OwnerChoice(user.id, user.name, user.login)
                for user in owners(session)
                if permissions.allowed(actor, Action.CLIENT_ASSIGN, _of(user))
            ]

    def leavers(self, *, by: UserId) -> list[OwnerChoice]:
        """Return the people, those who signed in for the last time too, that `by` may relieve."""
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            permissions.require(actor, Action.CLIENT_ASSIGN)
            return [
                OwnerChoice(user.id, user.name, user.login)
                for user in estates.people(session)
                if permissions.allowed(actor, Action.CLIENT_ASSIGN, _of(user))
            ]

    # -- one client ---------------------------------------------------------------------

    def belongings(self, client_id: ClientId, *, by: UserId) -> Belongings:
        """Return what belongs to a client and to its owner, for choosing what goes along."""
        with self._sessions.read() as session:
            client = fetch(session, ClientRecord, client_id)
            actor = acting(session, by, self._clock)
            permissions.require(actor, Action.CLIENT_ASSIGN, subject_of(session, client))
            return self._belongings(session, client)

    def hand_over(
        self, client_id: ClientId, draft: HandoverDraft, *, by: UserId, seen_version: int
    ) -> Changes:
        """Give a client with what is chosen to somebody else; a reason is compulsory.

        FieldError for a taker who cannot, RuleError where what was chosen is there no more.
        """
        now, reason = self._clock.now(), forms.reason(draft.reason, N_("移交原因"))
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            client = writable(
                session,
                client_id,
                actor=actor,
                action=Action.CLIENT_ASSIGN,
                seen_version=seen_version,
            )
            taker = _taker(session, actor, draft.taker_id, client.owner_id)
            offered = self._belongings(session, client)
            children = rules.chosen(offered.children, draft.children)
            papers = rules.chosen(_of_kind(offered.papers, Moved.FILING), draft.filings)
            papers += rules.chosen(_of_kind(offered.papers, Moved.APPLICATION), draft.applications)
            rules.require_no_approver(taker, papers, "taker_id")
            turn = Turn(way=Way.HAND_OVER, at=now, by=by, reason=reason)
            giver = _giver(client)
            removal = moving.begin(session, giver, offered.name, turn, leaving=False)
            for each in (client.id, *(ClientId(child.id) for child in children)):
                removal.client(each, taker.id)
            for paper in papers:
                removal.paper(paper, taker.id)
            return changed(*_TOUCHED, record_id=client_id)

    def _belongings(self, session: Session, client: ClientRecord) -> Belongings:
        giver = _giver(client)
        children = estates.children(session, client)
        ids = [client.id, *(ClientId(child.id) for child in children)]
        return Belongings(
            client_id=client.id,
            name=f"{client.number} {client.name}",
            owner=session.get_one(UserRecord, giver).name,
            version=client.version,
            children=tuple(children),
            papers=tuple(estates.papers_of(session, giver, today(self._clock), client_ids=ids)),
        )

    # -- a leaver -----------------------------------------------------------------------

    def estate(self, person_id: UserId, *, by: UserId) -> Estate:
        """Return everything that one person has, for looking at it before it moves."""
        with self._sessions.read() as session:
            person = _leaver(session, acting(session, by, self._clock), person_id)
            return self._estate(session, person)

    def leave(
        self,
        draft: LeaverDraft,
        *,
        by: UserId,
        report: Report = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[Changes, HandoverId]:
        """Move everything one person has to who takes over; delegations end.

        Open approvals stay for 转办. FieldError for a taker who cannot, RuleError where there is
        nothing; CancelledError leaves everything as it was.
        """
        now, reason = self._clock.now(), forms.reason(draft.reason, N_("移交原因"))
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            person = _leaver(session, actor, draft.person_id)
            estate = self._estate(session, person)
            if estate.empty:
                raise RuleError(_("“{name}”名下没有可移交的内容。").format(name=person.name))
            heirs = _Heirs(session, actor, draft)
            papers = [(each, heirs.of_paper(each)) for each in estate.papers]
            turn = Turn(way=Way.LEAVER, at=now, by=by, reason=reason)
            removal = moving.begin(session, person.id, person.name, turn, leaving=True)
            for done, client in enumerate(estate.clients):
                if cancelled():
                    raise CancelledError(_("已取消，没有移交任何内容。"))
                report(done, len(estate.clients))
                removal.client(ClientId(client.id), heirs.of_client(ClientId(client.id)))
            for paper, heir in papers:
                removal.paper(paper, heir)
            self._move_rest(session, removal, heirs.main)
            _trace(session, removal, estate)
            return changed(*_TOUCHED), removal.handover_id

    def _move_rest(self, session: Session, removal: moving.Removal, heir: UserId) -> None:
        day = today(self._clock)
        for along in collaborators.open_of_user(session, removal.giver_id, day):
            removal.collaboration(along, heir)
        for delegation in estates.delegations_of(session, removal.giver_id, day):
            removal.delegation(delegation)

    def _estate(self, session: Session, person: UserRecord) -> Estate:
        day = today(self._clock)
        return Estate(
            person_id=person.id,
            person=person.name,
            clients=tuple(estates.clients_of(session, person.id)),
            papers=tuple(estates.papers_of(session, person.id, day)),
            collaborations=len(collaborators.open_of_user(session, person.id, day)),
            delegations=len(estates.delegations_of(session, person.id, day)),
            tasks=estates.open_tasks(session, person.id),
        )


class _Heirs:
    """Who takes what over from a leaver; every one of them is checked."""

    def __init__(self, session: Session, actor: Actor, draft: LeaverDraft) -> None:
        def able(taker_id: UserId | None) -> Actor:
            return _taker(session, actor, taker_id, draft.person_id)

        main = able(draft.taker_id)
        self.main = main.id
        self._people = {main.id: main} | {each: able(each) for each in draft.clients.values()}
        self._clients: Mapping[ClientId, UserId] = draft.clients
        self._approving = None if draft.approving_to is None else able(draft.approving_to)

    def of_client(self, client_id: ClientId) -> UserId:
        """Return who takes a client."""
        return self._clients.get(client_id, self.main)

    def of_paper(self, paper: Belonging) -> UserId:
        """Return who takes a paper: its client's taker, or for those in approval the other one."""
        heir = self._people[
            self.main if paper.client_id is None else self.of_client(paper.client_id)
        ]
        if paper.approving and self._approving is not None:
            heir = self._approving
        rules.require_no_approver(heir, [paper], "approving_to")
        return heir.id


def _of(user: UserRecord) -> Subject:
    return Subject(owner_id=user.id, department_id=user.department_id)


def _of_kind(papers: Iterable[Belonging], moved: Moved) -> list[Belonging]:
    return [each for each in papers if each.moved is moved]


def _giver(client: ClientRecord) -> UserId:
    if client.archived:
        raise RuleError(_("已归档的客户不能修改，请先恢复。"))
    if client.owner_id is None:
        raise RuleError(_("该客户没有负责人，不用移交；请领取，或直接更换负责人。"))
    return client.owner_id


def _taker(
    session: Session, actor: Actor, taker_id: UserId | None, giver_id: UserId | None
) -> Actor:
    """Return who takes over; FieldError where they can't, NotAllowedError where `actor` can't."""
    user = check_owner(session, rules.require_taker(taker_id, giver_id), "taker_id")
    permissions.require(actor, Action.CLIENT_ASSIGN, _of(user))
    return acting(session, user.id)


def _leaver(session: Session, actor: Actor, person_id: UserId) -> UserRecord:
    person = fetch(session, UserRecord, person_id)
    permissions.require(actor, Action.CLIENT_ASSIGN, _of(person))
    return person


def _trace(session: Session, removal: moving.Removal, estate: Estate) -> None:
    audit.append(
        session,
        at=removal.at,
        actor_id=removal.by,
        action="handover.leaver",
        noun=Noun.USER,
        record_id=removal.giver_id,
        payload={
            "handover": removal.handover_id,
            "clients": len(estate.clients),
            "papers": len(estate.papers),
            "collaborations": estate.collaborations,
            "delegations": estate.delegations,
        },
    )
