"""The settings are one row with a column for each of them."""

from dataclasses import fields

from sqlalchemy import text

from kamdesk.domain.settings import Settings
from kamdesk.storage.settings import SettingsRecord, keep, settings_of


def test_every_setting_has_its_column():
    columns = set(SettingsRecord.__table__.columns.keys())
    assert columns == {"id", "version"} | {field.name for field in fields(Settings)}


def test_before_the_company_is_set_up_there_are_the_defaults(sessions):
    with sessions.write() as session:
        session.execute(text("DELETE FROM settings"))
        assert settings_of(session) == Settings()


def test_settings_come_back_as_they_were_kept(sessions):
    wanted = Settings(company="宏远", logo=b"\x00\x01", protection_days=120)
    with sessions.write() as session:
        keep(session, wanted)
    with sessions.read() as session:
        assert settings_of(session) == wanted
