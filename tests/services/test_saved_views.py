"""Saved views: kept whole, each person's own, one of them the default."""

import pytest

from kamdesk.domain.errors import FieldError, MissingRecordError, RuleError, StaleRecordError
from kamdesk.domain.saved_views import MOST, NAME_LIMIT, ViewColumn, ViewContent
from kamdesk.services.saved_views import SavedViewService

CONTENT = ViewContent(
    filters={"grade": "A", "name": "山西 jf"},
    view="mine",
    sort="year_amount",
    descending=True,
    columns=(ViewColumn("name", 240), ViewColumn("gone_column", 90, hidden=True)),
)


@pytest.fixture
def service(sessions, clock):
    return SavedViewService(sessions, clock)


@pytest.fixture
def views(service, people):
    return lambda by=people.sales: service.views("clients", by=by)


def test_a_view_comes_back_as_it_was_saved_even_with_columns_that_vanished(service, people, views):
    service.save("clients", " A 级客户 ", CONTENT, by=people.sales)
    (view,) = views()
    assert (view.name, view.content, view.default) == ("A 级客户", CONTENT, False)


def test_views_belong_to_one_list_and_one_person(service, people, views):
    service.save("clients", "甲", CONTENT, by=people.sales)
    service.save("filings", "甲", CONTENT, by=people.sales)
    assert [view.name for view in views()] == ["甲"]
    assert views(people.sales2) == []


@pytest.mark.parametrize("name", ["", "  ", "长" * (NAME_LIMIT + 1)])
def test_a_name_is_needed_and_short(service, people, views, name):
    with pytest.raises(FieldError) as refused:
        service.save("clients", name, CONTENT, by=people.sales)
    assert set(refused.value.fields) == {"name"}
    assert views() == []


def test_a_name_stands_once_whatever_its_case(service, people):
    service.save("clients", "Top 20", CONTENT, by=people.sales)
    with pytest.raises(FieldError, match="TOP"):
        service.save("clients", "TOP 20", CONTENT, by=people.sales)
    service.save("clients", "top 20", CONTENT, by=people.sales2)


def test_a_view_is_overwritten_renamed_and_deleted(service, people, views):
    service.save("clients", "甲", CONTENT, by=people.sales)
    (view,) = views()
    service.overwrite(view.id, ViewContent(sort="name"), by=people.sales, seen_version=view.version)
    (view,) = views()
    assert view.content == ViewContent(sort="name")
    service.rename(view.id, "乙", by=people.sales, seen_version=view.version)
    (view,) = views()
    assert view.name == "乙"
    service.delete(view.id, by=people.sales, seen_version=view.version)
    assert views() == []


def test_a_view_may_be_renamed_to_itself_in_another_case_only(service, people, views):
    service.save("clients", "top", CONTENT, by=people.sales)
    service.save("clients", "rest", CONTENT, by=people.sales)
    rest, top = views()
    service.rename(top.id, "Top", by=people.sales, seen_version=top.version)
    with pytest.raises(FieldError):
        service.rename(rest.id, "TOP", by=people.sales, seen_version=rest.version)


def test_one_view_is_the_default(service, people, views):
    service.save("clients", "甲", CONTENT, by=people.sales, default=True)
    service.save("clients", "乙", CONTENT, by=people.sales, default=True)
    assert {view.name: view.default for view in views()} == {"甲": False, "乙": True}
    first = next(view for view in views() if view.name == "甲")
    service.set_default(first.id, default=True, by=people.sales, seen_version=first.version)
    assert {view.name: view.default for view in views()} == {"甲": True, "乙": False}
    first = next(view for view in views() if view.name == "甲")
    service.set_default(first.id, default=False, by=people.sales, seen_version=first.version)
    assert not any(view.default for view in views())


def test_somebody_elses_view_does_not_exist(service, people, views):
    service.save("clients", "甲", CONTENT, by=people.sales)
    (view,) = views()
    seen = {"by": people.general_manager, "seen_version": view.version}
    for step in (
        lambda: service.overwrite(view.id, ViewContent(), **seen),
        lambda: service.rename(view.id, "乙", **seen),
        lambda: service.set_default(view.id, default=True, **seen),
        lambda: service.delete(view.id, **seen),
    ):
        with pytest.raises(MissingRecordError):
            step()
    assert views() == [view]


def test_a_view_changed_in_another_window_is_not_overwritten(service, people, views):
    service.save("clients", "甲", CONTENT, by=people.sales)
    (view,) = views()
    service.rename(view.id, "乙", by=people.sales, seen_version=view.version)
    with pytest.raises(StaleRecordError):
        service.overwrite(view.id, ViewContent(), by=people.sales, seen_version=view.version)


def test_there_is_an_end_to_them(service, people, views):
    for number in range(MOST):
        service.save("clients", f"视图{number}", CONTENT, by=people.sales)
    with pytest.raises(RuleError, match="50"):
        service.save("clients", "再来一个", CONTENT, by=people.sales)
    assert len(views()) == MOST
