"""自定义字段: the settings section where a company adds fields of its own to its clients."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.own_fields import KIND_TITLES, OwnField
from kamdesk.i18n import N_, _, listed
from kamdesk.services.own_fields import OwnFieldService
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.own_fields.forms import OwnFieldForm
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.settings.section import Section
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of
from kamdesk.ui.widgets.small_table import SmallTable


def _muted(field: OwnField) -> Tone | None:
    return Tone.NEUTRAL if field.archived else None


def _state(field: OwnField) -> str:
    return _("已停用") if field.archived else _("在用")


def _asked(field: OwnField) -> str:
    return field.draft.unit or listed(field.draft.choices)


COLUMNS: tuple[Column[OwnField], ...] = (
    Column("title", N_("字段名称"), lambda field: field.draft.title, width=180, tone=_muted),
    Column("kind", N_("类型"), lambda field: _(KIND_TITLES[field.draft.kind]), tone=_muted),
    Column("required", N_("必填"), lambda field: field.draft.required, width=60, tone=_muted),
    Column("state", N_("状态"), _state, width=80, tone=_muted),
    Column("asked", N_("可选项或单位"), _asked, width=200, tone=_muted),
)


class OwnFieldsSection(Section):
    """The fields in their order; added, changed, moved, put away and brought back."""

    def __init__(self, own_fields: OwnFieldService, tools: PageTools) -> None:
        explanation = _("给客户资料增加本公司需要的项目，在客户页的“补充信息”中填写，不用改程序。")
        super().__init__(_("自定义字段"), explanation)
        self._own_fields = own_fields
        self._tools = tools
        self._by = tools.actor.id
        self.table: SmallTable[OwnField] = SmallTable(
            COLUMNS, name=_("自定义字段"), empty=_("还没有自定义字段。")
        )
        self.up_button = button(_("上移"), partial(self.shift, -1), icon_name="chevron-up")
        self.down_button = button(_("下移"), partial(self.shift, 1), icon_name="chevron-down")
        self.edit_button = button(_("修改"), self.edit, icon_name="pencil", shortcut="F2")
        self.stop_button = button(_("停用"), self.put_away, icon_name="archive")
        self.add_button = button(
            _("添加字段"), self.add, icon_name="plus", primary=True, shortcut="Ctrl+N"
        )
        places = (self.up_button, self.down_button, self.edit_button, self.stop_button)
        self.body.addLayout(row_of(None, *places, self.add_button))
        self.body.addWidget(self.table, 1)
        self.table.opened.connect(self.edit)
        self.table.chosen.connect(self._on_chosen)
        tools.bus.changed.connect(self._on_changed)

    def activate(self) -> None:
        read = partial(self._own_fields.fields, by=self._by)
        self._tools.jobs.run(self, read, self.table.show_rows, key="fields")

    def add(self) -> None:
        """Ask for a new field."""
        self._open(_("添加字段"), None)

    def edit(self) -> None:
        """Ask for the changes of the field under the cursor."""
        field = self.table.current()
        if field is not None:
            self._open(_("修改字段"), field)

    def put_away(self) -> None:
        """Stop asking for the field under the cursor after asking, or ask for it again."""
        field = self.table.current()
        if field is None:
            return
        own = self._own_fields
        write = own.restore if field.archived else own.archive
        question = _("停用字段“{title}”吗？").format(title=field.draft.title)
        detail = _("停用后不再填写；已填的内容保留，仍可查看，随时可以恢复。")
        if field.archived or self._tools.messages.ask(self, question, yes=_("停用"), detail=detail):
            act = partial(write, field.id, by=self._by, seen_version=field.version)
            self._tools.jobs.run(self, act, self._tools.bus.announce)

    def shift(self, step: int) -> None:
        """Move the field under the cursor up or down by one."""
        line, fields = self.table.line(), self._present()
        if 0 <= line < len(fields) and 0 <= line + step < len(fields):
            order = [each.id for each in fields]
            order[line], order[line + step] = order[line + step], order[line]
            self.table.selectRow(line + step)
            act = partial(self._own_fields.arrange, order, by=self._by)
            self._tools.jobs.run(self, act, self._tools.bus.announce)

    # -- inside -------------------------------------------------------------------------

    def _present(self) -> Sequence[OwnField]:
        return [each for each in self.table.rows() if not each.archived]

    def _open(self, title: str, field: OwnField | None) -> None:
        form = OwnFieldForm(field)
        dialog = FormDialog(title, form, messages=self._tools.messages, width=460, parent=self)
        own, by = self._own_fields, self._by

        def submit(values: dict[str, Any]) -> None:
            draft = form.draft(values)
            if field is None:
                work = partial(own.create, draft, by=by)
            else:
                work = partial(own.edit, field.id, draft, by=by, seen_version=field.version)
            self._tools.jobs.run(dialog, work, partial(self._written, dialog), dialog.refuse)

        dialog.submitted.connect(submit)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _written(self, dialog: FormDialog, changes: Changes) -> None:
        dialog.form.mark_clean()
        dialog.accept()
        self._tools.bus.announce(changes)

    def _on_chosen(self) -> None:
        field, line, last = self.table.current(), self.table.line(), len(self._present()) - 1
        for made in (self.edit_button, self.stop_button):
            made.setEnabled(field is not None)
        present = field is not None and not field.archived
        self.up_button.setEnabled(present and line > 0)
        self.down_button.setEnabled(present and line < last)
        away = field is not None and field.archived
        self.stop_button.setText(_("恢复") if away else _("停用"))

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Noun.OWN_FIELD):
            self.activate()
