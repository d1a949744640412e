"""Set up, open, check and translate KAM Desk with nothing but Python 3.11 or newer.

    python3 dev.py run [arguments of the program]
    python3 dev.py test [-- arguments of pytest]
    python3 dev.py translate

Each verb first makes `.venv`, installs the locked requirements into it and looks for the system
libraries that Qt loads; what is already there is left alone.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib
import importlib.util
import os
import platform
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

OLDEST_PYTHON = (3, 11)


class SetUpError(Exception):
    """The set-up cannot go on; the message says what is missing and what to do."""


class Place(NamedTuple):
    """Where things lie in one copy of the source tree."""

    root: Path

    @property
    def venv(self) -> Path:
        """The virtual environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The virtual environment's interpreter."""
        return self.venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    @property
    def stamp(self) -> Path:
        """The note of what was installed last."""
        return self.venv / "installed.stamp"

    def lock(self, name: str) -> Path:
        """Return the list of pinned, hashed requirements called `name`."""
        return self.root / ".requirements" / f"{name}.lock"


class Need(NamedTuple):
    """Something the system must bring, and the packages that bring it."""

    what: str
    apt: str
    dnf: str


HEADLESS = (
    Need("libGL.so.1", "libgl1", "libglvnd-glx"),
    Need("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Need("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Need("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Need("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Need("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
)
"""What QtWidgets loads even where it draws into memory only."""

WINDOW = (
    Need("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Need("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Need("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)
"""What Qt's xcb platform loads besides, to open a window."""

VENV_MODULE = Need(
    "Python's ensurepip module", f"python3.{sys.version_info.minor}-venv", "python3-libs"
)


def loads(library: str) -> bool:
    """Tell whether the dynamic loader finds `library`."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def can_make_venv() -> bool:
    """Tell whether this Python brings all that a virtual environment takes."""
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def missing(place: Place, *, window: bool, found: Callable[[str], bool] = loads) -> list[Need]:
    """Return what the system lacks to set up and, where `window`, to open a window."""
    lacking = [] if place.python.exists() or can_make_venv() else [VENV_MODULE]
    if sys.platform == "linux":  # elsewhere Qt's wheels bring everything
        wanted = (*HEADLESS, *WINDOW) if window else HEADLESS
        lacking += [need for need in wanted if not found(need.what)]
    return lacking


def packager(release: Mapping[str, str]) -> str:
    """Return "apt", "dnf" or "" for the fields of an os-release file."""
    names = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    if "debian" in names:
        return "apt"
    return "dnf" if names & {"fedora", "rhel", "centos"} else ""


def this_packager() -> str:
    """Return the package manager of the system this runs on, "" where none is known."""
    try:
        return packager(platform.freedesktop_os_release())
    except OSError:
        return ""


def install_line(tool: str, needs: Iterable[Need]) -> str:
    """Return the exact command that installs `needs` with `tool`, without sudo."""
    if tool == "dnf":
        return " ".join(["dnf install -y", *dict.fromkeys(need.dnf for need in needs)])
    packages = dict.fromkeys(need.apt for need in needs)
    return " ".join(["apt-get install -y --no-install-recommends", *packages])


def advice(needs: Sequence[Need], tool: str) -> str:
    """Return what is missing and the line that brings it; both lines if no `tool` is known."""
    names = ", ".join(need.what for need in needs)
    lines = [f"  sudo {install_line(each, needs)}" for each in ([tool] if tool else ["apt", "dnf"])]
    told = "\nor, where packages come by dnf:\n".join(lines)
    return f"The system lacks {names}.\nInstall it, then run the same command again:\n{told}"


def install_packages(needs: Sequence[Need]) -> None:
    """Install `needs` by apt; whether that was enough shows when they are looked for again."""
    line = install_line("apt", needs)
    say("The system lacks " + ", ".join(need.what for need in needs) + ".")
    say(f"Installing it: {line}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ("apt-get update", line):
        subprocess.run(command.split(), env=quiet, check=False)


def ensure_system(place: Place, *, window: bool) -> None:
    """Bring what the system lacks where that may be done, else stop and tell the exact line."""
    lacking = missing(place, window=window)
    tool = this_packager()
    root = sys.platform != "win32" and os.geteuid() == 0
    if lacking and root and tool == "apt":
        install_packages(lacking)
        lacking = missing(place, window=window)
    if lacking:
        raise SetUpError(advice(lacking, tool))


def make_venv(place: Place) -> None:
    """Create the virtual environment; half of one, left by an interrupted run, is replaced."""
    pip = place.venv.glob("**/site-packages/pip/__main__.py")
    if place.python.exists() and any(pip):
        return
    say(f"Creating {place.venv.name}...")
    command = [sys.executable, "-m", "venv", "--clear", str(place.venv)]
    if subprocess.run(command, check=False).returncode:
        raise SetUpError(
            f"The virtual environment {place.venv} could not be created; the lines above say why. "
            f"On Debian it takes: sudo {install_line('apt', [VENV_MODULE])}"
        )


def fingerprint(place: Place) -> str:
    """Return what the installed packages depend on: both locks and the Python they are for."""
    # Both, so that going back to older sources re-installs, whichever verb is asked for first.
    texts = [place.lock(name).read_bytes() for name in ("run", "test")]
    texts.append(f"{sys.version_info.major}.{sys.version_info.minor}".encode())
    return hashlib.sha256(b"\0".join(texts)).hexdigest()


def is_installed(place: Place, lock: str) -> bool:
    """Tell whether the packages of `lock` were installed; those of "test" hold those of "run"."""
    if not place.stamp.exists():
        return False
    mark, _, name = place.stamp.read_text(encoding="ascii").strip().partition(" ")
    return mark == fingerprint(place) and name in {lock, "test"}


def pip_command(place: Place, lock: str, wheelhouse: Path | None) -> list[str]:
    """Return the command that installs the packages of `lock`, offline from a `wheelhouse`."""
    source = ["--no-index", "--find-links", str(wheelhouse)] if wheelhouse else []
    options = ["--require-hashes", "--no-input", "--disable-pip-version-check"]
    loudness = [] if sys.stdout.isatty() else ["--quiet"]
    pip = [str(place.python), "-m", "pip", "install", *options, *loudness]
    return [*pip, *source, "--requirement", str(place.lock(lock))]


NETWORK_SIGNS = ("timed out", "connection", "retries", "name resolution", "unreachable", "proxy")
NOTHING_FOUND = "from versions: none"


def pip_advice(complaint: str, wheelhouse: Path | None) -> str:
    """Return what to do about pip's `complaint`."""
    if wheelhouse and NOTHING_FOUND in complaint:
        return f"The wheelhouse {wheelhouse} lacks the package that pip names above."
    if any(sign in complaint.lower() for sign in (*NETWORK_SIGNS, NOTHING_FOUND)):
        return (
            "The packages could not be fetched: the network is slow, closed or absent.\n"
            "Set PIP_INDEX_URL to a package mirror near you (your company or your country has one) "
            "and run the same command again,\nor fetch the packages elsewhere with "
            "`pip download -r .requirements/test.lock -d DIR` and add `--wheelhouse DIR`."
        )
    return (
        "The packages could not be installed; pip's lines above say why. "
        "If it speaks of hashes, the mirror or wheelhouse holds other files than the locked ones."
    )


def install(place: Place, lock: str, wheelhouse: Path | None) -> None:
    """Install the packages of `lock`, unless they are there."""
    if is_installed(place, lock):
        return
    say("Installing the locked packages (the first time this takes minutes)...")
    place.stamp.unlink(missing_ok=True)
    command = pip_command(place, lock, wheelhouse)
    done = subprocess.run(
        command, stderr=subprocess.PIPE, encoding="utf-8", errors="replace", check=False
    )
    sys.stderr.write(done.stderr)
    if done.returncode:
        raise SetUpError(pip_advice(done.stderr, wheelhouse))
    place.stamp.write_text(f"{fingerprint(place)} {lock}\n", encoding="ascii")


def set_up(place: Place, lock: str, *, window: bool, wheelhouse: Path | None) -> None:
    """Bring everything that the packages of `lock` take, and them."""
    ensure_system(place, window=window)
    make_venv(place)
    install(place, lock, wheelhouse)


def has_display(environment: Mapping[str, str], system: str = sys.platform) -> bool:
    """Tell whether a window can be shown."""
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen:
        return chosen.partition(":")[0] not in {"offscreen", "minimal"}
    if not system.startswith("linux"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def names_command(arguments: Sequence[str]) -> bool:
    """Tell whether `arguments` of the program start with one of its commands."""
    return bool(arguments) and not arguments[0].startswith("-")


def program_arguments(arguments: Sequence[str], *, display: bool, out: Path) -> list[str]:
    """Return what to start the program with: the tour where a window could not be seen."""
    if display or names_command(arguments) or {"-h", "--help"} & set(arguments):
        return list(arguments)
    return ["tour", "--out", str(out)]


def run(place: Place, arguments: Sequence[str], wheelhouse: Path | None) -> int:
    """Open the program; without a display leave pictures of its pages and forms instead."""
    display = has_display(os.environ)
    set_up(place, "run", window=display and not names_command(arguments), wheelhouse=wheelhouse)
    out = place.root / "out"
    given = program_arguments(arguments, display=display, out=out)
    if given != list(arguments):
        say("There is no display, so no window can be shown. Instead it opens in memory on the")
        say(f"sample company and leaves pictures of its pages and PDFs of its forms in {out}.")
    environment = dict(os.environ)
    if not display:
        environment["QT_QPA_PLATFORM"] = environment.get("QT_QPA_PLATFORM") or "offscreen"
    command = [str(place.python), str(place.root / "main.py"), *given]
    return subprocess.run(command, env=environment, check=False).returncode


class Step(NamedTuple):
    """One check of `test`."""

    name: str
    command: Sequence[str]


class Outcome(NamedTuple):
    """What came of a step."""

    name: str
    passed: bool
    seconds: float


LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def steps(python: Path, pytest_arguments: Sequence[str]) -> list[Step]:
    """Return the checks in order, quick ones first."""
    call = (str(python), "-m")
    tests = ("pytest", "-m", "not soak", "-n", "auto", "--dist", "loadfile", *pytest_arguments)
    return [
        Step("ruff check", (*call, "ruff", "check")),
        Step("ruff format --check", (*call, "ruff", "format", "--check")),
        Step("mypy", (*call, "mypy")),
        Step("lint-imports", (str(python), "-c", LINT_IMPORTS, "--no-logo")),
        Step("pip check", (*call, "pip", "check")),
        Step("pytest", (*call, *tests)),
    ]


def run_step(step: Step, root: Path) -> Outcome:
    """Run one check in `root`, announced before and after."""
    say(f"== {step.name}")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    start = time.monotonic()
    done = subprocess.run(step.command, cwd=root, env=environment, check=False)
    outcome = Outcome(step.name, done.returncode == 0, time.monotonic() - start)
    say(line(outcome))
    return outcome


def line(outcome: Outcome) -> str:
    """Return what came of a step in one line."""
    word = "ok" if outcome.passed else "FAILED"
    return f"   {outcome.seconds:7.1f} s  {word:6}  {outcome.name}"


def summary(outcomes: Sequence[Outcome]) -> str:
    """Return a line for each step and a last one for all."""
    failed = [outcome.name for outcome in outcomes if not outcome.passed]
    last = f"Failed: {', '.join(failed)}." if failed else f"All {len(outcomes)} checks passed."
    return "\n".join(["== summary", *map(line, outcomes), last])


def check(todo: Sequence[Step], root: Path) -> int:
    """Run every step, also after one failed, and return the exit code."""
    outcomes = [run_step(step, root) for step in todo]
    say(summary(outcomes))
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def test(place: Place, arguments: Sequence[str], wheelhouse: Path | None) -> int:
    """Run everything that continuous integration runs."""
    set_up(place, "test", window=False, wheelhouse=wheelhouse)
    return check(steps(place.python, arguments), place.root)


def translate(place: Place, _arguments: Sequence[str], wheelhouse: Path | None) -> int:
    """Bring the English catalogue up to the messages in the code, and compile it."""
    set_up(place, "test", window=False, wheelhouse=wheelhouse)
    command = [str(place.python), "-m", "tests.architecture.catalogue"]
    return subprocess.run(command, cwd=place.root, check=False).returncode


def say(text: str) -> None:
    """Print a line at once, so that it stands before what a child process prints."""
    print(text, flush=True)


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    top = argparse.ArgumentParser(prog="dev.py", description=__doc__, allow_abbrev=False)
    top.formatter_class = argparse.RawDescriptionHelpFormatter
    verbs = top.add_subparsers(dest="verb", required=True, metavar="verb")
    for name, verb in VERBS.items():
        text = (verb.__doc__ or "").rstrip(".")
        one = verbs.add_parser(name, help=text, description=text, allow_abbrev=False)
        one.add_argument(
            "--wheelhouse", type=Path, metavar="DIR", help="install from this folder, offline"
        )
    return top


VERBS: Mapping[str, Callable[[Place, Sequence[str], Path | None], int]] = {
    "run": run,
    "test": test,
    "translate": translate,
}


def split(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """Return our own options and those to pass on: what follows `--`, and for run all unknown."""
    own = list(arguments)
    passed: list[str] = []
    if "--" in own:
        cut = own.index("--")
        own, passed = own[:cut], own[cut + 1 :]
    reader = parser()
    options, unknown = reader.parse_known_args(own)
    if unknown and options.verb != "run":
        reader.error(f"unknown: {shlex.join(unknown)} (arguments of pytest go after --)")
    return options, [*unknown, *passed]


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks and return the exit code."""
    if sys.version_info < OLDEST_PYTHON:
        say("KAM Desk needs Python 3.11 or newer; this is " + platform.python_version() + ".")
        return 1
    options, passed = split(arguments)
    place = Place(Path(__file__).resolve().parent)
    try:
        return VERBS[options.verb](place, passed, options.wheelhouse)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
