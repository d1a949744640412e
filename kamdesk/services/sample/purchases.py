"""The sample's purchases: clients buy month by month once their application is approved."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any, Final

from kamdesk.domain.clock import today
from kamdesk.domain.ids import PurchaseId, UserId
from kamdesk.domain.purchases.purchases import PurchaseDraft
from kamdesk.services.purchases.purchases import PurchaseService
from kamdesk.services.sample.clients import Registry
from kamdesk.services.sample.clock import StoryClock
from kamdesk.services.sample.diary import Diary
from kamdesk.services.sample.story import FilingStory, Story, dice

_CLERK: Final = "yanxf"
_AFTER: Final = 24
"""Days from the application to the first delivery."""
_APART: Final = 30
_LAST: Final = 10
"""Nothing is delivered after the last computation of classes."""
_RETURNED: Final = 0.06
_TWICE: Final = 40
"""Every so many deliveries one is entered twice, noticed and cancelled."""


class PurchasePlay:
    """Plays 销售管理部, who enters what was delivered."""

    def __init__(
        self,
        purchases: PurchaseService,
        *,
        users: Mapping[str, UserId],
        registry: Registry,
        clock: StoryClock,
    ) -> None:
        self._purchases = purchases
        self._by = users[_CLERK]
        self._registry = registry
        self._clock = clock
        self._entered = 0

    def plan(self, diary: Diary, story: Story) -> None:
        """Note the deliveries of every approved application up to the last weeks."""
        texts = story.phrases["purchases"]
        archived = {
            name
            for name, lines in story.client_lines.items()
            if any(line.act == "archive" for line in lines)
        }
        for filing in story.filings:
            paper = filing.application
            if paper is None or paper.course != "approved" or filing.client in archived:
                continue
            for back in range(paper.apply - _AFTER, _LAST, -_APART):
                diary.note(back, partial(self._deliver, filing, back, texts))

    def _deliver(self, filing: FilingStory, back: int, texts: Mapping[str, Any]) -> None:
        chance = dice("purchases", filing.name, str(back))
        delivered = self._draft(filing, chance, texts[filing.line])
        self._enter(delivered)
        if self._entered % _TWICE == 0:
            again = self._enter(delivered)
            self._purchases.cancel(again, texts["cancelled"], by=self._by, seen_version=1)
        elif chance.random() < _RETURNED:
            self._enter(_part_back(delivered))

    def _enter(self, draft: PurchaseDraft) -> PurchaseId:
        self._entered += 1
        return PurchaseId(self._purchases.create(draft, by=self._by).record_id or 0)

    def _draft(self, filing: FilingStory, chance: Random, products: list[str]) -> PurchaseDraft:
        """Return a month's delivery: near what the application expected, at its price."""
        paper = filing.application
        if paper is None:
            raise ValueError(f"{filing.name} has no application")
        tons = (paper.tons * Decimal(chance.randint(55, 115)) / 100).quantize(Decimal("0.001"))
        price = Decimal(paper.sales) / (paper.tons * paper.months)
        day = today(self._clock) - timedelta(days=chance.randint(0, 3))
        return PurchaseDraft(
            client_id=self._registry.client_id(filing.client),
            day=day,
            product=chance.choice(products),
            tons=tons,
            amount=(tons * price).quantize(Decimal("0.01")),
            contract=f"XS{day:%Y}-{chance.randint(1, 60):03d}",
            document=f"CK{day:%Y%m%d}{self._entered % 100:02d}",
        )


def _part_back(draft: PurchaseDraft) -> PurchaseDraft:
    """Return the return of a tenth of a delivery."""
    tons = (draft.tons / 10).quantize(Decimal("0.001"))
    amount = (draft.amount / 10).quantize(Decimal("0.01"))
    return PurchaseDraft(
        client_id=draft.client_id,
        day=draft.day,
        product=draft.product,
        tons=-tons,
        amount=-amount,
        contract=draft.contract,
        document=f"{draft.document}-T",
    )
