"""The history of clients: in words for people, and what the last edit replaced."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.clients import (
    LIMITS,
    TIER_TITLES,
    PartnershipTier,
    class_text,
    classes_of,
)
from kamdesk.domain.errors import RuleError
from kamdesk.domain.history import FieldChange
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.i18n import _
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.history import HistoryRecord
from kamdesk.storage.people import UserRecord

_EDITED = frozenset({*LIMITS, "grade", "established_on", "parent_id"})


def last_edit(session: Session, client_id: ClientId, *, by: UserId) -> dict[str, str]:
    """Return the texts that the last edit replaced; RuleError where `by` can't take it back."""
    mine = (HistoryRecord.noun == Noun.CLIENT.value, HistoryRecord.record_id == client_id)
    rows = session.scalars(select(HistoryRecord).where(*mine).order_by(HistoryRecord.id.desc()))
    changes = list(rows)
    together = [row for row in changes if row.at == changes[0].at]
    if not together:
        raise RuleError(_("没有可以撤销的修改。"))
    if together[0].by_id != by:
        raise RuleError(_("最近一次修改不是您做的，不能撤销。请直接修改。"))
    if not {row.field for row in together} <= _EDITED:
        raise RuleError(_("最近一次操作不是修改资料（例如认定类别、归档或更换负责人），不能撤销。"))
    return {row.field: row.old for row in together}


def spoken(session: Session, changes: Sequence[FieldChange]) -> list[FieldChange]:
    """Return `changes` with names instead of ids and titles instead of values."""
    told = [(each.field, text) for each in changes for text in (each.old, each.new)]
    names = _names(session, told)
    return [
        replace(
            each, old=_word(each.field, each.old, names), new=_word(each.field, each.new, names)
        )
        for each in changes
    ]


def in_words(session: Session, field: str, text: str) -> str:
    """Return one text of a field with names instead of ids and titles instead of values."""
    return _word(field, text, _names(session, [(field, text)]))


def _names(session: Session, told: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the names that ids stand for, by field and text."""
    found: dict[tuple[str, str], str] = {}
    for field, model in (
        ("parent_id", ClientRecord),
        ("merged_into_id", ClientRecord),
        ("owner_id", UserRecord),
    ):
        texts = {text for each, text in told if each == field}
        wanted = [int(text) for text in texts if text]
        rows = session.execute(select(model.id, model.name).where(model.id.in_(wanted)))
        found |= {(field, str(row.id)): row.name for row in rows}
    return found


def _word(field: str, text: str, names: dict[tuple[str, str], str]) -> str:
    if field == "classes":
        return class_text(classes_of(text))
    if field == "tier" and text:
        return _(TIER_TITLES[PartnershipTier(text)])
    if field in {"archived", "locked"}:
        return _("是") if text == "yes" else _("否")
    return names.get((field, text), text)
