"""Typing Chinese on Linux: choosing the input method that this Qt can load."""

from collections.abc import Iterable, Mapping


def pick_im_module(env: Mapping[str, str], plugins: Iterable[str]) -> str | None:
    """Return what `QT_IM_MODULE` has to be set to, or None where it is right as it is.

    `plugins` are the file names in Qt's platforminputcontexts folder. Qt's wheels ship no fcitx
    plugin, and fcitx 5 answers to ibus as well (fcitx/fcitx5#444).
    """
    wanted = {env.get("QT_IM_MODULE", ""), *env.get("QT_IM_MODULES", "").split(";")}
    asks_for_fcitx = not wanted.isdisjoint({"fcitx", "fcitx5"})
    has_fcitx = any("fcitx" in name and name.endswith(".so") for name in plugins)
    return "ibus" if asks_for_fcitx and not has_fcitx else None
