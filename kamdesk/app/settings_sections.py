"""The sections of the settings page, put together from the services."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kamdesk.app.wiring import Services
from kamdesk.domain.permissions import Action
from kamdesk.i18n import N_
from kamdesk.ui.classes.rule import SHEET as CLASSIFICATION
from kamdesk.ui.classes.scheme import SHEET as GRADING
from kamdesk.ui.clients.health_rules import SHEET as HEALTH
from kamdesk.ui.look import Look
from kamdesk.ui.own_fields.section import OwnFieldsSection
from kamdesk.ui.ownership.rule import SHEET as POOL
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.settings.audit import AuditSection
from kamdesk.ui.settings.backups import BackupsSection
from kamdesk.ui.settings.company import CompanySection
from kamdesk.ui.settings.delegations import DelegationsSection
from kamdesk.ui.settings.look import LookSection
from kamdesk.ui.settings.page import SettingsPage
from kamdesk.ui.settings.people import PeopleSection
from kamdesk.ui.settings.policies import PoliciesSection
from kamdesk.ui.settings.routes import RoutesSection
from kamdesk.ui.settings.rules import RulesSection
from kamdesk.ui.settings.section import SectionSpec


@dataclass(frozen=True, slots=True)
class Outside:
    """What the settings ask of the program around them."""

    look: Callable[[], Look]
    wear: Callable[[Look], None]
    restore: Callable[[Path], None]


def settings_page(services: Services, tools: PageTools, outside: Outside) -> SettingsPage:
    """Return the page with the sections that the person may use."""
    return SettingsPage(_specs(services, tools, outside), actor=tools.actor, state=tools.state)


def _specs(services: Services, tools: PageTools, outside: Outside) -> list[SectionSpec]:
    def look() -> LookSection:
        section = LookSection(outside.look())
        section.changed.connect(outside.wear)
        return section

    return [
        *_office(services, tools),
        *_rules(services, tools),
        *_safety(services, tools, outside),
        SectionSpec("look", N_("外观"), "sun", look),
    ]


def _office(services: Services, tools: PageTools) -> list[SectionSpec]:
    """Return the company and its people."""
    return [
        SectionSpec(
            "company",
            N_("公司"),
            "building-2",
            lambda: CompanySection(services.settings, tools),
            Action.SETTINGS_EDIT,
        ),
        SectionSpec(
            "people",
            N_("用户与部门"),
            "users",
            lambda: PeopleSection(services.people, services.departments, tools),
            Action.USER_MANAGE,
        ),
    ]


def _rules(services: Services, tools: PageTools) -> list[SectionSpec]:
    """Return what the work goes by."""
    return [
        SectionSpec(
            "rules",
            N_("规则"),
            "sliders-horizontal",
            lambda: RulesSection(services.settings, tools),
            Action.SETTINGS_EDIT,
        ),
        SectionSpec(
            "client_rules",
            N_("客户规则"),
            "scale",
            lambda: PoliciesSection(
                services.policies, tools, [CLASSIFICATION, GRADING, HEALTH, POOL]
            ),
            Action.POLICY_EDIT,
        ),
        SectionSpec(
            "own_fields",
            N_("自定义字段"),
            "columns-3",
            lambda: OwnFieldsSection(services.own_fields, tools),
            Action.POLICY_EDIT,
        ),
        SectionSpec(
            "routes",
            N_("审批流程"),
            "route",
            lambda: RoutesSection(services.routes, tools),
            Action.ROUTE_EDIT,
        ),
        SectionSpec(
            "delegations",
            N_("代理授权"),
            "user-check",
            lambda: DelegationsSection(services.delegations, tools),
            Action.DELEGATION_GIVE,
        ),
    ]


def _safety(services: Services, tools: PageTools, outside: Outside) -> list[SectionSpec]:
    """Return what keeps the data."""

    def backups() -> BackupsSection:
        section = BackupsSection(services.backups, tools)
        section.restore_requested.connect(outside.restore)
        return section

    return [
        SectionSpec("backups", N_("备份"), "database", backups, Action.BACKUP),
        SectionSpec(
            "audit",
            N_("审计核验"),
            "shield-check",
            lambda: AuditSection(services.audit, tools),
            Action.AUDIT_VERIFY,
        ),
    ]
