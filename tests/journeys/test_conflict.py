"""Two people file the same client; 销售管理部 says whose it is."""

from PySide6.QtCore import Qt

from tests.journeys.steps import CLIENT, FILING, begin, hand_in, open_part

REASON = "李明先备案且跟进记录完整。"
RIVAL = FILING | {"contact_name": "赵工", "mode": "自主开发"}


def file_as_rival(screen):
    """File the client that somebody else has filed; the filter says so beside the form."""
    editor = begin(screen, "filings").editor
    screen.pick(editor.form["client_id"], "宏图")
    screen.until(lambda: "已有备案" in editor.filter.notice.text)
    screen.press(Qt.Key.Key_Escape)
    page = hand_in(screen, "filings", RIVAL)
    screen.until(lambda: "撞单" in page.pane.notice.text)
    return page.pane.number.text()


def rule(screen, title):
    """Rule the conflict that is shown."""
    page = open_part(screen, "conflicts")
    screen.until(lambda: page._shown is not None)
    screen.press_ctrl(Qt.Key.Key_Return)
    dialog = screen.dialog()
    screen.choose(dialog.form["ruling"].editor, title)
    assert "赵强的备案不予通过" in dialog.effect.text
    screen.type(dialog.form["reason"].editor, REASON)
    screen.press_ctrl(Qt.Key.Key_Return)
    screen.until(lambda: not dialog.isVisible())
    screen.activate(screen.window)
    return page


def outcome(screen, login):
    """Return how the person's own filing stands, and what is told about it."""
    screen.change_user(login)
    page = open_part(screen, "filings")
    screen.until(lambda: page._shown is not None)
    return page.pane.state.text(), page.pane.notice.text


def test_the_later_filing_waits_for_the_ruling_and_falls_by_it(
    open_program, folder, clock, office_work
):
    with office_work() as chain:
        chain.client(CLIENT)
    screen = open_program(folder, clock)
    screen.sign_in("liming")
    first = hand_in(screen, "filings", FILING).pane.number.text()
    screen.change_user("zhaoqiang")
    second = file_as_rival(screen)
    screen.change_user("zhoulan")
    page = rule(screen, "维持先备案人")
    screen.until(lambda: page.pane.state.text() == "已裁定")
    assert (page._shown.first.number, page._shown.second.number) == (first, second)
    assert page._shown.reason == REASON
    state, told = outcome(screen, "zhaoqiang")
    assert state == "不予备案"
    assert REASON in told
    assert outcome(screen, "liming") == ("审批中", "")
