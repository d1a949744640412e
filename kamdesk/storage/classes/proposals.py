"""The tables of computations and of the proposals they left open, and the pass over all clients."""

from array import array
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    not_,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.classes.classification import (
    ClassificationRule,
    Fired,
    Join,
    Period,
    Window,
    period_of,
    usage_of,
)
from kamdesk.domain.classes.proposals import OpenProposal, ProposalRow, Run
from kamdesk.domain.ids import ClassDecisionId, ClassRunId, ClientId, PolicyId, UserId
from kamdesk.domain.lists import ListQuery
from kamdesk.storage.base import MONEY, TONS, Base, Instant, choice, flag
from kamdesk.storage.classes.decisions import ClassDecisionRecord
from kamdesk.storage.classes.figures import TEN_THOUSANDS, in_question, judged
from kamdesk.storage.clients.clients import CLASS_COLUMNS, ClientRecord, classes_of_record
from kamdesk.storage.clients.lists import OWNER, within_reach
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects import listing
from kamdesk.storage.projects.listing import Viewer
from kamdesk.storage.triggers import Trigger, append_only


class ClassRunRecord(Base):
    """One computation for all clients, with the rule it went by; NULL `rule_id` as in decisions."""

    __tablename__ = "class_runs"

    id: Mapped[ClassRunId] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    as_of: Mapped[date]
    rule_id: Mapped[PolicyId | None] = mapped_column(ForeignKey("policies.id"))
    rule_tons: Mapped[Decimal] = mapped_column(TONS)
    rule_amount: Mapped[Decimal] = mapped_column(MONEY)
    rule_join: Mapped[Join] = mapped_column(choice(Join, "rule_join"))
    rule_window: Mapped[Window] = mapped_column(choice(Window, "rule_window"))
    clients: Mapped[int]


class ClassProposalRecord(Base):
    """What the last computation proposes for a client; it goes when it is decided."""

    __tablename__ = "class_proposals"

    client_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"), primary_key=True)
    run_id: Mapped[ClassRunId] = mapped_column(ForeignKey("class_runs.id"))
    grants: Mapped[bool] = mapped_column(flag("grants"))
    fired: Mapped[Fired] = mapped_column(choice(Fired, "fired"))
    tons: Mapped[Decimal] = mapped_column(TONS)
    amount: Mapped[Decimal] = mapped_column(MONEY)
    months: Mapped[int]


class ClassOverruleRecord(Base):
    """A decision against the figures that still stands: the client is not proposed again.

    It lapses with the first computation whose verdict or rule version is another one.
    """

    __tablename__ = "class_overrules"

    client_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"), primary_key=True)
    decision_id: Mapped[ClassDecisionId] = mapped_column(ForeignKey("class_decisions.id"))


def begin_run(
    session: Session,
    rule: ClassificationRule,
    rule_id: PolicyId,
    *,
    as_of: date,
    by: UserId,
    at: datetime,
) -> ClassRunId:
    """Add a computation and return its id."""
    clients = session.scalar(select(func.count()).select_from(ClientRecord).where(in_question()))
    record = ClassRunRecord(
        at=at,
        by_id=by,
        as_of=as_of,
        rule_id=rule_id or None,
        rule_tons=rule.monthly_tons,
        rule_amount=rule.year_amount,
        rule_join=rule.join,
        rule_window=rule.window,
        clients=clients,
    )
    session.add(record)
    session.flush()
    return record.id


def last_run(session: Session) -> Run | None:
    """Return the latest computation, None before the first."""
    newest = (
        select(ClassRunRecord, UserRecord.name)
        .join(UserRecord, UserRecord.id == ClassRunRecord.by_id)
        .order_by(ClassRunRecord.id.desc())
        .limit(1)
    )
    row = session.execute(newest).one_or_none()
    return None if row is None else _run(*row)


def replace_all(session: Session, run: Run) -> int:
    """Put the proposals of `run` in place of those open; return how many they are."""
    period = period_of(run.rule.window, run.as_of)
    judgements = judged(run.rule, period)
    _lapse(session, judgements, run.rule_id)
    session.execute(delete(ClassProposalRecord))
    session.execute(_proposing(judgements, run.id, period))
    return session.scalar(select(func.count()).select_from(ClassProposalRecord)) or 0


def open_of(session: Session, run: Run) -> list[OpenProposal]:
    """Return every open proposal with whose client it is, and whether it says what is so now."""
    now = judged(run.rule, period_of(run.rule.window, run.as_of)).subquery("now")
    same = and_(
        now.c.client_id == ClassProposalRecord.client_id,
        now.c.held != ClassProposalRecord.grants,
        now.c.tons == ClassProposalRecord.tons,
        now.c.amount == ClassProposalRecord.amount,
    )
    wanted = _joined(
        *_SHOWN,
        ClientRecord.owner_id,
        OWNER.department_id,
        now.c.client_id.is_not(None).label("current"),
    ).join(now, same, isouter=True)
    return [
        OpenProposal(_row(row), row.owner_id, row.department_id, bool(row.current))
        for row in session.execute(wanted)
    ]


def close(session: Session, client_ids: Sequence[ClientId]) -> None:
    """Take away what is open or overruled about clients: they are being decided now."""
    for table in (ClassProposalRecord.__table__, ClassOverruleRecord.__table__):
        gone = delete(table).where(table.c.client_id == bindparam("client"))  # type: ignore[arg-type] # a mapped class's Table
        session.connection().execute(gone, [{"client": each} for each in client_ids])


def overrule_after(session: Session, decision_id: ClassDecisionId) -> None:
    """Let the overruling decisions after `decision_id` stand."""
    made = select(ClassDecisionRecord.client_id, ClassDecisionRecord.id).where(
        ClassDecisionRecord.id > decision_id, ClassDecisionRecord.way == "overruled"
    )
    session.execute(insert(ClassOverruleRecord).from_select(["client_id", "decision_id"], made))


def ids(session: Session, query: ListQuery, viewer: Viewer) -> "array[int]":
    """Return the ids of the clients in reach whose proposals fit `query`, in its order."""
    base = _joined(ClassProposalRecord.client_id).where(within_reach(viewer.actor, viewer.reach))
    if query.view in {"grant", "withdraw"}:
        base = base.where(ClassProposalRecord.grants.is_(query.view == "grant"))
    elif query.view != "all":
        raise listing.unknown_view(query.view)
    return listing.ids(session, base, query, boxes=_BOXES, key=ClassProposalRecord.client_id)


def rows(session: Session, ids: Sequence[int], viewer: Viewer) -> list[ProposalRow]:
    """Return the rows of `ids` in the same order; those gone or out of reach are left out."""
    wanted = _joined(*_SHOWN).where(
        ClassProposalRecord.client_id.in_(ids), within_reach(viewer.actor, viewer.reach)
    )
    found = {row.client_id: _row(row) for row in session.execute(wanted)}
    return listing.in_order(found, ids)


def _lapse(session: Session, judgements: Select[Any], rule_id: PolicyId) -> None:
    """Forget overruling decisions whose verdict or rule is not the present one."""
    now = judgements.subquery("now")
    standing = (
        select(ClassOverruleRecord.client_id)
        .join(ClassDecisionRecord, ClassDecisionRecord.id == ClassOverruleRecord.decision_id)
        .join(now, now.c.client_id == ClassOverruleRecord.client_id)
        .where(
            or_(
                ClassDecisionRecord.met != now.c.met,
                func.coalesce(ClassDecisionRecord.rule_id, 0) != rule_id,
            )
        )
    )
    lapsed = delete(ClassOverruleRecord).where(ClassOverruleRecord.client_id.in_(standing))
    session.execute(lapsed, execution_options={"synchronize_session": False})


def _proposing(judgements: Select[Any], run_id: ClassRunId, period: Period) -> Any:
    """Return the statement that writes a proposal wherever verdict and class differ."""
    found = judgements.subquery("judged")
    overruled = exists().where(ClassOverruleRecord.client_id == found.c.client_id)
    wanted = select(
        found.c.client_id,
        literal(run_id),
        found.c.met,
        found.c.fired,
        found.c.tons,
        found.c.amount,
        literal(period.months),
    ).where(found.c.met != found.c.held, not_(overruled))
    names = [column.name for column in ClassProposalRecord.__table__.columns]
    return insert(ClassProposalRecord).from_select(names, wanted)


def _joined(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(ClassProposalRecord)
        .join(ClientRecord, ClientRecord.id == ClassProposalRecord.client_id)
        .join(OWNER, OWNER.id == ClientRecord.owner_id, isouter=True)
    )


def _run(record: ClassRunRecord, by: str) -> Run:
    return Run(
        id=record.id,
        at=record.at,
        by=by,
        as_of=record.as_of,
        rule=ClassificationRule(
            monthly_tons=record.rule_tons,
            year_amount=record.rule_amount,
            join=record.rule_join,
            window=record.rule_window,
        ),
        rule_id=record.rule_id or PolicyId(0),
        clients=record.clients,
    )


def _row(row: Any) -> ProposalRow:
    return ProposalRow(
        id=row.client_id,
        number=row.number,
        client=row.client,
        owner=row.owner or "",
        classes=classes_of_record(row),
        grants=row.grants,
        fired=row.fired,
        tons=row.tons,
        usage=usage_of(row.tons, row.months),
        amount=row.amount,
    )


_SHOWN: Final = (
    ClassProposalRecord.__table__,
    ClientRecord.number,
    ClientRecord.name.label("client"),
    OWNER.name.label("owner"),
    *(getattr(ClientRecord, column) for column in CLASS_COLUMNS.values()),
)
_USAGE: Final = type_coerce(
    type_coerce(ClassProposalRecord.tons, BigInteger) // ClassProposalRecord.months, TONS
)
_BOXES: Final[Mapping[str, listing.Box]] = {
    "number": listing.text_box(ClientRecord.number),
    "client": listing.client_box(),
    "owner": listing.text_box(OWNER.name, OWNER.login),
    "grants": listing.flag_box(ClassProposalRecord.grants),
    "fired": listing.choice_box(ClassProposalRecord.fired),
    "tons": listing.number_box(ClassProposalRecord.tons),
    "usage": listing.number_box(_USAGE),
    "amount": listing.number_box(type_coerce(ClassProposalRecord.amount, TEN_THOUSANDS)),
}

TRIGGERS: tuple[Trigger, ...] = append_only("class_runs")
