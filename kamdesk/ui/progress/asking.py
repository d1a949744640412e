"""What is asked before a project moves: the words that go with it, or who owns its stages."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kamdesk.domain.clients.clients import OwnerChoice
from kamdesk.domain.progress.project_records import ProjectDetails
from kamdesk.domain.progress.projects import ACT_TITLES, LOSS_TITLES, ProjectAct
from kamdesk.domain.progress.stages import MOST_STAGES, STAGE_TITLES, Stage
from kamdesk.domain.projects.forms import REASON_LIMIT
from kamdesk.i18n import N_, _
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import TextField
from kamdesk.ui.messages import Messages
from kamdesk.ui.projects.asking import AskingDialog, about_label

_WORDS = {
    ProjectAct.ADVANCE: N_("进入依据"),
    ProjectAct.WIN: N_("成交依据"),
    ProjectAct.LOSE: N_("丢单说明"),
    ProjectAct.RESUME: N_("恢复说明"),
}
_OPTIONAL = frozenset({ProjectAct.RESUME, ProjectAct.LOSE})


class ActDialog(AskingDialog):
    """Asks for the words of an act; `submitted` carries `text`, and `loss_reason` of a loss."""

    def __init__(
        self,
        project: ProjectDetails,
        act: ProjectAct,
        *,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        form = FormView()
        form.add_widget(about_label(f"{project.number} {project.name}"))
        if act is ProjectAct.LOSE:
            reasons = [(reason, _(title)) for reason, title in LOSS_TITLES.items()]
            form.add(ChoiceField("loss_reason", _("丢单原因"), reasons, required=True))
        form.add(
            TextField(
                "text",
                _(_WORDS.get(act, N_("原因"))),
                required=act not in _OPTIONAL,
                max_length=REASON_LIMIT,
                lines=4,
            )
        )
        title = _(ACT_TITLES[act])
        super().__init__(title, form, messages=messages, save_text=title, parent=parent)


class OwnersDialog(AskingDialog):
    """Asks who owns each stage; `submitted` carries the people by stage."""

    def __init__(
        self,
        project: ProjectDetails,
        people: Sequence[OwnerChoice],
        *,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        form = FormView(columns=2)
        hint = _("每人在一个项目里最多负责 {most} 个阶段；阶段之间由不同的人交接时，要填交接单。")
        form.add_widget(about_label(hint.format(most=MOST_STAGES)))
        choices = [(each.id, each.name) for each in people]
        for stage in Stage:
            form.add(ChoiceField(stage.value, _(STAGE_TITLES[stage]), choices))
        form.set_values({stage.value: project.owners.get(stage) for stage in Stage})
        title = _("阶段负责人")
        super().__init__(title, form, messages=messages, save_text=_("保存"), parent=parent)
