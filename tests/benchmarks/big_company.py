"""A company of any size for benchmarks: `python -m tests.benchmarks.big_company FOLDER [CLIENTS]`.

N clients, 1.3 N contacts and N / 100 filings, the same ones each time: names of level-1 characters
of GB 2312, some far more common than others, with codes, phone numbers, places, and owners among
fifty salespeople. It is written past the services, row by row. Everybody (`manager`, `admin`,
`s01` to `s50`, `head1` to `head5`) signs in with PASSWORD; the data key is KEY.
"""

# ruff: noqa: T201 - a script that tells its figures

import sys
import time
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path
from random import Random

from kamdesk.domain.clients.credit_code import _ALPHABET
from kamdesk.domain.clients.names import NameKeys, spoken
from kamdesk.domain.people import Role
from kamdesk.domain.pinyin import Pinyin
from kamdesk.domain.recovery import new_recovery_key
from kamdesk.domain.settings import Settings
from kamdesk.services.search_index import SearchIndexService
from kamdesk.storage import settings as settings_table
from kamdesk.storage.company import create_company
from kamdesk.storage.dialects.sqlcipher import DataKey, connect
from kamdesk.storage.engine import open_engine
from kamdesk.storage.keys import Cost, KeyFile, wrap_for_recovery, wrap_for_user
from kamdesk.storage.people import DepartmentRecord, UserRecord, UserRoleRecord
from kamdesk.storage.places import Places
from kamdesk.storage.sessions import Sessions

KEY = DataKey(bytes(range(32)))
PASSWORD = "a good long one"
MANAGER, FIRST_SALES, SALES = 2, 8, 50
"""User ids: the administrator is 1, the manager 2, five heads 3 to 7, then the salespeople."""

_CHEAP = Cost(memory=8, passes=1, lanes=1)
_CHUNK = 5_000
_CITIES = """
北京市:北京市 上海市:上海市 天津市:天津市 重庆市:重庆市 广东省:广州市 广东省:深圳市 广东省:佛山市
江苏省:南京市 江苏省:苏州市 江苏省:无锡市 浙江省:杭州市 浙江省:宁波市 浙江省:温州市 山东省:济南市
山东省:青岛市 山西省:太原市 山西省:大同市 河北省:唐山市 河南省:郑州市 湖北省:武汉市 湖南省:长沙市
四川省:成都市 福建省:厦门市 福建省:泉州市 安徽省:合肥市 江西省:南昌市 辽宁省:沈阳市 陕西省:西安市
"""
_INDUSTRIES = """
钢铁 化工 建设 机械 电力 纺织 食品 医药 物流 农业 能源
环保 电子 汽车 置业 装备 水泥 铝业 科技 贸易 橡胶 陶瓷
"""
_KINDS = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "厂", "中心")
_KIND_WEIGHTS = (60, 12, 10, 8, 6, 4)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_POSTS = """
总经理 副总经理 采购经理 采购部长 工程师 总工程师
厂长 主任 处长 董事长 财务总监 科长
"""
_STAMP = "2026-%02d-%02dT%02d:%02d:00.000000Z"
_FIRST_DAY = date(2015, 1, 1)

_CLIENT = """
id number name code short_name former_name is_economic is_important is_group is_strategic grade
industry province city address phone website org_type established_on registered_capital
business_scope source parent_id remark owner_id archived created_at created_by_id updated_at
name_key core sound place pinyin spoken version tier year_tons year_amount owned_since
"""
_CONTACT = """
id client_id name post role phone email remark archived pinyin initials version
"""
_FILING = """
id revision state filer_id department_id updated_at close_reason client_id contact_name
contact_post contact_phone evidence project_name summary expected_price feedback client_state
competitors mode declared version
"""


class Invention:
    """Makes names up: the same ones for the same seed."""

    def __init__(self, seed):
        self.chance = Random(seed)
        self._pinyin = Pinyin()
        codes = ((high, low) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
        found = [bytes(code).decode("gb2312", errors="ignore") for code in codes]
        self._characters = [each for each in found if each]
        self.chance.shuffle(self._characters)
        places = range(10, len(self._characters) + 10)
        self._weights = list(accumulate(1 / place for place in places))
        self._cities = [pair.split(":") for pair in _CITIES.split()]
        self._industries = _INDUSTRIES.split()
        self._surnames = list(accumulate(1 / place for place in range(3, len(_SURNAMES) + 3)))

    def word(self, least, most):
        """Return a word of so many characters."""
        count = self.chance.randint(least, most)
        return "".join(self.chance.choices(self._characters, cum_weights=self._weights, k=count))

    def city(self):
        """Return province and city."""
        return self.chance.choice(self._cities)

    def industry(self):
        """Return an industry."""
        return self.chance.choice(self._industries)

    def person(self):
        """Return a person's name with its pinyin and initials."""
        surname = self.chance.choices(_SURNAMES, cum_weights=self._surnames)[0]
        name = surname + self.word(1, 2)
        return name, self._pinyin.person_key(name), self._pinyin.person_initials(name)

    def digits(self, count):
        """Return so many digits."""
        return str(self.chance.randrange(10**count)).zfill(count)

    def stamp(self):
        """Return an instant of the year."""
        pick = self.chance.randrange
        return _STAMP % (pick(1, 11), pick(1, 29), pick(24), pick(60))

    def read(self, name):
        """Return the keys of a name that begins with its place."""
        pinyin, initials = self._pinyin.key_and_initials(name)
        return NameKeys(name, name, pinyin, "//", pinyin, initials)


def clients(count, seed=20261102):
    """Yield the rows of the clients."""
    make = Invention(seed)
    chance = make.chance
    for serial in range(1, count + 1):
        province, city = make.city()
        core, industry = make.word(2, 4), make.industry()
        kind = chance.choices(_KINDS, _KIND_WEIGHTS)[0]
        name = f"{city[:-1]}{core}{industry}{kind}"
        short = core + industry if chance.random() < 0.6 else ""
        former = f"{make.word(2, 3)}{industry}公司" if chance.random() < 0.03 else ""
        keys = make.read(name)
        fen = int(20_000_000 * (1 / (1 - chance.random()) - 1) ** 1.3) % 90_000_000_000
        since = (_FIRST_DAY + timedelta(days=chance.randrange(4000))).isoformat()
        owner = None if chance.random() < 0.05 else FIRST_SALES + chance.randrange(SALES)
        written = make.stamp()
        yield (
            serial, f"KH{serial:06d}", name, _code(serial), short, former,
            fen > 500_000_000, serial % 41 == 0, serial % 53 == 0, serial % 67 == 0,
            chance.choice((None, None, "A", "B", "C")), industry, province, city,
            f"{province}{city}{make.word(2, 2)}路{chance.randrange(1, 999)}号",
            f"0{chance.randrange(10, 99)}{chance.randrange(10)}-{make.digits(8)}",
            "", "民营企业", since, f"{chance.randrange(1, 99)}00万元", "", "网络",
            chance.randrange(1, serial) if serial > 1 and chance.random() < 0.02 else None,
            "", owner, serial % 33 == 0, written, 1, written,
            keys.name_key, keys.core, keys.sound, keys.place, keys.pinyin,
            spoken(keys, name, short, former), 1,
            chance.choice((None, None, None, "strategic", "important", "general", "potential")),
            fen // 400, fen, None if owner is None else written[:10],
        )  # fmt: skip


def contacts(count, client_count, seed=20261103):
    """Yield the rows of the contacts: one for each client, the rest wherever it falls."""
    make = Invention(seed)
    chance = make.chance
    posts = _POSTS.split()
    roles = (None, "decider", "influencer", "user", "gatekeeper", "buyer", "coach")
    for serial in range(1, count + 1):
        name, pinyin, initials = make.person()
        client = serial if serial <= client_count else chance.randrange(client_count) + 1
        phone = f"1{chance.choice('3456789')}{make.digits(9)}"
        email = f"{initials}{serial}@example.com" if chance.random() < 0.3 else ""
        yield (
            serial, client, name, chance.choice(posts), chance.choice(roles), phone, email, "",
            serial % 40 == 0, pinyin, initials, 1,
        )  # fmt: skip


def filings(count, client_count, seed=20261104):
    """Yield the rows of the filings, as drafts."""
    make = Invention(seed)
    for serial in range(1, count + 1):
        client = make.chance.randrange(client_count) + 1
        owner = FIRST_SALES + make.chance.randrange(SALES)
        project = f"{make.word(2, 3)}{make.industry()}供应"
        yield (
            serial, 1, "draft", owner, (owner - FIRST_SALES) % 5 + 1, make.stamp(), "", client,
            "", "", "", "", project, "", "", "", "new", "", "self", 1, 1,
        )  # fmt: skip


def build(folder, count):
    """Build the company of `count` clients in `folder`, which holds none; return its places."""
    places = Places(Path(folder))
    logins = list(_logins())
    keys = KeyFile(
        wrap_for_recovery(KEY, new_recovery_key()),
        tuple(
            wrap_for_user(
                KEY, login=login, name=name, password=PASSWORD, temporary=False, cost=_CHEAP
            )
            for login, name, *_rest in logins
        ),
    )
    create_company(places, KEY, keys=keys, fill=lambda session: _move_in(session, logins))
    connection = connect(places.database, KEY)
    try:
        _write(connection, count)
    finally:
        connection.close()
    sessions = Sessions(open_engine(places.database, KEY))
    SearchIndexService(sessions).build()
    sessions.close()
    return places


def _logins():
    """Yield login, name, role and department of everybody, in the order of their ids."""
    yield "admin", "管理员", Role.ADMINISTRATOR, None
    yield "manager", "周岚", Role.MANAGEMENT, 1
    for place in range(1, 6):
        yield f"head{place}", f"部长{place}", Role.HEAD, place
    for serial in range(1, SALES + 1):
        yield f"s{serial:02}", f"业务{serial:02}", Role.SALES, (serial - 1) % 5 + 1


def _move_in(session, logins):
    settings_table.keep(session, Settings(company="百万客户有限公司"))
    session.add_all([DepartmentRecord(name=f"业务{place}部") for place in range(1, 6)])
    session.flush()
    for login, name, role, place in logins:
        roles = [UserRoleRecord(role=role)]
        user = UserRecord(
            login=login, name=name, phone="", department_id=place, active=True, roles=roles
        )
        session.add(user)
        session.flush()


def _write(connection, count):
    """Write all rows in one transaction; the plain indexes are made after the rows."""
    run = connection.execute
    run("PRAGMA cache_size = -400000")
    run("BEGIN IMMEDIATE")
    run("DELETE FROM search_state")  # built at the end, not row by row
    indexes = run(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL "
        "AND tbl_name IN ('clients', 'contacts')"
    ).fetchall()
    for name, _sql in indexes:
        run(f"DROP INDEX {name}")
    _insert(connection, "clients", _CLIENT, clients(count))
    _insert(connection, "contacts", _CONTACT, contacts(count * 13 // 10, count))
    _insert(connection, "filings", _FILING, filings(count // 100, count))
    run("UPDATE filings SET state = 'in_approval', number = printf('KD-BB-2026-%04d', id)")
    for _name, sql in indexes:
        run(sql)
    run("COMMIT")
    run("PRAGMA wal_checkpoint(TRUNCATE)")


def _insert(connection, table, columns, rows):
    names = columns.split()
    marks = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
    while chunk := list(islice(rows, _CHUNK)):
        connection.executemany(statement, chunk)


def _code(serial):
    """Return a made-up credit code, another one for each serial."""
    left, signs = serial * 387_420_489 % len(_ALPHABET) ** 7, []
    for _place in range(7):
        left, sign = divmod(left, len(_ALPHABET))
        signs.append(_ALPHABET[sign])
    return f"91{110_000 + serial % 540_000:06d}MA{''.join(signs)}{_ALPHABET[serial % 31]}"


def main():
    folder, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    begun = time.monotonic()
    places = build(folder, count)
    megabytes = places.database.stat().st_size / 1e6
    print(f"{count} clients in {time.monotonic() - begun:.0f} s, {megabytes:.0f} MB: {folder}")


if __name__ == "__main__":
    main()
