"""Importing clients: which column is which field, what a row says, what became of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

from kamdesk.domain.clients.clients import (
    CLASS_TITLES,
    FIELD_TITLES,
    LIMITS,
    ClientClass,
    ClientDraft,
    Grade,
    check_draft,
)
from kamdesk.domain.clients.credit_code import code_warning
from kamdesk.domain.errors import FieldError, RuleError
from kamdesk.domain.ids import UserId
from kamdesk.domain.texts import lost_characters, name_key, visible
from kamdesk.i18n import _, listed

OWNER: Final = "owner"
FIELDS: Final = (*LIMITS, "classes", "grade", "established_on", OWNER)
"""The fields that a column may be mapped to; `owner` is a login or a name."""

SYNONYMS: Final[Mapping[str, str]] = {
    "name": "客户名称 企业名称 公司名称 单位名称 医院名称 学校名称 机构名称 名称 "
    "客户 企业 公司 单位 客户全称 全称 name clientname company account customer",
    "code": "统一社会信用代码 社会信用代码 信用代码 统一代码 代码 税号 纳税人识别号 工商注册号 "
    "注册号 营业执照号 uscc creditcode code",
    "short_name": "客户简称 简称 企业简称 shortname",
    "former_name": "曾用名 原名称 原名 formername",
    "industry": "行业 所属行业 行业类别 industry sector",
    "province": "省份 省 所在省份 所属省份 所在省 province",
    "city": "城市 市 地区 所在城市 所在市 所属城市 地市 city area",
    "address": "地址 注册地址 详细地址 企业地址 办公地址 通讯地址 经营地址 住所 address",
    "phone": "电话 联系电话 电话号码 企业电话 办公电话 座机 tel phone telephone",
    "website": "网址 网站 官网 website url",
    "org_type": "企业性质 企业类型 单位性质 公司类型 性质 机构类型 enterprisetype type",
    "established_on": "成立日期 注册日期 成立时间 注册时间 established",
    "registered_capital": "注册资本 注册资金 registeredcapital capital",
    "business_scope": "经营范围 主营业务 业务范围 businessscope scope",
    "source": "客户来源 来源 source",
    "remark": "备注 说明 remark note notes",
    "classes": "大客户类别 客户类别 类别 客户分类 clientclass class",
    "grade": "客户等级 等级 客户级别 级别 grade",
    OWNER: "负责人 业务员 业务人员 责任业务员 客户经理 归属人 owner",
}
"""Headings by which a column is recognised, parted by blanks."""

_DECORATION: Final = re.compile(r"\([^()]*\)|[\s*:_\-·]")
_NOTHING: Final = frozenset({"n/a", "#n/a", "null", "none", "-", "--", "—", "——", "/", "\\"})
_PARTS: Final = re.compile(r"[、,，;；/|\s]+")
_DAY: Final = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00(?::00)?)?"
    r"|(\d{4})(\d{2})(\d{2})"
)


class Existing(StrEnum):
    """What happens to a row whose client is registered already."""

    SKIP = "skip"
    UPDATE = "update"


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UPDATE = "update"
    SKIP = "skip"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """The user's choices; `owner_id` is for rows that name no owner, None leaves them without."""

    existing: Existing = Existing.SKIP
    owner_id: UserId | None = None


@dataclass(frozen=True, slots=True)
class RowNote:
    """A row that something has to be said about: why it failed or was skipped, what looks odd."""

    line: int
    outcome: Outcome
    name: str
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or in a dry run would do."""

    counts: Mapping[Outcome, int]
    notes: tuple[RowNote, ...]

    @property
    def total(self) -> int:
        """The number of rows."""
        return sum(self.counts.values())

    @property
    def warned(self) -> int:
        """The number of rows with a warning."""
        return sum(1 for note in self.notes if note.warnings)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What a row says: the draft, unless there are `errors`; `filled` names its mapped fields."""

    draft: ClientDraft
    owner: str
    filled: frozenset[str]
    errors: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    """The texts of one row on their way into a draft."""

    texts: dict[str, str]
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def guess_mapping(headers: Sequence[str]) -> dict[str, int]:
    """Return field → column for the headings that are recognised; the first of two counts."""
    known = {word: name for name, words in SYNONYMS.items() for word in words.split()}
    mapping: dict[str, int] = {}
    for column, header in enumerate(headers):
        name = known.get(_DECORATION.sub("", name_key(header)))
        if name is not None:
            mapping.setdefault(name, column)
    return mapping


def check_mapping(mapping: Mapping[str, int], headers: Sequence[str]) -> None:
    """Refuse with RuleError a mapping without the name, or to what is not there."""
    if "name" not in mapping:
        raise RuleError(
            _("没有找到“客户名称”列，请在列对应中指定。文件中的列：{headers}").format(
                headers=listed(visible(header) for header in headers[:20])
            )
        )
    if not set(mapping) <= set(FIELDS) or not set(mapping.values()) <= set(range(len(headers))):
        raise RuleError(_("列对应与文件不符，请重新选择文件。"))


def read_row(cells: Sequence[str], mapping: Mapping[str, int], *, today: date) -> ReadRow:
    """Return what a row says; its errors are whole sentences, as are its warnings."""
    row = _Reading(
        {
            name: _content(cells[column]) if column < len(cells) else ""
            for name, column in mapping.items()
        }
    )
    _warn_of_invisible(row)
    texts = {"name": "", **{name: row.texts[name] for name in row.texts if name in LIMITS}}
    draft = ClientDraft(
        **texts,  # type: ignore[arg-type] # the texts' own fields
        classes=_classes(row),
        grade=_grade(row),
        established_on=_day(row),
    )
    try:
        draft = check_draft(draft, today=today)
    except FieldError as error:
        row.errors.extend(error.fields.values())
    if lost_characters(draft.name):
        row.warnings.append(_("客户名称中有字没能显示（生僻字在来源中丢失），请核对名称。"))
    if warning := code_warning(draft.code):
        row.warnings.append(warning)
    return ReadRow(
        draft=draft,
        owner=row.texts.get(OWNER, ""),
        filled=frozenset(name for name in row.texts if getattr(draft, name, None)),
        errors=tuple(row.errors),
        warnings=tuple(row.warnings),
    )


def merged(old: ClientDraft, row: ReadRow) -> ClientDraft:
    """Return `old` with what the row says; empty cells change nothing."""
    return replace(old, **{name: getattr(row.draft, name) for name in row.filled})


def class_words() -> list[str]:
    """Return the words for classes that a template offers."""
    return [_(title) for title in CLASS_TITLES.values()]


def _content(cell: str) -> str:
    text = cell.strip()
    return "" if text.casefold() in _NOTHING else text


def _warn_of_invisible(row: _Reading) -> None:
    if any(visible(text) != text for text in row.texts.values()):
        row.warnings.append(_("含有不可见的控制字符，导入时去除。"))


def _classes(row: _Reading) -> frozenset[ClientClass]:
    found: set[ClientClass] = set()
    if not row.texts.get("classes"):
        return frozenset()
    for word in _PARTS.split(row.texts["classes"]):
        known = [each for each in ClientClass if word in _spellings(each)]
        if word and not known:
            row.errors.append(
                _("大客户类别“{word}”无法识别，请写经济、重要、集团、战略中的一个或几个。").format(
                    word=word[:20]
                )
            )
        found.update(known)
    return frozenset(found)


def _spellings(each: ClientClass) -> tuple[str, ...]:
    title = CLASS_TITLES[each]
    return (title, _(title), title[:2], f"{title[:2]}客户", f"{title[:2]}大客户", each.value)


def _grade(row: _Reading) -> Grade | None:
    word = row.texts.get("grade", "").upper().removesuffix("级").removesuffix("类")
    if not word:
        return None
    if word not in set(Grade):
        row.errors.append(_("客户等级“{word}”无法识别，请写 A、B 或 C。").format(word=word[:20]))
        return None
    return Grade(word)


def _day(row: _Reading) -> date | None:
    text = row.texts.get("established_on", "")
    match = _DAY.fullmatch(text)
    if match is None:
        if text:
            row.errors.append(_not_a_day(text))
        return None
    parts = [int(part) for part in match.groups() if part]
    try:
        return date(*parts)
    except ValueError:
        row.errors.append(_not_a_day(text))
        return None


def _not_a_day(text: str) -> str:
    title = FIELD_TITLES["established_on"]
    return _("“{title}”里的“{text}”不是日期，请写成 2024-05-01 的样子。").format(
        title=_(title), text=text[:20]
    )
