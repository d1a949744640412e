"""Who works along sees the client and what follows it, until the last day and no longer."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.contacts import ContactDraft
from kamdesk.domain.clock import today
from kamdesk.domain.errors import FieldError, MissingRecordError, NotAllowedError, RuleError
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.ownership.collaborators import CollaboratorDraft
from kamdesk.services.clients.exports import ExportService

NAME = "甲公司"


@pytest.fixture
def client(holdings, people):
    """李明's client; 赵强 of the other department knows nothing of it."""
    return holdings.client(NAME, people.sales)


@pytest.fixture
def share(holdings, people, clock, client):
    def run(user=people.sales3, days=None, may_edit=False, by=people.sales):
        until = None if days is None else today(clock) + timedelta(days=days)
        draft = CollaboratorDraft(user_id=user, may_edit=may_edit, until=until)
        return holdings.collaborators.share(client, draft, by=by)

    return run


def sees(holdings, client, by):
    """Return whether somebody sees the client: page, list, counts, contacts, search."""
    chain = holdings.chain
    looks = [
        client in holdings.listed(by),
        [row.id for row in chain.clients.list_for(by).rows([client])] == [client],
        chain.clients.counts(by=by)["all"] == 1,
        [hit.record_id for hit in holdings.search.find(NAME, by=by)] == [client],
    ]
    for read in (chain.clients.details, chain.clients.history, holdings.contacts.of_client):
        try:
            read(client, by=by)
        except NotAllowedError:
            looks.append(False)
        else:
            looks.append(True)
    assert len(set(looks)) == 1, looks
    return looks[0]


def edits(holdings, client, by):
    version = holdings.details(client).version
    try:
        holdings.chain.clients.edit(
            client, ClientDraft(name=NAME, city=f"城{version}"), by=by, seen_version=version
        )
    except NotAllowedError:
        return False
    return True


def test_nobody_else_sees_it_before(holdings, people, client):
    assert not sees(holdings, client, people.sales3)


def test_a_reader_sees_and_does_not_edit(holdings, people, client, share):
    share()
    assert sees(holdings, client, people.sales3)
    assert not edits(holdings, client, people.sales3)
    with pytest.raises(NotAllowedError):
        holdings.contacts.create(client, ContactDraft(name="王工"), by=people.sales3)
    assert not sees(holdings, client, people.sales2)


def test_an_editor_edits_client_and_contacts(holdings, people, client, share):
    share(may_edit=True)
    assert sees(holdings, client, people.sales3)
    assert edits(holdings, client, people.sales3)
    holdings.contacts.create(client, ContactDraft(name="王工"), by=people.sales3)


def test_the_last_day_counts_and_the_next_shows_nothing(holdings, people, client, share, clock):
    share(days=3, may_edit=True)
    clock.advance(days=3)
    assert sees(holdings, client, people.sales3)
    assert edits(holdings, client, people.sales3)
    clock.advance(days=1)
    assert not sees(holdings, client, people.sales3)
    assert not edits(holdings, client, people.sales3)
    (left,) = holdings.collaborators.of_client(client, by=people.sales)
    assert left.over(today(clock))


def test_an_export_writes_what_is_shared_and_no_more(holdings, people, client, share, tmp_path):
    exports = ExportService(holdings.chain.sessions, holdings.chain.clock)
    assert exports.save(tmp_path / "a.csv", [client], by=people.sales3) == 0
    share(days=1)
    assert exports.save(tmp_path / "a.csv", [client], by=people.sales3) == 1


def test_ending_it_ends_it_at_once(holdings, people, client, share):
    share(may_edit=True)
    (along,) = holdings.collaborators.of_client(client, by=people.sales3)
    assert (along.name, along.department, along.may_edit) == ("赵强", "业务二部", True)
    holdings.collaborators.end(along.id, by=people.sales)
    assert not sees(holdings, client, people.sales3)
    assert holdings.collaborators.of_client(client, by=people.sales) == []
    with pytest.raises(RuleError, match="已经结束"):
        holdings.collaborators.end(along.id, by=people.sales)


def test_sharing_again_is_on_the_new_terms_only(holdings, people, client, share):
    share(may_edit=True)
    share(may_edit=False, days=5)
    assert len(holdings.collaborators.of_client(client, by=people.sales)) == 1
    assert not edits(holdings, client, people.sales3)


def test_who_works_along_may_leave_but_not_invite(holdings, people, client, share):
    share(may_edit=True)
    with pytest.raises(NotAllowedError):
        share(user=people.head2, by=people.sales3)
    (along,) = holdings.collaborators.of_client(client, by=people.sales3)
    holdings.collaborators.end(along.id, by=people.sales3)
    assert not sees(holdings, client, people.sales3)


def test_head_and_management_may_share_for_the_owner(people, share):
    share(by=people.head)
    share(user=people.sales2, by=people.management)
    with pytest.raises(NotAllowedError):
        share(user=people.sales2, by=people.head2)


@pytest.mark.parametrize("who", ["sales", "finance", "administrator"])
def test_owner_and_those_who_do_not_sell_are_no_collaborators(people, share, who):
    with pytest.raises(FieldError):
        share(user=getattr(people, who))


def test_the_choices_are_those_who_may(holdings, people, client):
    names = [each.name for each in holdings.collaborators.choices(client, by=people.sales)]
    assert sorted(names) == sorted(["王芳", "赵强", "陈静", "孙伟"])


def test_a_client_that_goes_to_the_pool_is_shared_with_nobody(holdings, people, client, share):
    share()
    holdings.assign(client, None)
    assert not sees(holdings, client, people.sales3)
    with pytest.raises(RuleError, match="还没有负责人"):
        share(by=people.management)


def test_a_new_owner_works_along_no_more_and_the_others_still_do(holdings, people, client, share):
    share()
    share(user=people.sales2)
    holdings.assign(client, people.sales3)
    along = holdings.collaborators.of_client(client, by=people.sales3)
    assert [each.name for each in along] == ["王芳"]


def test_the_owners_papers_follow_the_client_and_others_do_not(holdings, people, client, share):
    chain = holdings.chain
    filing = chain.filed(client, people.sales)
    draft = chain.filing(client, people.sales)
    application = chain.application(client, people.sales)
    chain.send_application(application, people.sales)
    with pytest.raises(MissingRecordError):
        chain.filings.details(filing, by=people.sales3)
    share(days=2)
    assert chain.filings.details(filing, by=people.sales3).rights == frozenset()
    assert chain.applications.details(application, by=people.sales3).rights == frozenset()
    register = chain.filings.list_for(people.sales3)
    assert list(register.ids(ListQuery())) == [filing]
    found = {hit.record_id for hit in holdings.search.find("钢材", by=people.sales3)}
    assert {filing, application} <= found
    with pytest.raises(MissingRecordError):
        chain.filings.details(draft, by=people.sales3)
    chain.clock.advance(days=3)
    with pytest.raises(MissingRecordError):
        chain.filings.details(filing, by=people.sales3)


def test_a_rivals_filing_on_a_shared_client_stays_hidden(holdings, people, client, share):
    chain = holdings.chain
    rival = chain.filing(client, people.sales2)
    chain.send_filing(rival, people.sales2)
    share()
    with pytest.raises(MissingRecordError):
        chain.filings.details(rival, by=people.sales3)


def test_the_database_only_ends_a_collaboration(sessions, share):
    share()
    for attack in (
        "UPDATE client_collaborators SET may_edit = 1",
        "UPDATE client_collaborators SET until = '2099-01-01'",
        "DELETE FROM client_collaborators",
        (
            "INSERT INTO client_collaborators SELECT 99, client_id, user_id, 1, NULL, at, by_id, "
            "NULL, NULL FROM client_collaborators"
        ),
    ):
        with pytest.raises(IntegrityError), sessions.write() as session:
            session.execute(text(attack))
