"""备份: made, checked, copied, and asked to go back to."""

import pytest

from kamdesk.ui.settings.backups import BackupsSection


@pytest.fixture
def section(office, shown):
    return shown(BackupsSection(office.services.backups, office.tools()))


def test_a_backup_is_made_checked_and_listed(section, office):
    assert not section.check_button.isEnabled()
    section.make()
    office.rest()
    (row,) = section.table.rows()
    assert row.path.is_file()
    assert section.notice.text == "已备份并核对。"
    section.check()
    office.rest()
    assert section.table.model().index(0, 3).data() == "刚才重新核对：完好"


def test_a_broken_backup_is_found(section, office):
    section.make()
    office.rest()
    path = section.table.rows()[0].path
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    section.check()
    office.rest()
    assert "没有通过检查" in office.messages.said[-1]


def test_a_second_place_is_asked_for_once_and_gets_a_copy_of_each(section, office, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    section.copy()
    assert list(stick.iterdir()) == []
    section.make()
    office.rest()
    office.messages.path = stick
    section.copy()
    office.rest()
    assert section.second.text() == str(stick)
    office.clock.advance(minutes=5)
    section.make()
    office.rest()
    assert len(list(stick.iterdir())) == 2
    assert "第二位置" in section.notice.text


def test_a_second_place_that_is_gone_is_told(section, office, tmp_path):
    office.messages.path = tmp_path / "gone"
    section.choose_second_place()
    section.make()
    office.rest()
    assert office.messages.said


def test_going_back_is_asked_of_the_program(section, office, qtbot, tmp_path):
    section.make()
    office.rest()
    with qtbot.waitSignal(section.restore_requested) as told:
        section.restore_button.click()
    assert told.args == [section.table.rows()[0].path]
    office.messages.path = tmp_path / "other.kdbak"
    with qtbot.waitSignal(section.restore_requested) as told:
        section.file_button.click()
    assert told.args == [tmp_path / "other.kdbak"]
