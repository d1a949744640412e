"""What every step of the way in works with."""

from dataclasses import dataclass

from kamdesk.domain.clock import Clock
from kamdesk.ui.access.door import KeepWays
from kamdesk.ui.access.window import AccessWindow
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.messages import Messages
from kamdesk.ui.state import UiState


@dataclass(frozen=True, slots=True)
class Room:
    """The window, and the ways to work, to ask and to remember."""

    window: AccessWindow
    jobs: Jobs
    messages: Messages
    state: UiState
    clock: Clock
    ways: KeepWays
