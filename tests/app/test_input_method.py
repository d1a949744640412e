"""Which input method Qt is told to load."""

import pytest

from kamdesk.app.input_method import pick_im_module

IBUS = ["libibusplatforminputcontextplugin.so", "libcomposeplatforminputcontextplugin.so"]
FCITX = [*IBUS, "libfcitx5platforminputcontextplugin.so"]


@pytest.mark.parametrize(
    "env",
    [
        {"QT_IM_MODULE": "fcitx"},
        {"QT_IM_MODULE": "fcitx5"},
        {"QT_IM_MODULES": "wayland;fcitx;ibus"},
    ],
)
def test_fcitx_is_reached_through_ibus_where_its_plugin_is_missing(env):
    assert pick_im_module(env, IBUS) == "ibus"
    assert pick_im_module(env, FCITX) is None


@pytest.mark.parametrize("env", [{}, {"QT_IM_MODULE": "ibus"}, {"QT_IM_MODULE": "xim"}])
def test_what_qt_can_load_stays(env):
    assert pick_im_module(env, IBUS) is None
