"""离职移交: everything of one person in one step, and nothing of it half done."""

from datetime import date

import pytest

from kamdesk.domain.clock import today
from kamdesk.domain.errors import CancelledError, FieldError, NotAllowedError, RuleError
from kamdesk.domain.ownership.collaborators import CollaboratorDraft
from kamdesk.domain.ownership.handovers import LeaverDraft, Moved
from kamdesk.domain.ownership.owners import Way
from kamdesk.domain.projects.delegations import DelegationDraft
from kamdesk.domain.projects.routes import CaseKind


@pytest.fixture
def estate(holdings, people):
    """李明 owns two clients, carries papers, works along on 赵强's."""
    chain = holdings.chain
    first, second = (holdings.client(name, people.sales) for name in ("甲公司", "乙公司"))
    foreign = holdings.client("丙公司", people.sales3)
    chain.filed(first, people.sales)
    chain.send_application(chain.application(first, people.sales), people.sales)
    chain.filing(second, people.sales)
    draft = CollaboratorDraft(user_id=people.sales, may_edit=True, until=date(2026, 12, 31))
    holdings.collaborators.share(foreign, draft, by=people.sales3)
    return first, second, foreign


@pytest.fixture
def leave(holdings, people):
    def run(taker=people.sales2, by=people.management, progress=None, **changes):
        draft = LeaverDraft(
            **{"person_id": people.sales, "taker_id": taker, "reason": "离职", **changes}
        )
        return holdings.handovers.leave(draft, by=by, **(progress or {}))

    return run


def test_the_estate_is_counted_before_anything_moves(holdings, people, estate):
    found = holdings.handovers.estate(people.sales, by=people.management)
    assert ([each.name for each in found.clients], len(found.papers)) == (
        ["KH000001 甲公司", "KH000002 乙公司"],
        3,
    )
    assert (found.collaborations, found.delegations, found.tasks) == (1, 0, 0)
    assert holdings.handovers.estate(people.head, by=people.management).tasks == 1


def test_everything_goes_to_one_taker(holdings, people, estate, leave):
    first, _second, foreign = estate
    _, handover = leave()
    assert holdings.handovers.estate(people.sales, by=people.management).empty
    assert [holdings.details(each).owner for each in estate] == ["王芳", "王芳", "赵强"]
    assert holdings.spells(first)[0].way is Way.LEAVER
    (along,) = holdings.collaborators.of_client(foreign, by=people.sales3)
    assert (along.name, along.may_edit, along.until) == ("王芳", True, date(2026, 12, 31))
    items = holdings.handovers.items(handover, by=people.management)
    assert [item.moved for item in items] == [
        *(Moved.CLIENT, Moved.CLIENT, Moved.FILING, Moved.FILING),
        *(Moved.APPLICATION, Moved.COLLABORATION),
    ]
    assert {(item.person, item.taker) for item in items} == {("李明", "王芳")}
    assert holdings.listed(people.sales) == []


def test_clients_go_to_several_takers_and_papers_with_them(holdings, people, estate, leave):
    first, second, foreign = estate
    leave(taker=people.sales3, clients={first: people.sales2})
    assert [holdings.details(each).owner for each in (first, second)] == ["王芳", "赵强"]
    chain = holdings.chain
    assert chain.filings.details(1, by=people.sales2).carrier == "王芳"
    assert chain.filings.details(2, by=people.sales3).carrier == "赵强"
    # 赵强 owns the client on which 李明 worked along: nothing is left to take over.
    assert holdings.collaborators.of_client(foreign, by=people.sales3) == []


def test_what_is_in_approval_goes_to_somebody_who_does_not_approve(holdings, people, estate, leave):
    with pytest.raises(FieldError) as caught:
        leave(taker=people.head)
    assert set(caught.value.fields) == {"approving_to"}
    assert holdings.details(estate[0]).owner == "李明"
    leave(taker=people.head, approving_to=people.sales2)
    assert holdings.details(estate[0]).owner == "陈静"
    assert holdings.chain.applications.details(1, by=people.sales2).carrier == "王芳"
    assert holdings.chain.filings.details(1, by=people.head).carrier == "陈静"


def test_delegations_given_and_held_end(holdings, people, leave, clock):
    chain, day = holdings.chain, today(clock)

    def delegate(by, to):
        draft = DelegationDraft(
            agent_id=to, kinds=frozenset(CaseKind), starts_on=day, ends_on=day, reason="出差"
        )
        chain.delegations.give(draft, by=by)

    delegate(people.head, people.head2)
    delegate(people.head2, people.head)
    assert holdings.handovers.estate(people.head, by=people.management).delegations == 2
    leave(person_id=people.head, taker=people.sales2)
    for by in (people.head, people.head2):
        assert all(each.revoked_at for each in chain.delegations.given_by(by=by))


def test_who_may_relieve_whom(holdings, people, estate, leave):
    for by in (people.sales, people.head2, people.administrator, people.finance):
        with pytest.raises(NotAllowedError):
            leave(by=by)
    names = [each.name for each in holdings.handovers.leavers(by=people.head)]
    assert sorted(names) == sorted(["李明", "王芳", "陈静"])
    leave(by=people.head)


def test_a_person_who_has_left_is_relieved_too(holdings, people, estate, leave, sessions):
    from kamdesk.storage.people import UserRecord

    with sessions.write() as session:
        session.get(UserRecord, people.sales).active = False
    assert "李明" in {each.name for each in holdings.handovers.leavers(by=people.management)}
    leave()
    assert holdings.details(estate[0]).owner == "王芳"


def test_nothing_to_hand_over_is_told(people, leave):
    with pytest.raises(RuleError, match="没有可移交"):
        leave()


def test_a_cancelled_hand_over_leaves_everything(holdings, people, estate, leave):
    asked = []

    def cancelled():
        asked.append(True)
        return len(asked) == 2

    with pytest.raises(CancelledError):
        leave(progress={"cancelled": cancelled})
    assert [holdings.details(each).owner for each in estate[:2]] == ["李明", "李明"]
    assert len(holdings.spells(estate[0])) == 1
    assert holdings.chain.filings.details(1, by=people.sales).carrier == ""


def test_progress_is_told(estate, leave):
    told = []
    leave(progress={"report": lambda done, total: told.append((done, total))})
    assert told == [(0, 2), (1, 2)]
