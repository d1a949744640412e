"""How a key account is developed (开发模式, seed): by ourselves or with a partner."""

from enum import StrEnum

from kamdesk.i18n import N_


class DevelopmentMode(StrEnum):
    """自主开发 runs on internal resources; 合作开发 needs a partner and the company's approval."""

    SELF = "self"
    JOINT = "joint"


MODE_TITLES = {DevelopmentMode.SELF: N_("自主开发"), DevelopmentMode.JOINT: N_("合作开发")}
