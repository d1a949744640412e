"""Opening 分类… for one client, from wherever a client is shown."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.clients.access import client_subject
from kamdesk.domain.clients.clients import ClientClass, ClientDetails
from kamdesk.domain.ids import ClientId
from kamdesk.domain.permissions import Action, allowed
from kamdesk.services.classes.classification import ClassificationService
from kamdesk.services.clients.clients import ClientService
from kamdesk.ui.classes.dialog import ClassesDialog, ClassFile, DecisionDialog, basis_of
from kamdesk.ui.projects.record_acts import RecordActs
from kamdesk.ui.projects.tools import PageTools


class ClassActs(RecordActs):
    """Shows the classes of a client and keeps what is decided; `window` carries the dialogs."""

    def __init__(
        self,
        classification: ClassificationService,
        clients: ClientService,
        tools: PageTools,
        window: QWidget,
    ) -> None:
        super().__init__(tools, window)
        self._classification = classification
        self._clients = clients
        self._by = tools.actor.id
        self._dialog: ClassesDialog | None = None
        tools.bus.changed.connect(self._on_changed)

    def open(self, client_id: ClientId) -> None:
        """Read one client and show its classes; who may decide, decides there."""
        self.tools.jobs.run(self.window, partial(self._read, client_id), self._show)

    def _read(self, client_id: ClientId) -> ClassFile:
        service = self._classification
        return ClassFile(
            self._clients.details(client_id, by=self._by),
            service.evidence_of(client_id, by=self._by),
            tuple(service.decisions_of(client_id, by=self._by)),
        )

    def _show(self, file: ClassFile) -> None:
        dialog = ClassesDialog(file, decides=self._may_decide(file.details), parent=self.window)
        self._dialog = dialog
        dialog.wanted.connect(self._decide)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_changed(self, changes: Changes) -> None:
        dialog = self._dialog
        if dialog is not None and changes.touches(Noun.CLIENT, Noun.CLASSIFICATION):
            work = partial(self._read, dialog.file.details.id)
            self.tools.jobs.run(dialog, work, dialog.show_file, key="file")

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _may_decide(self, details: ClientDetails) -> bool:
        whose = client_subject(
            owner_id=details.owner_id, department_id=details.department_id, archived=False
        )
        return not details.archived and allowed(self.tools.actor, Action.CLASS_DECIDE, whose)

    def _decide(self, client_class: ClientClass, holds: bool) -> None:  # noqa: FBT001 - a signal's argument
        dialog = self._dialog
        if dialog is None:
            return
        file, messages = dialog.file, self.tools.messages
        asking = DecisionDialog(file, client_class, holds=holds, messages=messages, parent=dialog)

        def work(values: Mapping[str, Any]) -> Changes:
            return self._classification.decide(
                file.details.id,
                client_class,
                holds=holds,
                basis=basis_of(values),
                by=self._by,
                seen_version=file.details.version,
            )

        self.ask(asking, work)
