"""Made-up credit codes."""

from stdnum.cn import uscc

from kamdesk.domain.clients.credit_code import code_warning
from kamdesk.services.sample.codes import made_up_code, province_of


def test_the_check_characters_are_right_and_no_two_are_the_same():
    codes = [made_up_code("91", "140100", serial) for serial in range(1, 100)]
    assert all(uscc.is_valid(code) and not code_warning(code) for code in codes)
    assert len(set(codes)) == len(codes)


def test_a_region_has_its_province():
    assert province_of("140107") == "山西省"
