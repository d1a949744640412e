"""KD-02 大客户项目报备(备案)登记表, portrait, one page in the normal case."""

from collections.abc import Iterator
from typing import Final

from kamdesk.domain.money import format_amount
from kamdesk.domain.projects.paper import CLIENT_STATES, MODES, Extension, FilingPaper
from kamdesk.reports.blocks import with_tail
from kamdesk.reports.cells import BLANK_DAY, PROSE, CellMaker, choices, day, minute, tick
from kamdesk.reports.form import RenderedPaper, render_form
from kamdesk.reports.grid import Cell, Row
from kamdesk.reports.opinions import INK, INK_LINE, SIGNATURE, opinion_row
from kamdesk.reports.page import CONTENT, FormKind

KIND: Final = FormKind("KD-02", "大客户项目报备（备案）登记表", "报备日期")

_DECLARATION: Final = "本人声明：以上报备内容真实；如有虚假，本次报备的保护期即行终止。"


def render(paper: FilingPaper) -> RenderedPaper:
    """Return the form as a PDF; the same paper gives the same bytes."""
    make = CellMaker(width=CONTENT, missing=set())
    return render_form(KIND, paper.frame, form_rows(make, paper), make.missing)


def form_rows(make: CellMaker, paper: FilingPaper) -> list[Row]:
    """Return the grid of the form (fields 2 to 21)."""
    return [
        *_filer_and_client(make, paper),
        *_project(make, paper),
        _declaration(make, paper),
        opinion_row(make, paper.manager_opinion),
        *_sales_management(make, paper),
        *_protection(make, paper),
    ]


def _filer_and_client(make: CellMaker, paper: FilingPaper) -> Iterator[Row]:
    """Fields 2 to 8."""
    filer = " / ".join(part for part in (paper.filer, paper.department) if part)
    yield make.fields(("报备时刻", minute(paper.filed_at), 4), ("报备人", filer, 4))
    yield make.fields(
        ("客户全称", paper.client_name, 4), ("统一社会\n信用代码", paper.credit_code, 4)
    )
    yield make.fields(
        ("客户简称", paper.client_short_name, 4), ("曾用名", paper.client_former_names, 4)
    )
    yield make.fields(("客户地址", paper.address, 6), ("客户电话", paper.client_phone, 2))
    yield make.fields(
        ("客户联系人", paper.contact_name, 2),
        ("职务", paper.contact_post, 2),
        ("联系方式", paper.contact_phone, 2),
    )
    evidence = tick("有", on=bool(paper.evidence))
    yield make.fields(("名片或其他\n接触证据", f"{evidence}　{paper.evidence}", 10))


def _project(make: CellMaker, paper: FilingPaper) -> Iterator[Row]:
    """Fields 9 to 14."""
    amount = "" if paper.expected_amount is None else f"¥{format_amount(paper.expected_amount)}"
    yield make.fields(("项目名称", paper.project_name, 10))
    yield make.area("信息摘要", paper.summary, minimum=32)
    yield make.fields(
        ("预计签约\n金额（元）", amount, 2),
        ("预计单价", paper.expected_price, 2),
        ("预计签约\n时间", paper.expected_on, 2),
    )
    yield make.area("接洽情况\n反馈", paper.contact_progress, minimum=32)
    yield make.fields(
        ("客户类型", choices(CLIENT_STATES, _chosen(paper.client_state)), 4),
        ("拟采取的\n开发模式", choices(MODES, _chosen(paper.mode)), 4),
    )
    yield make.fields(("竞争对手", paper.competitors, 10))


def _declaration(make: CellMaker, paper: FilingPaper) -> Row:
    """Field 15."""
    signed = f"电子签名：{paper.declared_by}　{minute(paper.declared_at)}"
    tail = [
        *(make.lines(signed, SIGNATURE, 10) if paper.declared_by else ()),
        *make.lines(INK_LINE, INK, 10),
    ]
    block = with_tail(make.lines(_DECLARATION, PROSE, 10), tail, minimum=0)
    return Row((make.label("报备人\n声明"), Cell(10, block)))


def _sales_management(make: CellMaker, paper: FilingPaper) -> list[Row]:
    """Fields 17 and 18."""
    return make.group(
        "销售管理部",
        [
            make.fields(
                ("查重结果", paper.check_result, 4), ("受理日期", day(paper.accepted_on), 2)
            ),
            opinion_row(make, paper.filing_opinion, units=8),
            make.fields(("备案结论", _conclusion(paper), 8)),
        ],
    )


def _conclusion(paper: FilingPaper) -> str:
    shared = paper.shared_with
    return "  ".join(
        (
            tick("予以备案", on=paper.granted is True and not shared),
            tick(
                f"不予备案（原因：{paper.refusal_reason or '______'}）", on=paper.granted is False
            ),
            tick(f"与 {shared or '______'} 共同备案", on=bool(shared)),
        )
    )


def _protection(make: CellMaker, paper: FilingPaper) -> Iterator[Row]:
    """Fields 19 to 21."""
    start, end = day(paper.protected_from, BLANK_DAY), day(paper.protected_until, BLANK_DAY)
    yield make.fields(("保护期", f"自 {start} 起　至 {end} 止", 10))
    extensions = "\n".join(map(_extension, paper.extensions)) or _BLANK_EXTENSION
    yield make.fields(("延期记录", extensions, 10))
    yield make.fields(("终止日期", day(paper.ended_on), 2), ("终止原因", paper.end_reason, 6))


_BLANK_EXTENSION: Final = f"第 ____ 次　延至 {BLANK_DAY}　批准人：____________"


def _extension(extension: Extension) -> str:
    until = day(extension.until)
    return f"第 {extension.sequence} 次　延至 {until}　批准人：{extension.approved_by}"


def _chosen(word: str) -> tuple[str, ...]:
    return (word,) if word else ()
