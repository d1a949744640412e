"""Departments are added and renamed by the administrator."""

import pytest

from kamdesk.domain.errors import FieldError, MissingRecordError, NotAllowedError
from kamdesk.domain.people import Department
from kamdesk.services.departments import DepartmentService


@pytest.fixture
def service(sessions, clock):
    return DepartmentService(sessions, clock)


def names(service, people):
    return [department.name for department in service.departments(by=people.sales)]


def test_departments_are_listed_for_everybody(service, people):
    assert names(service, people) == ["业务一部", "业务二部", "销售管理部", "财务部"]


def test_a_department_is_added_and_renamed(service, people):
    made = service.create(" 业务三部 ", by=people.administrator)
    service.rename(made.record_id, "海外部", by=people.administrator)
    assert service.departments(by=people.sales)[-1] == Department(made.record_id, "海外部")
    service.rename(made.record_id, "海外部", by=people.administrator)


@pytest.mark.parametrize(
    ("name", "sentence"), [("", "请填写"), ("业务一部", "已经存在"), ("部" * 41, "不要超过 40")]
)
def test_a_wrong_name_is_told(service, people, name, sentence):
    with pytest.raises(FieldError) as caught:
        service.create(name, by=people.administrator)
    assert sentence in caught.value.fields["name"]
    with pytest.raises(FieldError):
        service.rename(people.second_department, name, by=people.administrator)
    assert len(names(service, people)) == 4


def test_a_department_that_is_gone_is_told(service, people):
    with pytest.raises(MissingRecordError):
        service.rename(99, "海外部", by=people.administrator)


def test_only_the_administrator_may(service, people):
    with pytest.raises(NotAllowedError):
        service.create("海外部", by=people.general_manager)
