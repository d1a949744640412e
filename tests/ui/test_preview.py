"""The preview draws what is looked at; printing takes the shortest way out."""

import pytest

from kamdesk.ui.preview import PdfPreview, PdfView


@pytest.fixture
def view(qtbot, jobs, shop):
    view = PdfView(b"%PDF", shop.tools(), jobs=jobs)
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    qtbot.waitUntil(lambda: bool(shop.drawn))
    jobs.wait_idle()
    return view


def test_only_pages_near_the_eye_are_drawn(view, shop, qtbot):
    view.set_zoom(300)
    shop.drawn.clear()
    qtbot.waitUntil(lambda: bool(shop.drawn))
    assert {page for page, _dpi in shop.drawn} == {0}


def test_the_widest_page_fits_the_window(view):
    assert max(page.width() for page in view.pages) <= view.viewport().width()
    view.resize(900, 400)
    assert max(page.width() for page in view.pages) > 600


def test_zooming_goes_in_usual_steps(view):
    view.set_zoom(100)
    assert view.pages[0].width() == pytest.approx(595 * view.logicalDpiX() / 72, abs=1)
    view.step_zoom(1)
    assert view.zoom == 125
    view.step_zoom(-1)
    view.step_zoom(-1)
    assert view.zoom == 75


def test_a_page_is_drawn_at_the_zoom_on_screen(view, shop, jobs, qtbot):
    shop.drawn.clear()
    view.set_zoom(100)
    qtbot.waitUntil(lambda: bool(shop.drawn))
    jobs.wait_idle()
    assert shop.drawn[0] == (0, view.logicalDpiX())
    assert view.pages[0].pixmap().width() > 0


@pytest.fixture
def preview(qtbot, jobs, messages, shop):
    preview = PdfPreview(
        "立项申请表",
        b"%PDF",
        shop.tools(),
        file_name="LX-2026-031.pdf",
        jobs=jobs,
        messages=messages,
    )
    qtbot.addWidget(preview)
    preview.show()
    return preview


def test_saving_writes_the_very_pdf(preview, shop, jobs, tmp_path):
    messages = preview._messages
    messages.path = tmp_path / "纸"
    preview.save()
    jobs.wait_idle()
    assert shop.written == {"纸.pdf": b"%PDF"}
    assert preview.said.text() == "已保存：纸.pdf"
