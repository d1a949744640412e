"""外观: language, light or dark, size of the letters; kept on this computer."""

from PySide6.QtCore import Signal

from kamdesk.i18n import Language, _, current_language
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.look import Look, ThemeChoice
from kamdesk.ui.settings.section import Section, stretch
from kamdesk.ui.tokens import LARGEST_POINTS, SMALLEST_POINTS


class LookSection(Section):
    """Takes effect at once; there is nothing to save."""

    changed = Signal(object)
    """The `Look` that is wanted now."""

    def __init__(self, look: Look) -> None:
        super().__init__(_("外观"), _("立即生效，只影响这台电脑。打印的表格始终是浅色。"))
        sizes = range(SMALLEST_POINTS, LARGEST_POINTS + 1)
        self.theme = ChoiceField("theme", _("明暗"), _themes(), required=True)
        self.points = ChoiceField(
            "points",
            _("字号"),
            [(size, _("{points} 磅").format(points=size)) for size in sizes],
            required=True,
        )
        # Each language is called by its own name, whatever the present one is.
        languages = [(Language.CHINESE, _("中文（Chinese）")), (Language.ENGLISH, "English")]
        self.language = ChoiceField("language", _("语言"), languages, required=True)
        self.form = FormView()
        self.form.add(self.language, self.theme, self.points)
        self.form.setMaximumWidth(420)
        self.form.set_values(
            {"theme": look.theme, "points": look.points, "language": current_language()}
        )
        self.body.addWidget(self.form)
        self.body.addWidget(stretch(), 1)
        self.form.edited.connect(self._tell)

    def _tell(self) -> None:
        values = self.form.values()
        if None not in values.values():
            self.changed.emit(Look(**values))


def _themes() -> list[tuple[ThemeChoice, str]]:
    return [
        (ThemeChoice.LIGHT, _("浅色")),
        (ThemeChoice.DARK, _("深色")),
        (ThemeChoice.SYSTEM, _("跟随系统")),
    ]
