"""The map from a subset's positions to characters."""

import re

from kamdesk.reports.tounicode import to_unicode_map


def entries(subset):
    found = re.findall(r"<(..)> <([0-9A-F]+)>$", to_unicode_map(subset), re.MULTILINE)
    return {
        int(at, 16): bytes.fromhex(code).decode("utf-16-be") for at, code in found if at != "00"
    }


def test_characters_beyond_the_bmp_are_told_in_utf_16():
    assert entries([0, ord("中"), ord("𬭎"), 32]) == {1: "中", 2: "𬭎", 3: " "}


def test_a_full_subset_is_told_in_blocks_of_a_hundred():
    subset = [0, *range(0x4E00, 0x4EFF)]
    assert re.findall(r"(\d+) beginbfchar", to_unicode_map(subset)) == ["100", "100", "55"]
    assert len(entries(subset)) == 255
