"""The columns of a list as they stand: read from the header, and brought back to it."""

from collections.abc import Sequence

from kamdesk.domain.saved_views import ViewColumn
from kamdesk.ui.lists.header import ListHeader


def columns_shown(header: ListHeader) -> tuple[ViewColumn, ...]:
    """Return every column in its place, from left to right."""
    order = sorted(range(header.count()), key=header.visualIndex)
    return tuple(
        ViewColumn(
            header.keys[at],
            round(header.sectionSize(at) / header.scale),
            header.isSectionHidden(at),
        )
        for at in order
    )


def show_columns(header: ListHeader, columns: Sequence[ViewColumn]) -> None:
    """Put the columns as they were; those that no longer exist are passed over."""
    known = [column for column in columns if column.key in header.keys]
    if known and all(column.hidden for column in known):
        return
    for place, column in enumerate(known):
        at = header.keys.index(column.key)
        header.moveSection(header.visualIndex(at), place)
        header.setSectionHidden(at, column.hidden)
        if column.width > 0 and not column.hidden:
            header.resizeSection(at, round(column.width * header.scale))
    header.place_boxes()
    header.columns_changed.emit()
