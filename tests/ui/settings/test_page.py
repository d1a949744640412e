"""设置: who sees which section, and what happens on the way from one to another."""

from decimal import Decimal

import pytest

from kamdesk.app.settings_sections import Outside, settings_page
from kamdesk.domain.people import Role
from kamdesk.i18n import Language
from kamdesk.ui.look import Look, ThemeChoice
from kamdesk.ui.messages import Unsaved


@pytest.fixture
def page_of(qtbot, office):
    def made(actor, worn=None, restored=None):
        outside = Outside(Look, (worn if worn is not None else []).append, (restored or []).append)
        page = settings_page(office.services, office.tools(actor), outside)
        qtbot.addWidget(page)
        page.show()
        page.activate()
        office.rest()
        return page

    return made


def test_the_administrator_sees_everything_but_delegations(page_of, office):
    keys = page_of(office.administrator).section_keys()
    assert keys == [
        "company",
        "people",
        "rules",
        "client_rules",
        "own_fields",
        "routes",
        "backups",
        "audit",
        "look",
    ]


@pytest.mark.parametrize(
    ("role", "keys"),
    [
        (Role.SALES, ["look"]),
        (Role.FINANCE, ["delegations", "look"]),
        (Role.MANAGEMENT, ["client_rules", "own_fields", "delegations", "audit", "look"]),
        (Role.GENERAL_MANAGER, ["delegations", "audit", "look"]),
    ],
)
def test_others_see_what_they_may_do(page_of, office, role, keys):
    place = office.services.departments.create("业务一部", by=office.administrator.id).record_id
    assert page_of(office.hire("someone", "某人", role, place)).section_keys() == keys


def test_unsaved_changes_keep_the_section_in_front(page_of, office):
    page = page_of(office.administrator)
    page.show_section("rules")
    office.rest()
    page.section.form["idle_days"].set_value(Decimal(30))
    office.messages.leaving = Unsaved.CANCEL
    page.list.setCurrentRow(0)
    assert page.list.currentRow() == page.section_keys().index("rules")
    assert not page.can_leave()
    office.messages.leaving = Unsaved.DISCARD
    page.list.setCurrentRow(0)
    assert page.list.currentRow() == 0


def test_every_section_opens(page_of, office):
    page = page_of(office.administrator)
    keys = page.section_keys()
    for key in keys:
        assert page.show_section(key)
        office.rest()
    assert office.messages.said == []


def test_the_section_shown_last_is_shown_again(page_of, office):
    page_of(office.administrator).show_section("backups")
    page = page_of(office.administrator)
    assert page.section_keys()[page.list.currentRow()] == "backups"


def test_the_look_is_told_at_once(page_of, office):
    worn = []
    page = page_of(office.administrator, worn)
    page.show_hint("look")
    page.section.theme.set_value(ThemeChoice.DARK)
    page.section.points.set_value(12)
    assert worn[-1] == Look(Language.CHINESE, ThemeChoice.DARK, 12)
