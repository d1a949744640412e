"""The sample's saved views: how some of its people look at their lists."""

from collections.abc import Mapping
from typing import Any

from kamdesk.domain.ids import UserId
from kamdesk.domain.saved_views import ViewContent
from kamdesk.services.saved_views import SavedViewService


def save_views(
    views: SavedViewService, told: Mapping[str, Any], *, users: Mapping[str, UserId]
) -> None:
    """Save the views that the story tells."""
    for view in told["view"]:
        content = ViewContent(
            filters=view.get("filters", {}),
            view=view["tab"],
            sort=view["sort"],
            descending=view.get("descending", False),
        )
        views.save(view["list"], view["name"], content, by=users[view["login"]])
