"""The sample shows every side of ownership."""

from sqlalchemy import text

from kamdesk.domain.lists import ListQuery
from kamdesk.domain.ownership.owners import Way
from kamdesk.services.ownership.collaborators import CollaboratorService
from kamdesk.services.ownership.handovers import HandoverService
from kamdesk.services.ownership.merges import MergeService
from kamdesk.services.ownership.owners import OwnerService
from kamdesk.services.ownership.pool import PoolService


def views(office):
    source = PoolService(office.sessions, office.clock).list_for(office.by)
    return {
        view: source.rows(source.ids(ListQuery(view=view)))
        for view in ("pool", "warned", "due", "locked")
    }


def test_the_pool_and_what_is_on_its_way_there(opened):
    found = views(opened("yanxf"))
    assert {row.former for row in found["pool"]} >= {"樊志远", "段晓蕾"}
    assert len(found["pool"]) >= 3
    assert len(found["due"]) >= 1
    assert len(found["warned"]) > len(found["due"])
    assert [row.name for row in found["locked"]] == ["晋垣矿务集团有限责任公司"]


def test_every_way_of_changing_hands_but_an_import_has_happened(opened):
    office = opened("wucy")
    owners = OwnerService(office.sessions, office.clock)
    ways = {
        spell.way for client in range(1, 65) for spell in owners.of_client(client, by=office.by)
    }
    assert ways == set(Way) - {Way.IMPORT}


def test_every_client_is_as_its_open_spell_says(opened):
    office = opened("wucy")
    astray = (
        "SELECT id FROM clients WHERE 1 <> (SELECT count(*) FROM client_owners WHERE client_id = "
        "clients.id AND ends_on IS NULL AND client_owners.owner_id IS clients.owner_id)"
    )
    with office.sessions.read() as session:
        assert session.scalars(text(astray)).all() == []


def test_a_hand_over_with_a_paper_and_a_leaver(opened):
    office = opened("yanxf")
    source = HandoverService(office.sessions, office.clock).list_for(office.by)
    rows = source.rows(source.ids(ListQuery()))
    assert sorted((row.person, row.takers, row.leaving) for row in rows) == [
        ("樊志远", "段晓蕾", False),
        ("鲁明", "卫婷、贺云龙", True),
    ]
    assert {row.papers > 0 for row in rows} == {True, False}
    carried = [row for row in opened("duanxl").filings() if row.carrier]
    assert [(row.filer, row.carrier) for row in carried] == [("樊志远", "段晓蕾")]


def test_collaborations_hold_and_have_run_out(opened):
    office = opened("wucy")
    service = CollaboratorService(office.sessions, office.clock)
    along = [each for client in range(1, 65) for each in service.of_client(client, by=office.by)]
    day = office.clock.now().date()
    assert {each.over(day) for each in along} == {True, False}
    assert {each.may_edit for each in along} == {True, False}


def test_one_client_was_merged_into_another(opened):
    office = opened("yanxf")
    (merge,) = MergeService(office.sessions, office.clock).rows(by=office.by)
    assert "第五中学校" in merge.kept
    assert "五中后勤" in merge.merged
    assert merge.undone_at is None
