"""审计核验: the chain is recomputed, an anchor looked for."""

import pytest
from PySide6.QtGui import QGuiApplication

from kamdesk.ui.settings.audit import AuditSection


@pytest.fixture
def section(office, shown):
    return shown(AuditSection(office.services.audit, office.tools()))


def test_a_sound_chain_is_told_with_its_head_to_copy(section, office):
    section.verify()
    office.rest()
    assert section.notice.text == "审计记录完整，没有被改动。"
    section.copy()
    assert QGuiApplication.clipboard().text() == str(office.services.audit.head())


def test_an_anchor_off_a_form_is_looked_for(section, office):
    section.anchor.set_value(str(office.services.audit.head()))
    section.verify()
    office.rest()
    assert section.notice.text == "审计记录完整，锚点相符。"
    section.anchor.set_value("1:0000000000000000")
    section.verify()
    office.rest()
    assert "可能被重写过" in section.notice.text


def test_what_is_no_anchor_is_told(section, office):
    section.anchor.set_value("第七条")
    section.verify()
    office.rest()
    assert "写法不对" in section.notice.text
    assert section.verify_button.isEnabled()
