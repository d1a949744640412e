"""客户: the parts of the page of clients and the tabs of one client; the one place to add one."""

from kamdesk.app.wiring import Services
from kamdesk.domain.permissions import Action, allowed
from kamdesk.i18n import N_
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
from kamdesk.ui.own_fields.tab import OwnFieldsTab
from kamdesk.ui.ownership.handovers_page import HandoversPage
from kamdesk.ui.ownership.merges import MergesPage
from kamdesk.ui.ownership.pool_page import POOL, PoolPage
from kamdesk.ui.ownership.reading import OwnershipServices
from kamdesk.ui.ownership.tab import OwnershipTab
from kamdesk.ui.persons.map_tab import RelationTab
from kamdesk.ui.persons.page import PersonsPage
from kamdesk.ui.persons.reading import PersonServices
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.purchases.acts import PurchaseServices
from kamdesk.ui.purchases.imports.reading import PurchaseImportServices
from kamdesk.ui.purchases.page import PurchasesPage
from kamdesk.ui.shell.parts import Part


def clients_area(services: Services, tools: PageTools) -> ClientsArea:
    """Return the page with the parts that the person may see."""
    every = {
        Action.CLIENT_VIEW: [*_registry(services, tools), *_keeping(services, tools)],
        Action.CLIENT_MERGE: [
            Part(
                "merges",
                N_("查重合并"),
                lambda: MergesPage(services.merges, services.suspects, tools=tools),
            )
        ],
    }
    seen = [parts for action, parts in every.items() if allowed(tools.actor, action)]
    return ClientsArea([part for parts in seen for part in parts], tools=tools)


def _registry(services: Services, tools: PageTools) -> list[Part]:
    """Return the clients, their people, and what is decided from what they buy."""
    return [
        Part(REGISTRY, N_("客户列表"), lambda: _clients_page(services, tools), ("client",)),
        Part(
            "persons",
            N_("关键人"),
            lambda: PersonsPage(_person_services(services), tools=tools),
            ("contact",),
        ),
        Part(
            "classes",
            N_("分类认定"),
            lambda: ClassesPage(services.proposals, services.classification, tools=tools),
        ),
        Part("gradings", N_("评级"), lambda: GradingsPage(services.gradings, tools=tools)),
        Part(
            "purchases",
            N_("采购记录"),
            lambda: PurchasesPage(
                _purchase_services(services), _purchase_imports(services), tools=tools
            ),
            ("purchase",),
        ),
        Part("pareto", N_("贡献分析"), lambda: ParetoPage(services.pareto, tools=tools)),
    ]


def _keeping(services: Services, tools: PageTools) -> list[Part]:
    """Return whose clients are and were."""
    return [
        Part(POOL, N_("公海"), lambda: PoolPage(services.pool, tools=tools)),
        Part("handovers", N_("移交记录"), lambda: HandoversPage(services.handovers, tools=tools)),
    ]


def _clients_page(services: Services, tools: PageTools) -> ClientsPage:
    used = _client_services(services)
    tabs = [*_about(services, used, tools), *_course(services, tools)]
    return ClientsPage(used, tools=tools, tabs=tabs)


def _about(services: Services, used: ClientServices, tools: PageTools) -> list[TabSpec]:
    """Return the tabs on the client, its people and papers."""
    by = tools.actor.id
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
        TabSpec(
            "purchases",
            N_("采购"),
            lambda: PurchasesTab(services.trends, _purchase_services(services), tools),
        ),
        TabSpec("grading", N_("评级"), lambda: GradingTab(services.gradings, tools)),
        TabSpec(
            "group",
            N_("集团"),
            lambda: GroupTab(services.groups, tools),
            lambda details: members(services.groups.of_client(details.id, by=by)),
        ),
    ]


def _course(services: Services, tools: PageTools) -> list[TabSpec]:
    """Return the tabs on who works with it, what is kept of it, and what happened."""
    by = tools.actor.id
    ownership = OwnershipServices(
        owners=services.owners,
        collaborators=services.collaborators,
        pool=services.pool,
        handovers=services.handovers,
    )
    return [
        TabSpec("ownership", N_("负责与协作"), lambda: OwnershipTab(ownership, tools)),
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


def _client_services(services: Services) -> ClientServices:
    return ClientServices(
        clients=services.clients,
        contacts=services.contacts,
        duplicates=services.duplicates,
        health=services.health,
        cards=services.cards,
        imports=services.imports,
        import_runner=services.import_process,
        classification=services.classification,
        filings=services.filings,
        applications=services.applications,
        people=_person_services(services),
    )


def _purchase_services(services: Services) -> PurchaseServices:
    return PurchaseServices(purchases=services.purchases, clients=services.clients)


def _purchase_imports(services: Services) -> PurchaseImportServices:
    return PurchaseImportServices(
        imports=services.purchase_imports,
        runner=services.purchase_import_process,
        runs=services.purchase_runs,
        clients=services.clients,
    )


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
