"""The program from the first window to the last, as a company's first days go."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from sqlalchemy import text

from kamdesk.app.instance import InstanceLock
from kamdesk.domain.errors import DatabaseError, LoginError
from kamdesk.domain.people import Role
from kamdesk.i18n import Language
from kamdesk.ui.access.login import LoginPanel
from kamdesk.ui.access.new_password import NewPasswordPanel
from kamdesk.ui.access.welcome import WelcomePanel
from kamdesk.ui.look import Look, ThemeChoice
from kamdesk.ui.settings.user_dialog import TemporaryPasswordDialog
from kamdesk.ui.theme import Theme
from tests.app.conftest import PASSWORD


def dialog(parent, kind=QDialog):
    return next(each for each in parent.findChildren(kind) if each.isVisible())


def fill(asked, values):
    for key, value in values.items():
        asked.form[key].set_value(value)
    asked.save_button.click()


@pytest.fixture
def inside(running):
    """The administrator, signed in to a company that was set up before."""
    running.set_up()
    running.start()
    running.sign_in()
    return running


def test_from_the_first_start_to_the_first_users_own_password(running):
    running.start()
    assert isinstance(running.panel, WelcomePanel)
    running.panel.company_button.click()
    running.panel.name.set_value("宏远钢铁贸易有限公司")
    running.panel.go_on()
    running.panel.form.set_values(
        {"login": "admin", "name": "管理员", "password": PASSWORD, "again": PASSWORD}
    )
    running.panel.submit()
    running.rest()
    running.panel.promise.setChecked(True)
    running.panel.next_button.click()
    running.rest()
    settings = running.window.current
    assert "先在右边添加部门" in settings.section.notice.text
    settings.section.add()
    fill(dialog(settings), {"login": "zhoulan", "name": "周岚", "roles": {Role.MANAGEMENT}})
    running.rest()
    temporary = dialog(settings, TemporaryPasswordDialog).shown.text()
    running.window.sign_out_requested.emit()
    running.rest()
    running.sign_in("zhoulan", temporary)
    assert isinstance(running.panel, NewPasswordPanel)
    running.panel.form.set_values({"password": "my own secret", "again": "my own secret"})
    running.panel.submit()
    running.rest()
    assert running.program.company.tools.actor.name == "周岚"
    assert running.window.current is running.window.page("desk")
    assert running.window.page_keys() == ["desk", "clients", "projects", "progress", "settings"]
    for key in ("clients", "projects"):
        running.window.show_page(key)
        running.rest()
    assert running.messages.said == []


def test_the_administrator_sees_no_business_page(inside):
    assert inside.window.page_keys() == ["desk", "settings"]


def test_an_index_of_an_older_program_is_built_behind_the_window(running):
    running.set_up()
    running.start()
    sessions = running.program.own.login("admin", PASSWORD).company.sessions
    with sessions.write() as session:
        session.execute(text("DELETE FROM search_state"))
    sessions.close()
    running.sign_in()
    assert not running.program.company.services.search_index.is_due()
    assert running.messages.said == []


def test_a_folder_is_kept_to_one_program_until_the_end(inside):
    with pytest.raises(DatabaseError), InstanceLock(inside.program.own.folder, inside.clock):
        pass
    inside.window.close()
    inside.rest()
    assert inside.ended
    with InstanceLock(inside.program.own.folder, inside.clock):
        pass


def test_backups_are_made_at_start_and_after_changes_at_close(inside):
    folder = inside.program.own.folder / "backups"
    assert [path.stem.split("-")[-1] for path in folder.iterdir()] == ["start"]
    services, by = inside.program.company.services, inside.program.company.tools.actor.id
    services.departments.create("业务一部", by=by)
    inside.clock.advance(minutes=5)
    inside.window.close()
    inside.rest()
    assert sorted(path.stem.split("-")[-1] for path in folder.iterdir()) == ["close", "start"]
    assert not inside.program.own.folder.joinpath("kamdesk.db-wal").exists()


def test_what_the_window_says_of_company_and_backup(inside):
    assert inside.window.facts.text() == "宏远钢铁贸易有限公司 · 已备份 2026-11-02 09:00"


def test_the_lock_opens_to_the_same_password_only(inside):
    guard = inside.program.company.guard
    inside.window.lock_requested.emit()
    panel = guard.shut.panel
    panel.password.set_value("nonsense")
    panel.submit()
    inside.rest()
    assert guard.shut is not None
    assert "不对" in panel.password.message.text()
    panel.password.set_value(PASSWORD)
    panel.submit()
    inside.rest()
    assert guard.shut is None


def test_idle_time_locks_by_the_settings(inside):
    company = inside.program.company
    inside.clock.advance(minutes=16)
    company.guard.watch.look()
    assert company.guard.shut is not None


def test_another_user_may_take_over_a_locked_program(inside):
    inside.window.lock_requested.emit()
    inside.program.company.guard.shut.panel.switched.emit()
    inside.rest()
    assert inside.program.company is None
    assert isinstance(inside.panel, LoginPanel)


def test_a_new_password_holds_from_then_on(inside):
    inside.window.password_requested.emit()
    asked = dialog(inside.window)
    fill(asked, {"old": "nonsense", "password": "a new secret", "again": "a new secret"})
    inside.rest()
    assert "不对" in asked.form["old"].message.text()
    fill(asked, {"old": PASSWORD})
    inside.rest()
    inside.program.own.unlock("admin", "a new secret")
    with pytest.raises(LoginError):
        inside.program.own.unlock("admin", PASSWORD)


def test_another_language_builds_the_window_again_on_the_same_page(inside):
    before = inside.window
    before.show_page("settings")
    before.language_chosen.emit(Language.ENGLISH)
    inside.rest()
    assert inside.window is not before
    assert inside.window.current is inside.window.page("settings")
    assert inside.program.wardrobe.look.language is Language.ENGLISH
    assert not inside.ended


def test_another_theme_keeps_the_window(inside):
    before = inside.window
    before.theme_chosen.emit(Theme.DARK)
    assert inside.window is before
    assert inside.program.wardrobe.look.theme is ThemeChoice.DARK


def test_the_look_is_kept_for_the_next_start(inside, qapp):
    inside.program.company.wear(Look(Language.CHINESE, ThemeChoice.DARK, 12))
    kept = (inside.program.own.folder / "screen.ini").read_text(encoding="utf-8")
    assert "theme=dark" in kept
    assert "points=12" in kept


def test_a_backup_takes_the_place_of_the_data_after_an_administrators_word(inside):
    services, by = inside.program.company.services, inside.program.company.tools.actor.id
    (backup,) = (inside.program.own.folder / "backups").iterdir()
    services.departments.create("业务一部", by=by)
    inside.clock.advance(minutes=5)
    inside.window.show_page("settings")
    inside.window.current.show_section("backups")
    inside.rest()
    inside.window.current.section.restore_requested.emit(Path(backup))
    fill(dialog(inside.window), {"password": PASSWORD})
    inside.rest()
    inside.rest()
    assert "已恢复" in inside.messages.said[-1]
    inside.sign_in()
    departments = inside.program.company.services.departments
    assert departments.departments(by=inside.program.company.tools.actor.id) == []


def test_a_restore_with_a_wrong_password_changes_nothing(inside):
    services, by = inside.program.company.services, inside.program.company.tools.actor.id
    (backup,) = (inside.program.own.folder / "backups").iterdir()
    services.departments.create("业务一部", by=by)
    inside.clock.advance(minutes=5)
    inside.window.show_page("settings")
    inside.window.current.show_section("backups")
    inside.window.current.section.restore_requested.emit(Path(backup))
    fill(dialog(inside.window), {"password": "nonsense"})
    inside.rest()
    inside.rest()
    assert "不对" in inside.messages.said[-1]
    inside.sign_in()
    departments = inside.program.company.services.departments
    assert len(departments.departments(by=inside.program.company.tools.actor.id)) == 1


def test_the_first_window_speaks_another_language_at_once(running):
    running.start()
    running.program.access.language_chosen.emit(Language.ENGLISH)
    running.rest()
    assert running.program.wardrobe.look.language is Language.ENGLISH
    assert isinstance(running.panel, WelcomePanel)
    assert not running.ended


def test_closing_the_first_window_ends_the_program(running):
    running.start()
    running.program.access.close()
    assert running.ended
