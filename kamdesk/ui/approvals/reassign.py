"""Asking for 转办 and 加签: who else, in what order, and why."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kamdesk.domain.people import ROLE_TITLES, Actor, Role
from kamdesk.domain.projects.cases import Act
from kamdesk.domain.projects.forms import REASON_LIMIT
from kamdesk.i18n import _, listed
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import TextField
from kamdesk.ui.labels import plain_label
from kamdesk.ui.messages import Messages
from kamdesk.ui.projects.asking import AskingDialog, about_label


class TransferDialog(AskingDialog):
    """Asks whom a task goes to for good; `submitted` carries `to` and `reason`."""

    def __init__(
        self,
        people: Sequence[Actor],
        *,
        about: str,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        form = _form(about, _("转办后由对方审批，流程继续；您不再审批本步骤。"))
        form.add(ChoiceField("to", _("转给"), _choices(people), required=True), _reason())
        super().__init__(_("转办"), form, messages=messages, save_text=_("转办"), parent=parent)


class SignerDialog(AskingDialog):
    """Asks who signs too, before or after; `submitted` carries `signer`, `act`, `reason`."""

    def __init__(
        self,
        people: Sequence[Actor],
        *,
        about: str,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        form = _form(about, _("加签人签署意见后，本步骤才算完成。"))
        order = [
            (Act.ADD_BEFORE, _("前加签：对方先签，再由我审批")),
            (Act.ADD_AFTER, _("后加签：我审批后，再由对方签")),
        ]
        form.add(
            ChoiceField("signer", _("加签人"), _choices(people), required=True),
            ChoiceField("act", _("次序"), order, required=True),
            _reason(),
        )
        form["act"].set_value(Act.ADD_BEFORE)
        form.mark_clean()
        super().__init__(_("加签"), form, messages=messages, save_text=_("加签"), parent=parent)


def _form(about: str, explanation: str) -> FormView:
    form = FormView()
    form.add_widget(plain_label(explanation, role="caption", wrap=True))
    form.add_widget(about_label(about))
    return form


def _reason() -> TextField:
    return TextField("reason", _("原因"), required=True, max_length=REASON_LIMIT, lines=3)


def _choices(people: Sequence[Actor]) -> list[tuple[int, str]]:
    return [(person.id, f"{person.name}　{_roles(person)}") for person in people]


def _roles(person: Actor) -> str:
    return listed(_(ROLE_TITLES[role]) for role in Role if role in person.roles)
