"""客户: one place in the rail for the registry and what is computed and decided from it."""

from collections.abc import Sequence
from typing import ClassVar

from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.shell.parts import Part, PartsPage

REGISTRY = "registry"
"""The key of the list of clients: the part that is in front at first."""


class ClientsArea(PartsPage):
    """Its parts; a hint that names none of them is for the registry."""

    help_topic: ClassVar[str] = "clients"

    def __init__(self, parts: Sequence[Part], *, tools: PageTools) -> None:
        super().__init__(parts, state=tools.state.scoped("clients"), first=REGISTRY)

    def show_hint(self, hint: object) -> None:
        named = hint[0] if isinstance(hint, tuple) else hint
        super().show_hint(hint if named in self.part_keys() else (REGISTRY, hint))
