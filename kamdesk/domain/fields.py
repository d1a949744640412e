"""Checks the fields of a form and collects what is wrong, one sentence a field."""

from kamdesk.domain.errors import FieldError, RuleError
from kamdesk.domain.texts import clean_body, clean_line, too_long
from kamdesk.i18n import _


class FieldChecks:
    """Cleans the fields of one form; `done` refuses with everything that was wrong."""

    def __init__(self) -> None:
        self.errors: dict[str, str] = {}

    def line(self, field: str, title: str, text: str, limit: int, *, required: bool = False) -> str:
        """Return the cleaned single line of `field`, at most `limit` characters."""
        return self._checked(field, title, text, limit, required=required, body=False)

    def body(self, field: str, title: str, text: str, limit: int, *, required: bool = False) -> str:
        """Return the cleaned text of several lines of `field`, at most `limit` characters."""
        return self._checked(field, title, text, limit, required=required, body=True)

    def refuse(self, field: str, sentence: str) -> None:
        """Note that `field` is wrong; the first sentence of a field stays."""
        if sentence:
            self.errors.setdefault(field, sentence)

    def done(self) -> None:
        """Raise FieldError where anything was refused."""
        if self.errors:
            raise FieldError(self.errors)

    def _checked(
        self, field: str, title: str, text: str, limit: int, *, required: bool, body: bool
    ) -> str:
        try:
            clean = clean_body(text) if body else clean_line(text)
        except RuleError as error:
            self.refuse(field, f"{_(title)}：{error}")
            return ""
        if required and not clean:
            self.refuse(field, _("请填写“{title}”。").format(title=_(title)))
        self.refuse(field, too_long(title, clean, limit))
        return clean
