"""Settings are checked field by field, and every change is kept."""

from dataclasses import replace

import pytest

from kamdesk.domain.errors import FieldError, NotAllowedError, StaleRecordError
from kamdesk.services.settings import SettingsService

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


@pytest.fixture
def service(sessions, clock):
    return SettingsService(sessions, clock)


def test_settings_are_saved_with_their_history(service, people):
    seen = service.current()
    wanted = replace(seen, protection_days=120, logo=PNG, idle_days=45)
    service.save(wanted, seen=seen, by=people.administrator)
    assert service.current() == wanted
    changes = {change.field: (change.old, change.new) for change in service.changes(by=people.head)}
    assert changes["protection_days"] == ("90", "120")
    assert changes["idle_days"] == ("60", "45")
    assert len(changes["logo"][1]) == 64
    assert len(changes) == 3


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"company": "  "}, "请填写公司名称"),
        ({"logo": b"<svg/>"}, "只能是 PNG 或 JPEG"),
        ({"logo": PNG + bytes(1024 * 1024)}, "超过 1 MB"),
        ({"protection_days": 0}, "1 到 730"),
        ({"warning_days": 90}, "小于备案保护期"),
        ({"last_warning_days": 15}, "小于首次提醒"),
        ({"lock_minutes": 241}, "1 到 240"),
        ({"form_copies": 5}, "1 到 4"),
    ],
)
def test_a_wrong_setting_is_named_and_nothing_is_saved(service, people, changes, sentence):
    (field,) = changes
    seen = service.current()
    with pytest.raises(FieldError) as caught:
        service.save(replace(seen, **changes), seen=seen, by=people.administrator)
    assert list(caught.value.fields) == [field]
    assert sentence in caught.value.fields[field]
    assert service.current() == seen


def test_settings_that_changed_meanwhile_are_not_overwritten(service, people):
    seen = service.current()
    service.save(replace(seen, idle_days=30), seen=seen, by=people.administrator)
    with pytest.raises(StaleRecordError):
        service.save(replace(seen, idle_days=45), seen=seen, by=people.administrator)


def test_only_the_administrator_changes_settings(service, people):
    seen = service.current()
    with pytest.raises(NotAllowedError):
        service.save(seen, seen=seen, by=people.general_manager)
