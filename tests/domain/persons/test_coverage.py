"""Whether decision maker, sponsor and champion are known, and the sentence about it."""

import pytest

from kamdesk.domain.clients.contacts import BuyingRole, Contact, ContactDraft
from kamdesk.domain.persons.coverage import Part, coverage_of


def person(*, archived=False, **fields):
    draft = ContactDraft(name="王", **fields)
    return Contact(id=1, client_id=1, draft=draft, archived=archived, version=1)


DECIDER = person(role=BuyingRole.DECIDER)
SPONSOR = person(role=BuyingRole.INFLUENCER, sponsor=True)
CHAMPION = person(champion=True)


@pytest.mark.parametrize(
    ("people", "gaps", "sentence"),
    [
        ([], tuple(Part), "还没有联系人"),
        ([person()], tuple(Part), "还没有决策者、高层支持者、内部推动者"),
        ([DECIDER], (Part.SPONSOR, Part.CHAMPION), "还没有高层支持者、内部推动者"),
        ([DECIDER, CHAMPION], (Part.SPONSOR,), "还没有高层支持者，"),
        ([DECIDER, SPONSOR, CHAMPION], (), "都已找到"),
        ([person(role=BuyingRole.DECIDER, sponsor=True, champion=True)], (), "都已找到"),
        ([SPONSOR, CHAMPION, person(archived=True, role=BuyingRole.DECIDER)], (Part.DECIDER,), ""),
        ([person(archived=True, role=BuyingRole.DECIDER)], tuple(Part), "还没有联系人"),
    ],
)
def test_gaps_are_named(people, gaps, sentence):
    coverage = coverage_of(people)
    assert coverage.gaps == gaps
    assert sentence in coverage.sentence()
