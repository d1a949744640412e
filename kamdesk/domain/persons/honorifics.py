"""How people call a contact when they look for one: 王总, 刘处, 欧阳主任, 老王 (paperwork.md 7.3).

Nobody remembers the registered name of 王建国, 总经理: they type 王总, wangzong or wz.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from kamdesk.domain.pinyin import Pinyin
from kamdesk.domain.texts import name_key

_COMPOUND_SURNAMES: Final = frozenset(
    re.findall(
        "..",
        "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶"
        "太叔申屠公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良"
        "漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生梁丘左丘东门西门南荣"
        "第五单于纳兰完颜耶律",
    )
)
_ADDRESSES: Final[Mapping[str, str]] = {
    "总": "总",
    "总经理": "总 总经理",
    "总裁": "总 总裁",
    "副总": "总 副总",
    "总监": "总 总监",
    "总助": "总助 助理",
    "总经理助理": "总助 助理 助",
    "总裁助理": "总助 助理 助",
    "首席执行官": "总",
    "首席运营官": "总",
    "首席财务官": "总",
    "首席技术官": "总",
    "ceo": "总",
    "coo": "总",
    "cfo": "总",
    "cto": "总",
    "cio": "总",
    "gm": "总",
    "vp": "总",
    "manager": "经理",
    "director": "总 总监",
    "engineer": "工",
    "老板": "总 老板",
    "创始人": "总",
    "合伙人": "总",
    "法定代表人": "总",
    "法人代表": "总",
    "执行董事": "董 总",
    "董事长": "董 董事长 总",
    "董事": "董 董事",
    "监事": "监事",
    "监事长": "监事长",
    "监事会主席": "主席",
    "董事会秘书": "董秘 秘书 秘",
    "董秘": "董秘 秘书 秘",
    "总工程师": "总 总工 工",
    "总工": "总 总工 工",
    "总工艺师": "总 工",
    "总设计师": "总 总师 工",
    "总会计师": "总 总会计师",
    "总经济师": "总 总经济师",
    "总法律顾问": "总 总法",
    "总编辑": "总编 总",
    "总编": "总编 总",
    "总台长": "台 台长",
    "总队长": "总队 总队长 队",
    "经理": "经理",
    "主管": "主管",
    "助理": "助理 助",
    "秘书": "秘书 秘",
    "秘书长": "秘书长 秘",
    "主任": "主任 主",
    "主任医师": "主任 医生 大夫",
    "主治医师": "医生 大夫",
    "医师": "医生 大夫",
    "医生": "医生 大夫",
    "大夫": "大夫 医生",
    "药师": "药师 老师",
    "护士": "护士",
    "书记": "书记",
    "主席": "主席",
    "委员": "委员",
    "常委": "常委",
    "代表": "代表",
    "政委": "政委",
    "指导员": "指导员",
    "教导员": "教导员",
    "参谋": "参谋",
    "干事": "干事",
    "科员": "科员",
    "主任科员": "主任 科",
    "调研员": "调研员 调",
    "巡视员": "巡视员 巡",
    "专员": "专员",
    "高级工程师": "工 高工",
    "高工": "工 高工",
    "工程师": "工",
    "工艺师": "工",
    "架构师": "工",
    "设计师": "工",
    "建筑师": "工",
    "建造师": "工",
    "造价师": "工",
    "技术员": "工",
    "技师": "师傅 工",
    "技工": "师傅",
    "电工": "师傅",
    "司机": "师傅",
    "师傅": "师傅",
    "会计": "会计",
    "会计师": "会计",
    "出纳": "出纳",
    "审计师": "审计",
    "教授": "教授 老师",
    "研究员": "研究员 老师",
    "讲师": "老师",
    "教师": "老师",
    "老师": "老师",
    "班主任": "老师 主任",
    "导师": "老师",
    "博士": "博士 博",
    "律师": "律师",
    "法官": "法官",
    "检察官": "检察官",
    "警官": "警官",
    "主编": "主编",
    "编辑": "编辑",
    "记者": "记者",
    "店长": "店长",
    "处长": "处长 处",
    "局长": "局长 局",
    "院长": "院长 院",
    "厅长": "厅长 厅",
    "科长": "科长 科",
    "所长": "所长 所",
    "校长": "校长 校",
    "司长": "司长 司",
    "行长": "行长 行",
    "厂长": "厂长 厂",
    "部长": "部长 部",
    "队长": "队长 队",
    "会长": "会长 会",
    "站长": "站长 站",
    "庭长": "庭长 庭",
    "台长": "台长 台",
    "馆长": "馆长 馆",
    "检察长": "检察长 检",
    "市长": "市长 市",
    "县长": "县长 县",
    "区长": "区长 区",
    "镇长": "镇长 镇",
    "乡长": "乡长 乡",
    "省长": "省长 省",
    "州长": "州长 州",
    "矿长": "矿长 矿",
    "段长": "段长 段",
    "社长": "社长 社",
    "园长": "园长 园",
    "署长": "署长 署",
    "关长": "关长 关",
    "舰长": "舰长",
    "船长": "船长",
    "组长": "组长",
    "班长": "班长 班",
    "村长": "村长",
    "师长": "师长",
    "团长": "团长 团",
    "营长": "营长 营",
    "连长": "连长 连",
    "参谋长": "参谋长 参",
    "护士长": "护士长",
    "理事长": "理事长 理",
    "理事": "理事",
    "乘务长": "乘务长",
    "列车长": "列车长",
}
"""What a post's last word makes of a surname, the usual one first."""

_READINGS: Final[Mapping[str, str]] = {"行": "hang", "行长": "hang zhang", "大夫": "dai fu"}
"""Titles read otherwise than their characters; others that end in 长 read zhang anyway."""

_LAST_POST: Final = re.compile(f"(?:{'|'.join(_ADDRESSES)})$")
_BETWEEN_POSTS: Final = re.compile(r"[\s、,;/|+&]|兼任|兼|暨")
_BRACKETS: Final = re.compile(r"[(\[【〔][^)\]】〕]*[)\]】〕]")
_RANK: Final = re.compile(r"[一二三四五六七八九\d]+级$")
_DEPUTY: Final = "副"
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_AGES: Final = ("老", "小")


def spoken_forms(name: str, post: str, pinyin: Pinyin | None = None) -> frozenset[str]:
    """Return the forms by which people look for a person, with their full pinyin and initials.

    王建国, 副总经理 → 王总, 王副总, 王总经理, 王副总经理, 老王, 小王; wangzong, wz and so on.
    Full pinyin has no blanks. A name that is itself such a form (王总, 李主任, 老王) counts as its
    surname with that post; one with a dot (买买提·艾力) is called by its first part; one in Latin
    letters has none. Many names at a time share one `pinyin`.
    """
    called, rest, ages = _called(_BRACKETS.sub("", name_key(name)))
    if not called:
        return frozenset()
    reader = pinyin or Pinyin()
    key = reader.surname_key(called)
    forms = [(called + title, f"{key} {_reading(title, reader)}") for title in _titles(post, rest)]
    forms += [(age + called, f"{reader.key(age)} {key}") for age in ages]
    return frozenset(word for form, reading in forms for word in _typed(form, reading))


def _called(name: str) -> tuple[str, str, tuple[str, ...]]:
    """Return what a title is put behind, the rest of the name, and what may stand before it."""
    first, *others = name.split("·")
    if not _HAN.fullmatch(first):
        return "", "", ()
    if others:
        return first, "", ()
    if len(first) == 2 and first.startswith(_AGES):
        return first[1:], "", _AGES
    length = 2 if first[:2] in _COMPOUND_SURNAMES and first[2:] else 1
    return first[:length], first[length:], _AGES


def _titles(*posts: str) -> Iterator[str]:
    """Yield the titles that go with the posts held: 董事长兼总经理 are two."""
    for post in posts:
        plain = _BRACKETS.sub("", unicodedata.normalize("NFKC", post).casefold())
        for part in _BETWEEN_POSTS.split(plain):
            yield from _titles_of_one(_RANK.sub("", part))


def _titles_of_one(post: str) -> Iterator[str]:
    """Yield the titles of the post that stands last: 总经理助理 is no 总经理."""
    last = _LAST_POST.search(post)
    if last is None:
        return
    titles = _ADDRESSES[last.group()].split()
    yield from titles
    if post[: last.start()].endswith(_DEPUTY):
        yield from (_DEPUTY + each for each in titles if each in {titles[0], last.group()})


def _reading(title: str, reader: Pinyin) -> str:
    if title in _READINGS:
        return _READINGS[title]
    if title.startswith(_DEPUTY) and len(title) > 1:
        return f"{reader.key(_DEPUTY)} {_reading(title[1:], reader)}"
    if title.endswith("长") and len(title) > 1:
        return f"{reader.key(title[:-1])} zhang"
    return reader.key(title)


def _typed(form: str, reading: str) -> tuple[str, str, str]:
    """Return what people type for a form: itself, its pinyin, its initials."""
    syllables = reading.split()
    return form, "".join(syllables), "".join(syllable[0] for syllable in syllables)
