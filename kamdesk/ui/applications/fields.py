"""Fields of the application form that no other form has: the amount in capitals, the team."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kamdesk.domain.errors import RuleError
from kamdesk.domain.money import capital_amount
from kamdesk.domain.projects.applications import MOST_MEMBERS, TeamMember
from kamdesk.i18n import _
from kamdesk.ui.forms.field import Field
from kamdesk.ui.labels import selectable_label
from kamdesk.ui.tokens import XS, S
from kamdesk.ui.widgets.buttons import button, icon_button


class CapitalsField(Field):
    """The budget in capitals (大写), as it will be printed; nothing to fill in."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key, title)
        self.shown = selectable_label(role="muted")
        self.shown.setMinimumHeight(30)
        self.build(self.shown)

    def value(self) -> None:
        return None

    def set_value(self, value: Decimal | None) -> None:
        """Show the capitals of `value`; nothing for an amount that is none."""
        try:
            text = "" if value is None else capital_amount(value)
        except RuleError:
            text = ""
        self.shown.setText(text or "—")


class MembersField(Field):
    """The breakthrough team: a line a member, with name and duty."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key, title)
        self._box = QWidget()
        self._column = QVBoxLayout(self._box)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(XS)
        self.lines: list[MemberLine] = []
        self.add_button = button(_("添加成员"), self.add_line, icon_name="plus")
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch()
        self._column.addLayout(foot)
        self.build(self._box, editors=(self.add_button,))

    def value(self) -> tuple[TeamMember, ...]:
        members = (line.member() for line in self.lines)
        return tuple(each for each in members if each.name or each.duty)

    def set_value(self, value: Sequence[TeamMember] | None) -> None:
        for line in tuple(self.lines):
            self._drop(line)
        for member in value or ():
            self._append(member)
        self.touched()

    def add_line(self) -> None:
        """Add an empty line and go to it."""
        self._append(TeamMember("")).name.setFocus()

    def focus_editor(self) -> None:
        (self.lines[0].name if self.lines else self.add_button).setFocus()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a setter, as Qt's own
        super().set_read_only(read_only)
        self._box.setEnabled(not read_only)

    def _append(self, member: TeamMember) -> "MemberLine":
        line = MemberLine(member)
        line.edited.connect(self.touched)
        line.removed.connect(lambda: self._remove(line))
        self._column.insertWidget(len(self.lines), line)
        self.lines.append(line)
        self.add_button.setEnabled(len(self.lines) < MOST_MEMBERS)
        return line

    def _remove(self, line: "MemberLine") -> None:
        self._drop(line)
        self.touched()
        self.add_button.setFocus()

    def _drop(self, line: "MemberLine") -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.add_button.setEnabled(True)


class MemberLine(QWidget):
    """One member: name, duty, and a button that takes the line away."""

    edited = Signal()
    removed = Signal()

    def __init__(self, member: TeamMember) -> None:
        super().__init__()
        self.name = _editor(member.name, _("姓名"))
        self.name.setFixedWidth(140)
        self.duty = _editor(member.duty, _("分工"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(self.name)
        row.addWidget(self.duty, 1)
        row.addWidget(icon_button("trash-2", _("移除这名成员"), self.removed.emit))
        self.name.textChanged.connect(self.edited)
        self.duty.textChanged.connect(self.edited)

    def member(self) -> TeamMember:
        """Return what stands in the line."""
        return TeamMember(self.name.text().strip(), self.duty.text().strip())


def _editor(text: str, name: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    return made
