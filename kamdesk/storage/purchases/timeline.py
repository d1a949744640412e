"""A client's purchases and returns, for its time line."""

from datetime import datetime, time

from sqlalchemy import not_, select
from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.timeline import Target, TimelineEntry, TimelineKind
from kamdesk.domain.clock import CHINA
from kamdesk.domain.money import format_amount, plain_number
from kamdesk.i18n import N_, _
from kamdesk.storage.clients.timeline import Look, Source
from kamdesk.storage.people import UserRecord
from kamdesk.storage.purchases.purchases import PurchaseRecord

_BOUGHT, _RETURNED = N_("采购 {product}"), N_("退货 {product}")


def _purchases(session: Session, look: Look) -> list[TimelineEntry]:
    rows = session.execute(
        select(PurchaseRecord, UserRecord.name)
        .join(UserRecord, UserRecord.id == PurchaseRecord.entered_by_id, isouter=True)
        .where(PurchaseRecord.client_id == look.client_id, not_(PurchaseRecord.cancelled))
        .order_by(PurchaseRecord.day.desc(), PurchaseRecord.id.desc())
        .limit(look.limit)
    )
    return [_entry(row, by or _("导入")) for row, by in rows]


def _entry(row: PurchaseRecord, by: str) -> TimelineEntry:
    title = _RETURNED if row.tons < 0 or row.amount < 0 else _BOUGHT
    return TimelineEntry(
        datetime.combine(row.day, time(12), CHINA),  # of a purchase only the day is known
        TimelineKind.PURCHASE,
        _(title).format(product=row.product).strip(),
        _("{tons} 吨，{amount} 元").format(
            tons=plain_number(row.tons), amount=format_amount(row.amount)
        ),
        by,
        Target(Noun.PURCHASE, row.id),
    )


SOURCES: tuple[Source, ...] = (Source(TimelineKind.PURCHASE, _purchases),)
