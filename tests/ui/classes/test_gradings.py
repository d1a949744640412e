"""The page of gradings: who is due, the score while marking, the decision, many again."""

from decimal import Decimal

import pytest
from sqlalchemy import update

from kamdesk.domain.classes.grading import Judgement
from kamdesk.domain.classes.gradings import GradingDraft
from kamdesk.domain.clients.clients import ClientDraft, Grade
from kamdesk.services.classes.gradings import GradingService
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.ui.classes.grading_tab import GradingTab
from kamdesk.ui.classes.gradings import GradingsPage
from tests.chain import chain, spoken_names
from tests.office import clock, office, people, sessions
from tests.workplace import workplace

__all__ = ["chain", "clock", "office", "people", "sessions", "spoken_names", "workplace"]


@pytest.fixture
def gradings(sessions, clock):
    return GradingService(sessions, clock)


@pytest.fixture
def client(workplace, sessions, people):
    made = workplace.chain.clients.create(ClientDraft(name="晋丰公司"), by=people.sales).record_id
    with sessions.write() as session:
        session.execute(update(ClientRecord).values(year_amount=Decimal(2_500_000)))
    return made


@pytest.fixture
def page_of(workplace, gradings, client):
    def open_page(by):
        page = workplace.show(GradingsPage(gradings, tools=workplace.tools(by)))
        page.show_hint("all")
        workplace.rest()
        workplace.rest()
        return page

    return open_page


def mark(form, scale, potential, payment):
    for key, value in (("scale", scale), ("potential", potential), ("payment", payment)):
        form[key].set_value(value)


def test_the_score_shows_while_marks_are_given_and_is_kept(page_of, people, workplace):
    page = page_of(people.management)
    page.pane.grade_button.click()
    dialog = workplace.dialog()
    assert "选好三项" in dialog.result_line.text
    mark(dialog.form, 3, 4, 5)
    assert "得分 69.0，对应 B 级" in dialog.result_line.text
    dialog.save_button.click()
    workplace.rest()
    workplace.rest()
    workplace.rest()
    row = page.list.view.rows.row_at(0)
    assert (row.grade, row.total) == (Grade.B, Decimal("69.0"))
    assert page.pane.past.rows()[0].by == "周岚"


def test_another_grade_without_a_reason_is_told_at_the_field(page_of, people, workplace):
    page = page_of(people.management)
    page.pane.grade_button.click()
    dialog = workplace.dialog()
    mark(dialog.form, 1, 1, 1)
    dialog.form["grade"].set_value(Grade.A)
    dialog.save_button.click()
    workplace.rest()
    assert "请写明理由" in dialog.form["reason"].message.text()
    dialog.form.mark_clean()
    dialog.reject()


def test_the_marks_of_last_time_are_offered(page_of, people, workplace, gradings, client):
    marks = Judgement(scale=2, potential=3, payment=4)
    gradings.decide(client, GradingDraft(judgement=marks), by=people.head, seen_version=1)
    page = page_of(people.management)
    page.pane.grade_button.click()
    dialog = workplace.dialog()
    assert [dialog.form[key].value() for key in ("scale", "potential", "payment")] == [2, 3, 4]
    dialog.reject()


def test_the_chosen_are_graded_again_after_asking(page_of, people, workplace, gradings, client):
    marks = Judgement(scale=5, potential=5, payment=5)
    gradings.decide(client, GradingDraft(judgement=marks), by=people.head, seen_version=1)
    page = page_of(people.management)
    page.list.view.selectAll()
    page._grade_again()
    workplace.rest()
    workplace.rest()
    assert workplace.messages.said[-1] == "已重新评级 1 个客户。"
    assert len(gradings.sheet(client, by=people.head).past) == 2


def test_who_may_not_grade_only_looks(page_of, people):
    page = page_of(people.sales)
    assert not page.pane.grade_button.isVisibleTo(page.pane)


def test_the_tab_of_a_client_grades_too(workplace, gradings, client, people):
    tab = workplace.add(GradingTab(gradings, workplace.tools(people.head)))
    tab.show_client(workplace.chain.clients.details(client, by=people.head))
    workplace.rest()
    tab.pane.grade_button.click()
    dialog = workplace.dialog()
    mark(dialog.form, 3, 3, 3)
    dialog.save_button.click()
    workplace.rest()
    workplace.rest()
    assert [each.grade for each in tab.pane.past.rows()] == [Grade.C]
    assert tab.pane.trend.accessibleDescription().endswith("56.0 C")
