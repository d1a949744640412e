"""The settings: one row, one column a setting."""

from dataclasses import asdict, fields

from sqlalchemy import CheckConstraint, LargeBinary, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.settings import Settings
from kamdesk.storage.base import Base, Versioned

ONLY = 1
"""The id of the only row."""


class SettingsRecord(Versioned, Base):
    """The only row of settings; columns are named as the fields of `Settings`."""

    __tablename__ = "settings"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    company: Mapped[str] = mapped_column(Text)
    logo: Mapped[bytes] = mapped_column(LargeBinary)
    protection_days: Mapped[int]
    warning_days: Mapped[int]
    last_warning_days: Mapped[int]
    extension_days: Mapped[int]
    evidence_days: Mapped[int]
    idle_days: Mapped[int]
    grace_days: Mapped[int]
    lock_minutes: Mapped[int]
    form_copies: Mapped[int]


def settings_of(session: Session) -> Settings:
    """Return the settings; before the company was set up, the defaults."""
    record = session.get(SettingsRecord, ONLY)
    if record is None:
        return Settings()
    return Settings(**{field.name: getattr(record, field.name) for field in fields(Settings)})


def keep(session: Session, settings: Settings) -> None:
    """Write `settings` over the ones before."""
    record = session.get(SettingsRecord, ONLY) or SettingsRecord(id=ONLY)
    for name, value in asdict(settings).items():
        setattr(record, name, value)
    session.add(record)
    session.flush()
