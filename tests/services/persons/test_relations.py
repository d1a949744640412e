"""Lines through their service, on a real database."""

import pytest

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.contacts import ContactDraft
from kamdesk.domain.errors import (
    FieldError,
    MissingRecordError,
    NotAllowedError,
    RuleError,
    StaleRecordError,
)
from kamdesk.domain.persons.relations import RelationDraft, RelationKind
from kamdesk.services.persons.erasures import ErasureService
from kamdesk.storage import audit
from kamdesk.storage.audit import AuditRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.persons.relations import RelationRecord


def rows(mapped):
    with mapped.sessions.read() as session:
        return session.query(RelationRecord).order_by(RelationRecord.id).all()


def steps(mapped):
    with mapped.sessions.read() as session:
        links = session.query(AuditRecord).filter(AuditRecord.noun == Noun.RELATION.value)
        assert audit.verify(session).sound
        return [(link.action, link.record_id, link.payload) for link in links]


def test_a_line_is_entered_with_who_and_when(mapped, clock):
    mapped.add(note=" 经常听取意见 ")
    (relation,) = mapped.shown().relations
    assert relation.draft == mapped.draft(note="经常听取意见")
    assert (relation.at, relation.by_name) == (clock.now(), "李明")


def test_our_side_is_joined_to_a_contact(mapped):
    mapped.add(RelationKind.LIAISON, "我方", "刘洋")
    (relation,) = mapped.shown().relations
    assert relation.draft.source_id is None


def test_a_change_ends_the_line_and_enters_it_anew(mapped):
    old = mapped.add()
    changes = mapped.relations.change(
        old, mapped.draft(RelationKind.CLOSE, note="老同学"), by=mapped.people.sales
    )
    assert changes.touches(Noun.RELATION)
    (relation,) = mapped.shown().relations
    assert relation.id == changes.record_id != old
    assert relation.draft.kind is RelationKind.CLOSE
    before, after = rows(mapped)
    assert before.ended_at is not None
    assert after.ended_at is None


def test_a_change_that_changes_nothing_writes_nothing(mapped):
    old = mapped.add()
    assert not mapped.relations.change(old, mapped.draft(), by=mapped.people.sales).nouns
    assert len(rows(mapped)) == 1


def test_an_ended_line_is_off_the_map_and_ends_once(mapped):
    key = mapped.add()
    mapped.relations.end(key, by=mapped.people.sales)
    assert mapped.shown().relations == ()
    with pytest.raises(StaleRecordError):
        mapped.relations.end(key, by=mapped.people.sales)
    with pytest.raises(StaleRecordError):
        mapped.relations.change(key, mapped.draft(note="又"), by=mapped.people.sales)
    mapped.add()


def test_a_line_that_was_never_there_is_missing(mapped):
    with pytest.raises(MissingRecordError):
        mapped.relations.end(77, by=mapped.people.sales)


@pytest.mark.parametrize(
    "again",
    [
        (RelationKind.CLOSE, "张敏", "刘洋"),
        (RelationKind.CLOSE, "刘洋", "张敏"),
    ],
)
def test_a_line_is_not_drawn_twice(mapped, again):
    mapped.add(RelationKind.CLOSE, "张敏", "刘洋", note="老同事")
    with pytest.raises(FieldError) as refused:
        mapped.add(*again)
    assert list(refused.value.fields) == ["kind"]
    mapped.add(RelationKind.CONFLICT, "张敏", "刘洋")  # another kind is another line


def test_influence_may_go_both_ways(mapped):
    mapped.add(RelationKind.INFLUENCE, "张敏", "刘洋")
    mapped.add(RelationKind.INFLUENCE, "刘洋", "张敏")
    assert len(mapped.shown().relations) == 2


def test_a_refused_change_keeps_the_line_as_it_was(mapped):
    mapped.add(RelationKind.CLOSE)
    key = mapped.add(RelationKind.CONFLICT)
    count = len(steps(mapped))
    with pytest.raises(FieldError):
        mapped.relations.change(key, mapped.draft(RelationKind.CLOSE), by=mapped.people.sales)
    assert [row.ended_at for row in rows(mapped)] == [None, None]
    assert len(steps(mapped)) == count


def test_only_people_on_the_clients_map_are_joined(mapped):
    other = mapped.clients.create(ClientDraft(name="乙公司"), by=mapped.people.sales).record_id
    stranger = mapped.contacts.create(
        other, ContactDraft(name="外人"), by=mapped.people.sales
    ).record_id
    mapped.write("刘洋", archived=True)
    mapped.ids["外人"] = stranger
    for target in ("外人", "刘洋"):
        with pytest.raises(FieldError) as refused:
            mapped.add(target=target)
        assert list(refused.value.fields) == ["target_id"]
    with pytest.raises(FieldError):
        mapped.relations.add(
            mapped.client,
            RelationDraft(kind=RelationKind.CLOSE, source_id=999, target_id=mapped.ids["张敏"]),
            by=mapped.people.sales,
        )
    assert rows(mapped) == []


def test_who_may_not_edit_the_client_draws_no_lines(mapped):
    key = mapped.add()
    strangers = (mapped.people.sales2, mapped.people.head2, mapped.people.finance)
    for by in (*strangers, mapped.people.administrator):
        with pytest.raises(NotAllowedError):
            mapped.add(RelationKind.CLOSE, by=by)
        with pytest.raises(NotAllowedError):
            mapped.relations.change(key, mapped.draft(note="改"), by=by)
        with pytest.raises(NotAllowedError):
            mapped.relations.end(key, by=by)
    for by in (mapped.people.head, mapped.people.management):
        mapped.relations.end(mapped.add(RelationKind.CLOSE, by=by), by=by)


def test_an_archived_clients_map_stands_still(mapped):
    key = mapped.add()
    seen = mapped.clients.details(mapped.client, by=mapped.people.head).version
    mapped.clients.archive(mapped.client, by=mapped.people.head, seen_version=seen)
    with pytest.raises(RuleError, match="已归档"):
        mapped.relations.end(key, by=mapped.people.sales)
    assert not mapped.shown().editable


def test_each_step_is_in_the_audit_trail_without_names_or_notes(mapped):
    key = mapped.add(note="张敏听他的")
    new = mapped.relations.change(key, mapped.draft(note="改口了"), by=mapped.people.sales)
    mapped.relations.end(new.record_id, by=mapped.people.sales)
    told = steps(mapped)
    assert [(action, record) for action, record, _payload in told] == [
        ("relation_add", key),
        ("relation_change", new.record_id),
        ("relation_end", new.record_id),
    ]
    assert not any("张" in payload or "改" in payload for *_rest, payload in told)


def test_an_erased_persons_lines_end_and_their_notes_are_emptied(mapped, clock):
    ended = mapped.add(note="甲")
    mapped.relations.end(ended, by=mapped.people.sales)
    before = rows(mapped)[0].ended_at
    clock.advance(days=1)
    mapped.add(note="乙")
    mapped.add(RelationKind.CLOSE, "刘洋", "孙秘书", note="丙")
    key, by = mapped.ids["张敏"], mapped.people.management
    with mapped.sessions.read() as session:
        seen = session.get_one(ContactRecord, key).version
    ErasureService(mapped.sessions, clock).erase(key, "本人要求", by=by, seen_version=seen)
    assert [row.note for row in rows(mapped)] == ["", "", "丙"]
    assert [row.ended_at for row in rows(mapped)] == [before, clock.now(), None]
