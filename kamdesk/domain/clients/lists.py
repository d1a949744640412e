"""The list of clients: the fixed scopes that its tabs show."""

from collections.abc import Mapping
from typing import Final

from kamdesk.i18n import N_

VIEWS: Final[Mapping[str, str]] = {
    "all": N_("全部"),
    "mine": N_("我的客户"),
    "no_owner": N_("无负责人"),
    "falling_due": N_("即将回收"),
    "archived": N_("已归档"),
}
"""View → what its tab is called, in the order of the tabs."""
