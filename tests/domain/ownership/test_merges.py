"""Two clients are compared field by field, united as chosen, and given back."""

import pytest

from kamdesk.domain.clients.clients import ClientClass, ClientDraft, Grade
from kamdesk.domain.errors import FieldError
from kamdesk.domain.ownership.merges import (
    checked_reason,
    differences,
    given_back,
    lifted,
    moves_text,
    proposed_fields,
    united,
)

KEPT = ClientDraft(name="晋丰公司", city="太原市", phone="", grade=Grade.B)
MERGED = ClientDraft(
    name="山西晋丰有限公司",
    city="太原市",
    phone="0351-1",
    classes=frozenset({ClientClass.GROUP}),
    parent_id=7,
)


def test_only_fields_that_differ_and_are_filled_are_compared():
    found = {
        each.field: (each.kept, each.merged) for each in differences(KEPT, MERGED, {"7": "集团"})
    }
    assert found == {
        "name": ("晋丰公司", "山西晋丰有限公司"),
        "phone": ("", "0351-1"),
        "parent_id": ("", "集团"),
    }


def test_what_the_kept_one_lacks_is_proposed():
    assert proposed_fields(KEPT, MERGED) == {"phone", "parent_id"}


def test_fields_are_united_as_chosen():
    draft = united(KEPT, MERGED, frozenset({"name", "parent_id"}))
    assert (draft.name, draft.parent_id, draft.phone, draft.grade) == (
        *("山西晋丰有限公司", 7, ""),
        Grade.B,
    )


def test_fields_that_were_edited_since_are_not_given_back():
    taken = frozenset({"name", "phone"})
    now = united(KEPT, MERGED, taken)
    edited = united(now, ClientDraft(name="新名称", phone="0351-1"), frozenset({"name"}))
    back = given_back(edited, KEPT, MERGED, taken)
    assert (back.name, back.phone) == ("新名称", "")
    assert given_back(now, KEPT, MERGED, taken) == KEPT


def test_a_reason_is_compulsory_and_moves_are_told_in_words():
    with pytest.raises(FieldError):
        checked_reason(" ")
    assert moves_text({"contacts": 3, "filings": 1, "applications": 0}) == "联系人 3、备案 1"


def test_right_below_the_merged_one_its_place_is_taken_and_never_one_s_own():
    child = ClientDraft(name="子", parent_id=2)
    assert lifted(frozenset(), child, ClientDraft(name="母"), ids=(1, 2)) == {"parent_id"}
    below = ClientDraft(name="子", parent_id=1)
    assert lifted(frozenset({"parent_id"}), KEPT, below, ids=(1, 2)) == frozenset()
    assert lifted(frozenset({"phone"}), KEPT, MERGED, ids=(1, 2)) == {"phone"}
