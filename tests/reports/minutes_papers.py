"""Minutes to print: full ones, empty ones, ones with endless texts."""

from dataclasses import replace
from datetime import UTC, date, datetime

from kamdesk.domain.reviews.minutes_sheet import (
    Absentee,
    EarlierResolution,
    MinutesSheet,
    MinutesState,
    NextMeeting,
    Participant,
    Resolution,
    ReviewedProject,
)
from tests.reports import papers

TITLE = "月度大客户项目进度检讨会"
PRESENT = (
    Participant(name="郑海涛", department="公司领导", post="常务副总"),
    Participant(name="陈思远", department="销售管理部", post="部长"),
    Participant(name="李静", department="销售管理部", post="主管"),
    Participant(name="周建国", department="大客户业务一部", post="部长"),
    Participant(name="欧阳建国", department="大客户业务一部", post="客户经理"),
    Participant(name="王磊", department="大客户业务一部", post="客户经理"),
    Participant(name="赵欣", department="大客户业务二部", post="部长"),
    Participant(name="𬭎𫖯", department="大客户业务二部", post="客户经理"),
    Participant(name="孙丽", department="财务部", post="部长"),
)
ATTENDING = (
    Participant(name="陶䶮", department="研发中心", post="材料工程师"),
    Participant(name="刘洋", department="法务部", post="法务专员"),
)
ABSENT = (
    Absentee(
        name="吴敏", department="市场部", reason="出差参加行业展会", proxy="张蕾（市场部主管）"
    ),
    Absentee(name="钱程", department="生产部", reason="病假"),
)
AGENDA = (
    "签到，通报缺席情况",
    "检查上次会议决议的执行情况",
    "通报本月指标：销售达成率、毛利达成率、逾期率",
    "逐项检讨大客户项目进度：先红灯，后黄灯，绿灯项目只报例外",
    "需公司支持和跨部门协调的事项",
    "主持人宣读决议，确定下次会议",
)
EARLIER = (
    EarlierResolution(
        number="2026-06-01",
        text="完成江南汽车集团保险杠专用料第二轮试模，并提交试模报告。",
        owner="欧阳建国",
        first_due_on=date(2026, 6, 30),
        due_on=date(2026, 6, 30),
        state="完成",
        light="绿",
    ),
    EarlierResolution(
        number="2026-06-02",
        text="与北方管业签订年度框架协议；如对方坚持九十天账期，须先报财务部。",
        owner="赵欣",
        first_due_on=date(2026, 5, 31),
        due_on=date(2026, 7, 31),
        postponements=2,
        state="延期",
        light="红",
    ),
    EarlierResolution(
        number="2026-06-03",
        text="编制大客户信用额度调整方案。",
        owner="孙丽",
        first_due_on=date(2026, 7, 15),
        due_on=date(2026, 7, 15),
        state="进行中",
        light="黄",
    ),
)
PROJECTS = (
    ReviewedProject(
        project="北方管业集团给水管专用料替代项目",
        owner="赵欣",
        planned="完成商务谈判，签订年度框架协议。",
        done="价格条款已谈妥；账期仍有分歧，对方要求九十天，协议未签。",
        light="红",
        problem="账期超出公司信用政策；竞争对手乙公司以低价介入。",
        finding="限七月底前签约；账期不得超过六十天，超出部分以银行承兑汇票结算。",
    ),
    ReviewedProject(
        project="江南汽车集团轻量化保险杠专用料联合开发项目",
        owner="欧阳建国",
        planned="第二轮试模；低温冲击（-30℃）不低于 6 kJ/m²。",
        done="试模完成，冲击强度 6.4 kJ/m²，试模报告已提交客户研发部。",
        light="绿",
        problem="无",
        finding="按进度表推进小批试用。",
    ),
    ReviewedProject(
        project="华中电器洗衣机内桶料项目",
        owner="𬭎𫖯",
        planned="完成样件送检，取得检测报告；拜访客户采购总监。",
        done="样件已送检，报告预计七月二十日出具；拜访改期至七月底。",
        light="黄",
        problem="客户采购总监更换，决策链需重新确认。",
        finding="两周内完成关键人重新建档，并由赵欣陪同拜访。",
    ),
)
RESOLUTIONS = (
    Resolution(
        number="2026-07-01",
        text="与北方管业集团签订年度框架协议，账期不超过六十天。",
        department="大客户业务二部",
        owner="赵欣",
        helpers=("孙丽", "刘洋"),
        due_on=date(2026, 7, 31),
        criterion="双方盖章的协议原件归档，并录入合同台账。",
    ),
    Resolution(
        number="2026-07-02",
        text="完成华中电器关键人重新建档，提交新的决策链分析。",
        department="大客户业务二部",
        owner="𬭎𫖯",
        due_on=date(2026, 7, 24),
        criterion="档案卡更新，销售管理部复核通过。",
    ),
    Resolution(
        number="2026-07-03",
        text="安排江南汽车集团小批试用料 5 吨的排产和发运。",
        department="生产部",
        owner="钱程",
        helpers=("欧阳建国",),
        due_on=date(2026, 8, 5),
        criterion="客户仓库签收单。",
    ),
)


def at(day, hour, minute=0, month=7):
    return datetime(2026, month, day, hour - 8, minute, tzinfo=UTC)


def full(**changes):
    sheet = MinutesSheet(
        frame=papers.frame(number="KD-JY-2026-0007", day=date(2026, 7, 13)),
        state=MinutesState.AGREED,
        title=TITLE,
        sequence=7,
        starts_at=at(10, 9),
        ends_at=at(10, 11, 30),
        place="公司三楼第二会议室",
        chair="郑海涛",
        recorder="李静",
        present=PRESENT,
        attending=ATTENDING,
        absent=ABSENT,
        agenda=AGENDA,
        earlier=EARLIER,
        projects=PROJECTS,
        resolutions=RESOLUTIONS,
        other="八月起，各部门的进度表于每月五日前提交销售管理部，逾期不列入当月议程。",
        next_meeting=NextMeeting(
            starts_at=at(10, 9, month=8),
            place="公司三楼第二会议室",
            topics="上次决议执行情况；下半年重点客户策略；江南汽车集团小批试用总结。",
        ),
        distribution=("公司领导", "大客户业务一部", "大客户业务二部", "财务部", "研发中心"),
        issued_by="华东兴业新材料有限公司销售管理部",
        issued_on=date(2026, 7, 14),
    )
    return replace(sheet, **changes)


def empty(**changes):
    frame = papers.frame(number="", day=None, audit_head=None, copies="")
    return replace(MinutesSheet(frame=frame, title=TITLE, sequence=1), **changes)


def resolutions(count):
    return tuple(
        replace(RESOLUTIONS[place % 3], number=f"2026-07-{place + 1:02}") for place in range(count)
    )


def many(count, **changes):
    """Return minutes with `count` resolutions, projects and earlier resolutions."""
    projects = tuple(PROJECTS[place % 3] for place in range(count))
    earlier = tuple(EARLIER[place % 3] for place in range(count))
    made = {"resolutions": resolutions(count), "projects": projects, "earlier": earlier}
    return full(**(made | changes))


NASTY = ("<b>粗</b>", "R&D", "𬭎", "䶮", "甲\n乙", '<img src="/etc/hostname">')
"""Texts that must print as they were typed."""


def nasty(text):
    """Return minutes in which every text is `text` with the name of its field before it."""
    person = Participant(name=f"出席{text}", department=f"部门{text}", post=f"职务{text}")
    listening = Participant(name=f"列席{text}", department=f"列部{text}", post=f"列职{text}")
    away = Absentee(
        name=f"缺{text}", department=f"缺部{text}", reason=f"因{text}", proxy=f"代{text}"
    )
    return full(
        title=f"会名{text}",
        place=f"地点{text}",
        chair=f"主持{text}",
        recorder=f"记录{text}",
        present=(person,),
        attending=(listening,),
        absent=(away,),
        agenda=(f"议程{text}",),
        earlier=(
            EarlierResolution(
                number=f"旧号{text}", text=f"旧议{text}", owner=f"旧人{text}", state=f"态{text}"
            ),
        ),
        projects=(
            ReviewedProject(
                project=f"项{text}",
                owner=f"负{text}",
                planned=f"计{text}",
                done=f"成{text}",
                problem=f"题{text}",
                finding=f"论{text}",
            ),
        ),
        resolutions=(
            Resolution(
                number=f"号{text}",
                text=f"议{text}",
                department=f"责{text}",
                owner=f"任{text}",
                helpers=(f"协{text}",),
                criterion=f"准{text}",
            ),
        ),
        other=f"其他{text}",
        next_meeting=NextMeeting(place=f"下地{text}", topics=f"下题{text}"),
        distribution=(f"发{text}",),
    )


FIELDS = [
    *("会名", "地点", "主持", "记录", "出席", "部门", "职务", "列席", "列部", "列职"),
    *("缺", "缺部", "因", "代", "议程", "旧号", "旧议", "旧人", "态"),
    *("项", "负", "计", "成", "题", "论", "号", "议", "责", "任", "协", "准"),
    *("其他", "下地", "下题", "发"),
]
"""What stands before the text in each field of `nasty`."""
