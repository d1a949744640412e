"""The headless commands, as they are typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from kamdesk.app import cli
from kamdesk.app.instance import InstanceLock
from kamdesk.domain.clock import SystemClock
from kamdesk.domain.company import CompanySetup
from kamdesk.services.access import AccessService
from kamdesk.services.audit import AuditService
from kamdesk.storage.keys import Cost

START = "import sys; from kamdesk.app.cli import main; sys.exit(main())"
PASSWORD = "春江水暖鸭先知了"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A company whose administrator's password stands in the environment."""
    monkeypatch.setenv("KAMDESK_PASSWORD", PASSWORD)
    access = AccessService(tmp_path / "data", SystemClock(), cost=Cost(8, 1, 1))
    setup = CompanySetup(company="宏远", login="admin", name="管理员", password=PASSWORD)
    access.create_company(setup).signed_in.company.close()
    return tmp_path / "data"


def run(command, folder, *arguments):
    return cli.main([command, "--folder", str(folder), "--login", "admin", *arguments])


def backup_in(folder):
    (path,) = (folder / "backups").glob("*.kdbak")
    return str(path)


def test_a_backup_is_made_and_copied(folder, tmp_path, capsys):
    (tmp_path / "usb").mkdir()
    assert run("backup", folder, "--to", str(tmp_path / "usb")) == 0
    told = capsys.readouterr().out
    assert backup_in(folder) in told
    assert [path.suffix for path in (tmp_path / "usb").iterdir()] == [".kdbak"]


def test_an_untouched_chain_is_verified_with_the_printed_anchor(folder, capsys):
    assert run("verify", folder) == 0
    told = capsys.readouterr().out
    assert "审计记录完好：共 1 条" in told
    assert "搜索索引完好" in told
    anchor = told.split("末条 ")[1].splitlines()[0].rstrip("。")
    assert run("verify", folder, "--anchor", anchor) == 0


def test_an_anchor_that_is_not_there_is_told_with_code_one(folder, capsys):
    assert run("verify", folder, "--anchor", "9:0123456789abcdef") == 1
    assert "截断或重写" in capsys.readouterr().out


def test_an_index_that_is_wrong_is_told_and_built_anew(folder, capsys):
    sessions = AccessService(folder, SystemClock()).login("admin", PASSWORD).company.sessions
    with sessions.write() as session:
        session.execute(text("INSERT INTO search_clients (rowid, terms) VALUES (5, 'nx')"))
    sessions.close()
    assert run("verify", folder) == 1
    assert "搜索索引有 1 处" in capsys.readouterr().out
    assert run("reindex", folder) == 0
    told = capsys.readouterr().out
    assert "共 0 条记录" in told
    assert "采购汇总" in told
    assert run("verify", folder) == 0


def test_a_backup_is_restored(folder, capsys):
    run("backup", folder)
    path = backup_in(folder)
    assert run("restore", folder, path) == 0
    told = capsys.readouterr().out
    assert "已恢复" in told
    assert "原来的数据移到" in told
    signed_in = AccessService(folder, SystemClock()).login("admin", PASSWORD)
    assert AuditService(signed_in.company.sessions).head().seq == 2
    signed_in.company.close()


def test_nothing_is_restored_while_the_program_runs(folder, capsys):
    run("backup", folder)
    with InstanceLock(folder, SystemClock()):
        assert run("restore", folder, backup_in(folder)) == 1
    assert "正被另一个 KAM Desk 程序使用" in capsys.readouterr().err


def test_a_refusal_is_a_sentence_on_stderr(folder, capsys, monkeypatch):
    monkeypatch.setenv("KAMDESK_PASSWORD", "错的密码不对")
    assert run("verify", folder) == 1
    captured = capsys.readouterr()
    assert captured.err == "登录名或密码不对，请重新输入。\n"
    assert captured.out == ""


def test_the_password_is_asked_for_where_it_is_not_in_the_environment(folder, monkeypatch):
    monkeypatch.delenv("KAMDESK_PASSWORD")
    asked = []
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or PASSWORD)
    assert run("verify", folder) == 0
    assert asked == ["密码："]


def test_a_folder_without_a_company_is_told(tmp_path, folder, capsys):
    assert run("verify", tmp_path / "none") == 1
    assert "没有公司数据" in capsys.readouterr().err


def test_help_lists_the_commands_and_wrong_usage_ends_with_two(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert all(name in told for name in ("backup", "verify", "restore"))
    for wrong in ([], ["verify"], ["nothing"]):
        with pytest.raises(SystemExit) as ended:
            cli.main(wrong)
        assert ended.value.code == 2


def test_it_runs_in_a_process_of_its_own(folder):
    done = subprocess.run(
        [sys.executable, "-c", START, "verify", "--folder", str(folder), "--login", "admin"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path.cwd()), "PYTHONUTF8": "1"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "审计记录完好" in done.stdout
