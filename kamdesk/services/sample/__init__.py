"""The sample company (演示数据): a year of an invented department, replayed through the services.

`company.create_sample` makes it; the story itself lies in `resources/sample`.
"""

from typing import Final

SAMPLE_PASSWORD: Final = "yangpin2026"  # noqa: S105 - of invented people, shown on the login screen
"""The password of everybody in the sample company."""
