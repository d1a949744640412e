"""The forms whose text and layout are kept in `reference/`, and how they are written down."""

from pathlib import Path

from kamdesk.reports import application_form, filing_form
from tests.reports import papers
from tests.reports.reading import lines_of, pages_of

REFERENCES = {
    "application_full": lambda: application_form.render(papers.full_application()),
    "application_empty": lambda: application_form.render(papers.empty_application()),
    "filing_full": lambda: filing_form.render(papers.extended_filing()),
    "filing_empty": lambda: filing_form.render(papers.empty_filing()),
}


def reference_path(name):
    return Path(__file__).parent / "reference" / f"{name}.txt"


def printed(name):
    """Return a form as text: each line's place in mm and its words, pages under their number."""
    written = []
    for number, glyphs in enumerate(pages_of(REFERENCES[name]().pdf), start=1):
        written.append(f"page {number}")
        written += [f"{line.x:6.1f} {line.y:6.1f}  {line.text}" for line in lines_of(glyphs)]
    return "\n".join(written) + "\n"


def parted(text):
    """Return the words of a written form and the places of its lines."""
    rows = [line.split(maxsplit=2) for line in text.splitlines() if not line.startswith("page")]
    words = [row[2] for row in rows]
    return words, [float(value) for row in rows for value in row[:2]]
