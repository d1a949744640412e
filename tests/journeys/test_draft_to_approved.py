"""A project from its client's registration to the approved paper, by six people at the window."""

import re

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kamdesk.domain.projects.applications import STATE_TITLES, ApplicationState
from kamdesk.domain.projects.cases import Decision
from kamdesk.domain.projects.rights import Right
from tests.journeys.company import COMPANY
from tests.journeys.steps import (
    APPLICATION,
    CLIENT,
    FILING,
    decide,
    hand_in,
    look_at_inbox,
    open_part,
    register_client,
)
from tests.reports.reading import joined, pages_of

CONDITION = "同意，费用从严控制，超出部分另行报批。"
SIGNERS = (
    ("chenjing", "陈静", Decision.AGREE, "情况属实，同意。"),
    ("zhoulan", "周岚", Decision.AGREE, ""),
    ("wuyue", "吴越", Decision.AGREE_CONDITIONALLY, CONDITION),
    ("zhengkai", "郑凯", Decision.AGREE, "同意，请按计划推进。"),
    ("heping", "何平", Decision.AGREE, "同意。"),
)
"""Head, 销售管理部, finance, executive vice president, general manager."""


def file_client(screen):
    """Let 李明 file the client, and his head and 销售管理部 agree."""
    screen.sign_in("liming")
    assert register_client(screen, CLIENT) == []
    hand_in(screen, "filings", FILING)
    for login in ("chenjing", "zhoulan"):
        screen.change_user(login)
        page = look_at_inbox(screen, 1)
        finding = "无重复" if login == "zhoulan" else ""
        decide(screen, page, Decision.AGREE, finding=finding)
    screen.change_user("liming")


def sign(screen, login, name, decision, words):
    """Let one of the five find the case, decide, and be left with an empty inbox."""
    screen.change_user(login)
    assert screen.me.name == name
    page = look_at_inbox(screen, 1)
    finding = "无重复" if login == "zhoulan" else ""
    decide(screen, page, decision, words, finding)
    screen.until(lambda: page.case is None and screen.window.top_bar.bell.text() == "")


def text_of(pdf):
    return "".join(joined(page) for page in pages_of(pdf))


def only_application(screen):
    """Return the page with the only application in front."""
    page = open_part(screen, "applications")
    screen.until(lambda: page._shown is not None)
    return page


def saved_paper(screen, path):
    """Open the print preview, save the paper, and return the text of the file."""
    screen.press_ctrl(Qt.Key.Key_P)
    preview = screen.dialog()
    screen.messages.path = path
    screen.press_ctrl(Qt.Key.Key_S)
    screen.until(path.exists)
    preview.close()
    screen.activate(screen.window)
    return text_of(path.read_bytes())


@pytest.fixture
def filed(screen):
    """李明 is signed in; the client is his, by a filing that was agreed to."""
    file_client(screen)
    return screen


def test_five_people_approve_one_after_the_other(filed, tmp_path):
    page = hand_in(filed, "applications", APPLICATION)
    assert page.pane.state.text() == "审批中"
    number = page.pane.number.text()
    assert re.fullmatch(r"KD-LX-2026-\d{4}", number)
    for signer in SIGNERS:
        sign(filed, *signer)
    filed.change_user("liming")
    pane = only_application(filed).pane
    assert (pane.state.text(), pane.number.text()) == ("已批准", number)
    assert not pane.buttons[Right.EDIT].isVisible()
    paper = saved_paper(filed, tmp_path / "KD-01.pdf")
    assert number in paper
    assert COMPANY in paper
    assert "壹拾贰万陆仟元整" in paper
    for _login, name, _decision, words in SIGNERS:
        assert name in paper
        assert words in paper
    assert "审批中" not in paper
    assert "草稿" not in paper
    anchor = re.search(r"验证码\s*(\d+:[0-9a-f]{16})", paper).group(1)
    look_into_the_books(filed, anchor)


def look_into_the_books(screen, anchor):
    """Let the general manager check the audit chain, and the database refuse a change."""
    screen.change_user("heping")
    report = screen.services.audit.verify(anchor=anchor, by=screen.me.id)
    assert report.sound
    assert report.anchor_kept
    sessions = screen.services.company.sessions
    for change in (
        "UPDATE applications SET budget = 1",
        "UPDATE form_sheets SET number = 'X'",
        "UPDATE approval_opinions SET text = 'X'",
        "DELETE FROM applications",
    ):
        with pytest.raises(IntegrityError), sessions.write() as session:
            session.execute(text(change))


def test_a_returned_application_is_corrected_and_goes_round_again_as_r1(
    open_program, folder, clock, office_work
):
    with office_work() as chain:
        chain.filed(chain.client(CLIENT), chain.people.sales)
    screen = open_program(folder, clock)
    screen.sign_in("liming")
    number = hand_in(screen, "applications", APPLICATION).pane.number.text()
    screen.change_user("chenjing")
    decide(screen, look_at_inbox(screen, 1), Decision.RETURN, "请细化费用预算。")
    screen.change_user("liming")
    page = only_application(screen)
    pane = page.pane
    assert pane.state.text() == STATE_TITLES[ApplicationState.RETURNED]
    assert "业务部门负责人 陈静 退回修改：请细化费用预算。" in pane.notice.text
    screen.click(pane.buttons[Right.EDIT])
    screen.replace(page.editor.form["budget"], "98000")
    screen.press_ctrl(Qt.Key.Key_Return)
    screen.until(lambda: not page.editing)
    assert (pane.state.text(), pane.number.text()) == ("审批中", f"{number}-R1")
    screen.change_user("chenjing")
    page = look_at_inbox(screen, 1)
    assert f"{number}-R1" in page.pane.heading.text()
