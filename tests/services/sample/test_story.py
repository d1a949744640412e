"""The story as it is written."""

import re
from collections import Counter

import pytest

from kamdesk.services.sample.story import Line, dice, read_story

STORY = read_story()
APPLICATIONS = [each.application for each in STORY.filings if each.application]


def test_a_line_says_when_who_what_and_why():
    assert Line.read("120 yanxf extend 同意 延期。") == Line(120, "yanxf", "extend", "同意 延期。")
    assert Line.read("150 haojg archive") == Line(150, "haojg", "archive")


def test_dice_depend_on_the_matter_only():
    assert dice("a", "b").random() == dice("a", "b").random() != dice("a", "c").random()


def test_no_two_forms_tell_the_same():
    for texts in (
        [each.summary for each in STORY.filings],
        [each.background for each in APPLICATIONS],
        [each.goals for each in APPLICATIONS],
    ):
        assert [text for text, count in Counter(texts).items() if count > 1] == []


@pytest.mark.parametrize("application", APPLICATIONS, ids=lambda each: each.background[:8])
def test_background_and_goals_are_two_to_four_sentences(application):
    assert 2 <= len(re.findall("[。；]", application.background)) <= 5
    assert 40 <= len(application.background) <= 200
    assert application.goals.endswith("。")


def test_phone_numbers_belong_to_nobody():
    assert all(person.phone.startswith("154") for person in STORY.people)


def test_who_is_named_is_there():
    logins = {person.login for person in STORY.people}
    clients = {client.short_name for client in STORY.clients}
    assert {client.owner for client in STORY.clients} <= logins
    assert {client.parent for client in STORY.clients} - {""} <= clients
    assert {filing.client for filing in STORY.filings} <= clients
    assert {filing.filer for filing in STORY.filings} <= logins
