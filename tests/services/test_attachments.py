"""Files hang on clients: once a content, whole, and only for who may."""

import pytest
from sqlalchemy import text

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.errors import DatabaseError, FileError, NotAllowedError, RuleError
from kamdesk.services.attachments import AttachmentService
from kamdesk.services.clients.clients import ClientService
from kamdesk.storage import audit
from tests.office import clock, office, people, sessions

__all__ = ["clock", "office", "people", "sessions"]

PDF = b"%PDF-1.7 contract"


@pytest.fixture
def files(sessions, clock):
    return AttachmentService(sessions, clock)


@pytest.fixture
def client(sessions, clock, people):
    service = ClientService(sessions, clock)
    return service.create(ClientDraft(name="晋丰公司"), by=people.sales).record_id


@pytest.fixture
def contract(tmp_path):
    path = tmp_path / "合同.pdf"
    path.write_bytes(PDF)
    return path


def rows(sessions, table):
    with sessions.read() as session:
        return session.scalar(text(f"SELECT count(*) FROM {table}"))


def test_a_file_is_kept_and_comes_out_as_it_was(files, client, contract, people, tmp_path):
    files.add(client, contract, by=people.sales, note="已盖章")
    contract.unlink()
    [kept] = files.of_client(client, by=people.sales)
    assert (kept.name, kept.size, kept.note, kept.by) == ("合同.pdf", len(PDF), "已盖章", "李明")
    files.save(kept.id, tmp_path / "out.pdf", by=people.management)
    assert (tmp_path / "out.pdf").read_bytes() == PDF


def test_one_content_on_two_clients_is_kept_once(files, client, contract, people, sessions, clock):
    other = ClientService(sessions, clock).create(ClientDraft(name="乙公司"), by=people.sales)
    files.add(client, contract, by=people.sales)
    files.add(other.record_id, contract, by=people.sales)
    assert (rows(sessions, "attachments"), rows(sessions, "file_contents")) == (2, 1)


def test_the_same_file_twice_on_a_client_is_refused(files, client, contract, people, sessions):
    files.add(client, contract, by=people.sales)
    with pytest.raises(RuleError, match=r"合同\.pdf"):
        files.add(client, contract, by=people.sales)
    assert rows(sessions, "attachments") == 1


def test_a_removed_file_comes_last_and_comes_back(files, client, contract, people):
    files.add(client, contract, by=people.sales)
    [kept] = files.of_client(client, by=people.sales)
    files.remove(kept.id, by=people.sales, seen_version=kept.version)
    [gone] = files.of_client(client, by=people.sales)
    assert gone.removed
    files.restore(gone.id, by=people.sales, seen_version=gone.version)
    assert not files.of_client(client, by=people.sales)[0].removed


def test_who_sees_the_client_sees_its_files_and_who_edits_it_changes_them(
    files, client, contract, people, tmp_path
):
    files.add(client, contract, by=people.sales)
    [kept] = files.of_client(client, by=people.finance)
    with pytest.raises(NotAllowedError):
        files.of_client(client, by=people.sales2)
    with pytest.raises(NotAllowedError):
        files.save(kept.id, tmp_path / "a.pdf", by=people.sales3)
    with pytest.raises(NotAllowedError):
        files.add(client, contract, by=people.finance)
    with pytest.raises(NotAllowedError):
        files.remove(kept.id, by=people.finance, seen_version=kept.version)
    assert not (tmp_path / "a.pdf").exists()


def test_what_is_not_taken_leaves_nothing(files, client, people, sessions, tmp_path):
    wrong = tmp_path / "报价.pdf"
    wrong.write_bytes(b"MZ\x90")
    with pytest.raises(FileError, match="与扩展名不符"):
        files.add(client, wrong, by=people.sales)
    with pytest.raises(FileError, match=r"没有\.pdf"):
        files.add(client, tmp_path / "没有.pdf", by=people.sales)
    assert rows(sessions, "attachments") == rows(sessions, "file_contents") == 0


def test_a_damaged_content_is_told_and_not_handed_out(
    files, client, contract, people, sessions, tmp_path
):
    files.add(client, contract, by=people.sales)
    with sessions.write() as session:
        session.execute(text("DROP TRIGGER file_contents_no_update"))
        session.execute(text("UPDATE file_contents SET content = x'00'"))
    [kept] = files.of_client(client, by=people.sales)
    with pytest.raises(DatabaseError, match="不一致"):
        files.save(kept.id, tmp_path / "a.pdf", by=people.sales)
    assert not (tmp_path / "a.pdf").exists()


def test_the_database_keeps_contents_as_they_are(files, client, contract, people, sessions):
    files.add(client, contract, by=people.sales)
    for change in (
        "UPDATE file_contents SET content = x'00'",
        "DELETE FROM attachments",
        "UPDATE attachments SET digest = 'x'",
    ):
        with pytest.raises(Exception, match=r"append-only|not deleted|keep their content"):
            change_it(sessions, change)


def change_it(sessions, change):
    with sessions.write() as session:
        session.execute(text(change))


def test_each_step_stands_in_the_audit_trail_without_the_file_s_name(
    files, client, contract, people, sessions
):
    files.add(client, contract, by=people.sales)
    with sessions.read() as session:
        row = session.execute(text("SELECT action, payload FROM audit ORDER BY seq DESC")).first()
        assert audit.verify(session).sound
    assert row.action == "attachment_add"
    assert "合同" not in row.payload


def test_the_note_is_one_line_of_bounded_length(files, client, contract, people):
    files.add(client, contract, by=people.sales)
    [kept] = files.of_client(client, by=people.sales)
    files.describe(kept.id, " 扫描件\n", by=people.sales, seen_version=kept.version)
    assert files.of_client(client, by=people.sales)[0].note == "扫描件"
