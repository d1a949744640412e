"""The tests of the sample company look at one that was made for them."""

from dataclasses import dataclass

import pytest

from kamdesk.domain.lists import ListQuery
from kamdesk.services.projects.applications import ApplicationService
from kamdesk.services.projects.conflicts import ConflictService
from kamdesk.services.projects.filings import FilingService
from tests.sample import sample_clock, sample_folder, sample_template, sign_in

__all__ = ["sample_clock", "sample_folder", "sample_template"]


@dataclass(frozen=True)
class Open:
    """The sample company as one of its people sees it."""

    company: object
    by: int
    clock: object

    @property
    def sessions(self):
        return self.company.sessions

    def rows(self, service):
        listed = service(self.sessions, self.clock).list_for(self.by)
        return listed.rows(listed.ids(ListQuery(sort="id")))

    def filings(self):
        return self.rows(FilingService)

    def applications(self):
        return self.rows(ApplicationService)

    def conflicts(self):
        return self.rows(ConflictService)


@pytest.fixture
def opened(sample_folder, sample_clock):
    """Return what opens the sample company in somebody's name; it is closed after the test."""
    companies = []

    def open_as(login):
        signed_in = sign_in(sample_folder, login)
        companies.append(signed_in.company)
        return Open(signed_in.company, signed_in.actor.id, sample_clock)

    yield open_as
    for company in companies:
        company.close()
