"""A section that edits some of the company's settings."""

from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QSignalBlocker

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.errors import FieldError, KamdeskError
from kamdesk.domain.settings import Settings
from kamdesk.i18n import _
from kamdesk.services.settings import SettingsService
from kamdesk.ui.forms.form import FormView, scrolled
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.settings.section import Section
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of
from kamdesk.ui.widgets.notices import Notice

_WIDEST = 920


class SettingsForm(Section):
    """Shows a form whose keys are fields of `Settings`, and saves it with Ctrl+S or the button."""

    def __init__(
        self,
        title: str,
        explanation: str,
        *,
        service: SettingsService,
        tools: PageTools,
        columns: int = 1,
    ) -> None:
        super().__init__(title, explanation)
        self._service = service
        self._tools = tools
        self._seen = Settings()
        self.form = FormView(columns=columns)
        self.notice = Notice()
        self.save_button = button(_("保存"), self.save, primary=True)
        self.undo_button = button(_("放弃修改"), self._undo)
        self._show_dirty(dirty=False)
        self.form.save_requested.connect(self.save)
        self.form.dirty_changed.connect(lambda dirty: self._show_dirty(dirty=dirty))
        tools.bus.changed.connect(self._on_changed)

    def build(self) -> None:
        """Lay the form out once its fields are added."""
        self.form.setMaximumWidth(_WIDEST)
        self.body.addWidget(scrolled(self.form), 1)
        self.body.addWidget(self.notice)
        self.body.addLayout(row_of(self.save_button, self.undo_button, None))

    def activate(self) -> None:
        if not self.form.dirty:
            self._read()

    def can_leave(self) -> bool:
        return self.form.may_leave(self._tools.messages)

    def save(self) -> None:
        """Write what the form says."""
        if not self.form.validate():
            return
        wanted = replace(self._seen, **self._values())
        seen, by = self._seen, self._tools.actor.id
        self.save_button.setEnabled(False)
        self._tools.jobs.run(
            self,
            lambda: self._service.save(wanted, seen=seen, by=by),
            self._saved,
            self._refused,
        )

    def _values(self) -> dict[str, Any]:
        whole = {name for name, value in asdict(self._seen).items() if isinstance(value, int)}
        values = self.form.values()
        return {
            key: int(value) if key in whole and isinstance(value, Decimal) else value
            for key, value in values.items()
        }

    def _read(self) -> None:
        self._tools.jobs.run(self, self._service.current, self._show, key="read")

    def _show(self, settings: Settings) -> None:
        self._seen = settings
        kept = asdict(settings)
        values = {field.key: kept[field.key] for field in self.form.fields()}
        with QSignalBlocker(self.form):
            self.form.set_values({key: _as_shown(value) for key, value in values.items()})
        self.save_button.setEnabled(False)
        self.undo_button.setEnabled(False)

    def _undo(self) -> None:
        self.notice.say("")
        self._show(self._seen)

    def _saved(self, changes: Changes) -> None:
        self.form.mark_clean()
        self.notice.say(_("已保存。"), Tone.OK)
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
        if changes.touches(Noun.SETTING) and not self.form.dirty:
            self._read()


def _as_shown(value: object) -> object:
    return Decimal(value) if isinstance(value, int) else value
