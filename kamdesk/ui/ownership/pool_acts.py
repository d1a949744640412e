"""Acting on clients of the pool: claim, give back, take back, lock."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kamdesk.domain.changes import Changes
from kamdesk.domain.ids import ClientId
from kamdesk.domain.ownership.pool import TakeBack
from kamdesk.domain.projects.forms import REASON_LIMIT
from kamdesk.i18n import _, ngettext
from kamdesk.services.ownership.pool import PoolService
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import TextField
from kamdesk.ui.labels import plain_label
from kamdesk.ui.projects.asking import AskingDialog, about_label
from kamdesk.ui.projects.record_acts import RecordActs
from kamdesk.ui.projects.tools import PageTools

_NAMED = 8
"""So many of the clients that stay are named."""


class PoolActs(QObject):
    """Asks, calls the service, announces; `window` carries the questions."""

    def __init__(self, pool: PoolService, tools: PageTools, window: QWidget) -> None:
        super().__init__(window)
        self._pool = pool
        self._tools = tools
        self._by = tools.actor.id
        self._window = window
        self._acts = RecordActs(tools, window)

    def claim(self, ids: Sequence[int]) -> None:
        """Take clients out of the pool after asking."""
        question = _("领取所选的 {count} 个客户吗？").format(count=len(ids))
        detail = _("领取后由您负责，从今天起计算未联系天数。")
        work = partial(self._pool.claim, _typed(ids), by=self._by)
        self._acts.confirm(question, work, yes=_("领取"), detail=detail)

    def release(self, ids: Sequence[int]) -> None:
        """Ask why and give clients of one's own back."""
        about = ngettext(
            "{count} 个客户退回公海后，其他人可以领取。",
            "{count} 个客户退回公海后，其他人可以领取。",
            len(ids),
        ).format(count=len(ids))
        release = partial(self._pool.release, _typed(ids), by=self._by)
        self._acts.ask_reason(_("退回公海"), about, lambda why: release(reason=why))

    def take_back(self, ids: Sequence[int]) -> None:
        """Look which clients are due, show it, ask why, and return them to the pool."""
        plan = partial(self._pool.plan_take_back, _typed(ids), by=self._by)
        self._tools.jobs.run(self._window, plan, partial(self._ask_take_back, _typed(ids)))

    def lock(self, ids: Sequence[int], *, locked: bool) -> None:
        """Lock or unlock clients."""
        work = partial(self._pool.lock, _typed(ids), locked=locked, by=self._by)
        self._tools.jobs.run(self._window, work, self._tools.bus.announce)

    def _ask_take_back(self, ids: Sequence[ClientId], plan: TakeBack) -> None:
        if not plan.going:
            text = "\n".join([_("所选客户都不收回："), *_kept_lines(plan)])
            self._tools.messages.inform(self._window, text)
            return
        dialog = _TakeBackDialog(plan, self._tools, self._window)

        def submit(values: Mapping[str, Any]) -> None:
            work: Callable[[], tuple[Changes, TakeBack]] = partial(
                self._pool.take_back, ids, by=self._by, reason=values["reason"]
            )
            self._tools.jobs.run(dialog, work, partial(self._taken, dialog), dialog.refuse)

        dialog.submitted.connect(submit)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _taken(self, dialog: FormDialog, outcome: tuple[Changes, TakeBack]) -> None:
        changes, done = outcome
        dialog.form.mark_clean()
        dialog.accept()
        self._tools.bus.announce(changes)
        text = _("已收回 {count} 个客户到公海。").format(count=len(done.going))
        self._tools.messages.inform(self._window, text)


class _TakeBackDialog(AskingDialog):
    """Says how many clients go and which stay, and asks why."""

    def __init__(self, plan: TakeBack, tools: PageTools, parent: QWidget) -> None:
        form = FormView()
        going = ngettext(
            "{count} 个到期客户将收回到公海，负责人变为空。",
            "{count} 个到期客户将收回到公海，负责人变为空。",
            len(plan.going),
        )
        form.add_widget(about_label(going.format(count=len(plan.going))))
        if plan.kept:
            words = [_("另有 {count} 个不收回：").format(count=len(plan.kept)), *_kept_lines(plan)]
            form.add_widget(plain_label("\n".join(words), role="muted", wrap=True))
        form.add(
            TextField("reason", _("收回原因"), required=True, max_length=REASON_LIMIT, lines=3)
        )
        title = _("收回到公海")
        super().__init__(title, form, messages=tools.messages, save_text=title, parent=parent)


def _kept_lines(plan: TakeBack) -> list[str]:
    pair = _("{name}：{reason}")
    lines = [pair.format(name=kept.name, reason=kept.reason) for kept in plan.kept[:_NAMED]]
    return [*lines, "…"] if len(plan.kept) > _NAMED else lines


def _typed(ids: Sequence[int]) -> list[ClientId]:
    return [ClientId(each) for each in ids]
