"""Decisions on a client's class: what is written down for each, and what makes it sound.

product.md rules 1–2: the economic class follows the figures unless a reason says otherwise; the
strategic one needs a written basis; important and group name the field or the tie.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kamdesk.domain.classes.classification import Evidence
from kamdesk.domain.clients.clients import CLASS_TITLES, ClientClass
from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import ClassDecisionId, ClientId
from kamdesk.i18n import N_, _

BASIS_LIMIT: Final = 1000
"""Characters of each text of a basis."""


class Way(StrEnum):
    """How a decision came about."""

    CONFIRMED = "confirmed"
    OVERRULED = "overruled"
    BY_HAND = "by_hand"
    IMPORTED = "imported"


WAY_TITLES: Final[Mapping[Way, str]] = {
    Way.CONFIRMED: N_("按数据认定"),
    Way.OVERRULED: N_("驳回数据"),
    Way.BY_HAND: N_("人工认定"),
    Way.IMPORTED: N_("随资料导入"),
}


class Sector(StrEnum):
    """The fields whose organisations count as important."""

    PARTY = "party"
    GOVERNMENT = "government"
    ARMY = "army"
    JUSTICE = "justice"
    CULTURE = "culture"
    EDUCATION = "education"
    HEALTH = "health"
    PRESS = "press"


SECTOR_TITLES: Final[Mapping[Sector, str]] = {
    Sector.PARTY: N_("党委"),
    Sector.GOVERNMENT: N_("政府"),
    Sector.ARMY: N_("军队"),
    Sector.JUSTICE: N_("公检法"),
    Sector.CULTURE: N_("文化"),
    Sector.EDUCATION: N_("教育"),
    Sector.HEALTH: N_("卫生"),
    Sector.PRESS: N_("新闻"),
}

BASIS_TITLES: Final[Mapping[str, str]] = {
    "sector": N_("所属领域"),
    "tie": N_("行业或价值链联系"),
    "survey": N_("调查、预测与分析"),
    "potential": N_("发展潜力"),
    "rivals": N_("拟从对手争取的目标"),
    "reason": N_("理由"),
}
"""What the parts of a basis are called, in the order in which they are told."""

TEXTS: Final = ("tie", "survey", "potential", "rivals", "reason")
_NEEDED: Final[Mapping[ClientClass, tuple[str, ...]]] = {
    ClientClass.ECONOMIC: (),
    ClientClass.IMPORTANT: ("sector",),
    ClientClass.GROUP: ("tie",),
    ClientClass.STRATEGIC: ("survey", "potential", "rivals"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Why a class was given or taken away; which parts are needed `needed_parts` tells."""

    sector: Sector | None = None
    tie: str = ""
    survey: str = ""
    potential: str = ""
    rivals: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision about to be kept; `before` are the classes the client holds until then."""

    client_id: ClientId
    before: frozenset[ClientClass]
    client_class: ClientClass
    holds: bool
    way: Way
    basis: Basis
    evidence: Evidence | None = None

    @property
    def after(self) -> frozenset[ClientClass]:
        """The classes the client holds from then on."""
        only = frozenset({self.client_class})
        return self.before | only if self.holds else self.before - only


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassDecision:
    """A decision as it was kept; only an economic one rests on evidence."""

    id: ClassDecisionId
    client_id: ClientId
    client: str
    client_class: ClientClass
    holds: bool
    way: Way
    basis: Basis
    evidence: Evidence | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """A line of the list of decisions; `usage` in tons a month, `amount` in yuan."""

    id: ClassDecisionId
    number: str
    client: str
    owner: str
    client_class: ClientClass
    holds: bool
    way: Way
    basis: str
    usage: Decimal | None
    amount: Decimal | None
    at: datetime
    by: str


def needed_parts(client_class: ClientClass, *, holds: bool, overrules: bool) -> tuple[str, ...]:
    """Return the parts of a basis that may not be empty."""
    if not holds or overrules:
        return ("reason",) if overrules or client_class is not ClientClass.ECONOMIC else ()
    return _NEEDED[client_class]


def asked_parts(client_class: ClientClass, *, holds: bool) -> tuple[str, ...]:
    """Return the parts of a basis that are asked for: those that belong, and the reason."""
    return (*(_NEEDED[client_class] if holds else ()), "reason")


def check_basis(
    client_class: ClientClass, basis: Basis, *, holds: bool, overrules: bool = False
) -> Basis:
    """Return `basis` cleaned, without parts that don't belong; FieldError names what is missing.

    `overrules` tells that the decision goes against the figures.
    """
    needed = needed_parts(client_class, holds=holds, overrules=overrules)
    asked = asked_parts(client_class, holds=holds)
    checks = FieldChecks()
    texts = {
        name: checks.body(
            name, BASIS_TITLES[name], getattr(basis, name), BASIS_LIMIT, required=name in needed
        )
        for name in TEXTS
        if name in asked
    }
    if "sector" in needed and basis.sector is None:
        checks.refuse("sector", _("请选择该客户所属的领域。"))
    checks.done()
    kept = Basis(sector=basis.sector if "sector" in asked else None)
    return replace(kept, **texts)  # type: ignore[arg-type] # the texts' own fields


def basis_texts(basis: Basis) -> dict[str, str]:
    """Return the parts that are filled in, in words: title -> text."""
    parts = {"sector": _(SECTOR_TITLES[basis.sector]) if basis.sector else ""}
    parts |= {name: getattr(basis, name) for name in TEXTS}
    return {_(BASIS_TITLES[name]): parts[name] for name in BASIS_TITLES if parts[name]}


def basis_text(basis: Basis) -> str:
    """Return the parts that are filled in as one text: title and content, part by part."""
    part, pause = _("{title}：{text}"), _("；")
    return pause.join(
        part.format(title=title, text=text) for title, text in basis_texts(basis).items()
    )


def outcome_text(client_class: ClientClass, *, holds: bool) -> str:
    """Return what was decided: 认定为经济大客户, 不作为战略客户."""
    told = _("认定为{title}") if holds else _("不作为{title}")
    return told.format(title=_(CLASS_TITLES[client_class]))
