"""Papers to print: a full one, an empty one, one with endless texts."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from kamdesk.domain.projects.paper import (
    ApplicationPaper,
    Extension,
    FilingCheck,
    FilingPaper,
    OpinionBox,
    OpinionLine,
    PaperFrame,
    TeamMember,
)

PRINTED = datetime(2026, 7, 20, 7, 8, tzinfo=UTC)


def frame(**changes):
    values = {
        "company_name": "华东兴业新材料有限公司",
        "form_version": "V1.0",
        "number": "KD-LX-2026-0001",
        "day": date(2026, 7, 1),
        "audit_head": "128:0f3a99aa00bb11cc",
        "printed_at": PRINTED,
        "printed_by": "李静",
        "copies": "第一联 销售管理部 / 第二联 业务部门",
    }
    return PaperFrame(**(values | changes))


def at(day, hour, minute=0):
    return datetime(2026, 7, day, hour - 8, minute, tzinfo=UTC)


def opinion(title, *lines, **more):
    return OpinionBox(title=title, lines=lines, **more)


DEPARTMENT = opinion(
    "业务部门负责人意见",
    OpinionLine(
        decision="退回修改",
        text="竞争对手的价格情况不全，请补充近三个月的报价后再报。",
        signer="周建国",
        decided_at=at(2, 9, 30),
    ),
    OpinionLine(
        decision="同意",
        text="补充后情况属实，客户需求明确，同意立项，请攻关小组按进度表推进。",
        signer="周建国",
        decided_at=at(3, 14, 5),
        round=1,
    ),
)
FILING = opinion(
    "销售管理部意见",
    OpinionLine(
        decision="同意", text="经查无重复，已备案。", signer="陈思远", decided_at=at(4, 10, 12)
    ),
)
FINANCE = opinion(
    "财务部意见",
    OpinionLine(
        decision="同意附条件",
        text="预算在年度额度内；差旅费按月据实报销，超出部分须另行申请。",
        signer="孙丽",
        decided_at=at(5, 11, 40),
    ),
)
VICE_PRESIDENT = opinion(
    "常务副总审批意见",
    OpinionLine(
        decision="同意",
        text="列入本年度重点项目，每月在大客户项目进度检讨会上汇报。",
        signer="吴敏",
        on_behalf_of="郑海涛",
        delegated_from=date(2026, 7, 1),
        delegated_until=date(2026, 7, 15),
        decided_at=at(6, 16, 20),
    ),
)
GENERAL_MANAGER = opinion(
    "总经理批示",
    OpinionLine(decision="同意", text="请各部门支持。", signer="冯国强", decided_at=at(8, 9, 0)),
)


def full_application(**changes):
    paper = ApplicationPaper(
        frame=frame(number="KD-LX-2026-0001-R1"),
        department="大客户业务一部",
        applicant="李静",
        phone="138****5678",
        project_name="江南汽车集团轻量化保险杠专用料联合开发项目",
        client_name="江南汽车集团股份有限公司",
        credit_code="91310000MA1FL1AB2C",
        client_classes=("经济大客户", "战略大客户"),
        industry="汽车零部件及配件制造（C3670）",
        region="江苏省苏州市工业园区",
        address="江苏省苏州市工业园区星湖街 328 号创意产业园 5 幢 12 层",
        source="行业展会（2026 中国国际塑料橡胶工业展览会）",
        mode="合作开发",
        partner="苏州精进模具有限公司",
        background=(
            "客户现有三条保险杠注塑线，年产 60 万套，现用料为进口改性聚丙烯，交期长、价格波动大。"
            "客户计划自 2027 年起将国产化比例提高到 70%，要求材料密度不高于 0.95 g/cm³、"
            "低温冲击（-30℃）不低于 6 kJ/m²，并在 2026 年四季度完成小批试用。"
        ),
        monthly_tons=Decimal("35.50"),
        yearly_sales=Decimal(6_800_000),
        margin=Decimal("18.5"),
        key_people=(
            "采购总监 𬭎先生（决策）；材料研发部部长 陶䶮（影响，支持）；"
            "质量部 𠮷主任（把关）。样件由研发部认可后，采购委员会每月第二周评审。"
        ),
        competitors="甲公司：现供 60%，单价 14,800 元/吨，响应慢；乙公司：正在送样，价格低约 3%。",
        strengths="本地仓储，48 小时到货；与客户研发部共建试验室；同类料已在两家整车厂通过认可。",
        risks="原料价格上涨；模具改动延误试模；客户年度降价要求 R&D 费用分摊未定。",
        goals="2026 年 12 月前通过材料认可；2027 年供货不少于 420 吨，占客户同类用量 40%。",
        starts_on=date(2026, 7, 1),
        ends_on=date(2027, 6, 30),
        leader=TeamMember(name="李静", duty="总体协调、商务谈判"),
        members=(
            TeamMember(name="王磊", duty="配方与技术方案"),
            TeamMember(name="赵欣", duty="试模与现场服务"),
            TeamMember(name="刘洋", duty="报价与合同"),
        ),
        budget=Decimal("126800.50"),
        support="请研发中心安排专线试料 3 次；请财务部给予 60 天账期；请常务副总出席 9 月交流会。",
        attachments=("攻关进度表", "合作协议"),
        department_opinion=DEPARTMENT,
        filing_check=FilingCheck(
            suspected=False,
            filing_number="KD-BB-2026-0007",
            filed_on=date(2026, 7, 4),
            valid_until=date(2026, 12, 31),
        ),
        filing_opinion=FILING,
        finance_opinion=FINANCE,
        vice_president_opinion=VICE_PRESIDENT,
        general_manager_opinion=GENERAL_MANAGER,
    )
    return replace(paper, **changes)


def empty_application():
    return ApplicationPaper(
        frame=frame(number="", day=None, audit_head=None, watermark="草稿", copies="")
    )


def full_filing(**changes):
    paper = FilingPaper(
        frame=frame(number="KD-BB-2026-0007", day=date(2026, 7, 4)),
        filed_at=at(4, 9, 41),
        filer="李静",
        department="大客户业务一部",
        client_name="江南汽车集团股份有限公司",
        client_short_name="江南汽车",
        client_former_names="江南汽车制造厂",
        credit_code="91310000MA1FL1AB2C",
        address="江苏省苏州市工业园区星湖街 328 号创意产业园 5 幢 12 层",
        client_phone="0512-****8800",
        contact_name="陶䶮",
        contact_post="材料研发部部长",
        contact_phone="139****0021",
        evidence="名片一张；2026 年 6 月 18 日会议签到表",
        project_name="江南汽车集团轻量化保险杠专用料联合开发项目",
        summary="客户拟以国产改性聚丙烯替代进口料，年用量约 420 吨，2026 年四季度小批试用。",
        expected_amount=Decimal(6_800_000),
        expected_price="15,900 元/吨",
        expected_on="2026 年 12 月",
        contact_progress="已拜访三次，样件测试合格两项；客户研发部支持，采购部要求九月前报价。",
        client_state="新客户",
        competitors="甲公司（现供 60%）、乙公司（送样中）",
        mode="合作开发",
        declared_by="李静",
        declared_at=at(4, 9, 41),
        manager_opinion=opinion(
            "部门经理意见",
            OpinionLine(
                decision="同意", text="情况属实。", signer="周建国", decided_at=at(4, 10, 2)
            ),
        ),
        check_result="无重复",
        accepted_on=date(2026, 7, 4),
        filing_opinion=opinion(
            "意见",
            OpinionLine(
                decision="同意",
                text="予以备案，保护期六个月。",
                signer="陈思远",
                decided_at=at(4, 10, 12),
            ),
            choices=(),
        ),
        granted=True,
        protected_from=date(2026, 7, 4),
        protected_until=date(2027, 1, 3),
    )
    return replace(paper, **changes)


def empty_filing():
    return FilingPaper(
        frame=frame(number="", day=None, audit_head=None, watermark="草稿", copies="")
    )


def extended_filing():
    return full_filing(
        extensions=(
            Extension(sequence=1, until=date(2027, 4, 3), approved_by="陈思远"),
            Extension(sequence=2, until=date(2027, 7, 3), approved_by="郑海涛"),
        ),
        ended_on=date(2027, 5, 9),
        end_reason="合同已签订，转入攻关项目。",
    )


LONG = (
    "本项目拟对老城区现状供水管网进行全面改造，涉及主干管道约12.6公里、“支管”及入户管道约38.4公里；"
)


def long_text(count):
    return (LONG * (count // len(LONG) + 1))[:count]


def long_application():
    everything = long_text(2_000)
    return full_application(
        frame=frame(company_name=long_text(200), number="KD-LX-" + "9" * 80, watermark="审批中"),
        project_name=long_text(200),
        client_name=long_text(100),
        phone="13800138000" * 4,
        background=long_text(20_000),
        key_people=everything,
        strengths="很" * 3000,
        risks="https://example.com/" + "a" * 2000,
        department_opinion=opinion(
            long_text(200),
            OpinionLine(decision="不同意", text=everything, signer=long_text(600)),
        ),
    )
