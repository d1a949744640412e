"""规则: periods, lock, copies; the numbers the programme runs by."""

from decimal import Decimal

from kamdesk.i18n import _
from kamdesk.services.settings import SettingsService
from kamdesk.ui.forms.number_fields import DecimalField
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.settings.settings_form import SettingsForm


class RulesSection(SettingsForm):
    """Edits the numbers of paperwork.md 0 and 3; new ones hold for what begins from now on."""

    def __init__(self, service: SettingsService, tools: PageTools) -> None:
        explanation = _("修改只影响今后的备案和申请；已经生效的保护期和流程不变。")
        super().__init__(_("规则"), explanation, service=service, tools=tools, columns=2)
        form = self.form
        form.section(_("备案保护"))
        form.add(
            _days("protection_days", _("保护期"), _("从备案当天起算，当天是第 1 天。")),
            _days("warning_days", _("首次到期提醒"), _("保护期剩余多少天时提醒。")),
            _days("last_warning_days", _("再次到期提醒"), _("必须小于首次提醒的天数。")),
            _days("extension_days", _("每次延长"), _("凭跟进依据延长一次的天数。")),
            _days("evidence_days", _("延长依据"), _("延长前多少天内要有跟进记录。")),
            _days("idle_days", _("无跟进提醒"), _("多少天没有跟进就提醒。")),
            _days("grace_days", _("无跟进失效"), _("提醒后再过多少天仍无跟进，备案失效。")),
        )
        form.section(_("安全与打印"))
        form.add(
            _whole("lock_minutes", _("自动锁定"), _("分钟"), _("多久没有操作就锁定窗口。")),
            _whole(
                "form_copies",
                _("表格联数"),
                _("联"),
                _("页脚列出前几联：存档、业务部门、财务、客户。"),
            ),
        )
        self.build()


def _days(key: str, title: str, hint: str) -> DecimalField:
    return _whole(key, title, _("天"), hint)


def _whole(key: str, title: str, unit: str, hint: str) -> DecimalField:
    return DecimalField(
        key, title, unit=unit, places=0, maximum=Decimal(9999), required=True, hint=hint
    )
