"""The sample company, made once a test run; whoever changes something works in a copy.

Everybody's password is SAMPLE_PASSWORD; the logins are those of resources/sample/office.toml:
`duanxl`, `fanzy` (sales, 大客户一部), `heyl`, `weit` (sales, 大客户二部), `haojg`, `jihm` (heads),
`yanxf` (销售管理部), `liangyc` (财务部), `miaozb` (常务副总), `wucy` (总经理), `admin`.
"""

import hashlib
import shutil
from datetime import date

import pytest
from sqlalchemy import text

from kamdesk.services.access import AccessService
from kamdesk.services.sample import SAMPLE_PASSWORD
from kamdesk.services.sample.clock import StoryClock
from kamdesk.services.sample.company import create_sample

UNTIL = date(2026, 11, 20)
"""The last day of the sample's year in tests."""


def make(folder, until=UNTIL):
    create_sample(folder, until=until, report=lambda *_: None, cancelled=lambda: False)


def sign_in(folder, login):
    return AccessService(folder, StoryClock(UNTIL)).login(login, SAMPLE_PASSWORD)


def contents(folder):
    """Return a digest of each table's rows; keys and the search index are not among them."""
    signed_in = sign_in(folder, "admin")
    with signed_in.company.sessions.read() as session:
        tables = session.scalars(
            text(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                " AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
            )
        ).all()
        rows = {name: session.execute(text(f'SELECT * FROM "{name}"')).all() for name in tables}
    signed_in.company.close()
    return {
        name: (len(found), hashlib.sha256("\n".join(map(repr, found)).encode()).hexdigest())
        for name, found in rows.items()
    }


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory):
    """The closed sample company; only to be read or copied."""
    folder = tmp_path_factory.getbasetemp() / "sample-company"
    if not folder.exists():
        make(folder)
    return folder


@pytest.fixture
def sample_folder(sample_template, tmp_path):
    """A copy of the sample company that a test may change."""
    return shutil.copytree(sample_template, tmp_path / "sample-company")


@pytest.fixture
def sample_clock():
    """A clock at the morning after the sample's last event."""
    return StoryClock(UNTIL)
