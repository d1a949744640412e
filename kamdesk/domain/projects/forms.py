"""What the checks of the two forms share: cleaned texts, amounts, compulsory fields."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.texts import LINE_LIMIT
from kamdesk.i18n import _

BOX_LIMIT: Final = 2000
"""Characters of a text of several lines: what a form's box and its continuation print."""
REASON_LIMIT: Final = 500
"""Characters of a reason or an opinion."""
LARGEST: Final = Decimal(10) ** 12
"""No amount or quantity reaches this."""


def clean_texts(
    checks: FieldChecks,
    form: Any,
    *,
    lines: Iterable[str],
    boxes: Iterable[str],
    titles: Mapping[str, str],
) -> dict[str, str]:
    """Return the cleaned texts of `form` by field name; what is wrong goes into `checks`."""
    clean = {
        name: checks.line(name, titles[name], getattr(form, name), LINE_LIMIT) for name in lines
    }
    for name in boxes:
        clean[name] = checks.body(name, titles[name], getattr(form, name), BOX_LIMIT)
    return clean


def check_amounts(
    checks: FieldChecks, form: Any, places: Mapping[str, int], titles: Mapping[str, str]
) -> None:
    """Note each amount that is negative, huge or has more decimals than `places` says."""
    for name, count in places.items():
        if not _fits(getattr(form, name), count):
            checks.refuse(
                name,
                _("“{field}”应为不小于 0 的数，最多 {places} 位小数。").format(
                    field=_(titles[name]), places=count
                ),
            )


def check_filled(
    checks: FieldChecks, form: Any, names: Iterable[str], titles: Mapping[str, str]
) -> None:
    """Note each compulsory field that is empty."""
    for name in names:
        value = getattr(form, name)
        if value is None or (isinstance(value, str) and not value.strip()):
            checks.refuse(name, _("请填写“{title}”。").format(title=_(titles[name])))


def reason(text: str, title: str, *, field: str = "reason", required: bool = True) -> str:
    """Return the cleaned `text` of a reason, or raise FieldError for `field`."""
    checks = FieldChecks()
    clean = checks.body(field, title, text, REASON_LIMIT, required=required)
    checks.done()
    return clean


def _fits(value: Decimal | None, places: int) -> bool:
    if value is None:
        return True
    if not value.is_finite() or not 0 <= value < LARGEST:
        return False
    scaled = value.scaleb(places)
    return scaled == scaled.to_integral_value()
