"""What the rows of a schedule depend on: no row on itself, on nothing, or round in a circle."""

from collections.abc import Mapping

from kamdesk.i18n import _


def dependency_fault(
    key: int, after: Mapping[int, tuple[int, ...]], names: Mapping[int, str]
) -> str:
    """Return what is wrong with the rows that row `key` depends on, or "".

    `after` has every row's key -> the keys it depends on, `names` what each row is called.
    """
    if key in after[key]:
        return _("任务不能依赖自己，请把它从前置任务中去掉。")
    if any(other not in after for other in after[key]):
        return _("有前置任务不在本进度表中，请重新选择。")
    circle = circle_through(key, after)
    if not circle:
        return ""
    told = _("前置任务绕成了一圈：{circle}。请去掉其中一处。")
    return told.format(circle=" → ".join(names[each] for each in circle))


def circle_through(key: int, after: Mapping[int, tuple[int, ...]]) -> tuple[int, ...]:
    """Return a shortest circle from `key` along what rows depend on back to it, or ().

    Both ends are `key`: (1, 3, 1). Keys that `after` lacks lead nowhere.
    """
    came_from: dict[int, int] = {}
    reached = [key]
    for at in reached:  # grows while it is walked: nearest rows first
        for other in after.get(at, ()):
            if other == key:
                return _path_back(at, key, came_from)
            if other not in came_from:
                came_from[other] = at
                reached.append(other)
    return ()


def _path_back(end: int, key: int, came_from: Mapping[int, int]) -> tuple[int, ...]:
    path = [key, end]
    while path[-1] != key:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))
