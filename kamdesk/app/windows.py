"""The open company on screen: the main window and what lives as long as somebody is signed in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from kamdesk.app.guard import Guard
from kamdesk.app.own_password import ask_for_new_password
from kamdesk.app.pages import BELL_PAGE, Makings, page_specs
from kamdesk.app.paper_tools import paper_tools
from kamdesk.app.records import Records
from kamdesk.app.settings_sections import Outside
from kamdesk.app.wardrobe import Wardrobe
from kamdesk.app.wiring import Services
from kamdesk.domain.backups import BackupRow
from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.people import ROLE_TITLES
from kamdesk.domain.permissions import Action, allowed
from kamdesk.domain.settings import Settings
from kamdesk.i18n import Language, _, listed
from kamdesk.ui.access.door import Entered
from kamdesk.ui.access.restore_dialog import restore_dialog
from kamdesk.ui.bus import ChangeBus
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.lists.columns import cell_text
from kamdesk.ui.lists.tools import ListTools
from kamdesk.ui.look import Look, ThemeChoice
from kamdesk.ui.messages import Messages
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.recent import Recent
from kamdesk.ui.shell.main_window import Finder, MainWindow
from kamdesk.ui.shell.page import Hit
from kamdesk.ui.shell.top_bar import SignedIn
from kamdesk.ui.state import UiState
from kamdesk.ui.theme import Theme
from kamdesk.ui.widgets.long_task import run_with_progress

_RECENT_SHOWN = 8


@dataclass(frozen=True, slots=True)
class SignOut:
    """The next person signs in."""


@dataclass(frozen=True, slots=True)
class Quit:
    """The program ends."""


@dataclass(frozen=True, slots=True)
class Restore:
    """A backup takes the place of the data; login and password are an administrator's."""

    backup: Path
    login: str
    password: str


class OpenCompany(QObject):
    """Shows the main window to whoever came in, and tells when it is left."""

    left = Signal(object)
    """`SignOut`, `Quit` or `Restore`; the window is gone, the company still open."""

    def __init__(
        self,
        entered: Entered,
        services: Services,
        *,
        app: QApplication,
        jobs: Jobs,
        messages: Messages,
        state: UiState,
        wardrobe: Wardrobe,
        clock: Clock,
    ) -> None:
        super().__init__(app)
        self.entered = entered
        self.services = services
        self._wardrobe = wardrobe
        self._recent = Recent(state)
        self._records = Records(services, entered.signed_in.actor.id)
        self._backed_up = ""
        self._company = ""
        self.tools = PageTools(
            actor=entered.signed_in.actor,
            jobs=jobs,
            bus=ChangeBus(self),
            messages=messages,
            state=state,
            clock=clock,
            pdf=paper_tools(),
            lists=ListTools(services.saved_views, services.list_files, services.bulk_edits),
        )
        self.guard = Guard(entered, app=app, jobs=jobs, messages=messages, clock=clock)
        self.guard.switched.connect(self._drop_window)
        self.tools.bus.changed.connect(self._on_changed)
        self.window = self._build_window()

    def show(self) -> None:
        """Show the window; a new company begins with its people."""
        self.window.show()
        if self.entered.first_time:
            self.window.show_page("settings")
            self.window.page("settings").show_hint("people")
        else:
            self.window.show_last_page()
        self._read_settings()
        self._count_waiting()
        self._keep_year()
        self._back_up()
        self._build_index()

    # -- the window -------------------------------------------------------------------

    def _build_window(self) -> MainWindow:
        actor, tools = self.tools.actor, self.tools
        roles = listed(_(title) for role, title in ROLE_TITLES.items() if role in actor.roles)
        outside = Outside(lambda: self._wardrobe.look, self.wear, self._ask_restore)
        makings = Makings(self.services, tools, self._records, self._recent, outside)
        window = MainWindow(
            page_specs(makings),
            user=SignedIn(actor.name, roles),
            finder=Finder(self._records.search, self._recent_hits),
            jobs=tools.jobs,
            state=tools.state,
            bell_page=BELL_PAGE,
            base_pt=self._wardrobe.look.points,
        )
        window.language_chosen.connect(self._speak)
        window.theme_chosen.connect(self._dress)
        window.font_size_chosen.connect(self._resize_letters)
        window.password_requested.connect(self._ask_password)
        window.lock_requested.connect(self.guard.lock)
        window.sign_out_requested.connect(self._sign_out)
        window.record_opened.connect(self._note_opened)
        window.closing.connect(self._on_closed)
        self.guard.watch_over(window)
        return window

    @property
    def _look(self) -> Look:
        return self._wardrobe.look

    def wear(self, look: Look) -> None:
        """Take another look; where texts or sizes change the window is built again."""
        if look == self._look:
            return
        if not self._wardrobe.needs_new_windows(look):
            self._wardrobe.wear(look)
        elif self._close_window():
            old = self.window
            self._wardrobe.wear(look)
            self.window = self._build_window()
            self.window.show()
            self.window.show_last_page()
            self._show_facts()
            self._count_waiting()
            old.deleteLater()

    def _speak(self, language: Language) -> None:
        self.wear(replace(self._look, language=language))

    def _dress(self, theme: Theme) -> None:
        self.wear(replace(self._look, theme=ThemeChoice(theme)))

    def _resize_letters(self, points: int) -> None:
        self.wear(replace(self._look, points=points))

    def _ask_password(self) -> None:
        ask_for_new_password(self.window, self.services.people, self.tools, self.entered.login)

    def _recent_hits(self) -> Sequence[Hit]:
        return self._records.hits(self._recent.items(), most=_RECENT_SHOWN)

    def _note_opened(self, kind: str, record_id: int) -> None:
        self._recent.note(kind, record_id, self.tools.clock.now())

    # -- leaving ----------------------------------------------------------------------

    def _close_window(self) -> bool:
        """Close the window without ending anything; False where its user wants to stay."""
        self.window.closing.disconnect(self._on_closed)
        if self.window.close():
            return True
        self.window.closing.connect(self._on_closed)
        return False

    def _sign_out(self) -> None:
        if self._close_window():
            self._leave(SignOut())

    def _drop_window(self) -> None:
        self._leave(SignOut())

    def _on_closed(self) -> None:
        self._leave(Quit())

    def _leave(self, after: SignOut | Quit | Restore) -> None:
        self.guard.stop()
        self.window.hide()
        self.window.deleteLater()
        self.left.emit(after)

    def _ask_restore(self, backup: Path) -> None:
        dialog = restore_dialog(
            backup.name,
            login=self.entered.login,
            messages=self.tools.messages,
            parent=self.window,
        )
        dialog.submitted.connect(partial(self._restore, dialog, backup))
        dialog.open()

    def _restore(self, dialog: FormDialog, backup: Path, values: dict[str, str]) -> None:
        dialog.form.mark_clean()
        dialog.accept()
        if self._close_window():
            self._leave(Restore(backup, values["login"], values["password"]))

    # -- settings and backup ----------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Noun.SETTING):
            self._read_settings()
        if changes.touches(Noun.APPROVAL, Noun.APPLICATION, Noun.FILING):
            self._count_waiting()

    def _count_waiting(self) -> None:
        approvals, actor = self.services.approvals, self.tools.actor
        if allowed(actor, Action.APPROVAL_DECIDE):
            self.tools.jobs.run(
                self,
                lambda: approvals.inbox_count(by=actor.id),
                lambda count: self.window.show_badge(BELL_PAGE, count),
                key="waiting",
            )

    def _keep_year(self) -> None:
        """Let the clients' figures of the year follow a month that has turned."""
        summaries, by = self.services.purchase_months, self.tools.actor.id
        self.tools.jobs.run(
            self, lambda: summaries.keep_year(by=by), self.tools.bus.announce, key="year"
        )

    def _read_settings(self) -> None:
        self.tools.jobs.run(self, self.services.settings.current, self._follow, key="settings")

    def _follow(self, settings: Settings) -> None:
        self.guard.set_minutes(settings.lock_minutes)
        self._company = settings.company
        self._show_facts()

    def _back_up(self) -> None:
        self.tools.jobs.run_long(
            self,
            lambda _run: self.services.backups.at_start(),
            self._note_backup,
            self._backup_failed,
        )

    def _build_index(self) -> None:
        """Build the search index where it has to be: after an update, or if it was broken off."""

        def due(is_due: bool) -> None:  # noqa: FBT001 - the answer of a job
            if is_due:
                run_with_progress(
                    self.window,
                    self.tools.jobs,
                    title=_("正在建立搜索索引，只需一次"),
                    work=lambda run: index.build(report=run.report, cancelled=run.cancelled),
                    done=lambda _count: None,
                )

        index = self.services.search_index
        self.tools.jobs.run(self, index.is_due, due)

    def _note_backup(self, backup: BackupRow | None) -> None:
        if backup is None:
            self._backed_up = _("已备份")
        else:
            made_at = cell_text(backup.made_at)
            self._backed_up = _("已备份 {made_at}").format(made_at=made_at)
        self._show_facts()

    def _backup_failed(self, error: KamdeskError) -> None:
        self._backed_up = _("备份失败")
        self._show_facts()
        self.tools.messages.refuse(self.window, error)

    def _show_facts(self) -> None:
        facts = (self._company, self._backed_up)
        self.window.show_facts(" · ".join(fact for fact in facts if fact))
