"""The list of clients: its columns and views."""

from kamdesk.domain.clients.clients import (
    CLASS_TITLES,
    TIER_TITLES,
    ClientRow,
    Grade,
    class_text,
)
from kamdesk.domain.permissions import Action
from kamdesk.i18n import N_, _
from kamdesk.ui.lists.columns import Column, Filter
from kamdesk.ui.lists.page import ListSpec
from kamdesk.ui.lists.tabs import View
from kamdesk.ui.tone import Tone

GRADE_TONES = {Grade.A: Tone.OK, Grade.B: Tone.INFO, Grade.C: Tone.NEUTRAL}
_CLASSES = tuple((each.value, title) for each, title in CLASS_TITLES.items())
_TIERS = tuple((tier.value, title) for tier, title in TIER_TITLES.items())
_GRADES = tuple((grade.value, grade.value) for grade in Grade)
_MAIN: tuple[Column[ClientRow], ...] = (
    Column("name", N_("客户名称"), value=lambda row: row.name, width=220),
    Column("number", N_("客户编号"), value=lambda row: row.number, width=86),
    Column(
        "classes",
        N_("大客户类别"),
        value=lambda row: class_text(row.classes),
        width=140,
        filter=Filter.CHOICE,
        choices=(*_CLASSES, ("none", N_("未分类"))),
    ),
    Column(
        "grade",
        N_("等级"),
        value=lambda row: row.grade.value if row.grade else "",
        width=62,
        filter=Filter.CHOICE,
        choices=(*_GRADES, ("none", N_("未评级"))),
        tone=lambda row: GRADE_TONES[row.grade] if row.grade else None,
    ),
    Column("owner", N_("负责人"), value=lambda row: row.owner, width=74),
    Column(
        "year_tons",
        N_("近12个月用量（吨）"),
        value=lambda row: row.year_tons,
        width=148,
        number=True,
        filter=Filter.NUMBER,
        total=True,
        places=1,
    ),
    Column(
        "year_amount",
        N_("近12个月销售额（万元）"),
        value=lambda row: row.year_amount,
        width=172,
        number=True,
        filter=Filter.NUMBER,
        total=True,
        size=10_000,
        places=2,
    ),
    Column(
        "last_purchase_on",
        N_("最近采购"),
        value=lambda row: row.last_purchase_on,
        width=92,
        filter=Filter.DATE,
    ),
    Column("industry", N_("行业"), value=lambda row: row.industry, width=100),
    Column("province", N_("省份"), value=lambda row: row.province, width=76),
    Column("city", N_("城市"), value=lambda row: row.city, width=76),
    Column("code", N_("统一社会信用代码"), value=lambda row: row.code, width=170),
    Column("phone", N_("电话"), value=lambda row: row.phone, width=120),
    Column(
        "updated_at",
        N_("修改时间"),
        value=lambda row: row.updated_at,
        width=128,
        filter=Filter.DATE,
    ),
)
_MORE: tuple[Column[ClientRow], ...] = (
    Column(
        "tier",
        N_("合作层级"),
        value=lambda row: _(TIER_TITLES[row.tier]) if row.tier else "",
        width=90,
        visible=False,
        filter=Filter.CHOICE,
        choices=(*_TIERS, ("none", N_("未定"))),
    ),
    Column(
        "grade_due_on",
        N_("复评日期"),
        value=lambda row: row.grade_due_on,
        width=104,
        visible=False,
        filter=Filter.DATE,
    ),
    Column(
        "owned_since",
        N_("负责起始日"),
        value=lambda row: row.owned_since,
        width=96,
        visible=False,
        filter=Filter.DATE,
    ),
    Column(
        "last_contact_on",
        N_("最近联系"),
        value=lambda row: row.last_contact_on,
        width=92,
        visible=False,
        filter=Filter.DATE,
    ),
    Column("short_name", N_("客户简称"), value=lambda row: row.short_name, visible=False),
    Column("parent", N_("上级客户"), value=lambda row: row.parent, width=180, visible=False),
    Column("address", N_("地址"), value=lambda row: row.address, width=220, visible=False),
    Column("org_type", N_("企业性质"), value=lambda row: row.org_type, visible=False),
    Column(
        "established_on",
        N_("成立日期"),
        value=lambda row: row.established_on,
        width=96,
        visible=False,
        filter=Filter.DATE,
    ),
    Column(
        "registered_capital",
        N_("注册资本"),
        value=lambda row: row.registered_capital,
        visible=False,
    ),
    Column("source", N_("客户来源"), value=lambda row: row.source, width=90, visible=False),
    Column(
        "created_at",
        N_("建档时间"),
        value=lambda row: row.created_at,
        width=128,
        visible=False,
        filter=Filter.DATE,
    ),
    Column(
        "days_left",
        N_("距回收天数"),
        value=lambda row: row.days_left,
        width=84,
        number=True,
        visible=False,
        filter=Filter.NONE,
    ),
    Column(
        "archived",
        N_("归档"),
        value=lambda row: row.archived,
        width=60,
        visible=False,
        filter=Filter.NONE,
    ),
)
SPEC: ListSpec[ClientRow] = ListSpec(
    name="clients",
    columns=_MAIN + _MORE,
    views=(
        View("all", N_("全部")),
        View("mine", N_("我的客户")),
        View("no_owner", N_("无负责人")),
        View("falling_due", N_("即将回收")),
        View("archived", N_("已归档")),
    ),
    sort="id",
    descending=True,
    empty=N_("这里还没有客户。"),
    empty_icon="building-2",
    title=N_("客户"),
    export=Action.CLIENT_EXPORT,
)
