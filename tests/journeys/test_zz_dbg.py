import sys
from PySide6.QtWidgets import QApplication
from tests.journeys.steps import *
from tests.journeys.test_draft_to_approved import *
def test_x(screen):
    screen.sign_in("liming")
    register_client(screen, CLIENT)
    hand_in(screen, "filings", FILING)
    for login in ("chenjing", "zhoulan"):
        screen.change_user(login)
        page = look_at_inbox(screen, 1)
        screen.click(page.pane.decisions[Decision.AGREE])
        dialog=screen.dialog()
        print(login, type(dialog).__name__, [f.key for f in dialog.form.fields()], file=sys.__stderr__)
        if "finding" in dialog.form.values(): screen.choose(dialog.form["finding"].editor, "无重复")
        with screen.qtbot.waitActive(dialog): dialog.activateWindow()
        print(QApplication.activeWindow(), dialog.focusWidget(), file=sys.__stderr__)
        screen.press_ctrl(Qt.Key.Key_Return)
        print(dialog.isVisible(), dialog.notice.text, dialog.form["text"].message.text(), dialog.save_button.isEnabled(), screen.messages.said, file=sys.__stderr__)
        dialog.grab().save(f"/tmp/j_{login}.png")
        screen.until(lambda: not dialog.isVisible())
        screen.activate(screen.window)
