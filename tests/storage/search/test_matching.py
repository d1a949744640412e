"""Filter boxes by the index find what reading every row finds, on names as they really are."""

import csv
from random import Random

import pytest
from sqlalchemy import select, text

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.names import Names
from kamdesk.domain.errors import RuleError
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.people import Actor, Role
from kamdesk.domain.permissions import Reach
from kamdesk.domain.search_terms import Part
from kamdesk.storage.clients import clients, lists
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.search.matching import IndexedText
from tests.real_data import real

NAMES = (
    "R&D 50%<b>公司",
    "山西晋丰（集团）有限公司",
    "䶮𬴂科技",
    "ABC-Trading Co., Ltd.",
    "50块_钱",
)
KEYS = ("name", "short_name", "number", "code", "phone", "industry", "city", "address")
COUNT = 400


def filled(sessions, people, clock, drafts):
    """Register clients without the services; the index follows by itself."""
    names = Names()
    with sessions.write() as session:
        values = [
            clients.new_values(
                draft,
                names.keys(draft.name),
                owner_id=people.sales,
                by=people.sales,
                at=clock.now(),
            )
            for draft in drafts
        ]
        clients.add_many(session, values)


def made_up():
    chance = Random(7)
    for serial, name in enumerate(NAMES * 4):
        yield ClientDraft(
            name=f"{name}{serial}",
            short_name=name[:3],
            former_name="老王商行" if serial % 5 == 0 else "",
            code=f"9114{serial:04}",
            phone=f"0351-{chance.randrange(10**7):07}",
            industry=chance.choice(("钢铁", "建筑 设计", "")),
            city=chance.choice(("太原市", "大同市")),
            address=f"学府街{serial}号，（北门）",
        )


def ask(sessions, people, key, typed):
    """Return the ids for a filter text, by the index, and by reading every row."""
    actor = Actor(people.management, "", frozenset({Role.MANAGEMENT}))
    query = ListQuery(filters={key: typed}, sort="id")
    answers = []
    for wipe in ("", "DELETE FROM search_state"):
        with sessions.read() as session:
            if wipe:
                session.execute(text(wipe))  # dropped with the session
            answers.append(list(lists.ids(session, query, actor=actor, reach=Reach.ALL)))
    return answers


def pieces_of(texts, chance, count):
    for _each in range(count):
        whole = chance.choice(texts)
        start = chance.randrange(len(whole))
        yield whole[start : start + chance.randint(1, 5)]


@pytest.mark.parametrize("key", KEYS)
def test_the_index_finds_what_every_row_finds(sessions, people, clock, key):
    filled(sessions, people, clock, made_up())
    column = "spoken" if key == "name" else key
    with sessions.read() as session:
        texts = session.scalars(select(getattr(ClientRecord, column))).all()
    texts = [each for each in texts if each]
    typed = [*pieces_of(texts, Random(key), 60), "没有的", "0 1", "%", "_", "公司 集团"]
    differing = {
        each: answers
        for each in typed
        if (answers := ask(sessions, people, key, each))[0] != answers[1]
    }
    assert differing == {}


def test_real_names_are_found_alike(sessions, people, clock):
    path = real("registry", "organisations_12000.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    at = next(place for place, title in enumerate(rows[0]) if "name" in title or "名称" in title)
    chance = Random(11)
    names = [row[at] for row in chance.sample(rows[1:], COUNT)]
    filled(sessions, people, clock, [ClientDraft(name=name) for name in names])
    typed = [*pieces_of(names, chance, 150), "yx", "gs", "youxian", "shan"]
    for each in typed:
        answers = ask(sessions, people, "name", each)
        assert answers[0] == answers[1], each
        assert answers[0], each


def test_width_and_brackets_do_not_count_for_the_index(sessions, people, clock):
    filled(sessions, people, clock, made_up())
    by_index, by_rows = ask(sessions, people, "name", "晋丰(集团)")
    assert len(by_index) == 4
    assert by_rows == []  # what reading the rows missed
    assert ask(sessions, people, "name", "ａｂｃ")[0] == ask(sessions, people, "name", "abc")[1]


def test_owner_and_parent_are_found_by_their_names(sessions, people, clock):
    filled(sessions, people, clock, made_up())
    with sessions.write() as session:
        session.execute(text("UPDATE clients SET parent_id = 2 WHERE id IN (5, 6)"))
    assert ask(sessions, people, "parent", "晋丰") == [[5, 6], [5, 6]]
    assert ask(sessions, people, "parent", "山西 集团") == [[5, 6], [5, 6]]
    assert len(ask(sessions, people, "owner", "LiMing")[0]) == 20
    assert ask(sessions, people, "owner", "王芳")[0] == []


def test_a_text_that_is_too_long_is_refused_and_an_empty_one_finds_all(sessions):
    box = IndexedText(Noun.CLIENT, ClientRecord.id, (Part.NAME,), (ClientRecord.name,))
    with pytest.raises(RuleError, match="最多 100 个字"):
        box.condition("长" * 101, indexed=True)
    assert str(box.condition("  ", indexed=True)) == "true"
