"""What every test that shows a window needs: no display, the shipped faces, the light theme."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

# What the offscreen platform cannot do, and says so; nothing of ours depends on it.
_OFFSCREEN = r"^This plugin does not support "


# Slowness of a busy machine is no failure: no test outside the benchmarks is timed.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_configure(config):
    config.addinivalue_line("qt_log_ignore", _OFFSCREEN)


@pytest.fixture(scope="session")
def qapp_args():
    """Return the arguments of the application: its style, as the program gives it."""
    from kamdesk.ui.theme import STYLE

    return ["kamdesk", *STYLE]


@pytest.fixture(scope="session")
def qapp(qapp):
    """The application, dressed as the program dresses it."""
    from kamdesk.ui.theme import Theme, apply_theme, load_fonts

    load_fonts()
    apply_theme(qapp, Theme.LIGHT)
    yield qapp
    # The offscreen clipboard outlives Python; what we copied must not be in it any more.
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def chinese():
    """Begin and end every test in Chinese."""
    from kamdesk.i18n import Language, use_language

    use_language(Language.CHINESE)
    yield
    use_language(Language.CHINESE)
