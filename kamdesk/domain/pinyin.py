"""Pinyin of names, for order and for search by initials (山西晋丰 → "shan xi jin feng", "sxjf")."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

_PHRASES: Final[Mapping[str, str]] = {
    "重庆": "chong qing",
    "厦门": "xia men",
    "六安": "lu an",
    "六合": "lu he",
    "蚌埠": "beng bu",
    "番禺": "pan yu",
    "台州": "tai zhou",
    "天台": "tian tai",
    "乐清": "yue qing",
    "乐亭": "lao ting",
    "东莞": "dong guan",
    "莞城": "guan cheng",
    "单县": "shan xian",
    "浚县": "xun xian",
    "什邡": "shi fang",
    "郫都": "pi du",
    "燕山": "yan shan",
    "洪洞": "hong tong",
    "解州": "xie zhou",
    "铅山": "yan shan",
    "会计": "kuai ji",
    "会稽": "kuai ji",
    "银行": "yin hang",
    "商行": "shang hang",
    "车行": "che hang",
    "分行": "fen hang",
    "支行": "zhi hang",
    "总行": "zong hang",
    "农行": "nong hang",
    "工行": "gong hang",
    "行业": "hang ye",
    "音乐": "yin yue",
    "乐器": "yue qi",
    "调味": "tiao wei",
    "空调": "kong tiao",
    "朝阳": "chao yang",
    "重型": "zhong xing",
    "重工": "zhong gong",
    "处长": "chu zhang",
    "局长": "ju zhang",
    "校长": "xiao zhang",
    "院长": "yuan zhang",
    "董事长": "dong shi zhang",
}
"""Words whose reading differs from their characters' own."""

_CHARACTERS: Final[Mapping[str, str]] = {"长": "chang", "行": "xing", "重": "zhong", "吕": "lv"}
"""Readings that names of organisations use, where the dictionary puts another one first."""

_SURNAMES: Final[Mapping[str, str]] = {
    "单": "shan",
    "仇": "qiu",
    "解": "xie",
    "任": "ren",
    "朴": "piao",
    "区": "ou",
    "查": "zha",
    "翟": "zhai",
    "冼": "xian",
    "洗": "xian",
    "覃": "qin",
    "种": "chong",
    "员": "yun",
    "召": "shao",
    "曾": "zeng",
    "盖": "ge",
    "乐": "yue",
    "繁": "po",
    "黑": "he",
    "折": "she",
    "缪": "miao",
    "秘": "bi",
    "逄": "pang",
    "燕": "yan",
    "句": "gou",
    "阚": "kan",
    "晁": "chao",
    "尉迟": "yu chi",
    "万俟": "mo qi",
    "长孙": "zhang sun",
    "澹台": "tan tai",
    "单于": "chan yu",
}
"""Surnames read otherwise than the same character in a word."""

_HAN: Final = "\u2e80"
"""From here on characters are East Asian; before it they are letters of alphabets and signs."""

_WORD: Final = "|".join(sorted(_PHRASES, key=len, reverse=True))
_PIECE: Final = re.compile(f"{_WORD}|[^{_HAN}-\U0010ffff]+|.", re.DOTALL)
"""A word with its own reading, a stretch of letters and signs, or a character."""


class Pinyin:
    """Reads Chinese aloud, without tones; each character is looked up once.

    The dictionary is loaded at the first reading, not at the start of the program.
    """

    def __init__(self) -> None:
        self._read: dict[str, str] = {**_CHARACTERS, **_PHRASES}

    def key(self, text: str) -> str:
        """Return the syllables joined by blanks: texts in this order are in pinyin order."""
        return self.key_and_initials(text)[0]

    def initials(self, text: str) -> str:
        """Return the first letter of each syllable; Latin letters and digits stay whole."""
        return self.key_and_initials(text)[1]

    def key_and_initials(self, text: str) -> tuple[str, str]:
        """Return both at the price of one."""
        syllables: list[str] = []
        initials: list[str] = []
        for piece in _PIECE.findall(unicodedata.normalize("NFKC", text).casefold()):
            if piece[0] < _HAN:
                words = _latin_words(piece)
                syllables += words
                initials += words
            elif reading := self._reading(piece):
                syllables.append(reading)
                initials += [syllable[0] for syllable in reading.split(" ")]
        return " ".join(syllables), "".join(initials)

    def person_key(self, name: str) -> str:
        """Return `key` for a person: the surname in its own reading."""
        surname, given = _split_surname(name)
        return " ".join(part for part in (surname, self.key(given)) if part)

    def surname_key(self, surname: str) -> str:
        """Return `key` for what is known to be a surname."""
        return _SURNAMES.get(surname) or self.key(surname)

    def person_initials(self, name: str) -> str:
        """Return `initials` for a person: the surname in its own reading."""
        surname, given = _split_surname(name)
        return "".join([part[0] for part in surname.split()]) + self.initials(given)

    def _reading(self, piece: str) -> str:
        reading = self._read.get(piece)
        if reading is None:
            reading = self._read[piece] = _look_up(piece)
        return reading


def _latin_words(text: str) -> list[str]:
    return "".join([each if each.isalnum() else " " for each in text]).split()


def _look_up(character: str) -> str:
    """Return the dictionary's first reading; a letter without one is its own, a sign has none."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionaries take a while to load

    if not character.isalpha():
        return character if character.isalnum() else ""
    return str(lazy_pinyin(character, v_to_u=False)[0])


def _split_surname(name: str) -> tuple[str, str]:
    for length in (2, 1):
        if name[:length] in _SURNAMES and len(name) > length:
            return _SURNAMES[name[:length]], name[length:]
    return "", name
