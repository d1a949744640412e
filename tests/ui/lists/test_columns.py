"""The usual text of a value."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from kamdesk.ui.lists.columns import cell_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("甲", "甲"),
        (True, "是"),
        (False, "否"),
        (12_345, "12,345"),
        (Decimal("1234.50"), "1,234.50"),
        (date(2026, 1, 5), "2026-01-05"),
        (datetime(2026, 11, 23, 17, 30, tzinfo=UTC), "2026-11-24 01:30"),
    ],
)
def test_a_value_has_its_usual_text(value, text):
    assert cell_text(value) == text
