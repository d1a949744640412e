"""KD-10B 个人信息副本, portrait: everything kept about one person, for that person."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeVar

from kamdesk.domain.clients.contacts import (
    ATTITUDE_TITLES,
    BASIS_TITLES,
    FIELD_TITLES,
    ROLE_TITLES,
)
from kamdesk.domain.history import FieldChange
from kamdesk.domain.persons.claims import Claim
from kamdesk.domain.persons.copies import CopyPaper
from kamdesk.reports.cells import BLANK_DAY, CellMaker, choices, day, minute
from kamdesk.reports.form import RenderedPaper, render_form
from kamdesk.reports.grid import Row
from kamdesk.reports.page import CONTENT, FormKind

KIND: Final = FormKind("KD-10B", "个人信息副本", "制作日期")

_RIGHTS: Final = (
    "本副本列出本公司保存的关于您的全部个人信息、取得依据和变更经过（个人信息保护法第四十四条至第五十条）。"
    "您可以要求更正、补充或删除；如同意是保存的依据，您可以随时撤回。已签署的表单按档案规定保存。"
)
_NONE: Final = "无"
KeyT = TypeVar("KeyT")


def render(paper: CopyPaper) -> RenderedPaper:
    """Return the copy as a PDF; the same paper gives the same bytes."""
    make = CellMaker(width=CONTENT, missing=set())
    return render_form(KIND, paper.frame, form_rows(make, paper), make.missing)


def form_rows(make: CellMaker, paper: CopyPaper) -> list[Row]:
    """Return the grid of the copy."""
    return [
        *_person(make, paper),
        *_dealings(make, paper),
        *_basis(make, paper),
        make.fields(("变更经过", _lines(map(_change, paper.changes)), 10)),
        make.fields(("完整号码\n查看时间", _lines(map(minute, paper.revealed_at)), 10)),
        make.fields(("您的权利", _RIGHTS, 10)),
        make.fields(("本人签收", "", 4), ("签收日期", BLANK_DAY, 4), minimum=30),
    ]


def _person(make: CellMaker, paper: CopyPaper) -> Iterator[Row]:
    draft = paper.person.contact.draft
    yield make.fields(("姓名", draft.name, 4), ("所在单位", paper.person.client, 4))
    yield make.fields(("部门", draft.department, 4), ("职务", draft.post, 4))
    yield make.fields(("工作电话", draft.phone, 4), ("电子邮箱", draft.email, 4))
    yield make.area("备注", draft.remark, minimum=32)


def _dealings(make: CellMaker, paper: CopyPaper) -> Iterator[Row]:
    contact = paper.person.contact
    draft = contact.draft
    yield make.fields(("上级", contact.reports_to, 4), ("协助对象", contact.assistant_of, 4))
    yield make.fields(("采购角色", _ticked(ROLE_TITLES, draft.role), 10))
    influence = str(draft.influence or "")
    yield make.fields(
        ("影响力", choices(("1", "2", "3", "4", "5"), (influence,) if influence else ()), 4),
        ("态度", _ticked(ATTITUDE_TITLES, draft.attitude), 4),
    )
    marked = [FIELD_TITLES[name] for name in ("sponsor", "champion") if getattr(draft, name)]
    flags = choices((FIELD_TITLES["sponsor"], FIELD_TITLES["champion"]), marked)
    yield make.fields(("标记", flags, 4), ("我方负责人", paper.person.owner, 4))
    yield make.fields(("关键人\n期间", _lines(map(_claim, paper.claims)), 10))


def _basis(make: CellMaker, paper: CopyPaper) -> Iterator[Row]:
    draft = paper.person.contact.draft
    yield make.fields(("法律依据", _ticked(BASIS_TITLES, draft.legal_basis), 10))
    yield make.fields(
        ("信息来源", draft.source, 2),
        ("告知日期", day(draft.told_on), 2),
        ("保存至", day(draft.keep_until), 2),
    )


def _ticked(titles: Mapping[KeyT, str], chosen: KeyT | None) -> str:
    """Return the choices of a field, the chosen one ticked."""
    return choices(tuple(titles.values()), () if chosen is None else (titles[chosen],))


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts) or _NONE


def _claim(claim: Claim) -> str:
    until = f"至 {day(claim.ended_on)}" if claim.ended_on else "至今"
    reason = f"　原因：{claim.reason}" if claim.reason else ""
    return f"自 {day(claim.since)} 起　{until}　登记人：{claim.by_name}{reason}"


def _change(change: FieldChange) -> str:
    title = FIELD_TITLES[change.field]
    old, new = change.old or "（空）", change.new or "（空）"
    return f"{minute(change.at)}　{change.by_name}　{title}：{old} → {new}"
