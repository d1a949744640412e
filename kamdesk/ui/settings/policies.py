"""客户规则: the policies of the client database, each with its form and its versions."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.errors import FieldError, KamdeskError
from kamdesk.domain.policies import PolicyVersion
from kamdesk.i18n import N_, _
from kamdesk.services.policies import PolicyService
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.labels import heading, plain_label
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.settings.policy_form import PolicyForm, PolicySheet, told_versions
from kamdesk.ui.settings.section import Section
from kamdesk.ui.shell.part_tabs import PartTabs
from kamdesk.ui.tokens import M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of
from kamdesk.ui.widgets.notices import Notice
from kamdesk.ui.widgets.small_table import SmallTable

Told = tuple[PolicyVersion[Any], str]
VERSIONS: tuple[Column[Told], ...] = (
    Column("at", N_("时间"), lambda told: told[0].at, width=118),
    Column("by", N_("修改人"), lambda told: told[0].by, width=70),
    Column("what", N_("修改内容"), lambda told: told[1], width=150),
)


class PoliciesSection(Section):
    """One tab a policy; a tab with unsaved changes does not let go unasked."""

    def __init__(
        self, service: PolicyService, tools: PageTools, sheets: Sequence[PolicySheet]
    ) -> None:
        explanation = _("修改后保存为新版本，只用于今后的计算和认定；已作出的认定保留当时的规则。")
        super().__init__(_("客户规则"), explanation)
        self._keys = [sheet.kind.kind.value for sheet in sheets]
        self.editors = [PolicyEditor(sheet, service, tools) for sheet in sheets]
        self.stack = QStackedWidget()
        for editor in self.editors:
            self.stack.addWidget(editor)
        self.tabs = PartTabs([(sheet.kind.kind.value, _(sheet.title)) for sheet in sheets])
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self.show_policy)
        for number, key in enumerate(self._keys, start=1):
            keys = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(partial(self.show_policy, key))

    @property
    def current(self) -> "PolicyEditor":
        """The editor in front."""
        return self.editors[self.stack.currentIndex()]

    def show_policy(self, key: str) -> None:
        """Bring the policy of a kind to the front."""
        if self._keys.index(key) != self.stack.currentIndex() and self.current.may_leave():
            self.stack.setCurrentIndex(self._keys.index(key))
            self.current.activate()
        self.tabs.choose(self._keys[self.stack.currentIndex()])

    def activate(self) -> None:
        self.current.activate()

    def can_leave(self) -> bool:
        return self.current.may_leave()


class PolicyEditor(QWidget):
    """The form of one policy at the left, its versions at the right; saving adds a version."""

    def __init__(self, sheet: PolicySheet, service: PolicyService, tools: PageTools) -> None:
        super().__init__()
        self._sheet = sheet
        self._service = service
        self._tools = tools
        self._seen: PolicyVersion[Any] | None = None
        self.form = PolicyForm(sheet)
        self.words = Notice("", Tone.NEUTRAL)
        self.notice = Notice()
        self.history: SmallTable[Told] = SmallTable(VERSIONS, name=_("规则版本"))
        self.change = plain_label(role="muted", wrap=True)
        self.save_button = button(_("保存为新版本"), self.save, primary=True)
        self.undo_button = button(_("放弃修改"), self._undo)
        self._build()
        self._show_dirty(dirty=False)
        self.form.save_requested.connect(self.save)
        self.form.dirty_changed.connect(lambda dirty: self._show_dirty(dirty=dirty))
        self.form.edited.connect(self._tell_words)
        tools.bus.changed.connect(self._on_changed)

    def activate(self) -> None:
        """Read again, unless something is being edited."""
        if not self.form.dirty:
            self._read()

    def may_leave(self) -> bool:
        """Ask about unsaved changes."""
        return self.form.may_leave(self._tools.messages)

    def save(self) -> None:
        """Set what the form says as a new version."""
        if self._seen is None or not self.form.dirty or not self.form.validate():
            return
        policy, seen, by = self.form.policy(self._seen.policy), self._seen.id, self._tools.actor.id
        self.save_button.setEnabled(False)
        self._tools.jobs.run(
            self,
            lambda: self._service.save(policy, seen=seen, by=by),
            self._saved,
            self._refused,
        )

    # -- inside -----------------------------------------------------------------------

    def _build(self) -> None:
        left, right = QWidget(), QWidget()
        rule, versions = QVBoxLayout(left), QVBoxLayout(right)
        for column in (rule, versions):
            column.setContentsMargins(0, S, 0, 0)
            column.setSpacing(S)
        rule.addWidget(plain_label(_(self._sheet.explanation), role="muted", wrap=True))
        rule.addWidget(scrolled(self.form), 1)
        rule.addWidget(self.words)
        rule.addWidget(self.notice)
        rule.addLayout(row_of(self.save_button, self.undo_button, None))
        versions.addWidget(heading(_("版本")))
        versions.addWidget(self.history, 1)
        versions.addWidget(self.change)
        self.history.chosen.connect(self._tell_version)
        right.setFixedWidth(340)
        row = row_of(left, right, spacing=M)
        row.setStretch(0, 1)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)

    def _read(self) -> None:
        kind, by = self._sheet.kind, self._tools.actor.id

        def work() -> tuple[PolicyVersion[Any], list[PolicyVersion[Any]]]:
            return self._service.current(kind), self._service.versions(kind, by=by)

        self._tools.jobs.run(self, work, self._show, key="read")

    def _show(self, read: tuple[PolicyVersion[Any], list[PolicyVersion[Any]]]) -> None:
        self._seen, versions = read
        with QSignalBlocker(self.form):
            self.form.show_policy(self._seen.policy)
        self.save_button.setEnabled(False)
        self.undo_button.setEnabled(False)
        self.history.show_rows(told_versions(self._sheet, versions), select=0)
        self._tell_words()

    def _undo(self) -> None:
        self.notice.say("")
        self.form.mark_clean()
        self._read()

    def _tell_version(self) -> None:
        """Tell in full what the version under the cursor changed, and the rule it made."""
        told = self.history.current()
        if told is not None:
            version, what = told
            words = self._sheet.words(version.policy) if self._sheet.words else ""
            self.change.setText(f"{what}\n{words}".strip())

    def _tell_words(self) -> None:
        """Tell the rule on the form in words, as long as it can be read."""
        sound = self._seen is not None and not any(each.problem() for each in self.form.fields())
        if self._sheet.words is None or self._seen is None or not sound:
            self.words.say("")
            return
        policy = self.form.policy(self._seen.policy)
        self.words.say("" if policy.faults() else self._sheet.words(policy), Tone.NEUTRAL)

    def _saved(self, changes: Changes) -> None:
        self.form.mark_clean()
        self.notice.say(_("已保存为新版本。"), Tone.OK)
        self._tools.bus.announce(changes)

    def _refused(self, error: KamdeskError) -> None:
        self._show_dirty(dirty=True)
        rest = [str(error)]
        if isinstance(error, FieldError):
            rest = list(self.form.show_errors(error.fields).values())
        self.notice.say("\n".join(rest), Tone.BAD)

    def _show_dirty(self, *, dirty: bool) -> None:
        self.save_button.setEnabled(dirty)
        self.undo_button.setEnabled(dirty)
        if dirty:
            self.notice.say("")

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Noun.POLICY) and not self.form.dirty:
            self._read()
