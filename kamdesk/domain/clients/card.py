"""What stands on the printed forms KD-10 (大客户档案卡) and KD-10A (关键人物附表).

Plain values in the words they are printed with; whoever fills a card has resolved names and masked
what the person who prints may not see. An empty text or None leaves a blank for the pen.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kamdesk.domain.projects.paper import PaperFrame
from kamdesk.domain.purchases.months import MonthFigures

BUYING_ROLES = ("决策者", "影响者", "使用者", "技术把关", "采购执行", "内线")
"""采购角色 of KD-10A, in print order."""

TIERS = ("战略合作", "重要合作", "一般合作", "潜在合作")
"""合作层级 of KD-10, in print order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPersonLine:
    """A person of KD-10A; `influence` 1 to 5, days of the personal data's keeping."""

    name: str
    department: str = ""
    post: str = ""
    superior: str = ""  # 上级
    assists: str = ""  # 协助对象
    role: str = ""  # one of BUYING_ROLES
    influence: int | None = None
    attitude: str = ""
    marks: tuple[str, ...] = ()  # 高层支持者, 内部推动者
    phone: str = ""  # masked where the printer may not see it
    email: str = ""
    remark: str = ""  # 我方对策
    source: str = ""
    told_on: date | None = None
    legal_basis: str = ""
    keep_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCard:
    """KD-10 with its table of key persons; the frame's number is the client's."""

    frame: PaperFrame
    name: str
    short_name: str = ""
    former_name: str = ""
    code: str = ""
    established_on: date | None = None
    capital: str = ""
    org_type: str = ""
    parent: str = ""
    classes: tuple[str, ...] = ()  # of paper.CLIENT_CLASSES
    grade: str = ""  # with the score where there is one
    grade_due_on: date | None = None
    tier: str = ""  # one of TIERS
    industry: str = ""
    region: str = ""
    address: str = ""
    phone: str = ""
    website: str = ""
    scope: str = ""
    source: str = ""
    remark: str = ""
    owner: str = ""
    department: str = ""
    created_by: str = ""
    own_values: tuple[tuple[str, str], ...] = ()  # 补充信息: title and value
    months: tuple[MonthFigures, ...] = ()  # the last twelve, empty ones included
    year_tons: Decimal = Decimal(0)
    year_amount: Decimal = Decimal(0)  # yuan; printed in 万元
    last_purchase_on: date | None = None
    papers: tuple[str, ...] = ()  # 备案与立项, a line each, newest first
    owners: tuple[str, ...] = ()  # 历任负责人, a line each, newest first
    changes: tuple[str, ...] = ()  # 变更记录, a line each, newest first
    persons: tuple[KeyPersonLine, ...] = ()
