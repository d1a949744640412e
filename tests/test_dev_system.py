"""What the set-up command looks for in the system, and what it does where something is missing."""

import sys

import pytest

import dev
from dev import HEADLESS, VENV_MODULE, WINDOW, Need, Place, SetUpError

GL = Need("libGL.so.1", "libgl1", "libglvnd-glx")
SHAPE = Need("libxcb-shape.so.0", "libxcb-shape0", "libxcb")
XKB = Need("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere wheels bring everything")


@pytest.fixture
def place(tmp_path):
    """A source tree with an interpreter."""
    place = Place(tmp_path)
    place.python.parent.mkdir(parents=True)
    place.python.touch()
    return place


@linux_only
def test_nothing_is_missing_where_every_library_loads(place):
    assert dev.missing(place, window=True, found=lambda _: True) == []


@linux_only
def test_a_window_takes_more_libraries_than_memory(place):
    nothing = {"found": lambda _: False}
    assert dev.missing(place, window=False, **nothing) == list(HEADLESS)
    assert dev.missing(place, window=True, **nothing) == [*HEADLESS, *WINDOW]


@linux_only
def test_one_missing_library_is_named(place):
    assert dev.missing(place, window=True, found=lambda name: name != "libGL.so.1") == [GL]


def test_python_without_ensurepip_is_told_unless_the_environment_stands(place, monkeypatch):
    monkeypatch.setattr(dev, "can_make_venv", lambda: False)
    assert dev.missing(place, window=False, found=lambda _: True) == []
    place.python.unlink()
    assert dev.missing(place, window=False, found=lambda _: True) == [VENV_MODULE]


def test_the_loader_itself_is_asked():
    assert not dev.loads("libno-such-thing.so.99")


@pytest.mark.parametrize(
    ("release", "tool"),
    [
        ({"ID": "debian"}, "apt"),
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, "apt"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "apt"),
        ({"ID": "fedora"}, "dnf"),
        ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "dnf"),
        ({"ID": "arch"}, ""),
        ({}, ""),
    ],
)
def test_the_package_manager_follows_from_the_distribution(release, tool):
    assert dev.packager(release) == tool


def test_the_line_names_each_package_once():
    assert dev.install_line("dnf", [SHAPE, XKB]) == "dnf install -y libxcb"
    apt = "apt-get install -y --no-install-recommends libxcb-shape0 libxcb-xkb1"
    assert dev.install_line("apt", [SHAPE, XKB]) == apt


def test_the_advice_names_what_is_missing_and_the_line():
    told = dev.advice([GL], "apt")
    assert "lacks libGL.so.1." in told
    assert told.endswith("  sudo apt-get install -y --no-install-recommends libgl1")
    assert "dnf" not in told


def test_an_unknown_distribution_gets_both_lines():
    told = dev.advice([GL], "")
    assert "apt-get install" in told
    assert told.endswith("  sudo dnf install -y libglvnd-glx")


@pytest.fixture
def system(monkeypatch):
    """A Debian that lacks a library, asked by root; what is to be installed is noted only."""
    lacking, asked = [GL], []
    monkeypatch.setattr(dev, "missing", lambda _place, **_: list(lacking))
    monkeypatch.setattr(dev, "this_packager", lambda: "apt")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(
        dev, "install_packages", lambda needs: (asked.extend(needs), lacking.clear())
    )
    return asked


@linux_only
def test_root_on_debian_gets_what_is_missing(place, system):
    dev.ensure_system(place, window=False)
    assert system == [GL]


@linux_only
def test_what_the_packages_do_not_bring_stops_with_the_line(place, system, monkeypatch):
    monkeypatch.setattr(dev, "install_packages", system.extend)
    with pytest.raises(SetUpError, match="libgl1"):
        dev.ensure_system(place, window=False)
    assert system == [GL]


@linux_only
@pytest.mark.parametrize("asker", [(1000, "apt"), (0, "dnf"), (0, "")])
def test_nobody_else_gets_anything_installed(place, system, monkeypatch, asker):
    user, tool = asker
    monkeypatch.setattr(dev.os, "geteuid", lambda: user)
    monkeypatch.setattr(dev, "this_packager", lambda: tool)
    with pytest.raises(SetUpError, match="The system lacks libGL"):
        dev.ensure_system(place, window=False)
    assert system == []


def test_packages_are_installed_after_saying_so(monkeypatch, capsys):
    ran = []
    monkeypatch.setattr(dev.subprocess, "run", lambda command, **_: ran.append(" ".join(command)))
    dev.install_packages([GL])
    assert ran == ["apt-get update", "apt-get install -y --no-install-recommends libgl1"]
    assert "lacks libGL.so.1" in capsys.readouterr().out
