"""Every way an owner changes leaves a spell; the row of spells has no gap."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kamdesk.domain.clients.imports import ImportOptions, guess_mapping
from kamdesk.domain.errors import NotAllowedError
from kamdesk.domain.ownership.owners import Way
from kamdesk.domain.tables import Table, TableRow
from kamdesk.services.clients.imports import ImportService

FIRST = date(2026, 11, 2)


def owned_since(holdings, client):
    with holdings.chain.sessions.read() as session:
        return session.scalar(text(f"SELECT owned_since FROM clients WHERE id = {client}"))


def test_registering_begins_the_first_spell(holdings, people):
    (spell,) = holdings.spells(holdings.client("甲公司", people.sales))
    assert (spell.owner, spell.starts_on, spell.ends_on) == ("李明", FIRST, None)
    assert (spell.way, spell.by) == (Way.REGISTER, "周岚")


def test_a_client_of_nobody_has_a_spell_too(holdings):
    client = holdings.client("甲公司")
    (spell,) = holdings.spells(client)
    assert (spell.owner_id, spell.owner, owned_since(holdings, client)) == (None, "", None)


def test_an_assignment_ends_a_spell_and_begins_one_with_its_reason(holdings, people, clock):
    client = holdings.client("甲公司", people.sales)
    clock.advance(days=10)
    holdings.assign(client, people.sales3, reason="调整片区")
    new, old = holdings.spells(client)
    assert (old.ends_on, old.days(FIRST), new.starts_on) == (date(2026, 11, 12), 10, old.ends_on)
    assert (new.owner, new.way, new.reason, new.by) == ("赵强", Way.ASSIGN, "调整片区", "周岚")
    assert owned_since(holdings, client) == "2026-11-12"


def test_giving_a_client_to_its_owner_changes_nothing(holdings, people):
    client = holdings.client("甲公司", people.sales)
    version = holdings.details(client).version
    holdings.assign(client, people.sales)
    assert len(holdings.spells(client)) == 1
    assert holdings.details(client).version == version


def test_several_changes_on_one_day_last_no_day_but_the_last(holdings, people, clock):
    client = holdings.client("甲公司", people.sales)
    for owner in (people.sales2, None, people.sales3):
        holdings.assign(client, owner)
    spells = holdings.spells(client)[::-1]
    assert [spell.owner for spell in spells] == ["李明", "王芳", "", "赵强"]
    clock.advance(days=3)
    assert [spell.days(date(2026, 11, 5)) for spell in spells] == [0, 0, 0, 3]


def test_with_a_clock_set_back_the_row_stays_in_order(holdings, people, clock):
    client = holdings.client("甲公司", people.sales)
    clock.advance(days=-20)
    holdings.assign(client, people.sales2)
    new, old = holdings.spells(client)
    assert old.starts_on == old.ends_on == new.starts_on == FIRST


def test_an_import_begins_a_spell_for_each_new_client_and_none_for_the_others(
    holdings, people, sessions, clock, spoken_names
):
    holdings.client("甲公司", people.sales)
    rows = [("甲公司", ""), ("乙公司", "赵强"), ("丙公司", "")]
    table = Table(
        "名单.csv",
        "UTF-8",
        ("名称", "负责人"),
        tuple(TableRow(line, cells) for line, cells in enumerate(rows, start=2)),
    )
    clock.advance(days=1)
    ImportService(sessions, clock, spoken_names).run(
        table, guess_mapping(table.headers), ImportOptions(), by=people.management
    )
    spells = {holdings.details(each).draft.name: holdings.spells(each) for each in (1, 2, 3)}
    assert [len(each) for each in spells.values()] == [1, 1, 1]
    (imported,) = spells["乙公司"]
    assert (imported.owner, imported.way, imported.starts_on) == (
        "赵强",
        Way.IMPORT,
        date(2026, 11, 3),
    )
    assert owned_since(holdings, 2) == "2026-11-03"
    assert owned_since(holdings, 3) is None


def test_only_who_sees_the_client_sees_its_owners(holdings, people):
    client = holdings.client("甲公司", people.sales)
    with pytest.raises(NotAllowedError):
        holdings.owners.of_client(client, by=people.sales3)


ATTACKS = (
    "UPDATE clients SET owner_id = 2 WHERE id = 1",
    "UPDATE clients SET owner_id = NULL WHERE id = 1",
    "UPDATE client_owners SET owner_id = 2",
    "UPDATE client_owners SET starts_on = '2020-01-01'",
    "UPDATE client_owners SET reason = 'x', ends_on = '2026-11-03'",
    "DELETE FROM client_owners",
    (
        "INSERT INTO client_owners SELECT 99, client_id, 2, owner_id, starts_on, NULL, way, '', "
        "at, by_id FROM client_owners"
    ),
    "UPDATE client_owners SET ends_on = '2020-01-01'",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_database_keeps_owner_and_spells_together(holdings, people, sessions, attack):
    holdings.client("甲公司", people.sales)
    with pytest.raises(IntegrityError), sessions.write() as session:
        session.execute(text(attack))


def test_a_spell_begins_where_the_one_before_ended(holdings, people, sessions):
    holdings.client("甲公司", people.sales)
    gap = (
        "UPDATE client_owners SET ends_on = '2026-11-05'",
        (
            "INSERT INTO client_owners SELECT 99, client_id, 2, owner_id, '2026-11-06', NULL, way, "
            "'', at, by_id FROM client_owners"
        ),
    )
    with sessions.read() as session:
        session.execute(text(gap[0]))
        with pytest.raises(IntegrityError, match="begins where"):
            session.execute(text(gap[1]))
