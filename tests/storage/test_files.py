"""A file is there whole or not at all."""

import errno
import os
import resource
import signal
import sys

import pytest

from kamdesk.domain.errors import FileError
from kamdesk.storage import files
from kamdesk.storage.files import replacing, write_atomically


def test_a_file_is_written_whole(tmp_path):
    write_atomically(tmp_path / "表.pdf", b"new")
    write_atomically(tmp_path / "表.pdf", b"newer")
    assert (tmp_path / "表.pdf").read_bytes() == b"newer"
    assert [path.name for path in tmp_path.iterdir()] == ["表.pdf"]


def fail_at(monkeypatch, step, code):
    def fail(*_args, **_keywords):
        raise OSError(code, os.strerror(code))

    if step == "write":
        monkeypatch.setattr("pathlib.Path.write_bytes", fail)
    else:
        monkeypatch.setattr(files.os, step, fail)


SENTENCES = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EACCES: "没有权限",
    errno.EIO: "读写失败",
    errno.ENOENT: "找不到",
}


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
@pytest.mark.parametrize("code", SENTENCES)
def test_whatever_step_fails_the_old_file_stays(tmp_path, monkeypatch, step, code):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    with monkeypatch.context() as patch:
        fail_at(patch, step, code)
        with pytest.raises(FileError, match=SENTENCES[code]):
            write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


def test_a_short_write_is_not_taken_for_a_whole_one(tmp_path, monkeypatch):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.write_bytes", lambda self, data: self.touch())
        with pytest.raises(FileError, match="磁盘空间不足"):
            write_atomically(path, b"new")
    assert path.read_bytes() == b"old"


def test_an_error_of_the_writer_leaves_nothing(tmp_path):
    with pytest.raises(TypeError), replacing(tmp_path / "a.pdf") as temporary:
        temporary.write_bytes("no bytes")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is a POSIX one")
def test_a_full_disk_is_told_and_writing_goes_on_afterwards(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
        with pytest.raises(FileError, match="磁盘空间不足"):
            write_atomically(path, b"x" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == b"old"
    write_atomically(path, b"x" * 10_000)
    assert path.stat().st_size == 10_000
