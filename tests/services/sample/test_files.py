"""The sample's clients have own fields filled in, and files that open as they were."""

from kamdesk.domain.lists import ListQuery
from kamdesk.services.attachments import AttachmentService
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.own_fields import OwnFieldService


def test_own_fields_are_filled_in_and_files_hang_on_clients(opened, tmp_path):
    office = opened("yanxf")
    clients = ClientService(office.sessions, office.clock).list_for(office.by)
    own = OwnFieldService(office.sessions, office.clock)
    files = AttachmentService(office.sessions, office.clock)
    ids = clients.ids(ListQuery())
    filled = [each for each in ids if any(v.text for v in own.values(each, by=office.by))]
    assert len(own.fields(by=office.by)) == 4
    assert len(filled) == 3
    kept = [file for each in ids for file in files.of_client(each, by=office.by)]
    assert len(kept) == 3
    for file in kept:
        files.save(file.id, tmp_path / file.name, by=office.by)
        assert (tmp_path / file.name).stat().st_size == file.size
