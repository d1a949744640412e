"""Filter boxes that ask the index: they find what `filters.text_filter` does and read less."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select, table, true

from kamdesk.domain.changes import Noun
from kamdesk.domain.search_terms import Part, Word, expression, words_of
from kamdesk.storage.dialects.sqlcipher import PLAIN_FORM
from kamdesk.storage.filters import Column, bounded, text_filter
from kamdesk.storage.search.tables import TABLES


@dataclass(frozen=True, slots=True)
class IndexedText:
    """A filter box over `columns`, whose texts are in `parts` of the index of a kind of record.

    `key` is the record's id. `whole` says that `parts` hold nothing but these columns: then a short
    word needs no look at the columns.
    """

    noun: Noun
    key: Column
    parts: Sequence[Part]
    columns: Sequence[Column]
    whole: bool = False

    def condition(self, text: str, *, indexed: bool) -> ColumnElement[bool]:
        """Return the condition that every word of `text` is part of one of the columns.

        Width and case do not count. Without an index (`indexed` false) every row is read.
        """
        if not indexed:
            return text_filter(self.columns, text)
        words = [Word(each) for each in words_of(bounded(text))]
        if not words:
            return true()
        unsure = [word for word in words if not (self.whole and word.is_one_term)]
        return and_(self.key.in_(self._named(words)), *map(self._holds, unsure))

    def _named(self, words: Sequence[Word]) -> Select[int]:
        name = TABLES[self.noun]
        asked = expression([word.anywhere(self.parts) for word in words])
        rowid: ColumnElement[int] = literal_column("rowid")
        match = literal_column(name).op("MATCH")(asked)
        return select(rowid).select_from(table(name)).where(match)

    def _holds(self, word: Word) -> ColumnElement[bool]:
        """Return the condition that a column holds the word, as it stands or in plain form."""
        text = word.text
        return or_(
            *(func.instr(func.lower(column), text) > 0 for column in self.columns),
            *(func.instr(getattr(func, PLAIN_FORM)(column), text) > 0 for column in self.columns),
        )
