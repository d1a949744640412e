"""The services that importing purchases works with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kamdesk.domain.changes import Changes
from kamdesk.domain.ids import PurchaseRunId, UserId
from kamdesk.domain.purchases.imports import PurchaseImportOptions, PurchaseReport
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.purchases.imports import PurchaseImportService
from kamdesk.services.purchases.runs import PurchaseRunService


class PurchaseRunner(Protocol):
    """Whoever does the long work: a process of its own, or in tests the services themselves."""

    def dry_run(
        self,
        path: Path,
        mapping: Mapping[str, int],
        options: PurchaseImportOptions,
        *,
        by: UserId,
        report: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> PurchaseReport:
        """Return what `run` would do; nothing is written."""
        ...

    def run(
        self,
        path: Path,
        mapping: Mapping[str, int],
        options: PurchaseImportOptions,
        *,
        by: UserId,
        report: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> tuple[Changes, PurchaseReport]:
        """Import chunk by chunk; cancelled, the run is paused."""
        ...

    def resume(
        self,
        run_id: PurchaseRunId,
        path: Path,
        *,
        by: UserId,
        report: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> tuple[Changes, PurchaseReport]:
        """Go on with a run."""
        ...

    def undo(
        self,
        run_id: PurchaseRunId,
        *,
        by: UserId,
        seen_version: int,
        report: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> Changes:
        """Take a run back."""
        ...


@dataclass(frozen=True, slots=True)
class PurchaseImportServices:
    """What the wizard and the list of runs ask."""

    imports: PurchaseImportService
    runner: PurchaseRunner
    runs: PurchaseRunService
    clients: ClientService
