"""Windows under test: answers instead of message boxes, jobs that end, a state file that goes."""

from dataclasses import dataclass, field

import pytest

from kamdesk.ui.jobs import Jobs
from kamdesk.ui.messages import Messages, Unsaved
from kamdesk.ui.preview import PdfTools, as_image
from kamdesk.ui.printing import PrintWays
from kamdesk.ui.state import UiState


@dataclass
class FakeMessages(Messages):
    """Answers as the test wants and remembers what was said."""

    yes: bool = True
    leaving: Unsaved = Unsaved.DISCARD
    path: object = None
    said: list = field(default_factory=list)

    def refuse(self, parent, error):
        self.said.append(str(error))

    def inform(self, parent, text):
        self.said.append(text)

    def ask(self, parent, question, *, yes="", detail=""):
        self.said.append(question)
        return self.yes

    def unsaved(self, parent):
        self.said.append("unsaved")
        return self.leaving

    def open_file(self, parent, title, kinds):
        return self.path

    def save_file(self, parent, title, *, suggestion, kinds):
        return self.path

    def open_folder(self, parent, title):
        return self.path


@pytest.fixture
def messages():
    return FakeMessages()


@pytest.fixture
def jobs(qapp, messages):
    made = Jobs(messages)
    yield made
    made.stop()


@pytest.fixture
def state(tmp_path):
    return UiState(tmp_path / "ui.ini")


SIZES = [(595.0, 842.0), (842.0, 595.0), (595.0, 842.0)]


class Shop:
    """Draws grey pages and notes what it was asked."""

    def __init__(self):
        self.drawn, self.written, self.spooled = [], {}, []
        self.takes = True

    def page_image(self, pdf, page, dpi):
        self.drawn.append((page, dpi))
        width, height = (round(side * dpi / 72) for side in SIZES[page])
        return width, height, b"\x80" * (width * height * 3)

    def write(self, path, pdf):
        self.written[path.name] = pdf

    def spool(self, pdf, order):
        self.spooled.append(order)
        return self.takes

    def tools(self):
        return PdfTools(lambda _pdf: SIZES, self.page_image, self.write, self.spool)

    def ways(self):
        return PrintWays(spool=self.spool, write=self.write, draw=self.draw)

    def draw(self, page, dpi):
        return as_image(self.page_image(b"", page, dpi))


@pytest.fixture
def shop():
    return Shop()
