"""The schema as the code means it: every table, every trigger, and the file's marks."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

from sqlalchemy import Connection

import kamdesk.storage
from kamdesk.storage.base import Base
from kamdesk.storage.triggers import Trigger

APPLICATION_ID = 0x4B414D44
"""Marks the file as KAM Desk's ("KAMD")."""
SCHEMA_VERSION = 3
"""The newest revision under `migrations/versions`; kept in the file as user_version."""

_NOT_TABLES = "kamdesk.storage.migrations"


def load_models() -> None:
    """Import every module of storage, so that `Base.metadata` holds every table."""
    for _module in _modules():
        pass


def triggers() -> tuple[Trigger, ...]:
    """Return the triggers of all areas: each `triggers` module's TRIGGERS."""
    found = (getattr(module, "TRIGGERS", ()) for module in _modules())
    return tuple(trigger for group in found for trigger in group)


def virtual_tables() -> tuple[str, ...]:
    """Return the statements that make full-text tables: each module's VIRTUAL_TABLES."""
    found = (getattr(module, "VIRTUAL_TABLES", ()) for module in _modules())
    return tuple(dict.fromkeys(statement for group in found for statement in group))


def create_all(connection: Connection) -> None:
    """Create every table, index and trigger in an empty database."""
    load_models()
    Base.metadata.create_all(connection)
    for statement in virtual_tables():
        connection.exec_driver_sql(statement)
    for trigger in triggers():
        connection.exec_driver_sql(trigger.sql)


def _modules() -> Iterator[ModuleType]:
    packages = kamdesk.storage.__path__
    for found in pkgutil.walk_packages(packages, "kamdesk.storage."):
        if not found.name.startswith(_NOT_TABLES):
            yield importlib.import_module(found.name)
