"""A walk through the program without a display: pictures of every page, and the forms as PDF."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from kamdesk.app.door import FolderDoor
from kamdesk.app.wardrobe import Wardrobe
from kamdesk.app.windows import OpenCompany
from kamdesk.app.wiring import Services, services_of
from kamdesk.domain.clock import Clock
from kamdesk.domain.ids import ApplicationId, FilingId, UserId
from kamdesk.domain.lists import ListQuery, ListSource
from kamdesk.i18n import Language
from kamdesk.services.sample import SAMPLE_PASSWORD
from kamdesk.storage.files import write_atomically
from kamdesk.ui.access.door import Entered
from kamdesk.ui.clients.page import ClientsPage
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.look import Look, ThemeChoice
from kamdesk.ui.messages import Messages
from kamdesk.ui.settings.page import SettingsPage
from kamdesk.ui.shell.page import Page
from kamdesk.ui.shell.parts import PartsPage
from kamdesk.ui.state import UiState

SMALL: Final = QSize(1280, 800)
LARGE: Final = QSize(1920, 1080)
_SETTLE_MS: Final = 80
_LONGEST_MS: Final = 30_000


@dataclass(frozen=True, slots=True)
class Walk:
    """One round: who walks, in what look and window."""

    name: str
    login: str
    look: Look
    size: QSize


LIGHT = Look(Language.CHINESE, ThemeChoice.LIGHT)
DARK = replace(LIGHT, theme=ThemeChoice.DARK)
ENGLISH = replace(LIGHT, language=Language.ENGLISH)
WALKS: Final = (
    Walk("sales_light", "duanxl", LIGHT, SMALL),
    Walk("sales_dark", "duanxl", DARK, SMALL),
    Walk("sales_english", "duanxl", ENGLISH, SMALL),
    Walk("management_light_large", "yanxf", LIGHT, LARGE),
    Walk("management_dark_large", "yanxf", DARK, LARGE),
    Walk("administrator_english", "admin", ENGLISH, SMALL),
    Walk("administrator_light", "admin", LIGHT, SMALL),
)
"""The sample's people who see different pages."""


class Tour:
    """Takes the pictures; `say` is told each file as it is written."""

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        out: Path,
        *,
        clock: Clock,
        say: Callable[[str], None],
        walks: Sequence[Walk] = WALKS,
    ) -> None:
        self._app = app
        self._out = out
        self._clock = clock
        self._say = say
        self._walks = walks
        self._door = FolderDoor(folder, clock, name="tour", is_sample=True)

    def run(self) -> None:
        """Make the sample company where there is none, walk every walk, print the forms."""
        if not self._door.exists():
            self._door.create_sample(lambda _done, _total: None, lambda: False)
        for walk in self._walks:
            self._walk(walk)
        self._print_forms()

    def _walk(self, walk: Walk) -> None:
        jobs = Jobs(Messages())
        state = UiState(self._out / f"{walk.name}.ini")
        wardrobe = Wardrobe(self._app, state)
        wardrobe.wear(walk.look)
        signed_in = self._door.login(walk.login, SAMPLE_PASSWORD)
        services = services_of(signed_in.company, self._clock)
        company = OpenCompany(
            Entered(self._door, walk.login, signed_in),
            services,
            app=self._app,
            jobs=jobs,
            messages=jobs.messages,
            state=state.scoped("walk"),
            wardrobe=wardrobe,
            clock=self._clock,
        )
        company.window.resize(walk.size)
        company.show()
        for place in _places(company):
            _settle(jobs)
            self._take(company.window, f"{walk.name}_{place}")
        company.guard.stop()
        company.window.hide()
        company.window.deleteLater()
        jobs.stop()
        services.close()
        (self._out / f"{walk.name}.ini").unlink(missing_ok=True)

    def _take(self, window: QWidget, name: str) -> None:
        path = self._out / "pages" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        window.grab().save(str(path))
        self._say(str(path))

    def _print_forms(self) -> None:
        signed_in = self._door.login("yanxf", SAMPLE_PASSWORD)
        services = services_of(signed_in.company, self._clock)
        for name, pdf in _papers(services, signed_in.actor.id):
            path = self._out / "forms" / f"{name}.pdf"
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, pdf)
            self._say(str(path))
        services.close()


def _places(company: OpenCompany) -> Iterator[str]:
    """Bring each page, and each part of a page, to the front."""
    for key in company.window.page_keys():
        company.window.show_page(key)
        page = company.window.page(key)
        if isinstance(page, PartsPage):
            for part in page.part_keys():
                page.show_part(part)
                yield f"{key}_{part}"
                yield from _tabs(company, page.current_page)
        elif isinstance(page, SettingsPage):
            for section in page.section_keys():
                page.show_section(section)
                yield f"{key}_{section}"
        else:
            yield key


def _tabs(company: OpenCompany, page: Page) -> Iterator[str]:
    """Bring each tab of one client's page to the front: of a client with a project, if any."""
    source = company.services.applications.list_for(company.tools.actor.id)
    projects = source.rows(_first(source, "approved"))
    if not isinstance(page, ClientsPage) or not projects:
        return
    page.open_record("client", projects[0].client_id or 0)
    for tab in page.sheet.tabs.tab_keys():
        page.sheet.tabs.show_tab(tab)
        yield f"client_{tab}"
    page.close_record()


def _papers(services: Services, by: UserId) -> Iterator[tuple[str, bytes]]:
    applications, filings, papers = services.applications, services.filings, services.papers
    for state in ("approved", "in_approval"):
        for application in _first(applications.list_for(by), state):
            paper = papers.application_pdf(ApplicationId(application), by=by)
            yield f"KD-01_{state}", paper.pdf
    for state in ("filed", "in_approval"):
        for filing in _first(filings.list_for(by), state):
            yield f"KD-02_{state}", papers.filing_pdf(FilingId(filing), by=by).pdf


def _first(source: ListSource[Any], state: str) -> list[int]:
    return list(source.ids(ListQuery(filters={"state": state}))[:1])


def _settle(jobs: Jobs) -> None:
    """Let answers arrive, and what they set off in turn."""
    for _turn in range(3):
        jobs.wait_idle(_LONGEST_MS)
        loop = QEventLoop()
        QTimer.singleShot(_SETTLE_MS, loop, loop.quit)
        loop.exec()
