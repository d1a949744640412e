"""What the summaries of purchases say, and what they must say by the records themselves."""

from collections import defaultdict
from decimal import Decimal

from sqlalchemy import select

from kamdesk.domain.purchases.months import month_of, months_before
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.purchases.months import PurchaseMonthRecord
from kamdesk.storage.purchases.purchases import PurchaseRecord


def summary(sessions):
    """Return the months and the clients' figures as they are kept."""
    with sessions.read() as session:
        months = {
            (each.client_id, each.month): [each.tons, each.amount, each.lines]
            for each in session.scalars(select(PurchaseMonthRecord))
        }
        clients = {
            each.id: [each.year_tons, each.year_amount, each.last_purchase_on]
            for each in session.scalars(select(ClientRecord))
        }
    return months, clients


def true_summary(sessions, present):
    """Return the same, counted from the records that are not cancelled."""
    first = months_before(present, 11)
    months = defaultdict(lambda: [Decimal(0), Decimal(0), 0])
    with sessions.read() as session:
        clients = {key: [Decimal(0), Decimal(0), None] for key in session.scalars(ids())}
        for each in session.scalars(select(PurchaseRecord).order_by(PurchaseRecord.day)):
            if each.cancelled:
                continue
            figures = months[each.client_id, month_of(each.day)]
            figures[0] += each.tons
            figures[1] += each.amount
            figures[2] += 1
            kept = clients[each.client_id]
            if first <= month_of(each.day) <= present:
                kept[0] += each.tons
                kept[1] += each.amount
            if each.tons >= 0 and each.amount >= 0:
                kept[2] = each.day
    return dict(months), clients


def ids():
    return select(ClientRecord.id)
