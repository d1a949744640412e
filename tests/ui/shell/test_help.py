"""Help is found by its topic."""

from kamdesk.ui.shell.help import HelpWindow, help_page


def test_an_unknown_topic_leads_to_the_contents_or_says_so(qtbot):
    window = HelpWindow()
    qtbot.addWidget(window)
    window.show_topic("no such topic")
    assert window.isVisible()
    assert window.text.toPlainText() != ""


def test_a_topic_is_found_by_its_name(monkeypatch, tmp_path):
    for name in ("clients", "index"):
        (tmp_path / f"{name}.md").write_text(f"# {name}", encoding="utf-8")
    monkeypatch.setattr("kamdesk.ui.shell.help.resource", lambda *_parts: tmp_path)
    assert help_page("clients") == tmp_path / "clients.md"
    assert help_page("other") == tmp_path / "index.md"
