"""A small office in a real encrypted database file, made once and copied for each test."""

import shutil
from dataclasses import dataclass

import pytest

from kamdesk.domain.ids import DepartmentId, UserId
from kamdesk.domain.people import Role
from kamdesk.domain.settings import Settings
from kamdesk.storage import settings as settings_table
from kamdesk.storage.dialects.sqlcipher import DataKey
from kamdesk.storage.engine import open_engine
from kamdesk.storage.migrations.runner import the_plan, upgrade
from kamdesk.storage.people import DepartmentRecord, UserRecord, UserRoleRecord
from kamdesk.storage.sessions import Sessions
from tests.clock import FakeClock

KEY = DataKey(bytes(range(32)))


@dataclass(frozen=True)
class People:
    """The office: who is who."""

    sales: UserId
    sales2: UserId
    sales3: UserId
    head: UserId
    head2: UserId
    management: UserId
    finance: UserId
    executive_vp: UserId
    general_manager: UserId
    administrator: UserId
    first_department: DepartmentId
    second_department: DepartmentId


OFFICE = (
    ("sales", "liming", "李明", Role.SALES, 1),
    ("sales2", "wangfang", "王芳", Role.SALES, 1),
    ("sales3", "zhaoqiang", "赵强", Role.SALES, 2),
    ("head", "chenjing", "陈静", Role.HEAD, 1),
    ("head2", "sunwei", "孙伟", Role.HEAD, 2),
    ("management", "zhoulan", "周岚", Role.MANAGEMENT, 3),
    ("finance", "wuyue", "吴越", Role.FINANCE, 4),
    ("executive_vp", "zhengkai", "郑凯", Role.EXECUTIVE_VP, None),
    ("general_manager", "heping", "何平", Role.GENERAL_MANAGER, None),
    ("administrator", "admin", "管理员", Role.ADMINISTRATOR, None),
)
DEPARTMENTS = ("业务一部", "业务二部", "销售管理部", "财务部")


def move_in(sessions):
    """Register the office's departments, users and settings; return the users' ids."""
    with sessions.write() as session:
        departments = [DepartmentRecord(name=name) for name in DEPARTMENTS]
        session.add_all(departments)
        session.flush()
        users = [
            UserRecord(
                login=login,
                name=name,
                phone="",
                department_id=None if place is None else departments[place - 1].id,
                active=True,
                roles=[UserRoleRecord(role=role)],
            )
            for _, login, name, role, place in OFFICE
        ]
        session.add_all(users)
        settings_table.keep(session, Settings(company="宏远钢铁贸易有限公司"))
        session.flush()
        ids = {key: user.id for (key, *_), user in zip(OFFICE, users, strict=True)}
        return People(
            **ids, first_department=departments[0].id, second_department=departments[1].id
        )


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """The closed template file and who works there."""
    path = tmp_path_factory.mktemp("office") / "kamdesk.db"
    engine = open_engine(path, KEY, create=True)
    upgrade(engine, the_plan())
    sessions = Sessions(engine)
    people = move_in(sessions)
    sessions.close()
    return path, people


def copied(template, folder):
    """Return sessions on a copy of a closed database in `folder`; the caller closes them."""
    path = folder / "kamdesk.db"
    shutil.copyfile(template, path)
    return Sessions(open_engine(path, KEY))


@pytest.fixture
def sessions(office, tmp_path):
    opened = copied(office[0], tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def people(office):
    return office[1]


@pytest.fixture
def clock():
    return FakeClock()
