"""Which rows a list shows, in words: for its papers."""

from typing import TYPE_CHECKING, Any

from kamdesk.domain.saved_views import ViewContent
from kamdesk.i18n import _, listed
from kamdesk.ui.lists.columns import Column

if TYPE_CHECKING:
    from kamdesk.ui.lists.page import ListSpec


def scope_words(spec: "ListSpec[Any]", content: ViewContent, *, chosen: int) -> list[str]:
    """Return the view, the filters and the order; `chosen` is the number of rows selected."""
    columns = {column.key: column for column in spec.columns}
    views = {view.key: view.title for view in spec.views}
    words = [_("视图：{view}").format(view=_(views[content.view]))] if content.view in views else []
    filters = [_filter_words(columns[key], text) for key, text in content.filters.items()]
    if filters:
        words.append(_("筛选：{filters}").format(filters=listed(filters)))
    if content.sort in columns:
        order = _("{column} 降序") if content.descending else _("{column} 升序")
        order = order.format(column=columns[content.sort].label)
        words.append(_("排序：{order}").format(order=order))
    if chosen:
        words.append(_("选中的 {count} 条").format(count=f"{chosen:,}"))
    return words


def _filter_words(column: Column[Any], text: str) -> str:
    titles = {value: _(title) for value, title in column.choices}
    return f"{column.label} {titles.get(text, text)}"
