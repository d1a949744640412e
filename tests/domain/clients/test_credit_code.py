"""统一社会信用代码: published vectors, and every single slip is seen."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.clients.credit_code import code_warning, normalise_code
from tests.real_data import real

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def checked(body):
    total = sum(ALPHABET.index(c) * weight for c, weight in zip(body, WEIGHTS, strict=True))
    return body + ALPHABET[(31 - total) % 31]


def test_published_vectors():
    with real("vectors", "uscc_vectors.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    wrong = [
        row for row in rows if (code_warning(row["input"]) == "") != (row["expected"] == "valid")
    ]
    assert rows
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", ""),
        ("无", ""),
        ("91350100M000100Y43", ""),
        ("９１３５０１００ m000100y43", ""),
        ("91350100M000100Y44", "校验位不对：第 18 位应为“3”，现为“4”，请对照营业执照核对。"),
        ("91350100M000100Y4Z", "第 18 位“Z”不是可用字符"),
        ("91350211M00013FA1N", "校验位不对"),
        ("9135010AM000100Y43", "第 8 位“A”不对"),
        ("91350100M000100Y4", "应为 18 位，现为 17 位"),
        ("320404000009558", "旧的工商注册号（15 位）"),
        ("3203031100387", "旧的工商注册号（13 位）"),
    ],
)
def test_what_looks_wrong_is_said(code, said):
    assert said in code_warning(code)
    assert bool(said) == bool(code_warning(code))


BODIES = st.from_regex(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{9}}", fullmatch=True)


@given(BODIES, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_seen(body, place, other):
    code = checked(body)
    assert code_warning(code) == ""
    changed = code[:place] + other + code[place + 1 :]
    assert (code_warning(changed) == "") == (changed == code)


@given(st.text())
def test_any_text_is_taken(text):
    assert isinstance(code_warning(text), str)


@given(st.text(st.characters(max_codepoint=127) | st.sampled_from("０９ＡＺ　－")))
def test_a_normalised_code_stays(text):
    assert normalise_code(normalise_code(text)) == normalise_code(text)
