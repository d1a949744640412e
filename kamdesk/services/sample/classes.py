"""The sample's classes: given with their basis, computed twice, confirmed, overruled, left open."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any, Final

from kamdesk.domain.classes.classification import ClassificationRule, Window
from kamdesk.domain.classes.decisions import Basis, Sector
from kamdesk.domain.classes.proposals import ProposalRow
from kamdesk.domain.clients.clients import ClientClass
from kamdesk.domain.ids import ClassRunId, ClientId, UserId
from kamdesk.domain.lists import ListQuery
from kamdesk.services.classes.classification import ClassificationService
from kamdesk.services.classes.proposals import ProposalService
from kamdesk.services.policies import PolicyService
from kamdesk.services.sample.clients import Registry
from kamdesk.services.sample.diary import Diary
from kamdesk.services.sample.story import ClientStory, Story, dice

_FIRST_RUN: Final = 117
_LAST_RUN: Final = 9


class ClassPlay:
    """Plays 销售管理部, who decides what every client is."""

    def __init__(
        self,
        classification: ClassificationService,
        proposals: ProposalService,
        policies: PolicyService,
        *,
        by: UserId,
        registry: Registry,
        story: Story,
    ) -> None:
        self._classification = classification
        self._proposals = proposals
        self._policies = policies
        self._by = by
        self._registry = registry
        self._story = story
        self._texts: Mapping[str, Any] = story.classes["basis"]

    def plan(self, diary: Diary) -> None:
        """Note the decisions at each client's registration, the rules and the computations."""
        clients = {client.short_name: client for client in self._story.clients}
        for client in self._story.clients:
            back = self._registry.registered(client.short_name)
            for word in filter(None, client.classes.split(";")):
                diary.note(back, partial(self._give, client, ClientClass(word)))
        for given in self._story.classes["given"]:
            client, what = clients[given["client"]], ClientClass(given["class"])
            diary.note(given["back"], partial(self._give, client, what))
        for rule in self._story.classes["rules"]:
            diary.note(rule["back"], partial(self._set_rule, Window(rule["window"])))
        diary.note(_FIRST_RUN, self._run_first)
        diary.note(_LAST_RUN, self._run_last)

    def _give(self, client: ClientStory, what: ClientClass) -> None:
        client_id = self._registry.client_id(client.short_name)
        self._classification.decide(
            client_id,
            what,
            holds=True,
            basis=self._basis(client, what),
            by=self._by,
            seen_version=self._registry.version(client.short_name, by=self._by),
        )

    def _basis(self, client: ClientStory, what: ClientClass) -> Basis:
        """Return all the parts; only those that belong to the class are kept."""
        chance, sectors = dice("classes", client.short_name), self._story.classes["sectors"]
        sector = sectors.get(client.short_name)
        parent = self._texts["parent"].format(parent=client.parent) if client.parent else ""
        return Basis(
            sector=Sector(sector) if sector else None,
            tie=parent or self._pick(chance, "tie"),
            survey=self._pick(chance, "survey"),
            potential=self._pick(chance, "potential"),
            rivals=self._pick(chance, "rivals"),
            reason=self._pick(chance, "economic") if what is ClientClass.ECONOMIC else "",
        )

    def _pick(self, chance: Random, name: str) -> str:
        text: str = chance.choice(self._texts[name])
        return text

    def _set_rule(self, window: Window) -> None:
        present = self._policies.current(ClassificationRule)
        rule = replace(present.policy, window=window)
        self._policies.save(rule, seen=present.id, by=self._by)

    def _run_first(self) -> None:
        """Compute, and confirm what reached the class; the rest waits for the next time."""
        run, rows = self._run()
        self._confirm(run, [row for row in rows if row.grants])

    def _run_last(self) -> None:
        """Compute, confirm a third, overrule one, and leave the others open."""
        run, rows = self._run()
        self._confirm(run, rows[: len(rows) // 3])
        for row in rows[-1:]:
            self._proposals.overrule(
                [row.id], reason=self._texts["stay"], by=self._by, seen_run=run
            )

    def _run(self) -> tuple[ClassRunId, list[ProposalRow]]:
        changes, _count = self._proposals.propose(by=self._by)
        listed = self._proposals.list_for(self._by)
        rows = listed.rows(listed.ids(ListQuery(sort="amount", descending=True)))
        return ClassRunId(changes.record_id or 0), rows

    def _confirm(self, run: ClassRunId, rows: list[ProposalRow]) -> None:
        ids: list[ClientId] = [row.id for row in rows]
        if ids:
            self._proposals.confirm(ids, by=self._by, seen_run=run)
