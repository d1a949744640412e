"""The departments beside the users: added and renamed."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kamdesk.domain.changes import Changes
from kamdesk.domain.people import LONGEST_DEPARTMENT, Department, UserRow
from kamdesk.i18n import N_, _
from kamdesk.services.departments import DepartmentService
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of
from kamdesk.ui.widgets.small_table import SmallTable


class DepartmentCard(QWidget):
    """A short table of departments with how many people work in each."""

    def __init__(self, service: DepartmentService, tools: PageTools) -> None:
        super().__init__()
        self._service = service
        self._tools = tools
        self._staff: Counter[int | None] = Counter()
        columns: tuple[Column[Department], ...] = (
            Column("name", N_("部门"), lambda place: place.name, width=150),
            Column("staff", N_("人数"), self._count, width=60, number=True),
        )
        self.table: SmallTable[Department] = SmallTable(
            columns, name=_("部门"), empty=_("还没有部门。")
        )
        self.add_button = button(_("添加部门"), self.add, icon_name="plus")
        self.rename_button = button(_("改名"), self.rename, icon_name="pencil")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row_of(None, self.rename_button, self.add_button))
        column.addWidget(self.table, 1)
        self.table.opened.connect(self.rename)

    def show_departments(self, places: Sequence[Department], users: Sequence[UserRow]) -> None:
        """Show `places`, counting the active ones of `users` in them."""
        self._staff = Counter(user.department_id for user in users if user.active)
        self.table.show_rows(places)
        self.rename_button.setEnabled(bool(places))

    def add(self) -> None:
        """Ask for a new department's name."""
        by = self._tools.actor.id
        self._ask(_("添加部门"), "", lambda name: self._service.create(name, by=by))

    def rename(self) -> None:
        """Ask for another name of the department under the cursor."""
        place, by = self.table.current(), self._tools.actor.id
        if place is not None:
            rename = partial(self._service.rename, place.id, by=by)
            self._ask(_("部门改名"), place.name, rename)

    def _ask(self, title: str, name: str, write: Callable[[str], Changes]) -> None:
        form = FormView()
        form.add(LineField("name", _("部门名称"), required=True, max_length=LONGEST_DEPARTMENT))
        form.set_values({"name": name})
        dialog = FormDialog(title, form, messages=self._tools.messages, width=420, parent=self)
        dialog.submitted.connect(lambda values: self._write(dialog, values["name"], write))
        dialog.open()

    def _write(self, dialog: FormDialog, name: str, write: Callable[[str], Changes]) -> None:
        self._tools.jobs.run(
            dialog, lambda: write(name), partial(self._written, dialog), dialog.refuse
        )

    def _written(self, dialog: FormDialog, changes: Changes) -> None:
        dialog.form.mark_clean()
        dialog.accept()
        self._tools.bus.announce(changes)

    def _count(self, place: Department) -> int:
        return self._staff[place.id]
