"""The set-up command: what it installs, what it skips, what it says and what it starts."""

import io
import sys
from pathlib import Path

import pytest

import dev
from dev import Outcome, Place, SetUpError, Step


@pytest.fixture
def place(tmp_path):
    """A source tree with locks and an interpreter, nothing installed."""
    place = Place(tmp_path)
    place.lock("run").parent.mkdir()
    place.lock("run").write_text("a==1\n")
    place.lock("test").write_text("a==1\nb==2\n")
    place.python.parent.mkdir(parents=True)
    place.python.touch()
    return place


def stamped(place, lock):
    place.stamp.write_text(f"{dev.fingerprint(place)} {lock}\n")


# The virtual environment


def test_a_whole_environment_is_left_alone(place, monkeypatch):
    (place.venv / "lib" / "site-packages" / "pip").mkdir(parents=True)
    (place.venv / "lib" / "site-packages" / "pip" / "__main__.py").touch()
    monkeypatch.setattr(dev.subprocess, "run", lambda *_, **__: pytest.fail("was made again"))
    dev.make_venv(place)


def test_half_an_environment_is_made_again_and_a_failure_told(place, monkeypatch, returning):
    ran = returning(1)
    with pytest.raises(SetUpError, match=r"could not be created.*-venv"):
        dev.make_venv(place)
    assert ran[0][1:4] == ["-m", "venv", "--clear"]


def test_a_stamp_holds_for_its_lock_and_that_of_the_tests_for_both(place):
    assert not dev.is_installed(place, "run")
    stamped(place, "run")
    assert dev.is_installed(place, "run")
    assert not dev.is_installed(place, "test")
    stamped(place, "test")
    assert dev.is_installed(place, "run")
    assert dev.is_installed(place, "test")


@pytest.mark.parametrize("lock", ["run", "test"])
def test_a_changed_lock_is_installed_again(place, lock):
    stamped(place, "test")
    place.lock(lock).write_text("a==2\n")
    assert not dev.is_installed(place, "run")


@pytest.fixture
def returning(monkeypatch):
    """Return a function that makes child processes end with a code and a complaint."""

    def end_with(code, complaint=""):
        ran = []

        def run(command, **_):
            ran.append(command)
            return dev.subprocess.CompletedProcess(command, code, stderr=complaint)

        monkeypatch.setattr(dev.subprocess, "run", run)
        return ran

    return end_with


def test_packages_are_installed_once(place, returning):
    ran = returning(0)
    dev.install(place, "test", None)
    dev.install(place, "test", None)
    assert len(ran) == 1
    assert {"--require-hashes", str(place.lock("test"))} <= set(ran[0])


def test_a_failed_installation_leaves_no_stamp(place, returning):
    stamped(place, "run")
    returning(1, "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES")
    with pytest.raises(SetUpError, match="hashes"):
        dev.install(place, "test", None)
    assert not place.stamp.exists()


@pytest.mark.parametrize(
    "complaint",
    [
        "ReadTimeoutError: HTTPSConnectionPool: Read timed out.",
        "Temporary failure in name resolution",
        "Max retries exceeded with url: /simple/",
        "No matching distribution found for a==1 (from versions: none)",
    ],
)
def test_a_closed_network_gets_a_hint(place, returning, complaint):
    returning(1, complaint)
    with pytest.raises(SetUpError, match=r"(?s)PIP_INDEX_URL.*--wheelhouse"):
        dev.install(place, "run", None)


def test_a_package_the_wheelhouse_lacks_is_told(place, returning):
    returning(1, "No matching distribution found for a==1 (from versions: none)")
    with pytest.raises(SetUpError, match="The wheelhouse wheels lacks"):
        dev.install(place, "run", Path("wheels"))


def test_a_wheelhouse_replaces_the_network(place):
    command = dev.pip_command(place, "run", Path("wheels"))
    assert command[command.index("--no-index") + 1 :][:2] == ["--find-links", "wheels"]
    assert "--no-index" not in dev.pip_command(place, "run", None)


# run


@pytest.mark.parametrize(
    ("environment", "system", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_whether_a_window_can_be_shown(environment, system, shown):
    assert dev.has_display(environment, system) is shown


@pytest.mark.parametrize(
    ("given", "display", "started"),
    [
        ([], True, []),
        ([], False, ["tour", "--out", "out"]),
        (["--data", "x"], False, ["tour", "--out", "out"]),
        (["--help"], False, ["--help"]),
        (["verify", "x.db"], False, ["verify", "x.db"]),
    ],
)
def test_without_a_display_the_program_makes_pictures(given, display, started):
    assert dev.program_arguments(given, display=display, out=Path("out")) == started


def test_run_says_why_no_window_opens(place, returning, monkeypatch, capsys):
    monkeypatch.setattr(dev, "set_up", lambda *_, **__: None)
    monkeypatch.setattr(dev, "has_display", lambda _: False)
    ran = returning(3)
    assert dev.run(place, [], None) == 3
    assert ran[0][1:] == [str(place.root / "main.py"), "tour", "--out", str(place.root / "out")]
    assert "no display" in capsys.readouterr().out


# test


def test_a_failed_check_does_not_stop_the_others(tmp_path, capfd):
    good = Step("good", [sys.executable, "-c", "print('looked at')"])
    bad = Step("bad", [sys.executable, "-c", "raise SystemExit(2)"])
    assert dev.check([bad, good], tmp_path) == 1
    told = capfd.readouterr().out
    assert "looked at" in told
    assert told.rstrip().endswith("Failed: bad.")


def test_the_last_line_tells_that_all_is_well():
    told = dev.summary([Outcome("ruff", passed=True, seconds=1), Outcome("mypy", True, 2)])
    assert told.splitlines()[-1] == "All 2 checks passed."


def test_arguments_for_pytest_come_last():
    *_, last = dev.steps(Path("python"), ["-k", "clients"])
    assert last.command[1:5] == ("-m", "pytest", "-m", "not soak")
    assert last.command[-2:] == ("-k", "clients")


# The command line


def test_what_follows_the_dashes_is_passed_on():
    options, passed = dev.split(["test", "--wheelhouse", "w", "--", "-k", "x"])
    assert (options.verb, options.wheelhouse, passed) == ("test", Path("w"), ["-k", "x"])


def test_run_passes_on_what_it_does_not_know():
    options, passed = dev.split(["run", "render", "--wheelhouse", "w", "--out", "x.pdf"])
    assert (options.wheelhouse, passed) == (Path("w"), ["render", "--out", "x.pdf"])


def test_test_refuses_what_it_does_not_know(monkeypatch):
    complaint = io.StringIO()
    monkeypatch.setattr(sys, "stderr", complaint)
    with pytest.raises(SystemExit):
        dev.split(["test", "-k", "x"])
    assert "go after --" in complaint.getvalue()


def test_a_stop_is_a_sentence_and_exit_code_one(monkeypatch, capsys):
    def stop(*_, **__):
        raise SetUpError("The system lacks libGL.so.1.")

    monkeypatch.setattr(dev, "set_up", stop)
    assert dev.main(["test"]) == 1
    assert capsys.readouterr().err == "The system lacks libGL.so.1.\n"


def test_an_old_python_is_told_so(monkeypatch, capsys):
    monkeypatch.setattr(dev.sys, "version_info", (3, 9, 2))
    assert dev.main(["run"]) == 1
    assert "3.11 or newer" in capsys.readouterr().out
