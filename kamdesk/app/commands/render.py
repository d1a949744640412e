"""`kamdesk render`: a form as a PDF file, without a window."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kamdesk.app.commands.terminal import DONE, Command, access_arguments, say, signed_in
from kamdesk.domain.errors import MissingRecordError
from kamdesk.domain.ids import UserId
from kamdesk.domain.lists import ListQuery, ListSource
from kamdesk.i18n import _
from kamdesk.storage.files import write_atomically

if TYPE_CHECKING:
    from kamdesk.app.wiring import Services
    from kamdesk.reports.form import RenderedPaper

_REVISION: Final = re.compile(r"-R\d+$")


def command() -> Command:
    """Return the command."""
    return Command("render", _("把立项申请表、备案登记表或客户档案卡生成 PDF"), _arguments, _run)


def _arguments(parser: argparse.ArgumentParser) -> None:
    access_arguments(parser)
    parser.add_argument(
        "noun",
        choices=["application", "filing", "client"],
        help=_("application 是立项申请表，filing 是备案登记表，client 是客户档案卡"),
    )
    parser.add_argument("number", help=_("编号，例如 KD-LX-2026-0001 或 KH000001"))
    parser.add_argument("--out", type=Path, required=True, help=_("写到哪个 PDF 文件"))


def _run(chosen: argparse.Namespace) -> int:
    def work(services: "Services", by: UserId) -> int:
        paper = _rendered(services, chosen, by)
        write_atomically(chosen.out, paper.pdf)
        say(_("已生成 {pages} 页：{path}").format(pages=paper.pages, path=chosen.out))
        if paper.missing:
            say(_("字体中没有这些字，已印成〓：{signs}").format(signs="".join(paper.missing)))
        return DONE

    return signed_in(chosen, work)


def _rendered(services: "Services", chosen: argparse.Namespace, by: UserId) -> "RenderedPaper":
    if chosen.noun == "application":
        application = _found(services.applications.list_for(by), chosen.number)
        return services.papers.application_pdf(application, by=by)
    if chosen.noun == "client":
        return services.cards.pdf(_found(services.clients.list_for(by), chosen.number), by=by)
    filing = _found(services.filings.list_for(by), chosen.number)
    return services.papers.filing_pdf(filing, by=by)


def _found(papers: ListSource[Any], number: str) -> Any:
    """Return the id of the paper with that number, given with its revision or without."""
    wanted = _bare(number)
    rows = papers.rows(papers.ids(ListQuery(filters={"number": wanted})))
    for row in rows:
        if _bare(row.number) == wanted:
            return row.id
    raise MissingRecordError(
        _("没有编号为“{number}”的表单，或不在您的查看范围内。请核对编号。").format(number=number)
    )


def _bare(number: str) -> str:
    return _REVISION.sub("", number.strip().upper())
