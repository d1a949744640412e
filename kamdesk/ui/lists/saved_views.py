"""我的视图: the menu beside a list's tabs, from which its saved views are chosen and kept."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.ids import SavedViewId
from kamdesk.domain.saved_views import NAME_LIMIT, SavedView, ViewContent
from kamdesk.i18n import _
from kamdesk.ui.forms.choice_fields import CheckField
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.labels import plain_tip, without_mnemonic
from kamdesk.ui.lists.tools import ListTools
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.widgets.buttons import action, menu_button

SAVE_KEYS, MENU_KEYS = "Ctrl+Shift+S", "Ctrl+Shift+V"
_LONGEST = 14


class Viewed(Protocol):
    """The list that a view is of."""

    def content(self) -> ViewContent:
        """Return how it looks now."""
        ...

    def show_content(self, content: ViewContent) -> None:
        """Look like `content`, and read again."""
        ...


class SavedViews(QObject):
    """Knows the person's views of one list and which of them is shown."""

    known = Signal()
    """The views were read for the first time; the default one, if any, is shown."""

    def __init__(
        self, name: str, viewed: Viewed, *, tools: PageTools, lists: ListTools, window: QWidget
    ) -> None:
        super().__init__(window)
        self._name = name
        self._viewed = viewed
        self._tools = tools
        self._service = lists.views
        self._by = tools.actor.id
        self._window = window
        self._views: tuple[SavedView, ...] = ()
        self._chosen: SavedView | None = None
        self._applied = ViewContent()  # how the list looked with it: a view may know less
        self._read_once = False
        self.menu = QMenu()
        self.button: QPushButton = menu_button(_("我的视图"), self.menu, icon_name="bookmark")
        self.menu.aboutToShow.connect(self._fill)
        save = action(window, _("保存为新视图"), self.save_new, shortcut=SAVE_KEYS)
        choose = action(window, _("我的视图"), self.button.showMenu, shortcut=MENU_KEYS)
        window.addActions([save, choose])
        tools.bus.changed.connect(self._on_changed)
        self._show_name()

    @property
    def are_known(self) -> bool:
        """Whether the views were read."""
        return self._read_once

    @property
    def chosen(self) -> SavedView | None:
        """The view that is shown, changed since or not."""
        return self._chosen

    @property
    def modified(self) -> bool:
        """Whether the list looks otherwise than the chosen view; widths aside."""
        if self._chosen is None:
            return False
        return _compared(self._viewed.content()) != _compared(self._applied)

    def read(self, *, choose: SavedViewId | None = None) -> None:
        """Read the views; `choose` is the one that was saved just now."""
        work = partial(self._service.views, self._name, by=self._by)
        self._tools.jobs.run(self, work, partial(self._show, choose), self._on_unread, key="views")

    def show_view(self, view: SavedView) -> None:
        """Look like a view."""
        self._chosen = view
        self._viewed.show_content(view.content)
        self._applied = self._viewed.content()
        self._show_name()

    def refresh(self) -> None:
        """Tell whether the list still looks like the view."""
        self._show_name()

    def save_new(self) -> None:
        """Ask for a name and keep the list as it looks."""
        content = self._viewed.content()

        def write(values: Mapping[str, Any]) -> Changes:
            return self._service.save(
                self._name,
                values["name"] or "",
                content,
                by=self._by,
                default=values["default"],
            )

        form = _name_form()
        words = _("打开列表时使用")
        form.add(CheckField("default", _("默认视图"), text=words))
        self._ask(_("保存为新视图"), form, write, chooses=True)

    # -- what the menu asks -------------------------------------------------------------

    def _fill(self) -> None:
        menu, view = self.menu, self._chosen
        menu.clear()
        for each in self._views:
            title = _("{name}（默认）").format(name=each.name) if each.default else each.name
            entry = menu.addAction(without_mnemonic(title), partial(self.show_view, each))
            entry.setCheckable(True)
            entry.setChecked(view is not None and each.id == view.id)
        if not self._views:
            menu.addAction(_("还没有保存的视图")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(_("保存为新视图…") + f"\t{SAVE_KEYS}", self.save_new)
        if view is not None:
            self._fill_for(view)

    def _fill_for(self, view: SavedView) -> None:
        menu, words = self.menu, {"name": view.name}
        menu.addSeparator()
        over = menu.addAction(
            without_mnemonic(_("用当前样子更新“{name}”").format(**words)), self._overwrite
        )
        over.setEnabled(self.modified)
        back = menu.addAction(
            without_mnemonic(_("还原为“{name}”").format(**words)), partial(self.show_view, view)
        )
        back.setEnabled(self.modified)
        menu.addAction(_("重命名…"), self._rename)
        default = _("不再作为默认视图") if view.default else _("设为默认视图")
        menu.addAction(default, self._turn_default)
        menu.addAction(_("删除…"), self._delete)

    def _overwrite(self) -> None:
        content = self._viewed.content()

        def write(view: SavedViewId, seen: dict[str, Any]) -> Changes:
            return self._service.overwrite(view, content, **seen)

        self._run(write, kept=content)

    def _turn_default(self) -> None:
        on = self._chosen is not None and not self._chosen.default
        self._run(lambda view, seen: self._service.set_default(view, default=on, **seen))

    def _rename(self) -> None:
        view = self._chosen
        if view is None:
            return
        form = _name_form()
        form.set_values({"name": view.name})

        def write(values: Mapping[str, Any]) -> Changes:
            return self._service.rename(
                view.id, values["name"] or "", by=self._by, seen_version=view.version
            )

        self._ask(_("重命名视图"), form, write)

    def _delete(self) -> None:
        view = self._chosen
        if view is None:
            return
        question = _("删除视图“{name}”吗？").format(name=view.name)
        detail = _("列表保持现在的样子，其他视图不受影响。")
        if self._tools.messages.ask(self._window, question, yes=_("删除"), detail=detail):
            self._run(lambda view_id, seen: self._service.delete(view_id, **seen))

    def _run(
        self,
        write: Callable[[SavedViewId, dict[str, Any]], Changes],
        *,
        kept: ViewContent | None = None,
    ) -> None:
        view = self._chosen
        if view is None:
            return

        def done(changes: Changes) -> None:
            self._applied = kept or self._applied
            self._tools.bus.announce(changes)

        seen = {"by": self._by, "seen_version": view.version}
        self._tools.jobs.run(self._window, partial(write, view.id, seen), done)

    def _ask(
        self,
        title: str,
        form: FormView,
        write: Callable[[Mapping[str, Any]], Changes],
        *,
        chooses: bool = False,
    ) -> None:
        tools = self._tools
        dialog = FormDialog(title, form, messages=tools.messages, width=440, parent=self._window)

        def done(changes: Changes) -> None:
            form.mark_clean()
            dialog.accept()
            tools.bus.announce(changes)
            if chooses and changes.record_id is not None:
                self.read(choose=SavedViewId(changes.record_id))

        def submit(values: Mapping[str, Any]) -> None:
            tools.jobs.run(dialog, partial(write, values), done, dialog.refuse)

        dialog.submitted.connect(submit)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # -- inside -------------------------------------------------------------------------

    def _show(self, choose: SavedViewId | None, views: list[SavedView]) -> None:
        self._views = tuple(views)
        by_id = {view.id: view for view in views}
        if choose is not None or self._chosen is not None:
            wanted = choose or (self._chosen.id if self._chosen else None)
            self._chosen = by_id.get(wanted) if wanted is not None else None
        if choose is not None:
            self._applied = self._viewed.content()
        first, self._read_once = not self._read_once, True
        self._show_name()
        if first:
            self.known.emit()

    def default(self) -> SavedView | None:
        """Return the view that the list opens with."""
        return next((view for view in self._views if view.default), None)

    def _on_unread(self, error: KamdeskError) -> None:
        first, self._read_once = not self._read_once, True
        if first:
            self.known.emit()
        self._tools.messages.refuse(self._window, error)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Noun.SAVED_VIEW):
            self.read()

    def _show_name(self) -> None:
        name = self._chosen.name if self._chosen else _("我的视图")
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        text = _("{name} · 已修改").format(name=short) if self.modified else short
        self.button.setText(without_mnemonic(text))
        tip = _("我的视图：筛选、排序和列一起保存，随时调出")
        self.button.setToolTip(plain_tip(f"{tip}  {MENU_KEYS}"))
        self.button.setAccessibleName(_("我的视图：{name}").format(name=text))


def _name_form() -> FormView:
    form = FormView()
    form.add(LineField("name", _("视图名称"), max_length=NAME_LIMIT, required=True))
    return form


def _compared(content: ViewContent) -> ViewContent:
    """Return what makes two looks different to a person: not the width of a column."""
    columns = tuple(replace(column, width=0) for column in content.columns)
    return replace(content, filters=dict(content.filters), columns=columns)
