"""The tour leaves a picture of every page and the forms as PDF."""

from PySide6.QtGui import QImage

from kamdesk.app.tour import LIGHT, SMALL, Tour, Walk
from tests.sample import sample_clock, sample_folder, sample_template

__all__ = ["sample_clock", "sample_folder", "sample_template"]

WALK = Walk("manager", "yanxf", LIGHT, SMALL)
PLACES = {
    "desk",
    "clients_registry",
    "client_overview",
    "client_timeline",
    "projects_inbox",
    "projects_applications",
    "projects_filings",
}


def test_every_page_is_pictured_and_the_forms_are_printed(
    qapp, sample_folder, sample_clock, tmp_path
):
    said = []
    Tour(qapp, sample_folder, tmp_path, clock=sample_clock, say=said.append, walks=[WALK]).run()
    pages = {path.stem.removeprefix("manager_") for path in (tmp_path / "pages").iterdir()}
    assert pages >= PLACES
    picture = QImage(str(tmp_path / "pages" / "manager_clients_registry.png"))
    assert (picture.width(), picture.height()) == (SMALL.width(), SMALL.height())
    forms = sorted((tmp_path / "forms").iterdir())
    assert [path.stem[:5] for path in forms] == ["KD-01", "KD-01", "KD-02", "KD-02"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in forms)
    assert len(said) == len(pages) + len(forms)
