"""What the frame lends to each page of this area, and how they open a paper."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from kamdesk.domain.clock import Clock
from kamdesk.domain.people import Actor
from kamdesk.i18n import _
from kamdesk.ui.bus import ChangeBus
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.lists.tools import ListTools
from kamdesk.ui.messages import Messages
from kamdesk.ui.preview import PdfPreview, PdfTools
from kamdesk.ui.state import UiState


class Paper(Protocol):
    """A finished print, as the services hand it out."""

    @property
    def pdf(self) -> bytes:
        """The file."""
        ...

    @property
    def missing(self) -> tuple[str, ...]:
        """Characters that no shipped font has; the person has to be told."""
        ...


@dataclass(frozen=True, slots=True)
class PageTools:
    """The signed-in person, and the ways to work, to tell, to ask and to remember."""

    actor: Actor
    jobs: Jobs
    bus: ChangeBus
    messages: Messages
    state: UiState
    clock: Clock
    pdf: PdfTools
    lists: ListTools | None = None


def preview_paper(parent: QWidget, tools: PageTools, title: str, make: Callable[[], Paper]) -> None:
    """Render a paper in the worker and open it in the preview window."""
    tools.jobs.run(parent, make, lambda paper: show_paper(parent, tools, title, paper))


def missing_text(paper: Paper) -> str:
    """Return the sentence about characters that print as 〓, or an empty text."""
    if not paper.missing:
        return ""
    text = _("字体缺少这些字，打印为“〓”：{characters}")
    return text.format(characters=" ".join(paper.missing))


def show_paper(parent: QWidget, tools: PageTools, title: str, paper: Paper) -> None:
    """Open a finished paper in the preview window."""
    preview = PdfPreview(
        title,
        paper.pdf,
        tools.pdf,
        file_name=f"{title}.pdf",
        jobs=tools.jobs,
        messages=tools.messages,
        parent=parent,
    )
    preview.said.setText(missing_text(paper))
    preview.open()
