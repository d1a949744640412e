"""文件: what hangs on a client; files are dropped here, opened, saved elsewhere, taken away."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout

from kamdesk.domain.attachments import KINDS, NOTE_LIMIT, Attachment, size_text
from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.permissions import Action
from kamdesk.i18n import N_, _
from kamdesk.services.attachments import AttachmentService
from kamdesk.ui.clients.rights import rights_on
from kamdesk.ui.clients.tab import ClientTab
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.labels import plain_label
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tokens import M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of
from kamdesk.ui.widgets.small_table import SmallTable


def _muted(file: Attachment) -> Tone | None:
    return Tone.NEUTRAL if file.removed else None


def _state(file: Attachment) -> str:
    return _("已移除") if file.removed else ""


COLUMNS: Final[tuple[Column[Attachment], ...]] = (
    Column("name", N_("文件名"), lambda file: file.name, width=300, tone=_muted),
    Column("size", N_("大小"), lambda file: size_text(file.size), width=80, tone=_muted),
    Column("at", N_("添加时间"), lambda file: file.at, width=128, tone=_muted),
    Column("by", N_("添加人"), lambda file: file.by, width=72, tone=_muted),
    Column("state", N_("状态"), _state, width=64, tone=_muted),
    Column("note", N_("说明"), lambda file: file.note, width=160, tone=_muted),
)


def open_outside(path: Path) -> bool:
    """Hand a file to the program that the system opens its kind with."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def kept(files: Sequence[Attachment]) -> int:
    """Return how many of `files` are not removed."""
    return sum(not file.removed for file in files)


class FilesTab(ClientTab):
    """Lists a client's files; whoever may edit the client adds and removes."""

    def __init__(
        self,
        files: AttachmentService,
        tools: PageTools,
        *,
        opener: Callable[[Path], bool] = open_outside,
    ) -> None:
        super().__init__()
        self._files = files
        self._tools = tools
        self._by = tools.actor.id
        self._opener = opener
        self._client: ClientDetails | None = None
        self._opened: QTemporaryDir | None = None
        self.table: SmallTable[Attachment] = SmallTable(
            COLUMNS, name=_("文件"), empty=_("还没有文件。把文件拖到这里，或点“添加文件”。")
        )
        self.add_button = button(_("添加文件"), self.add, icon_name="plus", primary=True)
        self.open_button = button(_("打开"), self.open_file, icon_name="external-link")
        self.save_button = button(_("另存为"), self.save, icon_name="download")
        self.note_button = button(_("写说明"), self.describe, icon_name="pencil")
        self.remove_button = button(_("移除"), self.remove, icon_name="trash-2")
        self._build()

    def show_client(self, details: ClientDetails) -> None:
        self._client = details
        editable = Action.CLIENT_EDIT in rights_on(details, self._tools.actor)
        for made in (self.add_button, self.note_button, self.remove_button):
            made.setVisible(editable)
        self.setAcceptDrops(editable)
        read = partial(self._files.of_client, details.id, by=self._by)
        self._tools.jobs.run(self, read, self._show, self._on_gone, key="files")

    # -- what the buttons do --------------------------------------------------------------

    def add(self) -> None:
        """Ask for a file and add it."""
        kinds = _("文件 ({patterns})").format(patterns=" ".join(f"*.{kind}" for kind in KINDS))
        path = self._tools.messages.open_file(self, _("添加文件"), kinds)
        if path is not None:
            self.add_paths([path])

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add files one after another; each refusal is told, the others are added."""
        if self._client is None:
            return
        client_id, files, by = self._client.id, self._files, self._by
        self._tools.jobs.run(self, lambda: _added(files, client_id, paths, by), self._on_added)

    def open_file(self) -> None:
        """Open the file under the cursor in its own program, as a copy that goes with the tab."""
        file = self.table.current()
        if file is None:
            return
        if self._opened is None:
            self._opened = QTemporaryDir()
        target = Path(self._opened.filePath(f"{file.id}-{file.name}"))
        save = partial(self._files.save, file.id, target, by=self._by)
        self._tools.jobs.run(self, save, lambda _nothing: self._open(target))

    def save(self) -> None:
        """Ask where to and write the file under the cursor there."""
        file = self.table.current()
        if file is None:
            return
        kinds = _("所有文件 (*)")
        target = self._tools.messages.save_file(
            self, _("另存为"), suggestion=file.name, kinds=kinds
        )
        if target is not None:
            save = partial(self._files.save, file.id, target, by=self._by)
            self._tools.jobs.run(self, save, lambda _nothing: self._tell_saved(target))

    def describe(self) -> None:
        """Ask for the note of the file under the cursor."""
        file = self.table.current()
        if file is None:
            return
        form = FormView()
        form.add(LineField("note", _("说明"), max_length=NOTE_LIMIT))
        form.set_values({"note": file.note})
        title = _("文件说明：{name}").format(name=file.name)
        dialog = FormDialog(title, form, messages=self._tools.messages, width=480, parent=self)

        def submit(values: dict[str, str | None]) -> None:
            write = partial(self._files.describe, file.id, values["note"] or "")
            write = partial(write, by=self._by, seen_version=file.version)
            self._tools.jobs.run(dialog, write, partial(self._described, dialog), dialog.refuse)

        dialog.submitted.connect(submit)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def remove(self) -> None:
        """Take the file under the cursor away after asking, or bring a removed one back."""
        file = self.table.current()
        if file is None:
            return
        write = self._files.restore if file.removed else self._files.remove
        question = _("移除文件“{name}”吗？").format(name=file.name)
        detail = _("移除后仍列在最后，可以恢复。")
        if file.removed or self._tools.messages.ask(self, question, yes=_("移除"), detail=detail):
            act = partial(write, file.id, by=self._by, seen_version=file.version)
            self._tools.jobs.run(self, act, self._tools.bus.announce)

    # -- dropping -------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.add_paths([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

    # -- inside ---------------------------------------------------------------------------

    def _build(self) -> None:
        taken = _("每个文件不超过 50 MB，随数据库加密保存并一起备份。")
        buttons = (self.open_button, self.save_button, self.note_button, self.remove_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, M, 0, 0)
        column.setSpacing(S)
        column.addLayout(row_of(self.add_button, *buttons, None))
        column.addWidget(self.table, 1)
        column.addWidget(plain_label(taken, role="caption", wrap=True))
        self.table.opened.connect(self.open_file)
        self.table.chosen.connect(self._on_chosen)
        self._tools.bus.changed.connect(self._on_changed)

    def _show(self, files: Sequence[Attachment]) -> None:
        self.table.show_rows(files)
        self.count_changed.emit(kept(files))

    def _on_gone(self, _error: KamdeskError) -> None:
        self._show(())

    def _on_chosen(self) -> None:
        file = self.table.current()
        for made in (self.open_button, self.save_button, self.note_button, self.remove_button):
            made.setEnabled(file is not None)
        self.remove_button.setText(_("恢复") if file is not None and file.removed else _("移除"))

    def _on_added(self, outcome: tuple[list[Changes], list[str]]) -> None:
        changes, refusals = outcome
        for each in changes[-1:]:
            self._tools.bus.announce(each)
        if refusals:
            self._tools.messages.refuse(self, "\n\n".join(refusals))

    def _described(self, dialog: FormDialog, changes: Changes) -> None:
        dialog.form.mark_clean()
        dialog.accept()
        self._tools.bus.announce(changes)

    def _open(self, path: Path) -> None:
        if not self._opener(path):
            text = _("系统中没有能打开“{name}”的程序，请用“另存为”保存后再打开。")
            self._tools.messages.refuse(self, text.format(name=path.name.partition("-")[2]))

    def _tell_saved(self, path: Path) -> None:
        self._tools.messages.inform(self, _("已保存：{path}").format(path=path))

    def _on_changed(self, changes: Changes) -> None:
        mine = self._client is not None and changes.record_id == self._client.id
        if mine and changes.touches(Noun.ATTACHMENT) and self._client is not None:
            self.show_client(self._client)


def _added(
    files: AttachmentService, client_id: ClientId, paths: Sequence[Path], by: UserId
) -> tuple[list[Changes], list[str]]:
    """Add each of `paths`; return what was written, and the sentences of what was refused."""
    changes: list[Changes] = []
    refusals: list[str] = []
    for path in paths:
        try:
            changes.append(files.add(client_id, path, by=by))
        except KamdeskError as error:
            refusals.append(str(error))
    return changes, refusals
