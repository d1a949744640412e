"""The form KD-01 on screen."""

from dataclasses import fields, replace

import pytest

from kamdesk.domain.ids import ClientId
from kamdesk.domain.projects.applications import ApplicationDraft, Attachment, TeamMember
from kamdesk.domain.projects.modes import DevelopmentMode
from kamdesk.ui.applications.form import SECTIONS, ApplicationForm
from kamdesk.ui.forms.choice_fields import PickItem
from tests.chain import APPLICATION

FULL = replace(
    APPLICATION,
    client_id=ClientId(7),
    mode=DevelopmentMode.JOINT,
    partner="华北物流有限公司",
    competitors="远航贸易",
    strengths="三日到货",
    risks="账期长",
    leader_duty="总体负责",
    members=(TeamMember("王芳", "报价"), TeamMember("赵强")),
    support="样品 200 份",
    attachments=frozenset({Attachment.SCHEDULE, Attachment.AGREEMENT}),
)


@pytest.fixture
def form(qtbot, jobs):
    made = ApplicationForm(lambda _text: [], jobs=jobs)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_full_draft_comes_out_as_it_went_in(form):
    form.show_draft(FULL, PickItem(ClientId(7), "宏图"))
    assert form.draft() == FULL
    assert not form.dirty


def test_an_empty_form_gives_an_empty_draft(form):
    form.show_draft(ApplicationDraft(), None)
    assert form.draft() == ApplicationDraft()


def test_the_sections_hold_every_field_of_the_draft():
    named = {key for keys in SECTIONS.values() for key in keys}
    assert named == {field.name for field in fields(ApplicationDraft)}


def test_joint_development_asks_for_the_partner(form):
    partner = form["partner"]
    assert not partner.isVisible()
    form["mode"].set_value(DevelopmentMode.JOINT)
    assert partner.isVisible()
    assert not partner.validate()
    form["mode"].set_value(DevelopmentMode.SELF)
    assert partner.validate()


def test_the_budget_is_written_in_capitals_while_it_is_typed(form, qtbot):
    qtbot.keyClicks(form["budget"].editor, "4.5")
    assert form["capitals"].shown.text() == "人民币肆元伍角"
    form["budget"].editor.setText("4.5万")
    assert form["capitals"].shown.text() == "人民币肆万伍仟元整"
    form["budget"].editor.setText("4.5万a")
    assert form["capitals"].shown.text() == "—"


def test_what_is_not_understood_is_not_kept_silently(form):
    form["monthly_tons"].editor.setText("很多")
    assert form.misread()
    assert "不是数字" in form["monthly_tons"].message.text()
