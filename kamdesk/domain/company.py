"""Setting a company up, and who may sign in."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanySetup:
    """What the first start asks for: the company and its administrator."""

    company: str
    login: str
    name: str
    password: str = field(repr=False)
    logo: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in, as offered before the database can be read."""

    login: str
    name: str
