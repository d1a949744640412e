"""用户与部门: who may sign in, in which roles, and the departments they belong to."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.passwords import temporary_password
from kamdesk.domain.people import ROLE_TITLES, Department, UserRow
from kamdesk.i18n import N_, _, listed
from kamdesk.services.departments import DepartmentService
from kamdesk.services.people import PeopleService
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.settings.departments import DepartmentCard
from kamdesk.ui.settings.section import Section
from kamdesk.ui.settings.user_dialog import TemporaryPasswordDialog, draft_of, user_dialog
from kamdesk.ui.tokens import M
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of
from kamdesk.ui.widgets.notices import Notice
from kamdesk.ui.widgets.small_table import SmallTable


def _roles(user: UserRow) -> str:
    return listed(_(title) for role, title in ROLE_TITLES.items() if role in user.roles)


def _state(user: UserRow) -> str:
    return _("在用") if user.active else _("已停用")


def _muted(user: UserRow) -> Tone | None:
    return None if user.active else Tone.NEUTRAL


COLUMNS: tuple[Column[UserRow], ...] = (
    Column("name", N_("姓名"), lambda user: user.name, width=100, tone=_muted),
    Column("login", N_("登录名"), lambda user: user.login, width=110, tone=_muted),
    Column("department", N_("部门"), lambda user: user.department, width=110, tone=_muted),
    Column("phone", N_("电话"), lambda user: user.phone, width=120, tone=_muted),
    Column("active", N_("状态"), _state, width=80, tone=_muted),
    Column("roles", N_("角色"), _roles, width=120, tone=_muted),
)


class PeopleSection(Section):
    """The users at the left, the departments beside them."""

    def __init__(
        self, people: PeopleService, departments: DepartmentService, tools: PageTools
    ) -> None:
        explanation = _("每人一个账号和自己的密码。停用后不能登录，经办的记录仍然保留。")
        super().__init__(_("用户与部门"), explanation)
        self._people = people
        self._departments = departments
        self._tools = tools
        self._places: Sequence[Department] = ()
        self._users: Sequence[UserRow] = ()
        self.notice = Notice()
        self.finder = QLineEdit()
        self.finder.setPlaceholderText(_("按姓名、登录名或部门查找"))
        self.finder.setAccessibleName(_("查找用户"))
        self.finder.setClearButtonEnabled(True)
        self.finder.setMaximumWidth(260)
        self.table: SmallTable[UserRow] = SmallTable(COLUMNS, name=_("用户"))
        self.department_card = DepartmentCard(departments, tools)
        self.edit_button = button(_("修改"), self.edit, icon_name="pencil", shortcut="F2")
        self.reset_button = button(_("重设密码"), self.reset, icon_name="key-round")
        self.stop_button = button(_("停用"), self.deactivate, icon_name="power")
        self.new_button = button(
            _("新增用户"), self.add, icon_name="user-plus", primary=True, shortcut="Ctrl+N"
        )
        self._build()

    def activate(self) -> None:
        self._read()

    def add(self) -> None:
        """Ask for a new user."""
        dialog = user_dialog(None, self._places, messages=self._tools.messages, parent=self)
        dialog.submitted.connect(lambda values: self._create(dialog, values))
        dialog.open()

    def edit(self) -> None:
        """Ask for the changes of the user under the cursor."""
        user = self.table.current()
        if user is not None:
            dialog = user_dialog(user, self._places, messages=self._tools.messages, parent=self)
            dialog.submitted.connect(partial(self._edit, dialog, user))
            dialog.open()

    def reset(self) -> None:
        """Give the user under the cursor a temporary password, after asking."""
        user = self.table.current()
        if user is None:
            return
        question = _("要给“{name}”重设密码吗？").format(name=user.name)
        detail = _("原密码立即失效。")
        if not user.active:
            detail = _("该用户已停用；重设后可以重新登录。")
        if self._tools.messages.ask(self, question, yes=_("重设密码"), detail=detail):
            password, by = temporary_password(), self._tools.actor.id
            self._write(
                lambda: self._people.reset_password(user.id, temporary_password=password, by=by),
                partial(self._show_password, user.name, password),
            )

    def deactivate(self) -> None:
        """Stop the account of the user under the cursor, after asking."""
        user = self.table.current()
        if user is None:
            return
        question = _("要停用“{name}”吗？").format(name=user.name)
        detail = _("停用后不能登录。名下的客户和单据请先由部门负责人或销售管理部办理离职移交。")
        if self._tools.messages.ask(self, question, yes=_("停用"), detail=detail):
            seen, by = user.version, self._tools.actor.id
            self._write(lambda: self._people.deactivate(user.id, seen_version=seen, by=by))

    # -- inside -----------------------------------------------------------------------

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        buttons = (self.edit_button, self.reset_button, self.stop_button, self.new_button)
        column.addLayout(row_of(self.finder, None, *buttons))
        column.addWidget(self.table, 1)
        self.department_card.setFixedWidth(260)
        both = row_of(left, self.department_card, spacing=M)
        both.setStretch(0, 1)
        self.body.addWidget(self.notice)
        self.body.addLayout(both, 1)
        self.table.opened.connect(self.edit)
        self.table.chosen.connect(self._on_chosen)
        self.finder.textChanged.connect(self._filter)
        self._tools.bus.changed.connect(self._on_changed)

    def _create(self, dialog: FormDialog, values: dict[str, object]) -> None:
        draft, password, by = draft_of(values), temporary_password(), self._tools.actor.id
        self._tools.jobs.run(
            dialog,
            lambda: self._people.create(draft, temporary_password=password, by=by),
            lambda changes: self._created(dialog, changes, draft.name, password),
            dialog.refuse,
        )

    def _created(self, dialog: FormDialog, changes: Changes, name: str, password: str) -> None:
        dialog.form.mark_clean()
        dialog.accept()
        self._tools.bus.announce(changes)
        self._show_password(name, password)

    def _edit(self, dialog: FormDialog, user: UserRow, values: dict[str, object]) -> None:
        draft, by = draft_of(values), self._tools.actor.id
        self._tools.jobs.run(
            dialog,
            lambda: self._people.edit(user.id, draft, seen_version=user.version, by=by),
            partial(self._edited, dialog),
            dialog.refuse,
        )

    def _edited(self, dialog: FormDialog, changes: Changes) -> None:
        dialog.form.mark_clean()
        dialog.accept()
        self._tools.bus.announce(changes)

    def _show_password(self, name: str, password: str) -> None:
        TemporaryPasswordDialog(name, password, self).open()

    def _write(
        self, work: Callable[[], Changes], then: Callable[[], object] = lambda: None
    ) -> None:
        self._tools.jobs.run(self, work, lambda changes: self._written(changes, then))

    def _written(self, changes: Changes, then: Callable[[], object]) -> None:
        self._tools.bus.announce(changes)
        then()

    def _read(self) -> None:
        by = self._tools.actor.id
        self._tools.jobs.run(
            self,
            lambda: (self._people.users(by=by), self._departments.departments(by=by)),
            self._show,
            key="read",
        )

    def _show(self, found: tuple[Sequence[UserRow], Sequence[Department]]) -> None:
        self._users, self._places = found
        self.department_card.show_departments(self._places, self._users)
        self.notice.say(_next_step(self._users, self._places), Tone.INFO)
        self._filter()

    def _filter(self) -> None:
        words = self.finder.text().strip().casefold()
        shown = [
            user
            for user in self._users
            if words in f"{user.name} {user.login} {user.department}".casefold()
        ]
        kept = self.table.current()
        line = next((at for at, user in enumerate(shown) if kept and user.id == kept.id), 0)
        self.table.show_rows(shown, select=line)

    def _on_chosen(self) -> None:
        user = self.table.current()
        self.edit_button.setEnabled(user is not None)
        self.reset_button.setEnabled(user is not None)
        itself = user is not None and user.id == self._tools.actor.id
        self.stop_button.setEnabled(user is not None and user.active and not itself)
        self.stop_button.setToolTip(_("不能停用自己的账号。") if itself else "")

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Noun.USER, Noun.DEPARTMENT):
            self._read()


def _next_step(users: Sequence[UserRow], places: Sequence[Department]) -> str:
    """Return what a new company has to do next, or an empty text."""
    if not places:
        return _("公司已建好。下一步：先在右边添加部门，再新增业务人员和各级审批人的账号。")
    if len(users) == 1:
        return _("部门已建好。下一步：点“新增用户”，给业务人员和各级审批人建账号。")
    return ""
