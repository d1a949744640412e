"""Clients that a file names and the registry does not know: told apart, each counted once."""

from collections.abc import Iterable

from kamdesk.domain.purchases.import_values import ClientRef
from kamdesk.domain.texts import name_key


class Newcomers:
    """Gives every new client a number below zero, by which all its rows are known.

    It is told by its code, else by its number in the other system, else by its name: the way in
    which one that is registered would be found.
    """

    def __init__(self) -> None:
        self._found: dict[ClientRef, int] = {}
        self._known: dict[tuple[str, str], int] = {}

    def __getitem__(self, ref: ClientRef) -> int:
        return self._found[ref]

    def told_apart(self, refs: Iterable[ClientRef]) -> list[ClientRef]:
        """Look at new clients, those that tell most first; return them in that order."""
        ordered = sorted(refs, key=lambda ref: (not ref.code, not ref.number, ref))
        for ref in ordered:
            if ref not in self._found:
                self._found[ref] = self._one(ref)
        return ordered

    def _one(self, ref: ClientRef) -> int:
        key = name_key(ref.name)
        marks = [("code", ref.code), ("number", ref.number)]
        if not ref.code:  # two companies of one name are two where their codes say so
            marks.append(("name", key))
        known = (self._known.get(mark) for mark in marks if mark[1])
        newcomer = next((each for each in known if each is not None), -1 - len(self._found))
        for mark in (*marks, ("name", key)):
            if mark[1]:
                self._known.setdefault(mark, newcomer)
        return newcomer
