"""The form of one row of a schedule."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from kamdesk.domain.clients.clients import OwnerChoice
from kamdesk.domain.progress.schedules import (
    CELL_LIMIT,
    COMPLETE,
    FIELD_TITLES,
    MOST_WEIGHT,
    ScheduleRow,
)
from kamdesk.domain.progress.stages import STAGE_TITLES
from kamdesk.domain.texts import LINE_LIMIT
from kamdesk.i18n import _
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.number_fields import DateField, DecimalField
from kamdesk.ui.forms.text_fields import LineField, TextField
from kamdesk.ui.messages import Messages
from kamdesk.ui.progress.schedule_lines import keys_to_numbers, numbers_to_keys
from kamdesk.ui.projects.asking import AskingDialog

_WIDTH = 860
_NUMBERS = {"weight": MOST_WEIGHT, "percent": COMPLETE}
_LINES = ("key_person", "helpers")
_BOXES = ("problem", "measure", "remark")
_DAYS = ("planned_start", "planned_end", "actual_start", "actual_end")


class RowDialog(AskingDialog):
    """Edits a row; `submitted` carries the values, `row_of` makes a row of them."""

    def __init__(
        self,
        row: ScheduleRow,
        others: Sequence[ScheduleRow],
        people: Sequence[OwnerChoice],
        *,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        form = FormView(columns=2)
        form.add(_line("task", required=True), wide=True)
        form.add(
            ChoiceField("stage", _title("stage"), [(s, _(t)) for s, t in STAGE_TITLES.items()]),
            ChoiceField("owner", _title("owner"), [(each.id, each.name) for each in people]),
        )
        form.add(*(_line(name) for name in _LINES))
        form.add(*(DateField(name, _title(name), required="planned" in name) for name in _DAYS))
        form.add(
            *(
                DecimalField(name, _title(name), places=0, maximum=Decimal(most))
                for name, most in _NUMBERS.items()
            )
        )
        form.add(LineField("after", _title("after"), placeholder=_("行号，如 1,3"), max_length=100))
        for name in _BOXES:
            form.add(TextField(name, _title(name), max_length=CELL_LIMIT, lines=2), wide=True)
        form.set_values(_values(row, others))
        title = _("进度表任务")
        super().__init__(title, form, messages=messages, save_text=_("确定"), parent=parent)
        self.resize(_WIDTH, self.height())


def row_of(
    values: Mapping[str, Any], row: ScheduleRow, others: Sequence[ScheduleRow]
) -> ScheduleRow:
    """Return the row that the form's values make, with the key of `row`."""
    given: dict[str, Any] = {name: values[name] or "" for name in ("task", *_LINES, *_BOXES)}
    given |= {name: values[name] for name in ("stage", "owner", *_DAYS)}
    given |= {name: int(values[name] or 0) for name in _NUMBERS}
    after = numbers_to_keys(values["after"] or "", others)
    return ScheduleRow(key=row.key, after=after, **given)


def _values(row: ScheduleRow, others: Sequence[ScheduleRow]) -> dict[str, Any]:
    names = ("task", "stage", "owner", *_LINES, *_BOXES, *_DAYS)
    values = {name: getattr(row, name) for name in names}
    values |= {name: Decimal(getattr(row, name)) for name in _NUMBERS}
    return values | {"after": keys_to_numbers(row.after, others)}


def _title(name: str) -> str:
    return _(FIELD_TITLES[name])


def _line(name: str, *, required: bool = False) -> LineField:
    return LineField(name, _title(name), max_length=LINE_LIMIT, required=required)
