"""The tab of files: dropped, opened, saved, taken away and brought back."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.services.attachments import AttachmentService
from kamdesk.ui.attachments.tab import FilesTab
from tests.chain import chain, spoken_names
from tests.office import clock, office, people, sessions
from tests.workplace import workplace

__all__ = ["chain", "clock", "office", "people", "sessions", "spoken_names", "workplace"]


@pytest.fixture
def tab_of(workplace, sessions, clock, people):
    """Return the tab of one client as a person sees it, and what it opened."""
    clients = workplace.chain.clients
    client = clients.create(ClientDraft(name="晋丰公司"), by=people.sales).record_id
    files = AttachmentService(sessions, clock)

    def make(by, opens=True):
        opened = []
        tab = FilesTab(files, workplace.tools(by), opener=lambda p: opened.append(p) or opens)
        tab.opened_paths = opened
        workplace.add(tab)
        tab.show_client(clients.details(client, by=by))
        workplace.rest()
        return tab

    return make


def pdf(folder, name="合同.pdf"):
    path = folder / name
    path.write_bytes(b"%PDF-1.7 " + name.encode())
    return path


def names(tab):
    return [(file.name, file.removed) for file in tab.table.rows()]


def test_dropped_files_are_added_and_each_refusal_is_told(tab_of, people, tmp_path, workplace):
    tab, counts = tab_of(people.sales), []
    tab.count_changed.connect(counts.append)
    bad = tmp_path / "x.exe"
    bad.write_bytes(b"MZ")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in (pdf(tmp_path), bad)])
    no_keys = Qt.KeyboardModifier.NoModifier
    tab.dropEvent(
        QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, no_keys)
    )
    workplace.rest()
    workplace.rest()
    assert names(tab) == [("合同.pdf", False)]
    assert counts[-1] == 1
    assert len(workplace.messages.said) == 1
    assert "x.exe" in workplace.messages.said[0]


def test_a_file_is_opened_as_a_copy_and_saved_elsewhere(tab_of, people, tmp_path, workplace):
    tab = tab_of(people.sales)
    workplace.messages.path = pdf(tmp_path)
    tab.add_button.click()
    workplace.rest()
    workplace.rest()
    tab.table.opened.emit()
    workplace.rest()
    [copy] = tab.opened_paths
    assert copy.read_bytes() == (tmp_path / "合同.pdf").read_bytes()
    workplace.messages.path = tmp_path / "另存.pdf"
    tab.save_button.click()
    workplace.rest()
    assert (tmp_path / "另存.pdf").exists()


def test_where_nothing_opens_it_the_person_is_told(tab_of, people, tmp_path, workplace):
    tab = tab_of(people.sales, opens=False)
    tab.add_paths([pdf(tmp_path)])
    workplace.rest()
    workplace.rest()
    tab.open_button.click()
    workplace.rest()
    assert "“合同.pdf”" in workplace.messages.said[0]


def test_a_file_is_removed_after_asking_and_brought_back(tab_of, people, tmp_path, workplace):
    tab = tab_of(people.sales)
    tab.add_paths([pdf(tmp_path)])
    workplace.rest()
    workplace.rest()
    workplace.messages.yes = False
    tab.remove_button.click()
    workplace.rest()
    assert names(tab) == [("合同.pdf", False)]
    workplace.messages.yes = True
    tab.remove_button.click()
    workplace.rest()
    workplace.rest()
    assert names(tab) == [("合同.pdf", True)]
    assert tab.remove_button.text() == "恢复"
    tab.remove_button.click()
    workplace.rest()
    workplace.rest()
    assert names(tab) == [("合同.pdf", False)]


def test_a_note_is_written_in_a_dialog(tab_of, people, tmp_path, workplace):
    tab = tab_of(people.sales)
    tab.add_paths([pdf(tmp_path)])
    workplace.rest()
    workplace.rest()
    tab.note_button.click()
    dialog = workplace.dialog()
    dialog.form.set_values({"note": "扫描件"})
    dialog.save_button.click()
    workplace.rest()
    workplace.rest()
    assert tab.table.rows()[0].note == "扫描件"


def test_who_may_not_edit_the_client_only_looks(tab_of, people):
    tab = tab_of(people.finance)
    assert not tab.add_button.isVisibleTo(tab)
    assert not tab.remove_button.isVisibleTo(tab)
    assert not tab.acceptDrops()
    assert tab.open_button.isVisibleTo(tab)
