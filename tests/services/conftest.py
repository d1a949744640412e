"""Every service test works in the small office."""

import pytest

from kamdesk.domain.company import CompanySetup
from kamdesk.services.access import AccessService
from kamdesk.storage.keys import Cost
from tests.office import clock, office, people, sessions

__all__ = ["clock", "office", "people", "sessions"]

CHEAP = Cost(memory=8, passes=1, lanes=1)
PASSWORD = "春江水暖鸭先知了"
SETUP = CompanySetup(
    company="宏远钢铁贸易有限公司", login="admin", name="管理员", password=PASSWORD
)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def access(folder, clock):
    """The way in to an empty folder, with cheap guesses."""
    return AccessService(folder, clock, cost=CHEAP)


@pytest.fixture
def created(access):
    """A new company with its administrator signed in."""
    created = access.create_company(SETUP)
    yield created
    created.signed_in.company.close()
