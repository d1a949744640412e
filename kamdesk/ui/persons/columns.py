"""The lists of people, of clients with gaps, and of requests: their columns."""

from kamdesk.domain.clients.contacts import ATTITUDE_TITLES, FIELD_TITLES, ROLE_TITLES
from kamdesk.domain.permissions import Action
from kamdesk.domain.persons import requests
from kamdesk.domain.persons.coverage import PART_TITLES, GapRow, Part
from kamdesk.domain.persons.persons import PersonRow
from kamdesk.domain.persons.requests import KIND_TITLES, STATE_TITLES, RequestRow, RequestState
from kamdesk.i18n import N_, _
from kamdesk.ui.lists.columns import Column, Filter
from kamdesk.ui.lists.page import ListSpec
from kamdesk.ui.persons.looks import ATTITUDE_TONES, dots
from kamdesk.ui.tone import Tone

STATE_TONES = {
    RequestState.OPEN: Tone.WARN,
    RequestState.DONE: Tone.OK,
    RequestState.REFUSED: Tone.NEUTRAL,
}
_YES_NO = (("yes", N_("是")), ("no", N_("否")))
_NONE = ("none", N_("未填写"))


def _choices(titles: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return (*titles.items(), _NONE)


_WHO: tuple[Column[PersonRow], ...] = (
    Column("name", FIELD_TITLES["name"], value=lambda row: row.name, width=96),
    Column("client", N_("客户"), value=lambda row: row.client, width=170),
    Column("post", FIELD_TITLES["post"], value=lambda row: row.post, width=120),
    Column(
        "department",
        FIELD_TITLES["department"],
        value=lambda row: row.department,
        width=110,
        visible=False,
    ),
)
_STANDING: tuple[Column[PersonRow], ...] = (
    Column(
        "role",
        FIELD_TITLES["role"],
        value=lambda row: _(ROLE_TITLES[row.role]) if row.role else "",
        width=84,
        filter=Filter.CHOICE,
        choices=_choices({key.value: title for key, title in ROLE_TITLES.items()}),
    ),
    Column(
        "influence",
        FIELD_TITLES["influence"],
        value=lambda row: row.influence,
        text=lambda row: dots(row.influence),
        width=86,
        filter=Filter.NUMBER,
    ),
    Column(
        "attitude",
        FIELD_TITLES["attitude"],
        value=lambda row: _(ATTITUDE_TITLES[row.attitude]) if row.attitude else "",
        width=80,
        filter=Filter.CHOICE,
        choices=_choices({key.value: title for key, title in ATTITUDE_TITLES.items()}),
        tone=lambda row: ATTITUDE_TONES[row.attitude] if row.attitude else None,
    ),
    Column(
        "key",
        N_("关键人"),
        value=lambda row: row.key,
        text=lambda row: _("是") if row.key else "",
        width=80,
        sortable=False,
        filter=Filter.NONE,
    ),
    Column(
        "sponsor",
        FIELD_TITLES["sponsor"],
        value=lambda row: row.sponsor,
        text=lambda row: _("是") if row.sponsor else "",
        width=88,
        filter=Filter.CHOICE,
        choices=_YES_NO,
    ),
    Column(
        "champion",
        FIELD_TITLES["champion"],
        value=lambda row: row.champion,
        text=lambda row: _("是") if row.champion else "",
        width=88,
        filter=Filter.CHOICE,
        choices=_YES_NO,
    ),
    Column("reports_to", FIELD_TITLES["reports_to_id"], value=lambda row: row.reports_to, width=80),
)
_REST: tuple[Column[PersonRow], ...] = (
    Column(
        "phone",
        FIELD_TITLES["phone"],
        value=lambda row: row.phone,
        width=120,
        sortable=False,
        filter=Filter.NONE,
    ),
    Column("owner", N_("负责人"), value=lambda row: row.owner, width=70),
    Column(
        "keep_until",
        FIELD_TITLES["keep_until"],
        value=lambda row: row.keep_until,
        width=96,
        filter=Filter.DATE,
    ),
)
PEOPLE: ListSpec[PersonRow] = ListSpec(
    name="persons",
    columns=_WHO + _STANDING + _REST,
    sort="name",
    empty=N_("这里没有联系人。请在客户资料中添加。"),
    empty_icon="users",
    title=N_("关键人"),
    export=Action.CLIENT_EXPORT,
)


def _part(part: Part) -> Column[GapRow]:
    return Column(
        part.value,
        PART_TITLES[part],
        value=lambda row: _("已找到") if part in row.coverage.covered else _("缺"),
        width=130,
        sortable=False,
        filter=Filter.NONE,
        tone=lambda row: Tone.OK if part in row.coverage.covered else Tone.BAD,
    )


GAPS: ListSpec[GapRow] = ListSpec(
    name="person_gaps",
    columns=(
        Column("number", N_("客户编号"), value=lambda row: row.number, width=100),
        Column("name", N_("客户"), value=lambda row: row.name, width=300),
        Column("owner", N_("负责人"), value=lambda row: row.owner, width=80),
        Column(
            "people",
            N_("联系人数"),
            value=lambda row: row.coverage.people,
            width=80,
            number=True,
            filter=Filter.NUMBER,
        ),
        *map(_part, Part),
    ),
    sort="name",
    empty=N_("有负责人的客户都已找到决策者、高层支持者和内部推动者。"),
    empty_icon="circle-check",
    title=N_("覆盖缺口"),
    export=Action.CLIENT_EXPORT,
)
REQUESTS: ListSpec[RequestRow] = ListSpec(
    name="person_requests",
    columns=(
        Column(
            "received_on",
            requests.FIELD_TITLES["received_on"],
            value=lambda row: row.received_on,
            width=100,
            filter=Filter.DATE,
        ),
        Column(
            "kind",
            requests.FIELD_TITLES["kind"],
            value=lambda row: _(KIND_TITLES[row.kind]),
            width=110,
            filter=Filter.CHOICE,
            choices=tuple((key.value, title) for key, title in KIND_TITLES.items()),
        ),
        Column("person", FIELD_TITLES["name"], value=lambda row: row.person, width=110),
        Column("client", N_("客户"), value=lambda row: row.client, width=200),
        Column("registered_by", N_("登记人"), value=lambda row: row.registered_by, width=80),
        Column(
            "state",
            requests.FIELD_TITLES["state"],
            value=lambda row: _(STATE_TITLES[row.state]),
            width=84,
            filter=Filter.CHOICE,
            choices=tuple((key.value, title) for key, title in STATE_TITLES.items()),
            tone=lambda row: STATE_TONES[row.state],
        ),
        Column(
            "settled_on",
            N_("办结日期"),
            value=lambda row: row.settled_on,
            width=100,
            filter=Filter.DATE,
        ),
        Column("settled_by", N_("办理人"), value=lambda row: row.settled_by, width=80),
        Column("note", requests.FIELD_TITLES["note"], value=lambda row: row.note, width=260),
    ),
    sort="received_on",
    descending=True,
    empty=N_("还没有个人信息请求。本人提出查阅、更正或删除时，在联系人处登记。"),
    empty_icon="shield-check",
    title=N_("个人信息请求"),
    export=Action.CLIENT_EXPORT,
)
