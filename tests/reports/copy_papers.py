"""A copy of one person's data to print."""

from datetime import date

from kamdesk.domain.clients.contacts import (
    Attitude,
    BuyingRole,
    Contact,
    ContactDraft,
    LegalBasis,
)
from kamdesk.domain.history import FieldChange
from kamdesk.domain.permissions import Subject
from kamdesk.domain.persons.claims import Claim
from kamdesk.domain.persons.copies import CopyPaper
from kamdesk.domain.persons.persons import ClientPeople, PersonDetails
from tests.reports.papers import at, frame

_DRAFT = ContactDraft(
    name="欧阳建国",
    post="副总经理兼采购总监",
    department="供应链管理部",
    role=BuyingRole.DECIDER,
    influence=4,
    attitude=Attitude.SUPPORT,
    sponsor=True,
    phone="13812341234",
    email="ouyang@example.com",
    remark="每周三下午在厂区；先看检测报告。",
    source="展会交换名片",
    legal_basis=LegalBasis.SELF_DISCLOSED,
    told_on=date(2026, 3, 1),
    keep_until=date(2028, 3, 1),
)


def full_copy():
    contact = Contact(
        id=1, client_id=1, draft=_DRAFT, archived=False, version=1, reports_to="司马总"
    )
    claims = tuple(
        Claim(
            client_id=1,
            contact_id=1,
            name=_DRAFT.name,
            since=since,
            ended_on=until,
            reason=reason,
            by_name="李明",
        )
        for since, until, reason in (
            (date(2026, 8, 1), None, "回任"),
            (date(2026, 3, 1), date(2026, 6, 1), ""),
        )
    )
    people = ClientPeople(client_id=1, contacts=(contact,), claims=claims, subject=Subject())
    return CopyPaper(
        frame=frame(
            number="KH000012-1", audit_head=None, copies="", confidentiality="含个人信息 仅交本人"
        ),
        person=PersonDetails(
            contact=contact,
            client="山西晋丰实业集团有限公司",
            client_number="KH000012",
            owner="李明",
            people=people,
        ),
        claims=claims,
        changes=(
            FieldChange("post", "采购部经理", _DRAFT.post, at(3, 9), "李明"),
            FieldChange("attitude", "", "支持", at(4, 9), "李明"),
        ),
        revealed_at=(at(4, 9),),
    )
