"""The lists of open proposals and of decisions taken: their columns and views."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from kamdesk.domain.classes.classification import FIRED_TITLES, ten_thousands_down, tons_down
from kamdesk.domain.classes.decisions import WAY_TITLES, DecisionRow, Way
from kamdesk.domain.classes.proposals import VIEWS, ProposalRow
from kamdesk.domain.clients.clients import CLASS_TITLES, class_text
from kamdesk.domain.permissions import Action
from kamdesk.i18n import N_, _
from kamdesk.ui.lists.columns import Column, Filter
from kamdesk.ui.lists.page import ListSpec
from kamdesk.ui.lists.tabs import View
from kamdesk.ui.tone import Tone

RowT = TypeVar("RowT")
CHANGES = {True: N_("认定"), False: N_("取消类别")}
"""What a proposal wants changed."""
OUTCOMES = {True: N_("认定"), False: N_("不认定")}
"""What was decided."""
OUTCOME_TONES = {True: Tone.OK, False: Tone.WARN}
WAY_TONES = {
    Way.CONFIRMED: Tone.OK,
    Way.OVERRULED: Tone.BAD,
    Way.BY_HAND: Tone.INFO,
    Way.IMPORTED: Tone.NEUTRAL,
}
_CHANGES = (("yes", CHANGES[True]), ("no", CHANGES[False]))
_OUTCOMES = (("yes", OUTCOMES[True]), ("no", OUTCOMES[False]))
_CLASSES = tuple((each.value, title) for each, title in CLASS_TITLES.items())


def _amount(value: Callable[[RowT], Decimal | None]) -> Column[RowT]:
    return Column(
        "amount",
        N_("年销售额（万元）"),
        value=lambda row: _scaled(value(row)),
        text=lambda row: _told(value(row), ten_thousands_down),
        width=134,
        number=True,
        filter=Filter.NUMBER,
    )


def _usage(value: Callable[[RowT], Decimal | None]) -> Column[RowT]:
    return Column(
        "usage",
        N_("月均用量（吨）"),
        value=value,
        text=lambda row: _told(value(row), tons_down),
        width=118,
        number=True,
        filter=Filter.NUMBER,
    )


def _scaled(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount.scaleb(-4)


def _told(value: Decimal | None, words: Callable[[Decimal], str]) -> str:
    return "" if value is None else words(value)


PROPOSALS: ListSpec[ProposalRow] = ListSpec(
    name="class_proposals",
    columns=(
        Column("client", N_("客户名称"), value=lambda row: row.client, width=186),
        _usage(lambda row: row.usage),
        _amount(lambda row: row.amount),
        Column(
            "classes",
            N_("现类别"),
            value=lambda row: class_text(row.classes),
            text=lambda row: class_text(row.classes) or _("未分类"),
            width=92,
            sortable=False,
            filter=Filter.NONE,
        ),
        Column(
            "grants",
            N_("建议"),
            value=lambda row: _(CHANGES[row.grants]),
            width=80,
            filter=Filter.CHOICE,
            choices=_CHANGES,
            tone=lambda row: OUTCOME_TONES[row.grants],
        ),
        Column(
            "fired",
            N_("触发条件"),
            value=lambda row: _(FIRED_TITLES[row.fired]),
            width=100,
            filter=Filter.CHOICE,
            choices=tuple((each.value, title) for each, title in FIRED_TITLES.items()),
        ),
        Column("owner", N_("负责人"), value=lambda row: row.owner, width=74),
        Column("number", N_("客户编号"), value=lambda row: row.number, width=86, visible=False),
        Column(
            "tons",
            N_("采购量（吨）"),
            value=lambda row: row.tons,
            width=100,
            number=True,
            visible=False,
            filter=Filter.NUMBER,
            total=True,
            unit=N_("吨"),
        ),
    ),
    views=tuple(View(key, title) for key, title in VIEWS.items()),
    sort="amount",
    descending=True,
    empty=N_("没有待认定的建议。采购记录有变化后，点“重新计算”再算一次。"),
    empty_icon="scale",
    title=N_("分类建议"),
    export=Action.CLIENT_EXPORT,
)
DECISIONS: ListSpec[DecisionRow] = ListSpec(
    name="class_decisions",
    columns=(
        Column("at", N_("时间"), value=lambda row: row.at, width=125, filter=Filter.DATE),
        Column("client", N_("客户名称"), value=lambda row: row.client, width=180),
        Column(
            "client_class",
            N_("大客户类别"),
            value=lambda row: _(CLASS_TITLES[row.client_class]),
            width=96,
            filter=Filter.CHOICE,
            choices=_CLASSES,
        ),
        Column(
            "holds",
            N_("结果"),
            value=lambda row: _(OUTCOMES[row.holds]),
            width=80,
            filter=Filter.CHOICE,
            choices=_OUTCOMES,
            tone=lambda row: OUTCOME_TONES[row.holds],
        ),
        Column(
            "way",
            N_("方式"),
            value=lambda row: _(WAY_TITLES[row.way]),
            width=110,
            filter=Filter.CHOICE,
            choices=tuple((each.value, title) for each, title in WAY_TITLES.items()),
            tone=lambda row: WAY_TONES[row.way],
        ),
        _usage(lambda row: row.usage),
        _amount(lambda row: row.amount),
        Column("by", N_("认定人"), value=lambda row: row.by, width=86),
        Column("basis", N_("依据"), value=lambda row: row.basis, width=220, sortable=False),
        Column("number", N_("客户编号"), value=lambda row: row.number, width=86, visible=False),
        Column("owner", N_("负责人"), value=lambda row: row.owner, width=74, visible=False),
    ),
    views=(View("all", N_("全部")), *(View(key, title) for key, title in _CLASSES)),
    sort="id",
    descending=True,
    empty=N_("还没有作过认定。"),
    empty_icon="stamp",
    title=N_("分类认定"),
    export=Action.CLIENT_EXPORT,
)
