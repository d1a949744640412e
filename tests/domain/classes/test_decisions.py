"""What each class needs in writing, given and taken away."""

import pytest

from kamdesk.domain.classes.decisions import (
    BASIS_LIMIT,
    Basis,
    Decided,
    Sector,
    Way,
    basis_text,
    basis_texts,
    check_basis,
)
from kamdesk.domain.clients.clients import ClientClass
from kamdesk.domain.errors import FieldError
from kamdesk.domain.ids import ClientId

FULL = Basis(
    sector=Sector.HEALTH,
    tie="控股子公司",
    survey="年需求约 600 吨",
    potential="二期投产后翻番",
    rivals="争取其现由对手供应的三成",
    reason="会议决定",
)


@pytest.mark.parametrize(
    ("client_class", "holds", "overrules", "missing"),
    [
        (ClientClass.ECONOMIC, True, False, set()),
        (ClientClass.ECONOMIC, False, False, set()),
        (ClientClass.ECONOMIC, True, True, {"reason"}),
        (ClientClass.ECONOMIC, False, True, {"reason"}),
        (ClientClass.IMPORTANT, True, False, {"sector"}),
        (ClientClass.GROUP, True, False, {"tie"}),
        (ClientClass.STRATEGIC, True, False, {"survey", "potential", "rivals"}),
        (ClientClass.IMPORTANT, False, False, {"reason"}),
        (ClientClass.GROUP, False, False, {"reason"}),
        (ClientClass.STRATEGIC, False, False, {"reason"}),
    ],
)
def test_what_is_missing_is_named(client_class, holds, overrules, missing):
    if missing:
        with pytest.raises(FieldError) as refused:
            check_basis(client_class, Basis(reason=" "), holds=holds, overrules=overrules)
        assert set(refused.value.fields) == missing
    kept = check_basis(client_class, FULL, holds=holds, overrules=overrules)
    assert all(getattr(kept, name) == getattr(FULL, name) for name in missing)


def test_parts_of_another_class_are_not_kept():
    kept = check_basis(ClientClass.GROUP, FULL, holds=True)
    assert kept == Basis(tie="控股子公司", reason="会议决定")
    assert check_basis(ClientClass.STRATEGIC, FULL, holds=False) == Basis(reason="会议决定")


def test_a_text_has_its_limit():
    with pytest.raises(FieldError, match="行业或价值链联系"):
        check_basis(ClientClass.GROUP, Basis(tie="长" * (BASIS_LIMIT + 1)), holds=True)


def test_a_basis_in_words_leaves_out_what_is_empty():
    told = basis_texts(Basis(sector=Sector.JUSTICE, reason="会议决定"))
    assert told == {"所属领域": "公检法", "理由": "会议决定"}
    whole = basis_text(Basis(sector=Sector.JUSTICE, reason="会议决定"))
    assert whole == "所属领域：公检法；理由：会议决定"


@pytest.mark.parametrize("holds", [True, False])
def test_only_the_one_class_is_touched(holds):
    before = frozenset({ClientClass.GROUP, ClientClass.IMPORTANT})
    decided = Decided(
        client_id=ClientId(1),
        before=before,
        client_class=ClientClass.GROUP,
        holds=holds,
        way=Way.BY_HAND,
        basis=Basis(),
    )
    assert decided.after == (before if holds else {ClientClass.IMPORTANT})
