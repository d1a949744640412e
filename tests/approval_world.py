"""A company's approvals seen from outside the program: plain SQL, and an oracle of its own."""

import json
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import text

from kamdesk.domain.clock import today
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.projects.case_records import DuplicateFinding, Finding
from kamdesk.storage import audit
from kamdesk.storage.engine import open_engine
from kamdesk.storage.sessions import Sessions
from tests.chain import Chain
from tests.clock import FakeClock
from tests.office import KEY

CLEAR = DuplicateFinding(Finding.CLEAR)
APPROVE_NOTHING = ("sales", "sales2", "sales3", "administrator")
SIGNED = """
    SELECT t.id, t.added FROM approval_opinions AS o
    JOIN approval_steps AS s ON s.id = o.step_id JOIN approval_tasks AS t ON t.id = o.task_id
    WHERE s.case_id = :case AND s.round = :round AND s.key = :key
    AND o.act IN ('agree', 'agree_conditionally')
"""
APPROVED = """
    SELECT c.id, c.round, r.steps, s.sheet FROM approval_cases AS c
    JOIN approval_routes AS r ON r.id = c.route_id
    JOIN form_sheets AS s ON s.case_id = c.id AND s.round = c.round
    WHERE c.state = 'approved' AND c.kind = 'application'
"""
NOT_HEARD = """
    SELECT t.id FROM approval_tasks AS t JOIN approval_tasks AS asker
    ON asker.case_id = t.case_id AND asker.key = t.waits_for
    WHERE t.added AND t.state = 'closed' AND asker.state = 'done' AND NOT EXISTS
    (SELECT 1 FROM approval_opinions AS o WHERE o.task_id = t.id) AND EXISTS
    (SELECT 1 FROM approval_cases AS c JOIN approval_steps AS s ON s.id = t.step_id
    WHERE c.id = t.case_id AND c.state = 'approved' AND s.round = c.round)
"""
BY_THE_WRONG = """
    SELECT 1 FROM approval_opinions AS o JOIN approval_cases AS c ON c.id = o.case_id
    WHERE o.act IN ('agree', 'agree_conditionally', 'return', 'refuse')
    AND (o.person_id = c.submitter_id OR o.person_id = :admin)
"""
WAITING_FOR_NOTHING = """
    SELECT 1 FROM approval_tasks AS t JOIN approval_cases AS c ON c.id = t.case_id
    WHERE t.state IN ('open', 'waiting') AND c.state <> 'running'
    UNION ALL SELECT 1 FROM approval_cases AS c WHERE c.state = 'running' AND NOT EXISTS
    (SELECT 1 FROM approval_tasks AS t WHERE t.case_id = c.id AND t.state = 'open')
"""
ASKED_AFTER_ONE_AGREED = """
    SELECT 1 FROM approval_tasks AS t JOIN approval_steps AS s ON s.id = t.step_id
    WHERE s.way = 'any' AND NOT t.added AND t.state IN ('open', 'waiting') AND EXISTS
    (SELECT 1 FROM approval_tasks AS o WHERE o.step_id = s.id AND NOT o.added AND o.state = 'done')
"""
OUT_OF_TURN = """
    SELECT 1 FROM approval_tasks AS t JOIN approval_steps AS s ON s.id = t.step_id
    WHERE s.way = 'in_turn' AND NOT t.added AND t.state = 'open' GROUP BY s.id HAVING count(*) > 1
"""
STATES = """
    SELECT DISTINCT a.state AS form, c.state AS case_state FROM applications AS a
    JOIN approval_cases AS c ON c.id = a.case_id
"""


@dataclass(frozen=True)
class Template:
    """A database file in which some people hold a client each; copied for every run."""

    path: object
    people: object
    clients: dict
    names: object


class World:
    """One run's database, and what ought to be lawful in it."""

    def __init__(self, template, folder):
        path = folder / "run.db"
        for leftover in folder.glob("run.db*"):
            leftover.unlink()
        shutil.copyfile(template.path, path)
        self.sessions = Sessions(open_engine(path, KEY))
        self.people, self.clients, self.clock = template.people, template.clients, FakeClock()
        self.chain = Chain(self.sessions, self.clock, self.people, template.names)
        self.given = []
        self.numbers = set()

    def close(self):
        with self.sessions.read() as session:
            assert audit.verify(session).sound
        self.sessions.close()

    @contextmanager
    def taken(self, lawful):
        """Let an act be tried: taken if and only if it is lawful; a refused one leaves no trace."""
        before, refusal = self.head(), None
        try:
            yield
        except KamdeskError as error:
            refusal = error
        assert lawful == (refusal is None), refusal
        assert (self.head() == before) == (refusal is not None)

    def may_sign(self, by, row, task):
        """Tell whether `by` is asked or stands in for who is, and did not submit."""
        if task is None or by == row.submitter_id or not self.approves(by):
            return False
        day = today(self.clock)
        stands_in = any(
            (giver, agent) == (task.holder_id, by) and first <= day <= last
            for giver, agent, first, last in self.given
        )
        return row.state == "running" and (by == task.holder_id or stands_in)

    def approves(self, user):
        return all(getattr(self.people, key) != user for key in APPROVE_NOTHING)

    def free(self, giver, first, last):
        """Tell whether `giver` has delegated nothing in those days."""
        return all(each[0] != giver or each[3] < first or last < each[2] for each in self.given)

    def finding(self, task):
        """Return the finding that a step of 销售管理部 needs."""
        steps = self.rows(
            "SELECT role FROM approval_steps WHERE id = :id", id=task and task.step_id
        )
        return CLEAR if steps and steps[0].role == "management" else None

    def check_ways(self):
        """Look whether a step asks whom its way has it ask, and nobody else."""
        assert self.rows(ASKED_AFTER_ONE_AGREED) == []
        assert self.rows(OUT_OF_TURN) == []

    def check_approved(self):
        """Compare every approved case with the route it kept and the form it was about."""
        for row in self.rows(APPROVED):
            form = json.loads(row.sheet)["draft"]
            for step in json.loads(row.steps):
                if needed(step, form):
                    self.check_signed(row, step)
        assert self.rows(NOT_HEARD) == []

    def check_signed(self, row, step):
        signed = self.rows(SIGNED, case=row.id, round=row.round, key=step["key"])
        principal = [task for task in signed if not task.added]
        several = step["role"] == "finance" and step["way"] != "any"
        assert len(principal) >= (2 if several else 1)

    def row(self, case):
        return self.rows("SELECT * FROM approval_cases WHERE id = :id", id=case)[0]

    def open_tasks(self, case):
        wanted = "SELECT * FROM approval_tasks WHERE case_id = :id AND state = 'open' ORDER BY id"
        return self.rows(wanted, id=case)

    def holders(self, step):
        wanted = "SELECT holder_id, state FROM approval_tasks WHERE step_id = :id"
        live = {"open", "waiting"}
        return {row.holder_id for row in self.rows(wanted, id=step) if row.state in live}

    def untouched(self, row):
        """Tell whether nobody has acted since the last submission."""
        wanted = "SELECT act FROM approval_opinions WHERE case_id = :id AND round = :round"
        acts = [entry.act for entry in self.rows(wanted, id=row.id, round=row.round)]
        return acts == ["submit"]

    def version_of(self, application):
        found = self.rows("SELECT version FROM applications WHERE id = :id", id=application)
        return found[0].version

    def head(self):
        return self.rows("SELECT max(seq) AS seq FROM audit")[0].seq

    def rows(self, sql, **values):
        with self.sessions.read() as session:
            return session.execute(text(sql), values).all()


def needed(step, form):
    """Judge a step's conditions, apart from the program's own code."""
    if not step["conditions"]:
        return True
    return any(
        form["mode"] == value if fact == "mode" else Decimal(form["budget"]) >= Decimal(value)
        for fact, _, value in step["conditions"]
    )
