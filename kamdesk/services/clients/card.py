"""The printed client card KD-10 with its table of key persons KD-10A."""

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.card import ClientCard, KeyPersonLine
from kamdesk.domain.clients.clients import CLASS_TITLES, FIELD_TITLES, TIER_TITLES, ClientClass
from kamdesk.domain.clients.clients import classes_of as classes_in
from kamdesk.domain.clock import Clock, day_of, today
from kamdesk.domain.history import FieldChange
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.ownership.owners import WAY_TITLES
from kamdesk.domain.people import Actor
from kamdesk.domain.persons.masking import masked, masked_text, sees_whole
from kamdesk.domain.projects.paper import CLIENT_CLASSES, PaperFrame
from kamdesk.domain.purchases.months import (
    Month,
    MonthFigures,
    month_of,
    month_range,
    months_before,
)
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import log_step, readable, subject_of
from kamdesk.services.clients.lists import details_of
from kamdesk.storage import history, own_fields
from kamdesk.storage.classes import gradings
from kamdesk.storage.clients import cards
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.history import spoken
from kamdesk.storage.ownership import owners
from kamdesk.storage.people import DepartmentRecord
from kamdesk.storage.purchases import months as purchase_months
from kamdesk.storage.sessions import Sessions
from kamdesk.storage.settings import settings_of

if TYPE_CHECKING:
    from kamdesk.reports.form import RenderedPaper

_CHANGES: Final = 12
"""So many of the last changes are printed."""
_LONGEST: Final = 40
_YEAR: Final = 12


class CardService:
    """Prints client cards for whoever sees the client; each print is noted in the audit trail."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def pdf(self, client_id: ClientId, *, by: UserId) -> "RenderedPaper":
        """Return KD-10 and KD-10A of a client as one PDF."""
        from kamdesk.reports import client_card  # noqa: PLC0415 - ReportLab on first use only

        return client_card.render(self.card(client_id, by=by))

    def card(self, client_id: ClientId, *, by: UserId) -> ClientCard:
        """Return what the forms say of a client; printing persons' data is logged."""
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            client = readable(session, client_id, actor=actor)
            whole = sees_whole(actor, subject_of(session, client, actor.day))
            card = self._filled(session, client, actor, whole=whole)
            log_step(
                session,
                client,
                "client_card_print",
                by=by,
                at=self._clock.now(),
                payload={"persons": len(card.persons), "whole": whole},
            )
            return card

    def _filled(
        self, session: Session, client: ClientRecord, actor: Actor, *, whole: bool
    ) -> ClientCard:
        day = today(self._clock)
        details = details_of(session, client, day)
        draft = details.draft
        department = session.get(DepartmentRecord, details.department_id or 0)
        return ClientCard(
            frame=self._frame(session, client, actor),
            name=draft.name,
            short_name=draft.short_name,
            former_name=draft.former_name,
            code=draft.code,
            established_on=draft.established_on,
            capital=draft.registered_capital,
            org_type=draft.org_type,
            parent=details.parent,
            classes=_classes(draft.classes),
            grade=_grade(session, client),
            grade_due_on=client.grade_due_on,
            tier=TIER_TITLES[client.tier] if client.tier else "",
            industry=draft.industry,
            region=" ".join(part for part in (draft.province, draft.city) if part),
            address=draft.address,
            phone=draft.phone,
            website=draft.website,
            scope=draft.business_scope,
            source=draft.source,
            remark=draft.remark,
            owner=details.owner,
            department=department.name if department else "",
            created_by=details.created_by,
            own_values=tuple(
                (each.field.draft.title, each.shown)
                for each in own_fields.values(session, client.id)
            ),
            months=_months(session, client.id, month_of(day)),
            year_tons=client.year_tons,
            year_amount=client.year_amount,
            last_purchase_on=client.last_purchase_on,
            papers=tuple(cards.papers(session, client.id)),
            owners=tuple(_owners(session, client.id)),
            changes=tuple(_changes(session, client.id)),
            persons=tuple(_shown(each, whole=whole) for each in cards.persons(session, client.id)),
        )

    def _frame(self, session: Session, client: ClientRecord, actor: Actor) -> PaperFrame:
        settings = settings_of(session)
        return PaperFrame(
            company_name=settings.company,
            logo=settings.logo or None,
            number=client.number,
            day=day_of(client.created_at),
            printed_at=self._clock.now(),
            printed_by=actor.name,
        )


def _classes(classes: frozenset[ClientClass]) -> tuple[str, ...]:
    """Return the words of KD-01 for the classes, in print order."""
    words = zip(ClientClass, CLIENT_CLASSES, strict=True)
    return tuple(word for each, word in words if each in classes)


def _grade(session: Session, client: ClientRecord) -> str:
    if client.grade is None:
        return ""
    past = gradings.of_client(session, client.id)
    if not past:
        return f"{client.grade.value} 级"
    return f"{client.grade.value} 级（{past[0].total} 分，{day_of(past[0].at)} {past[0].by} 评定）"


def _months(session: Session, client_id: ClientId, end: Month) -> tuple[MonthFigures, ...]:
    """Return the twelve months that end with `end`, empty ones too."""
    first = months_before(end, _YEAR - 1)
    found = {
        each.month: each
        for each in purchase_months.of_client(session, client_id, first=first, last=end)
    }
    empty = Decimal(0)
    return tuple(
        found.get(month, MonthFigures(month, empty, empty, 0)) for month in month_range(first, end)
    )


def _owners(session: Session, client_id: ClientId) -> list[str]:
    return [
        f"{spell.starts_on} 至 {spell.ends_on or '今'}　{spell.owner or '（公海）'}　"
        f"{WAY_TITLES[spell.way]}　{spell.reason}".rstrip()
        for spell in owners.of_client(session, client_id)
    ]


def _changes(session: Session, client_id: ClientId) -> list[str]:
    kept = history.of(session, Noun.CLIENT, client_id)
    told = spoken(session, kept)
    return [
        _change(raw, words)
        for raw, words in list(zip(kept, told, strict=True))[:_CHANGES]
        if raw.field in FIELD_TITLES
    ]


def _change(raw: FieldChange, told: FieldChange) -> str:
    """Return a change in Chinese, whatever language the screens speak."""
    old, new = (_word(raw.field, *pair) for pair in ((raw.old, told.old), (raw.new, told.new)))
    head = f"{day_of(raw.at)} {raw.by_name}　{FIELD_TITLES[raw.field]}："
    return f"{head}{old or '（空）'} → {new or '（空）'}"


def _word(field: str, raw: str, told: str) -> str:
    if field == "classes":
        return "、".join(CLASS_TITLES[each] for each in ClientClass if each in classes_in(raw))
    if field == "archived":
        return {"yes": "是", "no": "否"}.get(raw, raw)
    text = {tier.value: title for tier, title in TIER_TITLES.items()}.get(raw, told)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _shown(person: KeyPersonLine, *, whole: bool) -> KeyPersonLine:
    """Return a person as the one who prints may see it."""
    if whole:
        return person
    phone, remark = masked(person.phone), masked_text(person.remark)
    return replace(person, phone=phone, email="", remark=remark)
