"""Figures of a client in a row: a small name, the figure under it, its exact value on hovering."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.money import format_amount, in_ten_thousands
from kamdesk.i18n import _
from kamdesk.ui.labels import plain_label, plain_tip
from kamdesk.ui.tokens import XL


class Figure(QWidget):
    """One figure with its name above."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.value = plain_label("—", role="h3")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(plain_label(name, role="caption"))
        column.addWidget(self.value)

    def say(self, text: str, tip: str = "") -> None:
        """Show `text`, — where there is none; `tip` says it exactly."""
        self.value.setText(text or "—")
        self.setToolTip(plain_tip(tip))
        self.setAccessibleName(f"{self.name} {tip or text or '—'}")


class ClientFigures(QWidget):
    """Owner, purchases of the last twelve months, last purchase and last contact."""

    def __init__(self) -> None:
        super().__init__()
        self.owner = Figure(_("负责人"))
        self.tons = Figure(_("近 12 个月采购量"))
        self.amount = Figure(_("近 12 个月采购额"))
        self.purchase = Figure(_("最近采购"))
        self.contact = Figure(_("最近联系"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XL)
        for each in (self.owner, self.tons, self.amount, self.purchase, self.contact):
            row.addWidget(each)
        row.addStretch()

    def show_client(self, details: ClientDetails, today: date) -> None:
        """Show the figures of `details`; days are counted up to `today`."""
        self.owner.say(details.owner)
        exact = _("{tons} 吨").format(tons=f"{details.year_tons:,.3f}")
        self.tons.say(tons_text(details.year_tons) if details.year_tons else "", exact)
        exact = _("{amount} 元").format(amount=format_amount(details.year_amount))
        self.amount.say(amount_text(details.year_amount) if details.year_amount else "", exact)
        self.purchase.say(*_day_texts(details.last_purchase_on, today))
        self.contact.say(*_day_texts(details.last_contact_on, today))


def tons_text(tons: Decimal) -> str:
    """Return tons with one decimal and their unit."""
    shown = tons.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return _("{tons} 吨").format(tons=f"{shown:,}")


def amount_text(amount: Decimal) -> str:
    """Return yuan as 万元 with two decimals and their unit."""
    return _("{amount} 万元").format(amount=in_ten_thousands(amount))


def days_ago(day: date, today: date) -> str:
    """Return how long ago a day was, in words."""
    days = (today - day).days
    return _("今天") if days <= 0 else _("{days} 天前").format(days=f"{days:,}")


def _day_texts(day: date | None, today: date) -> tuple[str, str]:
    if day is None:
        return "", ""
    return days_ago(day, today), day.isoformat()
