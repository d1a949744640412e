"""Setting a company up in two steps: the company, then its administrator."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kamdesk.domain.company import CompanySetup
from kamdesk.i18n import _
from kamdesk.ui.access.form_panel import FormPanel
from kamdesk.ui.access.logo import LogoField
from kamdesk.ui.access.passwords import new_password_fields
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.messages import Messages


class CompanyPanel(FormPanel):
    """Asks for the company's name and logo."""

    stays = True
    finished = Signal()
    back = Signal()

    def __init__(self, messages: Messages) -> None:
        super().__init__(
            _("第 1 步，共 3 步：公司"), _("公司名称会印在每张表格的抬头，以后可以在设置中修改。")
        )
        self.name = LineField(
            "company",
            _("公司名称"),
            required=True,
            max_length=60,
            placeholder=_("营业执照上的全称"),
        )
        self.logo = LogoField("logo", _("公司标志"), messages=messages)
        self.form.add(self.name, self.logo)
        self.add_ways(self.go_on, _("下一步"), self.back.emit)
        self.name.editor.returnPressed.connect(self.go_on)

    def first_focus(self) -> QWidget:
        return self.name.editor

    def go_on(self) -> None:
        """Finish where everything is right."""
        if self.form.validate():
            self.finished.emit()


class AdministratorPanel(FormPanel):
    """Asks for the administrator's login, name and password."""

    stays = True
    submitted = Signal()
    back = Signal()

    def __init__(self) -> None:
        super().__init__(
            _("第 2 步，共 3 步：系统管理员"),
            _("管理员负责用户、设置和备份，不参与业务审批。业务人员的账号稍后再建。"),
        )
        self.login = LineField(
            "login", _("登录名"), required=True, max_length=30, hint=_("字母和数字，例如 admin。")
        )
        self.name = LineField("name", _("姓名"), required=True, max_length=30)
        self.password, self.again = new_password_fields(self._who, title=_("密码"))
        self.form.add(self.login, self.name, self.password, self.again)
        self.add_ways(self.submit, _("建立公司"), self.back.emit)
        self.again.editor.returnPressed.connect(self.submit)

    def first_focus(self) -> QWidget:
        return self.login.editor

    def submit(self) -> None:
        """Hand the answers on where everything is right."""
        if self.isEnabled() and self.form.validate():
            self.notice.say("")
            self.set_busy(busy=True)
            self.submitted.emit()

    def setup_of(self, company: CompanyPanel) -> CompanySetup:
        """Return everything the first start asked for."""
        mine = self.form.values()
        return CompanySetup(
            company=company.name.value() or "",
            logo=company.logo.value(),
            login=mine["login"],
            name=mine["name"],
            password=mine["password"],
        )

    def _who(self) -> tuple[str, str]:
        return self.login.value() or "", self.name.value() or ""
