"""Printing through the system's spooler."""

import pytest

from kamdesk.app.spooler import lp_arguments, spool
from kamdesk.ui.printing import PrintOrder

ORDER = PrintOrder(printer="Office", title="KD-01", copies=2, first=1, last=3, two_sided=True)


@pytest.fixture
def lp(tmp_path, monkeypatch):
    """A system whose lp keeps what it was given; it refuses the printer Broken."""
    program = tmp_path / "lp"
    program.write_text(
        '#!/bin/sh\n[ "$2" = Broken ] && exit 1\necho "$@" > "$0.args"\ncat > "$0.pdf"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return program


def test_the_pdf_goes_to_the_printer_as_ordered(lp):
    assert spool(b"%PDF-1.7", ORDER)
    assert lp.with_name("lp.pdf").read_bytes() == b"%PDF-1.7"
    assert lp.with_name("lp.args").read_text().split() == lp_arguments(ORDER)


def test_a_printer_that_does_not_take_it_is_told(lp):
    broken = PrintOrder("Broken", "KD-01", copies=1, first=1, last=1, two_sided=False)
    assert not spool(b"%PDF-1.7", broken)
    assert "sides=one-sided" in lp_arguments(broken)


def test_a_system_without_a_spooler_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not spool(b"%PDF-1.7", ORDER)
