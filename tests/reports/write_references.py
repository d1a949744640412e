"""Writes the reference files anew: `python <this file>`; look at the forms before keeping them."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.reports.references import REFERENCES, printed, reference_path  # noqa: E402 - path above

for name in REFERENCES:
    reference_path(name).write_text(printed(name), encoding="utf-8")
