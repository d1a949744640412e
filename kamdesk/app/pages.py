"""The pages of the main window, top to bottom: the one place to add one."""

from dataclasses import dataclass

from kamdesk.app.desk_content import DeskReader
from kamdesk.app.records import Records
from kamdesk.app.settings_sections import Outside, settings_page
from kamdesk.app.wiring import Services
from kamdesk.domain.permissions import Action, allowed
from kamdesk.i18n import N_
from kamdesk.ui.applications.page import ApplicationsPage
from kamdesk.ui.approvals.page import ApprovalsPage
from kamdesk.ui.attachments.tab import FilesTab, kept
from kamdesk.ui.classes.grading_tab import GradingTab
from kamdesk.ui.classes.gradings import GradingsPage
from kamdesk.ui.classes.page import ClassesPage
from kamdesk.ui.classes.pareto import ParetoPage
from kamdesk.ui.clients.area import REGISTRY, ClientsArea
from kamdesk.ui.clients.page import ClientsPage
from kamdesk.ui.clients.reading import ClientServices, read_papers
from kamdesk.ui.clients.tab import TabSpec
from kamdesk.ui.clients.tabs.contacts import ContactsTab, present
from kamdesk.ui.clients.tabs.group import GroupTab, members
from kamdesk.ui.clients.tabs.history import HistoryTab
from kamdesk.ui.clients.tabs.overview import OverviewTab
from kamdesk.ui.clients.tabs.papers import PapersTab
from kamdesk.ui.clients.tabs.purchases import PurchasesTab
from kamdesk.ui.clients.tabs.timeline import TimelineTab
from kamdesk.ui.conflicts.page import ConflictsPage
from kamdesk.ui.desk.page import DeskPage
from kamdesk.ui.filings.page import FilingsPage
from kamdesk.ui.own_fields.tab import OwnFieldsTab
from kamdesk.ui.ownership.merges import MergesPage
from kamdesk.ui.persons.map_tab import RelationTab
from kamdesk.ui.persons.page import PersonsPage
from kamdesk.ui.persons.reading import PersonServices
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
        lambda: _clients_area(makings),
        kinds=("client", "contact"),
    )


def _clients_area(makings: Makings) -> ClientsArea:
    services, tools = makings.services, makings.tools
    every: tuple[tuple[Action, Part], ...] = (
        (
            Action.CLIENT_VIEW,
            Part(REGISTRY, N_("客户列表"), lambda: _clients_page(makings), ("client",)),
        ),
        (Action.CLIENT_VIEW, Part("classes", N_("分类认定"), lambda: _classes_page(makings))),
        (
            Action.CLIENT_VIEW,
            Part(
                "persons",
                N_("关键人"),
                lambda: PersonsPage(_person_services(services), tools=tools),
                ("contact",),
            ),
        ),
        (
            Action.CLIENT_VIEW,
            Part("gradings", N_("评级"), lambda: GradingsPage(services.gradings, tools=tools)),
        ),
        (
            Action.PURCHASE_VIEW,
            Part("pareto", N_("贡献分析"), lambda: ParetoPage(services.pareto, tools=tools)),
        ),
        (
            Action.CLIENT_MERGE,
            Part(
                "merges",
                N_("查重合并"),
                lambda: MergesPage(services.merges, services.suspects, tools=tools),
            ),
        ),
    )
    parts = [part for action, part in every if allowed(tools.actor, action)]
    return ClientsArea(parts, tools=tools)


def _clients_page(makings: Makings) -> ClientsPage:
    used = _client_services(makings.services)
    return ClientsPage(used, tools=makings.tools, tabs=_client_tabs(makings))


def _client_services(services: Services) -> ClientServices:
    return ClientServices(
        clients=services.clients,
        contacts=services.contacts,
        duplicates=services.duplicates,
        health=services.health,
        cards=services.cards,
        exports=services.exports,
        imports=services.imports,
        import_runner=services.import_process,
        classification=services.classification,
        filings=services.filings,
        applications=services.applications,
        people=_person_services(services),
    )


def _client_tabs(makings: Makings) -> list[TabSpec]:
    """Return the tabs of one client's page, from left to right: the one place to add one."""
    services, tools = makings.services, makings.tools
    used, by = _client_services(services), tools.actor.id
    return [
        TabSpec("overview", N_("概况"), lambda: OverviewTab(services.health, tools)),
        TabSpec(
            "contacts",
            N_("联系人"),
            lambda: ContactsTab(used, tools),
            lambda details: present(services.contacts.of_client(details.id, by=by)),
        ),
        TabSpec(
            "map",
            N_("关系图"),
            lambda: RelationTab(services.maps, services.relations, used, tools=tools),
        ),
        TabSpec(
            "papers",
            N_("备案与立项"),
            lambda: PapersTab(used, tools),
            lambda details: sum(map(len, read_papers(used, details, by=by))),
        ),
        TabSpec("purchases", N_("采购"), lambda: PurchasesTab(services.trends, tools)),
        TabSpec("grading", N_("评级"), lambda: GradingTab(services.gradings, tools)),
        TabSpec(
            "group",
            N_("集团"),
            lambda: GroupTab(services.groups, tools),
            lambda details: members(services.groups.of_client(details.id, by=by)),
        ),
        TabSpec(
            "files",
            N_("文件"),
            lambda: FilesTab(services.attachments, tools),
            lambda details: kept(services.attachments.of_client(details.id, by=by)),
        ),
        TabSpec("own", N_("补充信息"), lambda: OwnFieldsTab(services.own_fields, tools)),
        TabSpec("timeline", N_("时间线"), lambda: TimelineTab(services.timeline, tools)),
        TabSpec("history", N_("变更记录"), lambda: HistoryTab(services.clients, tools)),
    ]


def _classes_page(makings: Makings) -> ClassesPage:
    services = makings.services
    return ClassesPage(services.proposals, services.classification, tools=makings.tools)


def _person_services(services: Services) -> PersonServices:
    return PersonServices(
        contacts=services.contacts,
        persons=services.persons,
        claims=services.key_persons,
        coverage=services.coverage,
        reveals=services.reveals,
        requests=services.person_requests,
        copies=services.person_copies,
        erasures=services.erasures,
    )


def _projects(makings: Makings) -> PageSpec:
    return PageSpec(
        "projects",
        N_("备案立项"),
        "target",
        lambda: _projects_page(makings),
        kinds=("case", "application", "filing", "conflict"),
    )


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
