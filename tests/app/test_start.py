"""The front door: which arguments open the window, on which folder."""

from pathlib import Path

import pytest

from kamdesk.app import start
from kamdesk.app.paths import default_folder


@pytest.mark.parametrize(
    ("arguments", "folder"),
    [
        ([], default_folder()),
        (["--data", "/srv/kam"], Path("/srv/kam")),
        (["--data=/srv/kam"], Path("/srv/kam")),
    ],
)
def test_without_a_command_the_window_opens_on_the_folder(arguments, folder, monkeypatch):
    opened = []
    monkeypatch.setattr("kamdesk.app.run.run_window", lambda place: opened.append(place) or 0)
    assert start.main(arguments) == 0
    assert opened == [folder]


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_everything_else_is_a_headless_command(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        start.main(arguments)
    assert ended.value.code == 0
    assert "kamdesk" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--data"], ["--data", "a", "b"], ["--data="], ["--dat"]])
def test_wrong_usage_opens_nothing(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        start.main(arguments)
    assert ended.value.code == 2
