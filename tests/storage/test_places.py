"""A database lies on a local disk only."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from kamdesk.domain.errors import DatabaseError
from kamdesk.storage.places import (
    Mount,
    Places,
    is_network,
    read_mounts,
    require_local,
    sync_folder,
)

TABLE = """\
/dev/sda1 / ext4 rw 0 0
//server/share /mnt/share cifs rw 0 0
server:/export /srv/nfs nfs4 rw 0 0
/dev/sdb1 /srv/nfs/usb vfat rw 0 0
box /media/with\\040space fuse.sshfs rw 0 0
broken line
"""


@pytest.fixture
def mounts(tmp_path):
    (tmp_path / "mounts").write_text(TABLE, encoding="utf-8")
    return read_mounts(tmp_path / "mounts")


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/srv/kamdesk", False),
        ("/mnt/share/kamdesk", True),
        ("/mnt/shared", False),
        ("/srv/nfs/li", True),
        ("/srv/nfs/usb/data", False),
        ("/media/with space/a", True),
        ("//server/share/a", True),
    ],
)
def test_the_innermost_mount_decides(mounts, folder, network):
    assert is_network(PurePosixPath(folder), mounts) is network


@pytest.mark.parametrize(
    ("folder", "network"),
    [(r"\\server\share\a", True), (r"Z:\kamdesk", True), (r"C:\data\kamdesk", False)],
)
def test_windows_shares_and_mapped_drives_are_network(folder, network):
    drives = [Mount(PureWindowsPath("C:\\"), "disk"), Mount(PureWindowsPath("Z:\\"), "smb")]
    assert is_network(PureWindowsPath(folder), drives) is network


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        (r"C:\data\OneDrive\kamdesk", "OneDrive"),
        (r"C:\data\OneDrive - 宏远\kamdesk", "OneDrive - 宏远"),
        (r"D:\我的坚果云\数据", "我的坚果云"),
        (r"D:\Nutstore Files\a", "Nutstore Files"),
        (r"C:\data\Dropbox\a", "Dropbox"),
        (r"C:\data\iCloudDrive\a", "iCloudDrive"),
        (r"E:\百度云同步盘\a", "百度云同步盘"),
        (r"C:\data\Documents\kamdesk", None),
        (r"C:\data\云南项目\kamdesk", None),
    ],
)
def test_synchronised_folders_are_known_by_name(folder, name):
    assert sync_folder(PureWindowsPath(folder)) == name


def test_the_refusal_says_why_and_what_to_do(tmp_path):
    with pytest.raises(DatabaseError, match=r"网络共享盘.*请把数据放在本机硬盘"):
        require_local(tmp_path, [Mount(PurePosixPath("/"), "cifs")])
    with pytest.raises(DatabaseError, match=r"同步盘“OneDrive”.*请把数据放在本机"):
        require_local(tmp_path / "OneDrive" / "a", [])


def test_a_link_to_a_share_is_a_share(tmp_path):
    (tmp_path / "share").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "share")
    with pytest.raises(DatabaseError, match="网络共享盘"):
        require_local(tmp_path / "link", [Mount(tmp_path / "share", "nfs4")])


def test_this_computers_temporary_folder_is_fit(tmp_path):
    require_local(tmp_path)


def test_without_a_table_nothing_is_known(tmp_path):
    assert read_mounts(tmp_path / "none") == []


def test_everything_lies_in_the_companys_own_folder():
    places = Places(Path("/data"))
    every = [*places.live_files, places.backups, places.replaced, places.logs]
    assert {path.parent for path in every} == {Path("/data")}
