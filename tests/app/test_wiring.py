"""The composition root opens a company and hands out its services."""

from kamdesk.app.paths import default_folder
from kamdesk.app.wiring import open_company, services_of
from kamdesk.domain.company import CompanySetup
from kamdesk.services.access import AccessService
from kamdesk.storage.keys import Cost
from tests.clock import FakeClock

CHEAP = Cost(8, 1, 1)
SETUP = CompanySetup(company="宏远", login="admin", name="管理员", password="春江水暖鸭先知了")


def test_services_work_on_the_company_that_was_signed_in_to(tmp_path):
    clock = FakeClock()
    signed_in = AccessService(tmp_path, clock, cost=CHEAP).create_company(SETUP).signed_in
    services = services_of(signed_in.company, clock)
    assert services.settings.current().company == "宏远"
    key = signed_in.company.keyring.key
    services.close()
    again = open_company(tmp_path, key, clock, cost=CHEAP)
    assert [row.login for row in again.people.users(by=signed_in.actor.id)] == ["admin"]
    again.close()


def test_the_data_lies_in_the_users_own_folder():
    assert default_folder().name == "KAM Desk"
    assert default_folder().is_absolute()
