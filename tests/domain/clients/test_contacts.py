"""What makes a contact sound."""

from datetime import date

import pytest

from kamdesk.domain.clients.contacts import (
    BuyingRole,
    ContactDraft,
    check_contact,
    contact_texts,
)
from kamdesk.domain.errors import FieldError


def test_a_contact_comes_back_clean():
    draft = ContactDraft(name=" 张 伟 ", role=BuyingRole.DECIDER, phone="0351-1234567 转 8")
    assert check_contact(draft).name == "张 伟"
    assert contact_texts(draft)["role"] == "decider"


def test_everything_wrong_is_told_by_field():
    with pytest.raises(FieldError) as caught:
        check_contact(ContactDraft(name="", phone="打给他", email="不是邮箱"))
    assert set(caught.value.fields) == {"name", "phone", "email"}


def test_influence_and_days_have_to_make_sense():
    wrong = ContactDraft(
        name="张", influence=6, told_on=date(2026, 11, 3), keep_until=date(2026, 11, 2)
    )
    with pytest.raises(FieldError) as refused:
        check_contact(wrong, day=date(2026, 11, 2))
    assert set(refused.value.fields) == {"influence", "told_on", "keep_until"}
    right = ContactDraft(name="张", influence=5, told_on=date(2026, 11, 2))
    assert check_contact(right, day=date(2026, 11, 2)) == right


def test_the_history_keeps_each_field_as_a_text():
    draft = ContactDraft(
        name="张", role=BuyingRole.COACH, influence=3, sponsor=True, told_on=date(2026, 11, 2)
    )
    texts = {name: text for name, text in contact_texts(draft).items() if text}
    assert texts == {
        "name": "张",
        "role": "coach",
        "influence": "3",
        "sponsor": "yes",
        "told_on": "2026-11-02",
    }
