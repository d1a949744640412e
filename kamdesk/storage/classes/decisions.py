"""The table of decisions on classes: rows are only ever added, each with what it rests on."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Select,
    Text,
    bindparam,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.classes.classification import (
    ClassificationRule,
    Evidence,
    Figures,
    Join,
    Verdict,
    Window,
    fired_by,
    period_of,
)
from kamdesk.domain.classes.decisions import (
    TEXTS,
    Basis,
    ClassDecision,
    Decided,
    Sector,
    Way,
)
from kamdesk.domain.clients.clients import ClientClass
from kamdesk.domain.ids import ClassDecisionId, ClientId, PolicyId, UserId
from kamdesk.storage.base import MONEY, TONS, Base, Instant, choice, flag
from kamdesk.storage.clients.clients import CLASS_COLUMNS, ClientRecord
from kamdesk.storage.clients.lists import OWNER
from kamdesk.storage.people import UserRecord
from kamdesk.storage.triggers import Trigger, append_only


class ClassDecisionRecord(Base):
    """One decision on one class of one client.

    The columns from `as_of` on are the evidence of an economic one, NULL for the others and for
    what an import brought; `rule_id` is NULL for the rule before anybody set one.
    """

    __tablename__ = "class_decisions"
    __table_args__ = (
        CheckConstraint(
            "as_of IS NOT NULL OR client_class <> 'economic' OR way = 'imported'", name="evidence"
        ),
        CheckConstraint("way <> 'overruled' OR length(reason) > 0", name="reason"),
        CheckConstraint(
            "way <> 'by_hand' OR (NOT holds AND length(reason) > 0) OR (holds AND "
            "(client_class <> 'important' OR sector IS NOT NULL) AND "
            "(client_class <> 'group' OR length(tie) > 0) AND (client_class <> 'strategic' OR "
            "(length(survey) > 0 AND length(potential) > 0 AND length(rivals) > 0)))",
            name="basis",
        ),
    )

    id: Mapped[ClassDecisionId] = mapped_column(primary_key=True)
    client_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"), index=True)
    client_class: Mapped[ClientClass] = mapped_column(choice(ClientClass, "client_class"))
    holds: Mapped[bool] = mapped_column(flag("holds"))
    way: Mapped[Way] = mapped_column(choice(Way, "way"))
    sector: Mapped[Sector | None] = mapped_column(choice(Sector, "sector"))
    tie: Mapped[str] = mapped_column(Text)
    survey: Mapped[str] = mapped_column(Text)
    potential: Mapped[str] = mapped_column(Text)
    rivals: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    as_of: Mapped[date | None]
    first_month: Mapped[int | None]
    last_month: Mapped[int | None]
    tons: Mapped[Decimal | None] = mapped_column(TONS)
    usage: Mapped[Decimal | None] = mapped_column(TONS)
    amount: Mapped[Decimal | None] = mapped_column(MONEY)
    rule_id: Mapped[PolicyId | None] = mapped_column(ForeignKey("policies.id"))
    rule_tons: Mapped[Decimal | None] = mapped_column(TONS)
    rule_amount: Mapped[Decimal | None] = mapped_column(MONEY)
    rule_join: Mapped[Join | None] = mapped_column(choice(Join, "rule_join"))
    rule_window: Mapped[Window | None] = mapped_column(choice(Window, "rule_window"))
    met: Mapped[bool | None] = mapped_column(flag("met"))
    verdict: Mapped[str] = mapped_column(Text)


def add(
    session: Session, decided: Iterable[Decided], *, by: UserId, at: datetime
) -> ClassDecisionId:
    """Add decisions; return the id after which they come."""
    before = last_id(session)
    rows = [{**_values(each), "at": at, "by_id": by} for each in decided]
    session.execute(insert(ClassDecisionRecord), rows)
    return before


def write_classes(session: Session, decided: Iterable[Decided], *, at: datetime) -> None:
    """Write the classes that decisions leave into their clients."""
    clients = ClientRecord.__table__
    rows = [_flags(each) for each in decided]
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in CLASS_COLUMNS.values()}
    written = (
        update(clients)  # type: ignore[arg-type] # a mapped class's Table
        .where(clients.c.id == bindparam("client"))
        .values(**values, version=clients.c.version + 1, updated_at=at)
    )
    if rows:
        session.connection().execute(written, rows)


def add_imported(
    session: Session, *, after: ClientId, reason: str, by: UserId, at: datetime
) -> None:
    """Add a decision for each class of each client that was registered after the id `after`."""
    told = {"reason": reason, "at": at, "by_id": by, "verdict": ""}
    for each, column in CLASS_COLUMNS.items():
        values = {
            "client_class": each,
            "holds": True,
            "way": Way.IMPORTED,
            **dict.fromkeys(TEXTS, ""),
            **told,
        }
        table = ClassDecisionRecord.__table__.columns
        fixed = [literal(value, table[name].type) for name, value in values.items()]
        new = select(ClientRecord.id, *fixed).where(
            ClientRecord.id > after, getattr(ClientRecord, column)
        )
        session.execute(insert(ClassDecisionRecord).from_select(["client_id", *values], new))


def last_id(session: Session) -> ClassDecisionId:
    """Return the id of the newest decision, 0 before the first."""
    return session.scalar(select(func.max(ClassDecisionRecord.id))) or ClassDecisionId(0)


def of_client(session: Session, client_id: ClientId) -> list[ClassDecision]:
    """Return a client's decisions, the newest first."""
    return _read(session, ClassDecisionRecord.client_id == client_id)


def one(session: Session, decision_id: ClassDecisionId) -> ClassDecision | None:
    """Return one decision."""
    return next(iter(_read(session, ClassDecisionRecord.id == decision_id)), None)


def _flags(decided: Decided) -> dict[str, Any]:
    after = decided.after
    flags = {f"new_{name}": each in after for each, name in CLASS_COLUMNS.items()}
    return {"client": decided.client_id, **flags}


def _values(decided: Decided) -> dict[str, Any]:
    basis = {name: getattr(decided.basis, name) for name in ("sector", *TEXTS)}
    return {
        "client_id": decided.client_id,
        "client_class": decided.client_class,
        "holds": decided.holds,
        "way": decided.way,
        **basis,
        **_evidence_values(decided.evidence),
    }


def _evidence_values(evidence: Evidence | None) -> dict[str, Any]:
    if evidence is None:
        return {**dict.fromkeys(_EVIDENCE), "verdict": ""}
    rule = evidence.rule
    return {
        "as_of": evidence.as_of,
        "first_month": evidence.period.first,
        "last_month": evidence.period.last,
        "tons": evidence.figures.tons,
        "usage": evidence.usage,
        "amount": evidence.figures.amount,
        "rule_id": evidence.rule_id or None,
        "rule_tons": rule.monthly_tons,
        "rule_amount": rule.year_amount,
        "rule_join": rule.join,
        "rule_window": rule.window,
        "met": evidence.verdict.holds,
        "verdict": evidence.verdict.sentence,
    }


_EVIDENCE: Final = (
    "as_of",
    "first_month",
    "last_month",
    "tons",
    "usage",
    "amount",
    "rule_id",
    "rule_tons",
    "rule_amount",
    "rule_join",
    "rule_window",
    "met",
)


def joined(*columns: Any) -> Select[Any]:
    """Return a statement over decisions with client, decider and the client's owner."""
    return (
        select(*columns)
        .select_from(ClassDecisionRecord)
        .join(ClientRecord, ClientRecord.id == ClassDecisionRecord.client_id)
        .join(UserRecord, UserRecord.id == ClassDecisionRecord.by_id)
        .join(OWNER, OWNER.id == ClientRecord.owner_id, isouter=True)
    )


def _read(session: Session, wanted: Any) -> list[ClassDecision]:
    shown = (ClassDecisionRecord, ClientRecord.name, UserRecord.name)
    newest = joined(*shown).where(wanted).order_by(ClassDecisionRecord.id.desc())
    return [_decision(*row) for row in session.execute(newest)]


def _decision(record: ClassDecisionRecord, client: str, by: str) -> ClassDecision:
    return ClassDecision(
        id=record.id,
        client_id=record.client_id,
        client=client,
        client_class=record.client_class,
        holds=record.holds,
        way=record.way,
        basis=basis_of(record),
        evidence=_evidence(record),
        at=record.at,
        by=by,
    )


def basis_of(record: ClassDecisionRecord) -> Basis:
    """Return the basis as it was kept."""
    texts = {name: getattr(record, name) for name in TEXTS}
    return Basis(sector=record.sector, **texts)


def _evidence(record: ClassDecisionRecord) -> Evidence | None:
    """Return the evidence as it was kept: its sentence is the one that was read then."""
    if record.as_of is None:
        return None
    rule = ClassificationRule(
        monthly_tons=record.rule_tons or Decimal(0),
        year_amount=record.rule_amount or Decimal(0),
        join=record.rule_join or Join.AND,
        window=record.rule_window or Window.ROLLING,
    )
    figures = Figures(record.tons or Decimal(0), record.amount or Decimal(0))
    period = period_of(rule.window, record.as_of)
    return Evidence(
        as_of=record.as_of,
        period=period,
        figures=figures,
        rule=rule,
        rule_id=record.rule_id or PolicyId(0),
        verdict=Verdict(bool(record.met), fired_by(figures, period, rule), record.verdict),
    )


TRIGGERS: tuple[Trigger, ...] = append_only("class_decisions")
