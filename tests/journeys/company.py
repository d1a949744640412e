"""A company whose people sign in with passwords of their own, made once and copied for each test.

Who they are is told in tests/office.py; everybody's password is PASSWORD.
"""

from kamdesk.domain.company import CompanySetup
from kamdesk.domain.people import Role, UserDraft
from kamdesk.services.access import AccessService
from kamdesk.services.departments import DepartmentService
from kamdesk.services.people import PeopleService
from kamdesk.storage.keys import Cost
from tests.office import DEPARTMENTS, OFFICE

CHEAP = Cost(memory=8, passes=1, lanes=1)
COMPANY = "宏远钢铁贸易有限公司"
PASSWORD = "a good long one"
TEMPORARY = "linshi-mima-7"
SETUP = CompanySetup(company=COMPANY, login="admin", name="管理员", password=PASSWORD)


def make_company(folder, clock):
    """Set the company up in `folder`, with everybody but its administrator hired by him."""
    signed_in = AccessService(folder, clock, cost=CHEAP).create_company(SETUP).signed_in
    company, by = signed_in.company, signed_in.actor.id
    people = PeopleService(company.sessions, clock, company.keyring)
    departments = DepartmentService(company.sessions, clock)
    places = [departments.create(name, by=by).record_id for name in DEPARTMENTS]
    for _key, login, name, role, place in OFFICE:
        if role is not Role.ADMINISTRATOR:
            department = None if place is None else places[place - 1]
            draft = UserDraft(
                login=login, name=name, roles=frozenset({role}), department_id=department
            )
            user = people.create(draft, temporary_password=TEMPORARY, by=by).record_id
            people.change_password(old=TEMPORARY, new=PASSWORD, by=user)
    company.close()
