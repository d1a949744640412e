"""Credit codes that belong to nobody: right in form and check characters, invented in the body."""

from typing import Final

from stdnum.cn.uscc import calc_check_digit

_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCES: Final = {"14": "山西省", "11": "北京市", "31": "上海市", "44": "广东省"}


def made_up_code(prefix: str, region: str, serial: int) -> str:
    """Return the 统一社会信用代码 of the sample's client `serial` (GB 32100, GB 11714)."""
    body = f"MAX9{serial:04d}"
    code = f"{prefix}{region}{body}{_organisation_check(body)}"
    return f"{code}{calc_check_digit(code)}"


def province_of(region: str) -> str:
    """Return the province of a six-digit region code."""
    return _PROVINCES[region[:2]]


def _organisation_check(body: str) -> str:
    total = sum(int(sign, 36) * weight for sign, weight in zip(body, _WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]
