"""KD-01 大客户项目立项申请表, portrait, one or two pages."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from kamdesk.domain.money import capital_amount, format_amount, in_ten_thousands
from kamdesk.domain.projects.paper import (
    ATTACHMENTS,
    CLIENT_CLASSES,
    MODES,
    ApplicationPaper,
    FilingCheck,
    OpinionBox,
    TeamMember,
)
from kamdesk.reports.cells import CellMaker, choices, day, tick
from kamdesk.reports.form import RenderedPaper, render_form
from kamdesk.reports.grid import Row
from kamdesk.reports.opinions import opinion_row
from kamdesk.reports.page import CONTENT, FormKind

KIND: Final = FormKind("KD-01", "大客户项目立项申请表", "申请日期")


def render(paper: ApplicationPaper) -> RenderedPaper:
    """Return the form as a PDF; the same paper gives the same bytes."""
    make = CellMaker(width=CONTENT, missing=set())
    return render_form(KIND, paper.frame, form_rows(make, paper), make.missing)


def form_rows(make: CellMaker, paper: ApplicationPaper) -> list[Row]:
    """Return the grid of the form (fields 2 to 23)."""
    return [
        *_applicant_and_client(make, paper),
        *_project(make, paper),
        *_team_and_means(make, paper),
        *_opinions(make, paper),
    ]


def _applicant_and_client(make: CellMaker, paper: ApplicationPaper) -> Iterator[Row]:
    """Fields 2 to 8."""
    yield make.fields(
        ("申请部门", paper.department, 2),
        ("申请人", paper.applicant, 2),
        ("联系电话", paper.phone, 2),
    )
    yield make.fields(("项目名称", paper.project_name, 10))
    yield make.fields(
        ("客户全称", paper.client_name, 4), ("统一社会\n信用代码", paper.credit_code, 4)
    )
    yield make.fields(("客户类别", choices(CLIENT_CLASSES, paper.client_classes), 10))
    yield make.fields(("所属行业", paper.industry, 4), ("所在地", paper.region, 4))
    yield make.fields(("客户地址", paper.address, 10))
    yield make.fields(("项目来源", paper.source, 10))
    yield make.fields(
        ("开发模式", choices(MODES, (paper.mode,) if paper.mode else ()), 4),
        ("合作方", paper.partner, 4),
    )


def _project(make: CellMaker, paper: ApplicationPaper) -> Iterator[Row]:
    """Fields 9 to 14."""
    yield make.area("客户背景\n与需求", paper.background, minimum=51)
    yield make.fields(
        ("预计月用量\n（吨）", _tons(paper.monthly_tons), 2),
        ("预计年销售额\n（万元）", _ten_thousands(paper.yearly_sales), 2),
        ("预计毛利率", _percent(paper.margin), 2),
    )
    yield make.area("客户关键人\n及决策链", paper.key_people, minimum=36)
    yield make.area("主要竞争对手\n及其现状", paper.competitors, minimum=36)
    yield make.area("我方优势", paper.strengths, minimum=32)
    yield make.area("主要风险", paper.risks, minimum=32)
    yield make.area("项目目标", paper.goals, minimum=32)
    yield make.fields(("起止时间", _period(paper), 10))


def _team_and_means(make: CellMaker, paper: ApplicationPaper) -> Iterator[Row]:
    """Fields 15 to 18."""
    leader = _person(paper.leader) if paper.leader else ""
    members = "；".join(_person(member) for member in paper.members)
    yield from make.group(
        "攻关小组",
        [
            make.fields(("负责人", leader, 8)),
            make.fields(("成员\n及分工", members, 8), stretch=0.5),
        ],
    )
    yield make.fields(
        ("费用预算\n（元）", _digits(paper.budget), 2), ("大写", _capitals(paper.budget), 6)
    )
    yield make.area("需公司\n支持事项", paper.support, minimum=32)
    yield make.fields(("附件", choices(ATTACHMENTS, paper.attachments), 10))


def _opinions(make: CellMaker, paper: ApplicationPaper) -> Iterator[Row]:
    """Fields 19 to 23."""
    yield opinion_row(make, paper.department_opinion)
    yield from make.group(
        "销售管理部",
        [
            *_filing(make, paper.filing_check),
            opinion_row(make, paper.filing_opinion, units=8),
        ],
    )
    for box in _approvers(paper):
        yield opinion_row(make, box)


def _approvers(paper: ApplicationPaper) -> Iterable[OpinionBox]:
    finance = (paper.finance_opinion,) if paper.finance_opinion else ()
    return (
        *finance,
        *paper.further_opinions,
        paper.vice_president_opinion,
        paper.general_manager_opinion,
    )


def _filing(make: CellMaker, check: FilingCheck) -> Iterator[Row]:
    """Field 20: duplicate filter and filing."""
    number = check.conflict_number or "________"
    result = "\n".join(
        (
            tick("无重复", on=check.suspected is False),
            tick(f"疑似撞单（编号：{number}）", on=check.suspected is True),
        )
    )
    yield make.fields(("客户信息\n过滤结果", result, 4), ("备案日期", day(check.filed_on), 2))
    yield make.fields(("备案号", check.filing_number, 4), ("有效期至", day(check.valid_until), 2))


def _person(member: TeamMember) -> str:
    return f"{member.name}（{member.duty}）" if member.duty else member.name


def _period(paper: ApplicationPaper) -> str:
    """Return from and to by month."""
    return f"{_month(paper.starts_on)} 至 {_month(paper.ends_on)}"


def _month(value: date | None) -> str:
    return f"{value.year}年{value.month}月" if value else "　　　　年　　月"


def _tons(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _percent(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}%"


def _ten_thousands(value: Decimal | None) -> str:
    return "" if value is None else in_ten_thousands(value)


def _digits(value: Decimal | None) -> str:
    return "" if value is None else f"¥{format_amount(value)}"


def _capitals(value: Decimal | None) -> str:
    return "" if value is None else capital_amount(value)
