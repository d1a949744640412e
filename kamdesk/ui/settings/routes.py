"""审批流程: the steps of each kind's route, its versions; an edit is a new version."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.errors import KamdeskError, RuleError
from kamdesk.domain.people import ROLE_TITLES
from kamdesk.domain.projects.routes import (
    KIND_TITLES,
    WAY_TITLES,
    CaseKind,
    Route,
    RouteStep,
    check_steps,
)
from kamdesk.i18n import N_, _
from kamdesk.services.projects.routes import RouteService
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.labels import heading
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.messages import Unsaved
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.settings.route_step_dialog import condition_text, step_dialog, step_of
from kamdesk.ui.settings.section import Section
from kamdesk.ui.shell.part_tabs import PartTabs
from kamdesk.ui.tokens import M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of
from kamdesk.ui.widgets.notices import Notice
from kamdesk.ui.widgets.small_table import SmallTable


def _conditions(step: RouteStep) -> str:
    if not step.conditions:
        return _("每次都要")
    return _(" 或 ").join(condition_text(each) for each in step.conditions)


STEPS: tuple[Column[RouteStep], ...] = (
    Column("title", N_("步骤"), lambda step: step.title, width=120),
    Column("role", N_("审批角色"), lambda step: _(ROLE_TITLES[step.role]), width=140),
    Column("way", N_("多人时"), lambda step: _(WAY_TITLES[step.way]), width=130),
    Column("conditions", N_("何时需要"), _conditions, width=150),
)
VERSIONS: tuple[Column[Route], ...] = (
    Column("version", N_("版本"), lambda route: route.version, width=64),
    Column("made_at", N_("时间"), lambda route: route.made_at, width=130),
    Column("made_by", N_("修改人"), lambda route: route.made_by or _("初始流程"), width=84),
)


KINDS = (CaseKind.APPLICATION, CaseKind.FILING)


class RoutesSection(Section):
    """The steps at the left are a working copy until they are saved as a new version."""

    def __init__(self, service: RouteService, tools: PageTools) -> None:
        explanation = _("修改后保存为新版本，只用于今后提交的申请；正在审批的继续走原来的版本。")
        super().__init__(_("审批流程"), explanation)
        self._service = service
        self._tools = tools
        self._kind = CaseKind.APPLICATION
        self._versions: Sequence[Route] = ()
        self.steps: list[RouteStep] = []
        self.notice = Notice()
        self.tabs = PartTabs([(kind.value, _(KIND_TITLES[kind])) for kind in KINDS])
        self.table: SmallTable[RouteStep] = SmallTable(STEPS, name=_("审批步骤"))
        self.history: SmallTable[Route] = SmallTable(VERSIONS, name=_("流程版本"))
        self.step_buttons = (
            button(_("新增步骤"), self.add_step, icon_name="plus"),
            button(_("修改"), self.edit_step, icon_name="pencil", shortcut="F2"),
            button(_("上移"), partial(self.move_step, -1), icon_name="chevron-up"),
            button(_("下移"), partial(self.move_step, 1), icon_name="chevron-down"),
            button(_("删除"), self.remove_step, icon_name="trash-2"),
        )
        self.save_button = button(_("保存为新版本"), self.save, primary=True, shortcut="Ctrl+S")
        self.undo_button = button(_("放弃修改"), self._undo)
        self._build()

    @property
    def dirty(self) -> bool:
        """Whether the steps differ from the version in force."""
        return bool(self._versions) and tuple(self.steps) != self._versions[0].steps

    def activate(self) -> None:
        if not self.dirty:
            self._read()

    def can_leave(self) -> bool:
        if not self.dirty:
            return True
        answer = self._tools.messages.unsaved(self)
        if answer is Unsaved.SAVE:
            self.save()
        elif answer is Unsaved.DISCARD:
            self._undo()
        return answer is Unsaved.DISCARD

    def show_kind(self, kind: CaseKind) -> None:
        """Show another kind's route."""
        if kind is not self._kind and self.can_leave():
            self._kind = kind
            self._versions = ()
            self._read()
        self.tabs.choose(self._kind.value)

    def _show_kind_of(self, key: str) -> None:
        self.show_kind(CaseKind(key))

    def add_step(self) -> None:
        """Ask for a new step; it comes last."""
        dialog = step_dialog(self._kind, None, messages=self._tools.messages, parent=self)
        dialog.submitted.connect(partial(self._put, dialog, len(self.steps)))
        dialog.open()

    def edit_step(self) -> None:
        """Ask for the changes of the step under the cursor."""
        step, line = self.table.current(), self.table.line()
        if step is not None and self._in_force():
            dialog = step_dialog(self._kind, step, messages=self._tools.messages, parent=self)
            dialog.submitted.connect(partial(self._put, dialog, line))
            dialog.open()

    def move_step(self, by: int) -> None:
        """Let the step under the cursor come earlier (-1) or later (1)."""
        line = self.table.line()
        if 0 <= line + by < len(self.steps):
            self.steps.insert(line + by, self.steps.pop(line))
            self._show_steps(select=line + by)

    def remove_step(self) -> None:
        """Take the step under the cursor out of the working copy."""
        if self.table.current() is not None:
            del self.steps[self.table.line()]
            self._show_steps(select=self.table.line())

    def save(self) -> None:
        """Write the steps as a new version."""
        if not self.dirty:
            return
        steps, seen, by = tuple(self.steps), self._versions[0].version, self._tools.actor.id
        kind = self._kind
        self._tools.jobs.run(
            self,
            lambda: self._service.save(kind, steps, by=by, seen_version=seen),
            self._saved,
            self._refused,
        )

    # -- inside -----------------------------------------------------------------------

    def _build(self) -> None:
        left, right = QWidget(), QWidget()
        steps, versions = QVBoxLayout(left), QVBoxLayout(right)
        for column in (steps, versions):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(S)
        steps.addLayout(row_of(*self.step_buttons, None))
        steps.addWidget(self.table, 1)
        steps.addWidget(self.notice)
        steps.addLayout(row_of(self.save_button, self.undo_button, None))
        versions.addWidget(heading(_("版本")))
        versions.addWidget(self.history, 1)
        right.setFixedWidth(270)
        both = row_of(left, right, spacing=M)
        both.setStretch(0, 1)
        self.body.addWidget(self.tabs)
        self.body.addLayout(both, 1)
        self.tabs.chosen.connect(self._show_kind_of)
        for number, kind in enumerate(KINDS, start=1):
            keys = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(partial(self.show_kind, kind))
        self.table.opened.connect(self.edit_step)
        self.history.chosen.connect(self._show_version)
        self._tools.bus.changed.connect(self._on_changed)

    def _read(self) -> None:
        kind, by = self._kind, self._tools.actor.id
        self._tools.jobs.run(
            self, lambda: self._service.versions(kind, by=by), self._show, key="read"
        )

    def _show(self, versions: Sequence[Route]) -> None:
        self._versions = versions
        self.steps = list(versions[0].steps)
        self.history.show_rows(versions, select=0)
        self._show_steps(select=0)

    def _in_force(self) -> bool:
        return self.history.line() <= 0

    def _show_version(self) -> None:
        route = self.history.current()
        if route is None:
            return
        if self._in_force():
            self._show_steps(select=0)
        else:
            self.table.show_rows(route.steps, select=0)
            self._show_state()

    def _show_steps(self, *, select: int) -> None:
        if not self._in_force():
            self.history.selectRow(0)
        self.table.show_rows(tuple(self.steps), select=select)
        self._show_state()

    def _show_state(self) -> None:
        editable = self._in_force()
        for each in self.step_buttons:
            each.setEnabled(editable)
        fault = self._fault() if self.dirty else ""
        self.save_button.setEnabled(editable and self.dirty and not fault)
        self.undo_button.setEnabled(editable and self.dirty)
        told = fault or (_("修改尚未保存。") if self.dirty else "")
        old = _("这是以前的版本，只能查看。要修改请回到最新版本。")
        self.notice.say(told if editable else old, Tone.WARN if editable else Tone.INFO)

    def _fault(self) -> str:
        try:
            check_steps(self._kind, self.steps)
        except RuleError as error:
            return str(error)
        return ""

    def _put(self, dialog: FormDialog, line: int, values: dict[str, Any]) -> None:
        key = self.steps[line].key if line < len(self.steps) else _new_key(self.steps)
        self.steps[line : line + 1] = [step_of(values, key=key)]
        dialog.form.mark_clean()
        dialog.accept()
        self._show_steps(select=line)

    def _undo(self) -> None:
        self._show(self._versions)

    def _saved(self, changes: Changes) -> None:
        self._versions = ()
        self._tools.bus.announce(changes)
        self._read()

    def _refused(self, error: KamdeskError) -> None:
        self.notice.say(str(error), Tone.BAD)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Noun.ROUTE) and not self.dirty:
            self._read()


def _new_key(steps: Sequence[RouteStep]) -> str:
    taken = {step.key for step in steps}
    return next(key for key in (f"step{number}" for number in range(1, 999)) if key not in taken)
