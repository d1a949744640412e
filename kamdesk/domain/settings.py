"""What a company sets for itself; defaults are those of paperwork.md, sections 0 and 3."""

from dataclasses import dataclass

from kamdesk.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The programme's settings, days in calendar days."""

    company: str = ""
    logo: bytes = b""
    protection_days: int = 90
    warning_days: int = 15
    last_warning_days: int = 7
    extension_days: int = 90
    evidence_days: int = 30
    idle_days: int = 60
    grace_days: int = 10
    lock_minutes: int = 15
    form_copies: int = 2


LONGEST_COMPANY = 60
LARGEST_LOGO = 1024 * 1024
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_RANGES = {
    "protection_days": (1, 730),
    "warning_days": (1, 365),
    "last_warning_days": (1, 365),
    "extension_days": (1, 730),
    "evidence_days": (1, 365),
    "idle_days": (1, 730),
    "grace_days": (0, 365),
    "lock_minutes": (1, 240),
    "form_copies": (1, 4),
}


def settings_faults(settings: Settings) -> dict[str, str]:
    """Return what is wrong with the settings: field -> sentence."""
    faults = {name: _range_fault(getattr(settings, name), *_RANGES[name]) for name in _RANGES}
    faults["company"] = company_fault(settings.company)
    faults["logo"] = logo_fault(settings.logo)
    found = {name: fault for name, fault in faults.items() if fault}
    return found or _order_faults(settings)


def company_fault(company: str) -> str:
    """Return what is wrong with a company's name, or an empty text."""
    if not company.strip():
        return _("请填写公司名称。")
    if len(company.strip()) > LONGEST_COMPANY:
        return _("公司名称太长，请不要超过 {count} 个字。").format(count=LONGEST_COMPANY)
    return ""


def logo_fault(logo: bytes) -> str:
    """Return what is wrong with a logo's bytes, or an empty text; no logo is right."""
    if logo and not logo.startswith(_PICTURES):
        return _("公司标志只能是 PNG 或 JPEG 图片，请另选文件。")
    if len(logo) > LARGEST_LOGO:
        return _("公司标志图片超过 1 MB，请缩小后再选。")
    return ""


def _range_fault(value: int, least: int, most: int) -> str:
    if least <= value <= most:
        return ""
    return _("请填写 {least} 到 {most} 之间的整数。").format(least=least, most=most)


def _order_faults(settings: Settings) -> dict[str, str]:
    faults = {}
    if settings.warning_days >= settings.protection_days:
        faults["warning_days"] = _("到期提醒天数必须小于备案保护期天数。")
    if settings.last_warning_days >= settings.warning_days:
        faults["last_warning_days"] = _("再次提醒天数必须小于首次提醒天数。")
    return faults
