"""The program's log: beside the data, turned over by size, without personal data or keys."""

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

_LARGEST = 1_000_000
_OLDER = 4
_NUMBERS = re.compile(r"[0-9][0-9 -]{5,}[0-9]")
_KEYS = re.compile(r"\b[0-9a-fA-F]{32,}\b|\b(?:[0-9A-HJKMNP-TV-Z]{4}-){3,}[0-9A-HJKMNP-TV-Z]{4}\b")
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+")


class DiscreetFormatter(logging.Formatter):
    """Writes a line with Chinese text, phone numbers and keys left out.

    Our messages are English, so what is Chinese in a line is somebody's data: a name, a company.
    """

    def format(self, record: logging.LogRecord) -> str:
        text = _KEYS.sub("[key]", super().format(record))
        return _CHINESE.sub("[text]", _NUMBERS.sub("[number]", text))

    def formatTime(  # noqa: N802 - the base class's name
        self,
        record: logging.LogRecord,
        datefmt: str | None = None,  # noqa: ARG002 - the base class's parameter
    ) -> str:
        return super().formatTime(record, "%Y.%m.%d %H:%M:%S")


def start_log(folder: Path) -> RotatingFileHandler:
    """Let everything of kamdesk's loggers go to `folder`/kamdesk.log; return the handler."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "kamdesk.log", maxBytes=_LARGEST, backupCount=_OLDER, encoding="utf-8"
    )
    handler.setFormatter(DiscreetFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("kamdesk")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return handler


def stop_log(handler: RotatingFileHandler) -> None:
    """Close the log."""
    logging.getLogger("kamdesk").removeHandler(handler)
    handler.close()
