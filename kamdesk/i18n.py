"""Texts in the user's language: gettext with Chinese message ids, the only module that knows it.

The source texts are Chinese, as the users are; English is a catalogue that has to be complete.
"""

import gettext
from collections.abc import Iterable
from enum import StrEnum

from kamdesk.resources import resource


class Language(StrEnum):
    """The languages that the screens speak; the value is the catalogue's folder."""

    CHINESE = "zh_CN"
    ENGLISH = "en"


class _Catalogue:
    """Holds the translation in use: the one piece of process-wide state a text needs."""

    def __init__(self) -> None:
        self.language = Language.CHINESE
        self.translations: gettext.NullTranslations = gettext.NullTranslations()


_catalogue = _Catalogue()


def use_language(language: Language) -> None:
    """Make every later text come out in `language`."""
    _catalogue.language = language
    if language is Language.CHINESE:
        _catalogue.translations = gettext.NullTranslations()
    else:
        _catalogue.translations = gettext.translation(
            "kamdesk", localedir=resource("locale"), languages=[language.value]
        )


def current_language() -> Language:
    """Return the language in use."""
    return _catalogue.language


def _(message: str) -> str:
    """Return the Chinese `message` in the language in use."""
    return _catalogue.translations.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of a counted message that fits `count` in the language in use."""
    return _catalogue.translations.ngettext(singular, plural, count)


def listed(words: Iterable[str]) -> str:
    """Return `words` as a list in the language in use: 甲、乙 or "A, B"."""
    return _("、").join(words)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark, translate later"
    """Mark a constant for the catalogue; it is translated where it is shown."""
    return message
