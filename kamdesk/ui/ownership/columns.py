"""The list of the pool: its columns and views."""

from kamdesk.domain.ownership.pool import STANDING_TITLES, VIEWS, PoolRow, Standing
from kamdesk.domain.permissions import Action
from kamdesk.i18n import N_, _
from kamdesk.ui.lists.columns import Column, Filter
from kamdesk.ui.lists.page import ListSpec
from kamdesk.ui.lists.tabs import View
from kamdesk.ui.tone import Tone

STANDING_TONES = {
    Standing.EXEMPT: Tone.NEUTRAL,
    Standing.SAFE: Tone.OK,
    Standing.WARNED: Tone.WARN,
    Standing.DUE: Tone.BAD,
    Standing.IN_POOL: Tone.INFO,
}


def left_text(days_left: int | None) -> str:
    """Return how many days are left, or for how many a client has been due."""
    if days_left is None:
        return ""
    if days_left > 0:
        return _("还剩 {days} 天").format(days=days_left)
    if days_left == 0:
        return _("今天到期")
    return _("已过 {days} 天").format(days=-days_left)


def _standing(row: PoolRow) -> str:
    return _("已锁定") if row.locked else _(STANDING_TITLES[row.standing])


def _tone(row: PoolRow) -> Tone | None:
    return Tone.NEUTRAL if row.locked else STANDING_TONES[row.standing]


_COLUMNS: tuple[Column[PoolRow], ...] = (
    Column("name", N_("客户名称"), lambda row: row.name, width=224),
    Column("province", N_("省份"), lambda row: row.province, width=84),
    Column("city", N_("城市"), lambda row: row.city, width=84),
    Column("industry", N_("行业"), lambda row: row.industry, width=130),
    Column("owner", N_("负责人"), lambda row: row.owner, width=80),
    Column("former", N_("原负责人"), lambda row: row.former, width=96),
    Column("since", N_("起始日期"), lambda row: row.since, width=100, filter=Filter.DATE),
    Column(
        "last_contact_on",
        N_("最近联系"),
        lambda row: row.last_contact_on,
        width=100,
        filter=Filter.DATE,
    ),
    Column(
        "days_left",
        N_("距回收"),
        lambda row: row.days_left,
        text=lambda row: left_text(row.days_left),
        width=100,
        filter=Filter.NONE,
        tone=_tone,
    ),
    Column(
        "standing",
        N_("状态"),
        _standing,
        width=90,
        sortable=False,
        filter=Filter.NONE,
        tone=_tone,
    ),
)
SPEC: ListSpec[PoolRow] = ListSpec(
    name="pool",
    columns=_COLUMNS,
    views=tuple(View(key, title) for key, title in VIEWS.items()),
    sort="since",
    descending=True,
    empty=N_("这里没有客户。"),
    empty_icon="inbox",
    title=N_("公海"),
    export=Action.CLIENT_EXPORT,
)
