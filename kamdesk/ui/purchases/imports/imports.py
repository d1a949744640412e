"""The way from a page into importing: the wizard and the list of runs."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.purchases.imports.reading import PurchaseImportServices
from kamdesk.ui.purchases.imports.runs import RunsDialog
from kamdesk.ui.purchases.imports.wizard import PurchaseImportWizard


class PurchaseImports(QObject):
    """Opens the windows over `parent`; `list_wanted` asks for the purchases after an import."""

    list_wanted = Signal()

    def __init__(self, services: PurchaseImportServices, tools: PageTools, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._tools = tools
        self._parent = parent

    def open_wizard(self) -> PurchaseImportWizard:
        """Open the import wizard."""
        wizard = PurchaseImportWizard(self._services, self._tools, parent=self._parent)
        wizard.list_wanted.connect(self.list_wanted)
        wizard.finished.connect(wizard.deleteLater)
        wizard.open()
        return wizard

    def open_runs(self) -> RunsDialog:
        """Open the list of runs."""
        dialog = RunsDialog(self._services, self._tools, parent=self._parent)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog
