"""The steps that most stories are made of: registering, filing, handing in, deciding."""

from PySide6.QtCore import Qt

CLIENT = "杭州宏图建设集团有限公司"
FILING = {
    "client_state": "新客户",
    "contact_name": "刘工",
    "contact_post": "采购经理",
    "contact_phone": "13800000000",
    "evidence": "名片一张",
    "project_name": "二期厂房钢材供应",
    "summary": "二期厂房约需螺纹钢 300 吨，年内招标。",
    "expected_amount": "1200000",
    "expected_price": "4000 元/吨",
    "expected_on": "2027-03-01",
    "mode": "合作开发",
    "feedback": "已与采购经理面谈，对方愿意接受报价。",
    "declared": True,
}
APPLICATION = {
    "project_name": "二期厂房钢材供应",
    "phone": "0571-88886666",
    "source": "客户来电",
    "mode": "合作开发",
    "partner": "浙江远大物流有限公司",
    "background": "二期厂房建设，钢材由总包集中采购。",
    "monthly_tons": "25.5",
    "yearly_sales": "5200000",
    "margin": "8.5",
    "key_people": "采购经理刘工推荐，副总经理决定。",
    "goals": "年内签订年度供货协议。",
    "starts_on": "2026-12-01",
    "ends_on": "2027-06-30",
    "budget": "126000",
}


def registry(screen):
    """Go to the list of clients."""
    area = screen.open_page("clients")
    assert area.show_part("registry")
    screen.rest()
    return area.current_page


def register_client(screen, name):
    """Register a client; somebody else's like it show beside the form, and are asked about."""
    page = registry(screen)
    screen.press_ctrl(Qt.Key.Key_N)
    editor = page.editor
    screen.type(editor.form["name"].editor, name)
    screen.until(lambda: editor.duplicates.hits or "无重复" in editor.duplicates.notice.text)
    alike = [hit.name for hit in editor.duplicates.hits]
    screen.fill(editor.form, {"province": "浙江省", "city": "杭州市", "address": "文一路 1 号"})
    screen.press_ctrl(Qt.Key.Key_S)
    screen.until(lambda: page.editor is None)
    return alike


def open_part(screen, key):
    """Go to a part of 备案立项 by its keys."""
    projects = screen.open_page("projects")
    place = projects.part_keys().index(key)
    screen.press_ctrl(Qt.Key(Qt.Key.Key_1 + place))
    assert projects.current.key == key
    return projects.current_page


def begin(screen, part):
    """Open the empty form of a part of 备案立项."""
    page = open_part(screen, part)
    screen.press_ctrl(Qt.Key.Key_N)
    assert page.editing
    return page


def hand_in(screen, part, texts):
    """Fill in a form and submit it; the record is shown beside the list afterwards."""
    page = begin(screen, part)
    screen.pick(page.editor.form["client_id"], CLIENT[2:4])
    screen.fill(page.editor.form, texts)
    screen.press_ctrl(Qt.Key.Key_Return)
    screen.until(lambda: not page.editing)
    return page


def look_at_inbox(screen, count):
    """Follow the bell to what waits; return the page with the first case and its paper."""
    screen.until(lambda: screen.window.top_bar.bell.text() == str(count))
    screen.click(screen.window.top_bar.bell)
    page = screen.window.page("projects").current_page
    screen.until(lambda: page.case is not None and page.pane.paper.view is not None)
    assert screen.window.page("projects").tabs.tabText(0) == f"审批 {count}"
    screen.until(lambda: not page.pane.paper.view.pages[0].pixmap().isNull())
    return page


def decide(screen, page, decision, words="", finding=""):
    """Press a decision's button and answer its dialog."""
    screen.click(page.pane.decisions[decision])
    dialog = screen.dialog()
    if finding:
        screen.choose(dialog.form["finding"].editor, finding)
    if words:
        screen.type(dialog.form["text"].editor, words)
    screen.press_ctrl(Qt.Key.Key_Return)
    screen.until(lambda: not dialog.isVisible())
    screen.activate(screen.window)
