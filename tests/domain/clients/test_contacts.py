"""What makes a contact sound."""

import pytest

from kamdesk.domain.clients.contacts import BuyingRole, ContactDraft, check_contact, contact_texts
from kamdesk.domain.errors import FieldError


def test_a_contact_comes_back_clean():
    draft = ContactDraft(name=" 张 伟 ", role=BuyingRole.DECIDER, phone="0351-1234567 转 8")
    assert check_contact(draft).name == "张 伟"
    assert contact_texts(draft)["role"] == "decider"


def test_everything_wrong_is_told_by_field():
    with pytest.raises(FieldError) as caught:
        check_contact(ContactDraft(name="", phone="打给他", email="不是邮箱"))
    assert set(caught.value.fields) == {"name", "phone", "email"}
