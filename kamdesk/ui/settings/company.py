"""公司: name and logo as they stand on every form."""

from kamdesk.domain.settings import LONGEST_COMPANY
from kamdesk.i18n import _
from kamdesk.services.settings import SettingsService
from kamdesk.ui.access.logo import LogoField
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.settings.settings_form import SettingsForm


class CompanySection(SettingsForm):
    """Edits the company's name and logo."""

    def __init__(self, service: SettingsService, tools: PageTools) -> None:
        explanation = _("名称和标志印在每张表格的抬头。已批准的表格保持批准时的样子。")
        super().__init__(_("公司"), explanation, service=service, tools=tools)
        self.form.add(
            LineField("company", _("公司名称"), required=True, max_length=LONGEST_COMPANY),
            LogoField("logo", _("公司标志"), messages=tools.messages),
        )
        self.build()
