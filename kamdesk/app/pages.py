"""The pages of the main window, top to bottom: the one place to add one."""

from dataclasses import dataclass

from kamdesk.app.client_pages import clients_area
from kamdesk.app.desk_content import DeskReader
from kamdesk.app.records import Records
from kamdesk.app.settings_sections import Outside, settings_page
from kamdesk.app.wiring import Services
from kamdesk.domain.permissions import Action, allowed
from kamdesk.i18n import N_
from kamdesk.ui.applications.page import ApplicationsPage
from kamdesk.ui.approvals.page import ApprovalsPage
from kamdesk.ui.conflicts.page import ConflictsPage
from kamdesk.ui.desk.page import DeskPage
from kamdesk.ui.filings.page import FilingsPage
from kamdesk.ui.progress.page import ProgressPage
from kamdesk.ui.projects.page import INBOX, ProjectsPage
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.recent import Recent
from kamdesk.ui.shell.page import PageSpec
from kamdesk.ui.shell.parts import Part

BELL_PAGE = "projects"
"""The page that the bell leads to."""


@dataclass(frozen=True, slots=True)
class Makings:
    """What pages are made of."""

    services: Services
    tools: PageTools
    records: Records
    recent: Recent
    outside: Outside


def page_specs(makings: Makings) -> list[PageSpec]:
    """Return the pages that the person may see."""
    actor = makings.tools.actor
    every: tuple[tuple[Action | None, PageSpec], ...] = (
        (None, _desk(makings)),
        (Action.CLIENT_VIEW, _clients(makings)),
        (Action.FILING_VIEW, _projects(makings)),
        (Action.PROJECT_VIEW, _progress(makings)),
        (None, _settings(makings)),
    )
    return [spec for action, spec in every if action is None or allowed(actor, action)]


def _desk(makings: Makings) -> PageSpec:
    reader = DeskReader(
        makings.services, makings.tools.actor, records=makings.records, recent=makings.recent
    )
    return PageSpec(
        "desk",
        N_("工作台"),
        "layout-dashboard",
        lambda: DeskPage(reader.read, tools=makings.tools),
    )


def _clients(makings: Makings) -> PageSpec:
    return PageSpec(
        "clients",
        N_("客户"),
        "building-2",
        lambda: clients_area(makings.services, makings.tools),
        kinds=("client", "contact"),
    )


def _projects(makings: Makings) -> PageSpec:
    return PageSpec(
        "projects",
        N_("备案立项"),
        "target",
        lambda: _projects_page(makings),
        kinds=("case", "application", "filing", "conflict"),
    )


def _progress(makings: Makings) -> PageSpec:
    return PageSpec(
        "progress",
        N_("攻关进度"),
        "milestone",
        lambda: _progress_page(makings),
        kinds=("project",),
    )


def _progress_page(makings: Makings) -> ProgressPage:
    services = makings.services
    return ProgressPage(services.projects, services.schedules, tools=makings.tools)


def _projects_page(makings: Makings) -> ProjectsPage:
    services, tools = makings.services, makings.tools
    by = tools.actor.id
    parts = [
        Part(INBOX, N_("审批"), lambda: _approvals_page(makings), ("case",)),
        Part("applications", N_("立项申请"), lambda: _applications_page(makings), ("application",)),
        Part("filings", N_("项目备案"), lambda: _filings_page(makings), ("filing",)),
        Part(
            "conflicts",
            N_("撞单裁定"),
            lambda: ConflictsPage(services.conflicts, tools=tools),
            ("conflict",),
        ),
    ]
    return ProjectsPage(
        parts, count_inbox=lambda: services.approvals.inbox_count(by=by), tools=tools
    )


def _approvals_page(makings: Makings) -> ApprovalsPage:
    services = makings.services
    return ApprovalsPage(services.approvals, services.papers, tools=makings.tools)


def _applications_page(makings: Makings) -> ApplicationsPage:
    services = makings.services
    return ApplicationsPage(
        services.applications,
        services.approvals,
        services.clients,
        services.papers,
        tools=makings.tools,
    )


def _filings_page(makings: Makings) -> FilingsPage:
    services = makings.services
    return FilingsPage(
        filings=services.filings,
        approvals=services.approvals,
        clients=services.clients,
        duplicates=services.duplicates,
        papers=services.papers,
        tools=makings.tools,
    )


def _settings(makings: Makings) -> PageSpec:
    return PageSpec(
        "settings",
        N_("设置"),
        "settings",
        lambda: settings_page(makings.services, makings.tools, makings.outside),
        at_bottom=True,
    )
