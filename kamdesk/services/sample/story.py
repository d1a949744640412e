"""The sample's story as it is written in `resources/sample`: people, clients, papers, phrases."""

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any, Final

from kamdesk.resources import resource

_SEED: Final = "kamdesk"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happens: days before the end, the login of who does it, what, and its text."""

    back: int
    login: str
    act: str
    text: str = ""

    @staticmethod
    def read(text: str) -> "Line":
        """Return the line that `text` ("120 yanxf extend 同意延期。") writes."""
        back, login, act, *rest = text.split(maxsplit=3)
        return Line(int(back), login, act, rest[0] if rest else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonStory:
    """Somebody of the department."""

    login: str
    name: str
    phone: str = ""
    department: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientStory:
    """A client, a row of clients.csv; `code` is "-" for none and empty for one made up."""

    short_name: str
    name: str
    code: str
    former_name: str
    kind: str
    region: str
    city: str
    classes: str
    grade: str
    industry: str
    address: str
    capital: str
    since: str
    source: str
    owner: str
    parent: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationStory:
    """An application and its course: "draft", "at <step>", "approved", "refused <step>" …

    `returned`, `condition`, `transfer`, `signer` and `agent` begin with the step they happen at;
    `apply` and `resubmit` are days before the end.
    """

    apply: int
    course: str
    tons: Decimal
    sales: int
    margin: Decimal
    months: int
    budget: int
    background: str
    goals: str
    partner: str = ""
    support: str = ""
    risks: str = ""
    reason: str = ""
    condition: str = ""
    transfer: str = ""
    signer: str = ""
    agent: str = ""
    returned: str = ""
    repaired: str = ""
    resubmit: int | None = None
    budget_after: int | None = None
    then: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingStory:
    """A filing and its course, as for applications.

    `follow` is the most days between two contacts, 0 for none; `managed` is the day on which
    销售管理部 decides where that is not the second after the submission.
    """

    client: str
    filer: str
    name: str
    line: str
    state: str
    amount: int
    price: str
    day: int
    course: str
    summary: str
    mode: str = "self"
    reason: str = ""
    follow: int = 24
    managed: int | None = None
    then: tuple[Line, ...] = ()
    application: ApplicationStory | None = None

    @property
    def filed(self) -> int:
        """Days before the end on which 销售管理部 puts it into the register."""
        return self.day - 2 if self.managed is None else self.managed


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationStory:
    """A delegation: days before the end on which it is given, begins, ends, is revoked."""

    giver: str
    agent: str
    kinds: Sequence[str]
    given: int
    starts: int
    ends: int
    reason: str
    revoked: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaverStory:
    """Somebody who leaves `back` days before the end: who hands over for them, and to whom.

    `clients` go to others than the main taker; the account is `stopped` later.
    """

    login: str
    back: int
    by: str
    taker: str
    reason: str
    stopped: int
    clients: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The whole story; `phrases` are pools of texts by occasion.

    `classes` are the bases of decisions on classes, `files` own fields and files, `persons` how
    people at clients stand, `views` how people look at their lists.
    """

    company: str
    departments: tuple[str, ...]
    people: tuple[PersonStory, ...]
    administrator: PersonStory
    clients: tuple[ClientStory, ...]
    client_lines: Mapping[str, tuple[Line, ...]]
    ownership_lines: Mapping[str, tuple[Line, ...]]
    project_lines: Mapping[str, tuple[Line, ...]]
    project_tasks: Sequence[Mapping[str, Any]]
    leavers: tuple[LeaverStory, ...]
    delegations: tuple[DelegationStory, ...]
    filings: tuple[FilingStory, ...]
    relations: Mapping[str, tuple[Line, ...]]
    phrases: Mapping[str, Any]
    classes: Mapping[str, Any]
    files: Mapping[str, Any]
    persons: Mapping[str, Any]
    views: Mapping[str, Any]


def read_story() -> Story:
    """Return the story that is shipped with the program."""
    office, events = _table("office"), _table("events")
    filings = [*_filings("story_public"), *_filings("story_business")]
    return Story(
        company=office["company"],
        departments=tuple(office["departments"]),
        people=tuple(PersonStory(**each) for each in office["people"]),
        administrator=PersonStory(**office["administrator"]),
        clients=tuple(_clients()),
        client_lines={name: _lines(texts) for name, texts in events["clients"].items()},
        ownership_lines={name: _lines(texts) for name, texts in events["ownership"].items()},
        project_lines={
            name: _lines(texts) for name, texts in _table("projects")["projects"].items()
        },
        project_tasks=_table("projects")["schedule"],
        leavers=tuple(LeaverStory(**each) for each in events["leavers"]),
        delegations=tuple(DelegationStory(**each) for each in events["delegations"]),
        filings=tuple(filings),
        relations={name: _lines(texts) for name, texts in _table("relations")["clients"].items()},
        phrases=_table("phrases"),
        classes=_table("classes"),
        files=_table("files"),
        persons=_table("persons"),
        views=_table("views"),
    )


def dice(*about: str) -> Random:
    """Return the chance that belongs to one matter: the same each time the sample is made."""
    return Random("/".join((_SEED, *about)))  # noqa: S311 - plays a story, guards no secret


def _table(name: str) -> dict[str, Any]:
    with resource("sample", f"{name}.toml").open("rb") as file:
        return tomllib.load(file, parse_float=Decimal)


def _clients() -> Iterator[ClientStory]:
    with resource("sample", "clients.csv").open(encoding="utf-8", newline="") as file:
        yield from (ClientStory(**row) for row in csv.DictReader(file))


def _filings(name: str) -> Iterator[FilingStory]:
    for each in _table(name)["filing"]:
        application = each.pop("application", None)
        then = _lines(each.pop("then", ()))
        yield FilingStory(
            **each, then=then, application=application and _application(**application)
        )


def _application(*, then: Sequence[str] = (), **texts: Any) -> ApplicationStory:
    return ApplicationStory(**texts, then=_lines(then))


def _lines(texts: Sequence[str]) -> tuple[Line, ...]:
    return tuple(Line.read(text) for text in texts)
