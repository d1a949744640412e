"""An approved project: planned, gone on with, handed to a colleague who finds it on the desk."""

from PySide6.QtCore import Qt

from kamdesk.domain.clients.contacts import BuyingRole, ContactDraft
from kamdesk.domain.progress.stages import Stage
from kamdesk.services.clients.contacts import ContactService
from kamdesk.ui.progress.schedule_row import RowDialog
from tests.journeys.steps import CLIENT

TASK = {
    "task": "拜访采购经理",
    "stage": "意向接触",
    "planned_start": "2026-11-09",
    "planned_end": "2026-11-20",
    "weight": "3",
    "percent": "0",
}


def approved(chain, clock):
    """Let sales have a project, at a client whose decision maker is known."""
    client, sales = chain.client(CLIENT), chain.people.sales
    chain.filed(client, sales)
    application = chain.application(client, sales)
    chain.agree_all(chain.send_application(application, sales))
    decider = ContactDraft(name="刘总", role=BuyingRole.DECIDER)
    ContactService(chain.sessions, clock).create(client, decider, by=chain.people.management)


def confirm(screen, dialog):
    """Confirm a dialog by its keys and wait until it is gone."""
    screen.press_ctrl(Qt.Key.Key_Return)
    screen.until(lambda: not dialog.isVisible())
    screen.activate(screen.window)


def plan(screen, page):
    """Open the schedule from the list, add a task, save it."""
    page.list.view.setFocus()
    screen.press(Qt.Key.Key_Return)
    sheet = screen.dialog()
    screen.press_ctrl(Qt.Key.Key_N)
    row = sheet.findChild(RowDialog)
    screen.activate(row)
    screen.fill(row.form, TASK)
    screen.press_ctrl(Qt.Key.Key_Return)
    screen.until(lambda: len(sheet.table.rows()) == 1)
    screen.activate(sheet)
    screen.press_ctrl(Qt.Key.Key_S)
    screen.until(lambda: page.findChildren(type(sheet)) == [])
    screen.activate(screen.window)


def go_on(screen, page, words):
    """Go on to the next stage."""
    screen.click(page.pane.go_on)
    dialog = screen.dialog()
    screen.type(dialog.form["text"].editor, words)
    confirm(screen, dialog)


def figure(desk, title):
    """Return a figure of the desk that is shown."""
    shown = (each for each in desk.cards if each.accessibleName() == title and each.isVisible())
    return next(shown, None)


def test_a_project_is_planned_and_its_third_stage_handed_over(
    open_program, folder, clock, office_work
):
    with office_work() as chain:
        approved(chain, clock)
    screen = open_program(folder, clock)
    screen.sign_in("liming")
    page = screen.open_page("progress")
    screen.until(lambda: page._shown is not None)
    plan(screen, page)
    screen.until(lambda: page.pane.log.rows()[0].text == "第 1 版。")
    screen.click(page.pane.owners_button)
    dialog = screen.dialog()
    screen.choose(dialog.form["dialogue"].editor, "王芳")
    confirm(screen, dialog)
    for words in ("采购经理愿意面谈", "刘总已面谈"):
        go_on(screen, page, words)
    screen.until(lambda: "王芳" in page.pane.slip.text)
    screen.change_user("wangfang")
    desk = screen.open_page("desk")
    screen.qtbot.waitUntil(lambda: figure(desk, "待我接收") is not None)  # laid out
    screen.click(figure(desk, "待我接收"))
    page = screen.window.current
    screen.until(lambda: page._shown is not None)
    screen.click(page.pane.accept_button)
    stage = screen.services.projects.details(1, by=screen.me.id).stage
    assert stage is Stage.DIALOGUE
