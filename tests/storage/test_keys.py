"""The data key is opened by each user's password and by the recovery key, by nothing else."""

import json

import pytest

from kamdesk.domain.errors import FileError, LoginError
from kamdesk.domain.recovery import new_recovery_key
from kamdesk.storage import keys
from kamdesk.storage.keys import Cost, KeyFile, Keyring

CHEAP = Cost(memory=8, passes=1, lanes=1)


@pytest.fixture
def key():
    return keys.new_data_key()


@pytest.fixture
def recovery_key():
    return new_recovery_key()


@pytest.fixture
def path(tmp_path, key, recovery_key):
    path = tmp_path / "kamdesk.keys"
    keys.write_keys(path, KeyFile(keys.wrap_for_recovery(key, recovery_key)))
    return path


@pytest.fixture
def ring(path, key):
    ring = Keyring(path, key, cost=CHEAP)
    ring.set_password(login="liming", name="李明", password="春江水暖鸭先知了", temporary=False)
    return ring


def unlocked(path, login, password):
    return keys.unlock(keys.read_keys(path), login=login, password=password)


def test_the_right_password_gives_the_key(ring, path, key):
    assert unlocked(path, "liming", "春江水暖鸭先知了") == key


@pytest.mark.parametrize(
    ("login", "password"),
    [("liming", "春江水暖鸭先知"), ("nobody", "春江水暖鸭先知了"), ("liming", "")],
)
def test_anything_else_is_refused_in_the_same_words(ring, path, login, password):
    with pytest.raises(LoginError, match="登录名或密码不对"):
        unlocked(path, login, password)


def test_full_width_typing_is_the_same_password(ring, path, key):
    ring.set_password(login="liming", name="李明", password="Abc-2026-xyz", temporary=False)
    assert unlocked(path, "liming", "Ａｂｃ－２０２６－ｘｙｚ") == key


def test_a_new_password_replaces_the_old_one(ring, path, key):
    ring.set_password(login="liming", name="李明", password="山重水复疑无路吗", temporary=True)
    assert unlocked(path, "liming", "山重水复疑无路吗") == key
    assert keys.read_keys(path).user("liming").temporary
    with pytest.raises(LoginError):
        unlocked(path, "liming", "春江水暖鸭先知了")


def test_a_removed_user_is_out_and_the_others_stay(ring, path, key):
    ring.set_password(login="chenjing", name="陈静", password="山重水复疑无路吗", temporary=False)
    ring.remove("liming")
    assert unlocked(path, "chenjing", "山重水复疑无路吗") == key
    with pytest.raises(LoginError):
        unlocked(path, "liming", "春江水暖鸭先知了")


def test_a_renamed_user_keeps_the_password(ring, path, key):
    ring.rename("liming", "李明远")
    assert keys.read_keys(path).user("liming").name == "李明远"
    assert unlocked(path, "liming", "春江水暖鸭先知了") == key


def test_the_recovery_key_gives_the_key_however_it_is_typed(path, key, recovery_key):
    typed = f" {recovery_key.lower().replace('-', ' ')} "
    assert keys.unlock_by_recovery(keys.read_keys(path), typed) == key


def test_another_companys_recovery_key_is_refused(path):
    with pytest.raises(LoginError, match="不属于这套数据"):
        keys.unlock_by_recovery(keys.read_keys(path), new_recovery_key())


def test_each_wrap_has_its_own_salt(ring, path):
    ring.set_password(login="chenjing", name="陈静", password="春江水暖鸭先知了", temporary=False)
    first, second = keys.read_keys(path).users
    assert first.salt != second.salt
    assert first.wrapped != second.wrapped


def test_neither_key_nor_password_lies_in_the_file(ring, path, key, recovery_key):
    content = path.read_bytes()
    assert key.secret not in content
    assert key.secret.hex().encode() not in content
    assert "春江".encode() not in content
    assert recovery_key.encode() not in content


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda content: b"", "已损坏"),
        (lambda content: content[:-20], "已损坏"),
        (lambda content: b"\xff\xfe" + content, "已损坏"),
        (lambda content: b"[]", "已损坏"),
        (lambda content: json.dumps({"format": 1, "recovery": "", "users": [1]}), "已损坏"),
        (lambda content: content.replace(b'"salt": "', b'"salt": "zz'), "已损坏"),
        (lambda content: content.replace(b'"format": 1', b'"format": 2'), "更新版本的程序"),
    ],
)
def test_a_damaged_key_file_is_told(ring, path, damage, sentence):
    damaged = damage(path.read_bytes())
    path.write_bytes(damaged if isinstance(damaged, bytes) else damaged.encode())
    with pytest.raises(FileError, match=sentence):
        keys.read_keys(path)


def test_a_missing_key_file_is_told(tmp_path):
    with pytest.raises(FileError, match=r"找不到文件.*kamdesk\.keys"):
        keys.read_keys(tmp_path / "kamdesk.keys")


def test_the_ordinary_cost_is_64_mib_three_passes_four_lanes():
    assert Cost() == Cost(memory=65_536, passes=3, lanes=4)
