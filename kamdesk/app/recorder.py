"""The log and the crash window, begun together."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from kamdesk.app.logs import start_log, stop_log
from kamdesk.ui.crash import CrashHook, RecentLog

logger = logging.getLogger(__name__)


class Recorder:
    """Keeps the log and shows defects from its making until `stop`."""

    def __init__(self, folder: Path) -> None:
        self._recent = RecentLog()
        logging.getLogger("kamdesk").addHandler(self._recent)
        CrashHook(self._recent).install()
        self._log = self._started(folder)
        logger.info("started")

    def stop(self) -> None:
        """Close the log."""
        logger.info("ended")
        logging.getLogger("kamdesk").removeHandler(self._recent)
        if self._log is not None:
            stop_log(self._log)

    def _started(self, folder: Path) -> RotatingFileHandler | None:
        try:
            return start_log(folder)
        except OSError:  # a full or forbidden disk: the program's own writing tells it in words
            logger.warning("no log file")
            return None
