"""Each dangerous call has one helper; the bare call is found wherever else it stands."""

import ast
from typing import NamedTuple

import pytest

from tests.architecture import bans
from tests.architecture.sources import Finder, found


class Ban(NamedTuple):
    """A rule: what is looked for, where it may stand all the same, and a line that breaks it."""

    instead: str
    finder: Finder
    broken_by: str
    allowed: tuple[str, ...] = ()


BANS = [
    Ban(
        "reports.text.paragraph escapes a user's text",
        bans.called("Paragraph"),
        "story.append(Paragraph(name, style))",
        ("kamdesk/reports/text.py", "kamdesk/reports/kinsoku.py"),
    ),
    Ban(
        "ui.labels.plain_label shows a user's text as it stands",
        bans.called("QLabel"),
        "layout.addWidget(QLabel(client.name))",
        ("kamdesk/ui/labels.py", "kamdesk/ui/widgets/"),
    ),
    Ban(
        "storage.files writes a file whole or not at all",
        bans.file_writes,
        "open(target, 'wb').write(data)",
        ("kamdesk/storage/files.py",),
    ),
    Ban(
        "domain.clock tells the day",
        bans.clock_readings,
        "when = datetime.now(UTC)",
        ("kamdesk/domain/clock.py",),
    ),
    Ban(
        "ui.jobs takes long work off the window's thread",
        bans.mentioned("processEvents"),
        "app.processEvents()",
    ),
    Ban(
        "a session lives as long as one use case",
        bans.mentioned("scoped_session"),
        "from sqlalchemy.orm import scoped_session",
    ),
    Ban(
        "a slot has a name",
        bans.lambdas_with_logic,
        "button.clicked.connect(lambda: self.save(self.row()))",
    ),
    Ban(
        "autoescape=True: a user's % is a per cent sign",
        bans.unescaped_likes,
        "Client.name.icontains(text)",
    ),
    Ban(
        "safe_cell disarms formulae",
        bans.without("safe_cell", "Workbook", "writer", "writerow", "writerows", "DictWriter"),
        "csv.writer(stream).writerow(row)",
    ),
    Ban(
        "guard_workbook refuses a bomb before it is unpacked",
        bans.without("guard_workbook", "load_workbook"),
        "book = load_workbook(path)",
    ),
]
GOOD = """
story.append(paragraph(name, style))
open(source, 'rb').read()
path.open(encoding='utf-8')
archive.open('mimetype')
when = clock.now()
button.clicked.connect(lambda: self.open_page('clients'))
button.clicked.connect(self.save)
Client.name.icontains(text, autoescape=True)
from kamdesk.services.tables import guard_workbook, safe_cell
csv.writer(stream).writerow([safe_cell(value) for value in row])
guard_workbook(path)
book = load_workbook(path)
"""


@pytest.mark.parametrize("ban", BANS, ids=lambda ban: ban.instead)
def test_the_program_keeps_it(ban):
    assert found(ban.finder, allowed=ban.allowed) == [], f"instead: {ban.instead}"


@pytest.mark.parametrize("ban", BANS, ids=lambda ban: ban.instead)
def test_the_guard_bites(ban):
    assert list(ban.finder(ast.parse(ban.broken_by)))


@pytest.mark.parametrize("ban", BANS, ids=lambda ban: ban.instead)
def test_the_guard_lets_good_lines_pass(ban):
    assert not list(ban.finder(ast.parse(GOOD)))


@pytest.mark.parametrize(
    "line",
    [
        "path.write_text(text)",
        "path.open('a')",
        "open(name, mode='r+')",
        "os.replace(draft, target)",
        "shutil.copy2(database, elsewhere)",
    ],
)
def test_every_way_to_write_a_file_is_known(line):
    assert list(bans.file_writes(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        "s.connect(lambda: a.b() if c else d())",
        "s.connect(lambda on: on and a.b())",
        "s.connect(lambda: [a(x) for x in y])",
        "s.connect(lambda: None)",
    ],
)
def test_every_kind_of_logic_in_a_lambda_is_known(line):
    assert list(bans.lambdas_with_logic(ast.parse(line)))
