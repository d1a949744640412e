"""The check of the audit chain, for auditors."""

from dataclasses import replace

import pytest

from kamdesk.domain.errors import NotAllowedError, RuleError
from kamdesk.services.audit import AuditService
from kamdesk.services.settings import SettingsService


@pytest.fixture
def service(sessions, clock, people):
    settings = SettingsService(sessions, clock)
    for days in (100, 110):
        seen = settings.current()
        settings.save(replace(seen, protection_days=days), seen=seen, by=people.administrator)
    return AuditService(sessions)


def test_a_printed_anchor_is_found(service, people):
    report = service.verify(anchor=f" {service.head()} ", by=people.executive_vp)
    assert (report.count, report.anchor_kept, report.sound) == (2, True, True)


def test_without_an_anchor_the_chain_alone_is_checked(service, people):
    assert service.verify(by=people.administrator).anchor_kept is None


def test_an_anchor_of_a_chain_that_was_cut_is_told(service, people):
    assert not service.verify(anchor="3:0123456789abcdef", by=people.administrator).sound


@pytest.mark.parametrize("anchor", ["3", "3:12", "x:0123456789abcdef", "3:0123456789abcdeg"])
def test_an_anchor_that_cannot_be_read_is_told(service, people, anchor):
    with pytest.raises(RuleError, match="写法不对"):
        service.verify(anchor=anchor, by=people.administrator)


def test_a_salesman_does_not_audit(service, people):
    with pytest.raises(NotAllowedError):
        service.verify(by=people.sales)
