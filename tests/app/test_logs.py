"""The log tells what happened, never about whom."""

import logging

import pytest

from kamdesk.app.logs import start_log, stop_log


@pytest.fixture
def written(tmp_path):
    """Return what stands in the log after `log` was called with a message."""
    handler = start_log(tmp_path / "logs")

    def log(message, *values, **keywords):
        logging.getLogger("kamdesk.test").warning(message, *values, **keywords)
        handler.flush()
        return (tmp_path / "logs" / "kamdesk.log").read_text(encoding="utf-8")

    yield log
    stop_log(handler)


def test_a_message_is_written_with_time_and_place(written):
    line = written("backup made in %s ms", 215)
    assert "WARNING kamdesk.test backup made in 215 ms" in line
    assert line[:4].isdigit()


@pytest.mark.parametrize(
    "secret",
    [
        "李明",
        "13912345678",
        "139 1234 5678",
        "0755-8888 9999",
        "ab12" * 16,
        "7KQ2-9F3M-XXXX-0000-1111-2222-3333",
    ],
)
def test_names_numbers_and_keys_are_left_out(written, secret):
    assert secret not in written("user %s failed", secret)


def test_they_are_left_out_of_a_traceback_too(written):
    try:
        int("客户“宏远”的电话 13912345678")
    except ValueError:
        text = written("import failed", exc_info=True)
    assert "ValueError" in text
    assert "宏远" not in text
    assert "13912345678" not in text


def test_the_log_is_turned_over(tmp_path):
    handler = start_log(tmp_path)
    logger = logging.getLogger("kamdesk.test")
    for _ in range(300):
        logger.warning("x" * 30_000)
    stop_log(handler)
    files = list(tmp_path.glob("kamdesk.log*"))
    assert len(files) == 5
    assert sum(path.stat().st_size for path in files) < 6_000_000
