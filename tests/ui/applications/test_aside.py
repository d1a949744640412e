"""Beside the form: the basis of the application, and what is missing."""

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.projects.applications import ApplicationDraft
from kamdesk.ui.applications.aside import BasisCard, SectionsCard
from kamdesk.ui.applications.form import ApplicationForm
from kamdesk.ui.labels import Chip


@pytest.fixture
def card(qtbot):
    made = BasisCard()
    qtbot.addWidget(made)
    return made


def shown(card):
    labels = card.facts.findChildren(object)
    return [label.text() for label in labels if hasattr(label, "text") and not label.isHidden()]


def test_a_client_with_a_filing_shows_it(card, chain):
    client = chain.client()
    chain.filed(client, chain.people.sales)
    card.show_basis(chain.applications.basis(client, by=chain.people.sales))
    assert "KD-BB-2026-0001" in shown(card)
    assert "杭州宏图建设集团有限公司" in shown(card)
    assert card.notice.text == ""


def test_a_client_of_somebody_else_shows_its_name_only(card, chain):
    draft = ClientDraft(name="苏州工业园开发有限公司", address="星海街 1 号")
    client = chain.clients.create(draft, by=chain.people.sales3).record_id
    card.show_basis(chain.applications.basis(client, by=chain.people.sales))
    assert "苏州工业园开发有限公司" in shown(card)
    assert "星海街 1 号" not in shown(card)
    assert "没有有效的项目备案" in card.notice.text


def test_the_sections_count_what_is_missing_and_lead_there(qtbot, jobs):
    form = ApplicationForm(lambda _text: [], jobs=jobs)
    qtbot.addWidget(form)
    form.show_draft(ApplicationDraft(), None)
    card = SectionsCard(form)
    qtbot.addWidget(card)
    words = [chip.text() for chip in card.findChildren(Chip)]
    assert words == ["缺 4 项", "缺 5 项", "选填", "缺 4 项", "缺 1 项", "选填"]
    form["budget"].editor.setText("100")
    form["risks"].set_value("账期")
    words = [chip.text() for chip in card.findChildren(Chip)]
    assert words == ["缺 4 项", "缺 5 项", "齐全", "缺 4 项", "齐全", "选填"]
