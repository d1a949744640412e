"""The program's look on this computer: kept, worn, and followed when the desktop changes."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from kamdesk.ui.look import Look, keep_look, kept_look
from kamdesk.ui.state import UiState


class Wardrobe(QObject):
    """Holds the look that is worn now."""

    def __init__(self, app: QApplication, state: UiState) -> None:
        super().__init__(app)
        self._app = app
        self._state = state.scoped("look")
        self.look = kept_look(self._state)
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def wear(self, look: Look | None = None) -> None:
        """Wear `look` from now on, or the kept one."""
        if look is not None:
            self.look = look
            keep_look(self._state, look)
        self.look.wear(self._app)

    def needs_new_windows(self, look: Look) -> bool:
        """Tell whether windows have to be built again for `look`: their texts or sizes differ."""
        return (look.language, look.points) != (self.look.language, self.look.points)

    def _follow(self) -> None:
        self.look.wear(self._app)
