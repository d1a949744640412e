"""What an application may hold as a draft, and what it needs to be submitted."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kamdesk.domain.errors import FieldError
from kamdesk.domain.projects.applications import (
    COMPULSORY,
    ApplicationDraft,
    TeamMember,
    check_complete,
    tidy,
)
from kamdesk.domain.projects.modes import DevelopmentMode
from tests.chain import APPLICATION

COMPLETE = replace(APPLICATION, client_id=1)


def wrong(check, draft):
    with pytest.raises(FieldError) as caught:
        check(draft)
    return caught.value.fields


def test_a_draft_may_lack_everything():
    assert tidy(ApplicationDraft()) == ApplicationDraft()


def test_an_empty_submission_names_every_compulsory_field():
    assert set(wrong(check_complete, ApplicationDraft())) == set(COMPULSORY)


def test_a_complete_one_passes():
    check_complete(COMPLETE)


@pytest.mark.parametrize("field", COMPULSORY)
def test_each_compulsory_field_is_missed_alone(field):
    lacking = replace(COMPLETE, **{field: getattr(ApplicationDraft(), field)})
    assert list(wrong(check_complete, lacking)) == [field]


def test_joint_development_needs_its_partner():
    joint = replace(COMPLETE, mode=DevelopmentMode.JOINT)
    assert list(wrong(check_complete, joint)) == ["partner"]
    check_complete(replace(joint, partner="宁波港务物流有限公司"))


def test_the_end_may_not_lie_before_the_start():
    day = date(2026, 12, 1)
    check_complete(replace(COMPLETE, starts_on=day, ends_on=day))
    turned = replace(COMPLETE, starts_on=day, ends_on=date(2026, 11, 30))
    assert list(wrong(check_complete, turned)) == ["ends_on"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("budget", "-0.01"),
        ("budget", "0.001"),
        ("budget", "1e12"),
        ("budget", "NaN"),
        ("yearly_sales", "Infinity"),
        ("monthly_tons", "1.0001"),
        ("margin", "100.01"),
        ("margin", "-1"),
    ],
)
def test_even_a_draft_refuses_an_amount_that_cannot_be_kept(field, value):
    assert list(wrong(tidy, ApplicationDraft(**{field: Decimal(value)}))) == [field]


@pytest.mark.parametrize(
    ("field", "value"),
    [("budget", "0"), ("budget", "999999999999.99"), ("monthly_tons", "0.001"), ("margin", "100")],
)
def test_amounts_at_their_bounds_are_kept(field, value):
    draft = ApplicationDraft(**{field: Decimal(value)})
    assert tidy(draft) == draft


def test_over_long_texts_are_named_with_their_length():
    fields = wrong(tidy, ApplicationDraft(goals="长" * 2001, project_name="长" * 201))
    assert "2001" in fields["goals"]
    assert "201" in fields["project_name"]


def test_texts_are_cleaned():
    draft = tidy(ApplicationDraft(project_name=" 二期\n厂房\u200b ", goals="一\r\n二"))
    assert draft.project_name == "二期 厂房"
    assert draft.goals == "一\n二"


def test_empty_lines_of_the_team_go():
    draft = ApplicationDraft(members=(TeamMember(" 王芳 ", "报价"), TeamMember("", "")))
    assert tidy(draft).members == (TeamMember("王芳", "报价"),)


def test_a_duty_without_a_name_is_refused():
    assert "members" in wrong(tidy, ApplicationDraft(members=(TeamMember("", "报价"),)))


def test_a_team_has_its_limit():
    assert "members" in wrong(tidy, ApplicationDraft(members=(TeamMember("王芳"),) * 21))
