"""Opening a paper in the preview."""

from dataclasses import dataclass

from kamdesk.ui.projects.tools import missing_text, preview_paper


@dataclass(frozen=True)
class Sheet:
    pdf: bytes = b"%PDF"
    missing: tuple = ()


def test_a_paper_is_rendered_and_opened(workplace, people, qtbot):
    from PySide6.QtWidgets import QWidget

    window = workplace.add(QWidget())
    tools = workplace.tools(people.sales)
    preview_paper(window, tools, "KD-LX-2026-0001", lambda: Sheet(missing=("𠮷",)))
    dialog = workplace.dialog()
    assert dialog.windowTitle() == "KD-LX-2026-0001"
    assert dialog.said.text() == "字体缺少这些字，打印为“〓”：𠮷"
    dialog.close()


def test_a_paper_with_all_its_characters_says_nothing():
    assert missing_text(Sheet()) == ""
