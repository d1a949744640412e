"""KD-10 大客户档案卡 with KD-10A 关键人物附表, portrait; the persons begin a page of their own."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kamdesk.domain.clients.card import BUYING_ROLES, TIERS, ClientCard, KeyPersonLine
from kamdesk.domain.money import in_ten_thousands
from kamdesk.domain.projects.paper import CLIENT_CLASSES
from kamdesk.domain.purchases.months import MonthFigures
from kamdesk.reports.blocks import Block
from kamdesk.reports.cells import BLANK_DAY, CellMaker, choices, day
from kamdesk.reports.fonts import Typeface
from kamdesk.reports.form import RenderedPaper, write_pdf
from kamdesk.reports.grid import Cell, Row, paginate
from kamdesk.reports.page import BOTTOM, CONTENT, FormKind, PageMaker
from kamdesk.reports.sheet import Sheet
from kamdesk.reports.style import TextStyle

CARD: Final = FormKind("KD-10", "大客户档案卡", "建档日期")
PERSONS: Final = FormKind("KD-10A", "大客户关键人物附表", "建档日期")

_SMALL: Final = TextStyle(Typeface.SERIF, 9, 13)
_HALF: Final = 6  # months on a line
_INFLUENCES: Final = 5
_PERSON_UNITS: Final = (2, 2, 3, 3, 2)
_PERSON_HEADS: Final = (
    "姓名",
    "部门 / 职务",
    "采购角色 / 影响力 / 态度",
    "联系方式",
    "来源 / 依据",
)
_FREE_PERSONS: Final = 6
"""Empty lines for the pen where nobody is known."""


def render(card: ClientCard) -> RenderedPaper:
    """Return both forms as one PDF; the same card gives the same bytes."""
    make = CellMaker(width=CONTENT, missing=set())
    sheets = [*_card_sheets(make, card), *_person_sheets(make, card)]
    frame = card.frame
    title = f"{CARD.title} {frame.number}"
    pdf = write_pdf(sheets, title=title, author=frame.company_name, made_at=frame.printed_at)
    return RenderedPaper(pdf, len(sheets), tuple(sorted(make.missing)))


def _card_sheets(make: CellMaker, card: ClientCard) -> list[Sheet]:
    rows = [*_who(make, card), *_how(make, card), *_bought(make, card), *_past(make, card)]
    maker = PageMaker(CARD, card.frame, make.missing)
    pages = paginate(rows, first=BOTTOM - maker.first_top, following=BOTTOM - maker.following_top)
    return [maker.sheet(page, number, len(pages)) for number, page in enumerate(pages, start=1)]


def _person_sheets(make: CellMaker, card: ClientCard) -> list[Sheet]:
    """Return the table of persons; its head stands on every page."""
    heads = zip(_PERSON_HEADS, _PERSON_UNITS, strict=True)
    head = Row(tuple(make.label(title, units) for title, units in heads))
    rows = [_person(make, person) for person in card.persons] or [_blank(make)] * _FREE_PERSONS
    maker = PageMaker(PERSONS, card.frame, make.missing)
    client = make.fields(("客户", card.name, 10))
    first = BOTTOM - maker.first_top - head.height - client.height
    pages = paginate(rows, first=first, following=BOTTOM - maker.following_top - head.height)
    return [
        maker.sheet([client, head, *page] if number == 1 else [head, *page], number, len(pages))
        for number, page in enumerate(pages, start=1)
    ]


def _who(make: CellMaker, card: ClientCard) -> Iterator[Row]:
    """Name, code, kind, where."""
    yield make.fields(("客户全称", card.name, 6), ("简称", card.short_name, 2))
    yield make.fields(("统一社会\n信用代码", card.code, 4), ("曾用名", card.former_name, 4))
    yield make.fields(
        ("成立日期", day(card.established_on), 2),
        ("注册资本", card.capital, 2),
        ("企业性质", card.org_type, 2),
    )
    yield make.fields(("上级单位", card.parent, 4), ("所属行业", card.industry, 4))
    yield make.fields(("所在地", card.region, 4), ("电话", card.phone, 4))
    yield make.fields(("地址", card.address, 6), ("网址", card.website, 2))
    yield make.area("经营范围", card.scope, minimum=30)


def _how(make: CellMaker, card: ClientCard) -> Iterator[Row]:
    """Class, grade, tier, who looks after it, own fields, remark."""
    yield make.fields(("客户类别", choices(CLIENT_CLASSES, card.classes), 10))
    tiers = choices(TIERS, (card.tier,) if card.tier else ())
    yield make.fields(("合作层级", tiers, 10))
    yield make.fields(
        ("客户等级", card.grade, 4), ("复评日期", day(card.grade_due_on, BLANK_DAY), 4)
    )
    yield make.fields(
        ("负责人", card.owner, 2), ("所属部门", card.department, 2), ("客户来源", card.source, 2)
    )
    values = list(card.own_values)
    for pair in (values[at : at + 2] for at in range(0, len(values), 2)):
        units = 4 if len(pair) > 1 else 10
        yield make.fields(*((title, text, units) for title, text in pair))
    yield make.area("备注", card.remark, minimum=24)


def _bought(make: CellMaker, card: ClientCard) -> Iterator[Row]:
    """Purchases of the last twelve months, six on a line."""
    amount = f"{in_ten_thousands(card.year_amount)} 万元"
    yield make.fields(
        ("近十二个月\n采购合计", f"{card.year_tons.normalize():f} 吨　{amount}", 4),
        ("最近采购", day(card.last_purchase_on), 4),
    )
    for half in (card.months[:_HALF], card.months[_HALF:]):
        if half:
            yield Row(tuple(_month_cell(make, each) for each in half))


def _month_cell(make: CellMaker, month: MonthFigures) -> Cell:
    """Return one month: its name, tons, amount; each on a line."""
    name = f"{month.month // 100}-{month.month % 100:02}"
    if not month.lines:
        lines = make.lines(f"{name}\n—", _SMALL, 2)
    else:
        tons, amount = _short(month.tons), in_ten_thousands(month.amount)
        lines = make.lines(f"{name}\n{tons} 吨\n{amount} 万", _SMALL, 2)
    return Cell(2, Block(tuple(lines)))


def _short(tons: Decimal) -> str:
    return f"{round(tons, 1).normalize():f}"


def _past(make: CellMaker, card: ClientCard) -> Iterator[Row]:
    """Papers, owners before, changes, and room to sign."""
    yield make.area("备案与立项", "\n".join(card.papers), minimum=30)
    yield make.area("历任负责人", "\n".join(card.owners), minimum=24)
    yield make.area("变更记录", "\n".join(card.changes), minimum=30)
    yield make.fields(
        ("建档人", card.created_by, 2),
        ("部门负责人\n签字", "", 2),
        ("销售管理部\n签字", "", 2),
        minimum=36,
    )


def _person(make: CellMaker, person: KeyPersonLine) -> Row:
    texts = (
        "\n".join((person.name, *person.marks)),
        "\n".join(part for part in (person.department, person.post, *_above(person)) if part),
        f"{_roles(person)}\n{_weight(person)}",
        "\n".join(part for part in (person.phone, person.email, _plan(person)) if part),
        _kept(person),
    )
    cells = zip(texts, _PERSON_UNITS, strict=True)
    return Row(tuple(_small(make, text, units) for text, units in cells), minimum=48)


def _small(make: CellMaker, text: str, units: int) -> Cell:
    return Cell(units, Block(tuple(make.lines(text, _SMALL, units)), centred=False))


def _above(person: KeyPersonLine) -> Iterator[str]:
    if person.superior:
        yield f"上级：{person.superior}"
    if person.assists:
        yield f"协助：{person.assists}"


def _roles(person: KeyPersonLine) -> str:
    """Return the buying roles, three on a line."""
    lines = (BUYING_ROLES[:3], BUYING_ROLES[3:])
    return "\n".join(
        choices(line, [each for each in line if each == person.role]) for line in lines
    )


def _weight(person: KeyPersonLine) -> str:
    influence = f"{person.influence}/{_INFLUENCES}" if person.influence else "____"
    return f"影响力 {influence}　态度 {person.attitude or '____'}"


def _plan(person: KeyPersonLine) -> str:
    return f"对策：{person.remark}" if person.remark else ""


def _kept(person: KeyPersonLine) -> str:
    parts = (
        ("来源", person.source),
        ("告知", day(person.told_on)),
        ("依据", person.legal_basis),
        ("存至", day(person.keep_until)),
    )
    return "\n".join(f"{title} {text or '________'}" for title, text in parts)


def _blank(make: CellMaker) -> Row:
    row = _person(make, KeyPersonLine(name=""))
    return replace(row, minimum=60)
