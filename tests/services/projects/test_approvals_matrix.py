"""Role × action × state: every use case of both forms, tried by every role in every state."""

from dataclasses import replace

import pytest

from kamdesk.domain.clock import today
from kamdesk.domain.errors import FieldError, KamdeskError, NotAllowedError
from kamdesk.domain.projects.applications import ApplicationState
from kamdesk.domain.projects.cases import Decision
from kamdesk.domain.projects.filings import FilingState
from kamdesk.storage import audit
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.filings import FilingRecord
from tests.chain import APPLICATION, FILING

ROLES = (
    "sales",
    "sales2",
    "head",
    "head2",
    "management",
    "finance",
    "executive_vp",
    "general_manager",
    "administrator",
)
UNSENT = {"draft", "returned"}
OWN = {
    "edit": UNSENT,
    "submit": UNSENT,
    "withdraw": {"in_approval"},
    "discard": {"draft"},
    "cancel": {"returned"},
}
FILING_RIGHTS = {
    "sales": {**OWN, "follow_up": {"filed"}, "end": {"filed"}},
    "management": {"extend": {"filed"}, "end": {"filed"}},
    "executive_vp": {"extend": {"filed"}},
}
APPLICATION_RIGHTS = {"sales": OWN}


def filing_in(chain, state):
    """Return the filing of 李明 in `state`."""
    people, client = chain.people, chain.client()
    filing = chain.filing(client, people.sales)
    if state == "draft":
        return filing
    case = chain.send_filing(filing, people.sales)
    if state in {"filed", "ended"}:
        chain.agree_all(case)
        day = today(chain.clock)
        chain.filings.follow_up(filing, by=people.sales, day=day, text="面谈")
    bring(chain, case, state)
    if state == "ended":
        act(chain, FilingRecord, filing, "end", by=people.sales)
    if state == "cancelled":
        act(chain, FilingRecord, filing, "cancel", by=people.sales)
    return filing


def application_in(chain, state):
    people, client = chain.people, chain.client()
    chain.filed(client, people.sales)
    application = chain.application(client, people.sales)
    if state == "draft":
        return application
    case = chain.send_application(application, people.sales)
    if state == "approved":
        chain.agree_all(case)
    bring(chain, case, state)
    if state == "cancelled":
        act(chain, ApplicationRecord, application, "cancel", by=people.sales)
    return application


def bring(chain, case, state):
    if state in {"returned", "cancelled"}:
        chain.decide(case, chain.people.head, Decision.RETURN, text="请补充")
    if state == "refused":
        chain.decide(case, chain.people.head, Decision.REFUSE, text="不同意")


def act(chain, model, record_id, action, *, by):
    """Do one use case as `by`, with the version that is there now."""
    with chain.sessions.read() as session:
        record = session.get(model, record_id)
    filing = model is FilingRecord
    service = chain.filings if filing else chain.applications
    if action == "edit":
        draft = replace(FILING if filing else APPLICATION, client_id=record.client_id)
        key = "filing_id" if filing else "application_id"
        return service.save_draft(draft, by=by, seen_version=record.version, **{key: record_id})
    if action == "follow_up":
        return service.follow_up(record_id, by=by, day=today(chain.clock), text="电话")
    seen = {"by": by, "seen_version": record.version}
    if action in {"cancel", "end", "extend"}:
        seen["reason"] = "按规定办理"
    return getattr(service, action)(record_id, **seen)


def tried(chain, model, record_id, rights):
    """Return who was let in although the table says no, and who was kept out although it says yes.

    Every attempt runs on the same state: a transaction that succeeded is not wanted, so each
    allowed one is tried last and only once.
    """
    state = state_of(chain, model, record_id)
    wrong = []
    for role in ROLES:
        for action in {**OWN, "follow_up": (), "extend": (), "end": ()}:
            if model is ApplicationRecord and action in {"follow_up", "extend", "end"}:
                continue
            if state in rights.get(role, {}).get(action, ()):
                continue
            before = links(chain)
            try:
                act(chain, model, record_id, action, by=getattr(chain.people, role))
            except KamdeskError:
                assert links(chain) == before
            else:
                wrong.append((role, action))
    return wrong


def state_of(chain, model, record_id):
    with chain.sessions.read() as session:
        return session.get(model, record_id).state.value


def links(chain):
    with chain.sessions.read() as session:
        return audit.head(session)


@pytest.mark.parametrize("state", FilingState)
def test_nobody_does_to_a_filing_what_the_table_does_not_grant(chain, state):
    filing = filing_in(chain, state)
    assert state_of(chain, FilingRecord, filing) == state
    assert tried(chain, FilingRecord, filing, FILING_RIGHTS) == []


@pytest.mark.parametrize("state", ApplicationState)
def test_nobody_does_to_an_application_what_the_table_does_not_grant(chain, state):
    application = application_in(chain, state)
    assert state_of(chain, ApplicationRecord, application) == state
    assert tried(chain, ApplicationRecord, application, APPLICATION_RIGHTS) == []


def granted(rights):
    return [
        (role, action, state)
        for role, actions in rights.items()
        for action, states in actions.items()
        for state in sorted(states)
    ]


@pytest.mark.parametrize(("role", "action", "state"), granted(FILING_RIGHTS))
def test_what_the_table_grants_on_filings_is_done(chain, role, action, state):
    filing = filing_in(chain, state)
    act(chain, FilingRecord, filing, action, by=getattr(chain.people, role))


@pytest.mark.parametrize(("role", "action", "state"), granted(APPLICATION_RIGHTS))
def test_what_the_table_grants_on_applications_is_done(chain, role, action, state):
    application = application_in(chain, state)
    act(chain, ApplicationRecord, application, action, by=getattr(chain.people, role))


@pytest.mark.parametrize("role", ROLES)
def test_who_may_begin_a_form(chain, role):
    by = getattr(chain.people, role)
    client = chain.client()
    if role in {"sales", "sales2", "head", "head2"}:
        chain.filing(client, by)
        chain.application(client, by)
        return
    for begin in (chain.filing, chain.application):
        with pytest.raises(NotAllowedError):
            begin(client, by)


def test_a_head_applies_like_a_salesperson_and_another_signs(chain, people):
    client = chain.client()
    chain.filed(client, people.head)
    case = chain.send_application(chain.application(client, people.head), people.head)
    chain.agree_all(case)
    signers = [entry.person for entry in chain.case(case).opinions[1:]]
    assert signers == ["郑凯", "周岚", "郑凯"]


def test_a_discarded_number_less_draft_never_needs_a_reason(chain, people):
    filing = filing_in(chain, "draft")
    with pytest.raises(FieldError):
        chain.filings.end(filing, by=people.sales, seen_version=1, reason="")
    act(chain, FilingRecord, filing, "discard", by=people.sales)
