"""Text and layout of the forms as a reader finds them, against the files in `reference/`."""

import pytest

from tests.reports.references import REFERENCES, parted, printed, reference_path

NEAR = 0.6  # mm


@pytest.mark.parametrize("name", REFERENCES)
def test_a_form_prints_as_its_reference_says(name):
    words, places = parted(printed(name))
    wanted_words, wanted_places = parted(reference_path(name).read_text(encoding="utf-8"))
    assert words == wanted_words
    assert places == pytest.approx(wanted_places, abs=NEAR)
