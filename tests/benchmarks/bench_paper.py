"""Speed of the printed application form KD-01 beside a bare canvas: `python <this file>`.

One run prints all figures: warm, cold (fresh process) and 500 forms. The form is the full one of
the tests, two pages, signed by five. The floor draws the very same texts, fonts, rules and QR code
at recorded places: no layout, no line breaking, no fallback, no QR encoding. In this process it
even has the program's quicker font subsets; in a fresh one it loads the fonts as ReportLab does.
"""

# ruff: noqa: T201 - a script that tells its figures

import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kamdesk.reports import application_form  # noqa: E402 - the path is set above
from kamdesk.reports.cells import CellMaker  # noqa: E402 - the same
from kamdesk.reports.fonts import Typeface, face  # noqa: E402 - the same
from kamdesk.reports.form import lay_out, write_pdf  # noqa: E402 - the same
from kamdesk.reports.page import CONTENT  # noqa: E402 - the same
from kamdesk.resources import resource  # noqa: E402 - the same
from tests.benchmarks import bare_canvas  # noqa: E402 - the same
from tests.reports.papers import full_application  # noqa: E402 - the same

ROUNDS = 60
COLD_ROUNDS = 7
FORMS = 500

COLD_FORM = """
import time; started = time.perf_counter()
from kamdesk.reports import application_form
from tests.reports.papers import full_application
paper = full_application()
application_form.render(paper)
print(time.perf_counter() - started)
"""
COLD_FLOOR = """
import time; started = time.perf_counter()
# ruff: noqa: T201 - a script that tells its figures

import json, sys
from tests.benchmarks import bare_canvas
recorded = json.load(open(sys.argv[1], encoding="utf-8"))
bare_canvas.register(recorded["fonts"])
bare_canvas.draw(recorded["pages"])
print(time.perf_counter() - started)
"""


def sheets_of(paper):
    make = CellMaker(width=CONTENT, missing=set())
    rows = application_form.form_rows(make, paper)
    return lay_out(application_form.KIND, paper.frame, rows, make.missing)


def flat(sheet):
    """Return a sheet's ink as plain lists."""
    return {
        "shades": [list(box) for box in sheet.shades],
        "squares": [list(box) for box in sheet.squares],
        "rules": [list(rule) for rule in sheet.rules],
        "runs": [[x, baseline, *run[1:]] for x, baseline, run, _ink in sheet.runs],
    }


def timed(task):
    started = time.perf_counter()
    task()
    return time.perf_counter() - started


def medians(tasks, rounds):
    """Return the median seconds of each task; the tasks take turns."""
    times = {name: [] for name in tasks}
    for _round in range(rounds):
        for name, task in tasks.items():
            times[name].append(timed(task))
    return {name: statistics.median(taken) for name, taken in times.items()}


def child(script, *arguments):
    """Run a script in a fresh process; return the seconds it tells of itself."""
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout)


def batch(draw, papers):
    for paper in papers:
        draw(paper)


def show(title, figures, unit, factor):
    floor = figures["bare canvas"]
    print(title)
    for name, seconds in figures.items():
        print(f"  {name:<34}{seconds * factor:9.2f} {unit}   {seconds / floor:5.2f} of the floor")


def main():
    paper = full_application()
    fonts = {
        typeface.value: str(resource("fonts", f"{typeface.value}.ttf")) for typeface in Typeface
    }
    for typeface in Typeface:
        face(typeface)
    sheets = sheets_of(paper)
    pages = [flat(sheet) for sheet in sheets]
    used = {run[2] for page in pages for run in page["runs"]}
    texts = sum(len(page["runs"]) for page in pages)
    rules = sum(len(page["rules"]) for page in pages)
    ours = application_form.render(paper)
    print(f"KD-01, {ours.pages} pages, {texts} texts, {rules} rules, {len(used)} fonts;")
    print(f"  ours {len(ours.pdf)} bytes, bare canvas {len(bare_canvas.draw(pages))} bytes")

    stamp = paper.frame.printed_at
    tasks = {
        "form": lambda: application_form.render(paper),
        "bare canvas": lambda: bare_canvas.draw(pages),
        "our writer alone, no layout": lambda: write_pdf(
            sheets, title="form", author="", made_at=stamp
        ),
    }
    medians(tasks, 3)
    show(f"warm, median of {ROUNDS}", medians(tasks, ROUNDS), "ms", 1000)

    with tempfile.TemporaryDirectory() as folder:
        recorded = Path(folder, "recorded.json")
        wanted = {name: fonts[name] for name in used}
        recorded.write_text(json.dumps({"fonts": wanted, "pages": pages}), encoding="utf-8")
        cold = {
            "form": lambda: child(COLD_FORM),
            "bare canvas": lambda: child(COLD_FLOOR, str(recorded)),
        }
        figures = {name: [] for name in cold}
        for _round in range(COLD_ROUNDS):
            for name, task in cold.items():
                figures[name].append(task())
    cold_medians = {name: statistics.median(taken) for name, taken in figures.items()}
    show(f"cold, fresh process, median of {COLD_ROUNDS}", cold_medians, "ms", 1000)

    many = [
        replace(paper, frame=replace(paper.frame, number=f"KD-LX-2026-{number:04}"))
        for number in range(FORMS)
    ]
    totals = {
        "form": timed(lambda: batch(application_form.render, many)),
        "bare canvas": timed(lambda: batch(lambda _paper: bare_canvas.draw(pages), many)),
    }
    show(f"{FORMS} forms", totals, "s", 1)


if __name__ == "__main__":
    main()
