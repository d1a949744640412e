"""What stands on the printed forms KD-01 (立项申请表) and KD-02 (备案登记表).

Plain values, in the words they are printed with: whoever fills a paper resolves codes, names and
permissions (masked telephone numbers, for one) before. Everything may stay empty: an empty text or
`None` leaves a blank for the pen. Numbers in the comments are the form's fields, in print order.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

DECISIONS: Final = ("同意", "同意附条件", "退回修改", "不同意")
"""What an approver ticks; an `OpinionLine.decision` outside it is printed as it stands."""

CLIENT_CLASSES: Final = ("经济大客户", "重要大客户", "集团大客户", "战略大客户")
"""Field 5 of KD-01, in print order; `ApplicationPaper.client_classes` holds some of them."""

MODES: Final = ("自主开发", "合作开发")
"""Development modes in print order."""

ATTACHMENTS: Final = ("攻关进度表", "客户信息表", "合作协议")
"""Field 18 of KD-01, in print order; attachments outside it are printed after them, ticked."""

CLIENT_STATES: Final = ("新客户", "老客户", "潜在客户")
"""Field 12 of KD-02, in print order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFrame:
    """What every page of a form carries around the form itself."""

    company_name: str  # head: every form's title carries the company's name
    logo: bytes | None = None  # head, left: PNG or JPEG; one that cannot be read is left out
    form_version: str = "V1.0"  # foot, beside the form's code: the version in force when signed
    number: str = ""  # head, right: with the revision where there is one (KD-LX-2026-0001-R1)
    day: date | None = None  # head, left: date of the form
    watermark: str | None = None  # 草稿, 审批中, 作废 …; None once approved
    audit_head: str | None = None  # "seq:16 hexadecimal digits" for the verification code
    printed_at: datetime  # aware; the only time a print carries, the file's own date too
    printed_by: str = ""  # foot, right: who printed
    confidentiality: str = "内部资料 注意保密"  # foot
    copies: str = ""  # foot: how the copies are handed out (第一联 存档 / 第二联 业务部门)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionLine:
    """One electronic decision of an opinion box."""

    decision: str  # one of DECISIONS, or another word (转办, 已阅)
    text: str = ""  # the opinion; compulsory for a return or a refusal, checked elsewhere
    signer: str  # who decided
    on_behalf_of: str = ""  # whom the signer stood in for: printed as 代签
    delegated_from: date | None = None  # first day of the delegation
    delegated_until: date | None = None  # last day of the delegation
    decided_at: datetime | None = None  # aware
    round: int = 0  # 0 is the first submission, 1 the revision R1 …


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionBox:
    """The box of one role: what was decided in the program, and room for the pen."""

    title: str  # 业务部门负责人意见 …
    lines: tuple[OpinionLine, ...] = ()  # oldest first; the last one's decision is ticked
    choices: tuple[str, ...] = DECISIONS  # tick boxes; () for none


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMember:
    """A member of the breakthrough team (field 15)."""

    name: str
    duty: str = ""  # 分工


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingCheck:
    """Field 20 of KD-01: what 销售管理部 found and filed."""

    suspected: bool | None = None  # False 无重复, True 疑似撞单, None not checked yet
    conflict_number: str = ""  # 撞单编号
    filing_number: str = ""  # 备案号
    filed_on: date | None = None  # 备案日期
    valid_until: date | None = None  # 有效期至


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationPaper:
    """KD-01 大客户项目立项申请表; its number and date (field 1) are in `frame`."""

    frame: PaperFrame
    department: str = ""  # 2 申请部门
    applicant: str = ""  # 2 申请人
    phone: str = ""  # 2 联系电话
    project_name: str = ""  # 3 项目名称
    client_name: str = ""  # 4 客户全称
    credit_code: str = ""  # 4 统一社会信用代码
    client_classes: tuple[str, ...] = ()  # 5 客户类别, of CLIENT_CLASSES
    industry: str = ""  # 6 所属行业
    region: str = ""  # 6 所在地
    address: str = ""  # 6 客户地址
    source: str = ""  # 7 项目来源
    mode: str = ""  # 8 开发模式, one of MODES
    partner: str = ""  # 8 合作方, where the mode is 合作开发
    background: str = ""  # 9 客户背景与需求
    monthly_tons: Decimal | None = None  # 10 预计月用量（吨）
    yearly_sales: Decimal | None = None  # 10 预计年销售额, in yuan; printed in 万元
    margin: Decimal | None = None  # 10 预计毛利率, in per cent: Decimal("18.5")
    key_people: str = ""  # 11 客户关键人及决策链
    competitors: str = ""  # 12 主要竞争对手及其现状
    strengths: str = ""  # 13 我方优势
    risks: str = ""  # 13 主要风险
    goals: str = ""  # 14 项目目标
    starts_on: date | None = None  # 14 起止时间: from
    ends_on: date | None = None  # 14 起止时间: to
    leader: TeamMember | None = None  # 15 攻关小组: 负责人
    members: tuple[TeamMember, ...] = ()  # 15 成员 and 分工
    budget: Decimal | None = None  # 16 费用预算, in yuan; printed in digits and in capitals
    support: str = ""  # 17 需公司支持事项
    attachments: tuple[str, ...] = ()  # 18 附件
    department_opinion: OpinionBox = OpinionBox(title="业务部门负责人意见")  # 19
    filing_check: FilingCheck = FilingCheck()  # 20
    filing_opinion: OpinionBox = OpinionBox(title="销售管理部意见")  # 20
    finance_opinion: OpinionBox | None = None  # 21 only where the budget asks for it
    vice_president_opinion: OpinionBox = OpinionBox(title="常务副总审批意见")  # 22
    general_manager_opinion: OpinionBox = OpinionBox(title="总经理批示")  # 23
    further_opinions: tuple[OpinionBox, ...] = ()  # added signers (加签) and own steps of a route


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """Field 20 of KD-02: one extension of the protection period."""

    sequence: int  # 1 for the first
    until: date  # the new last day
    approved_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingPaper:
    """KD-02 大客户项目报备(备案)登记表; its number (field 1) is in `frame`."""

    frame: PaperFrame
    filed_at: datetime | None = None  # 2 报备日期时刻, to the minute: the order decides
    filer: str = ""  # 3 报备人
    department: str = ""  # 3 部门
    client_name: str = ""  # 4 客户全称
    client_short_name: str = ""  # 4 简称
    client_former_names: str = ""  # 4 曾用名
    credit_code: str = ""  # 5 统一社会信用代码
    address: str = ""  # 6 客户地址
    client_phone: str = ""  # 6 客户电话
    contact_name: str = ""  # 7 客户联系人
    contact_post: str = ""  # 7 职务
    contact_phone: str = ""  # 7 联系方式
    evidence: str = ""  # 8 名片或其他接触证据: what it is; ticks □有
    project_name: str = ""  # 9 项目名称
    summary: str = ""  # 9 信息摘要
    expected_amount: Decimal | None = None  # 10 预计签约金额, in yuan
    expected_price: str = ""  # 10 预计单价, with its unit
    expected_on: str = ""  # 10 预计签约时间, as far as it is known
    contact_progress: str = ""  # 11 接洽情况反馈
    client_state: str = ""  # 12 one of CLIENT_STATES
    competitors: str = ""  # 13 竞争对手
    mode: str = ""  # 14 拟采取的开发模式, one of MODES
    declared_by: str = ""  # 15 报备人声明: who confirmed it in the program
    declared_at: datetime | None = None  # 15 when
    manager_opinion: OpinionBox = OpinionBox(title="部门经理意见")  # 16
    check_result: str = ""  # 17 查重结果
    accepted_on: date | None = None  # 17 受理日期
    filing_opinion: OpinionBox = OpinionBox(title="销售管理部意见", choices=())  # 17
    granted: bool | None = None  # 18 备案结论: True 予以备案, False 不予备案, None open
    refusal_reason: str = ""  # 18 不予备案（原因）
    shared_with: str = ""  # 18 与…共同备案: the other filer; ticks it
    protected_from: date | None = None  # 19 保护期起
    protected_until: date | None = None  # 19 保护期止
    extensions: tuple[Extension, ...] = ()  # 20 延期记录
    ended_on: date | None = None  # 21 终止日期
    end_reason: str = ""  # 21 终止原因
