"""Words of sensitive personal data that do not belong into notes (PIPL art. 28; paperwork 9.2).

They are pointed out, never refused: a program can't tell 病 of a person from that of a plant.
"""

import re
from collections.abc import Mapping
from typing import Final

from kamdesk.i18n import N_, _, listed

_KINDS: Final[Mapping[str, re.Pattern[str]]] = {
    N_("宗教信仰"): re.compile(
        "宗教|信教|信仰|信佛|佛教|道教|基督|天主教|伊斯兰|穆斯林|回民|教徒|教友|做礼拜"
    ),
    N_("健康状况"): re.compile(
        "生病|病史|患病|患有|重病|病假|住院|手术|糖尿病|高血压|心脏病|肝炎|癌|肿瘤|抑郁|残疾|怀孕|孕期|体检"
    ),
    N_("金融账户"): re.compile(
        r"银行卡|卡号|账号|帐号|开户行|存折|(?<!\d)\d{16,19}(?![\dXx])|工资卡|股票账户"
    ),
    N_("身份证件"): re.compile(r"身份证|护照|户口|(?<!\d)\d{17}[\dXx](?!\d)"),
    N_("家庭情况"): re.compile(
        "妻子|老婆|丈夫|老公|爱人|配偶|离婚|结婚|儿子|女儿|孩子|子女|父亲|母亲|岳父|岳母|家庭住址|家住|住址"
    ),
    N_("未成年人信息"): re.compile(r"未成年|幼儿园|小学|初中|(?<!\d)(?:[1-9]|1[0-3])\s*周?岁"),
    N_("行踪轨迹"): re.compile("行踪|轨迹|定位"),
}


def sensitive_kinds(text: str) -> tuple[str, ...]:
    """Return the titles (to be translated) of the kinds of sensitive data that `text` names."""
    return tuple(title for title, words in _KINDS.items() if words.search(text))


def sensitive_warning(text: str) -> str:
    """Return the warning about `text`, or an empty text."""
    kinds = sensitive_kinds(text)
    if not kinds:
        return ""
    named = listed(_(kind) for kind in kinds)
    return _("疑似含敏感个人信息（{kinds}）：没有本人单独同意，请勿记录。").format(kinds=named)
