"""The small forms of what is asked before something is done with a person's data."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from kamdesk.domain.clients.contacts import FIELD_TITLES, Contact
from kamdesk.domain.persons import claims, erasures, persons, requests
from kamdesk.domain.persons.claims import Claim
from kamdesk.domain.persons.requests import KIND_TITLES, STATE_TITLES, RequestRow, RequestState
from kamdesk.domain.persons.reveals import REASON_TITLES
from kamdesk.domain.persons.sensitive import sensitive_warning
from kamdesk.i18n import _
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.number_fields import DateField
from kamdesk.ui.forms.text_fields import TextField
from kamdesk.ui.lists.columns import cell_text
from kamdesk.ui.projects.asking import about_label
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.notices import Notice

WordT = TypeVar("WordT", bound=StrEnum)


def key_form(current: Claim, wanted: Contact) -> FormView:
    """Return the form that asks why the key person changes."""
    text = _("关键人由“{old}”（自 {since}）更换为“{new}”，从今天起重新计算。")
    about = text.format(old=current.name, since=cell_text(current.since), new=wanted.draft.name)
    return _asking(about, _reason(claims.REASON_TITLE, claims.REASON_LIMIT))


def keep_form(contact: Contact) -> FormView:
    """Return the form that asks until when data is kept on, and why."""
    until = cell_text(contact.draft.keep_until) or _("未填写")
    about = _("“{name}”的个人信息现保存至：{until}").format(name=contact.draft.name, until=until)
    day = DateField("keep_until", _(FIELD_TITLES["keep_until"]), required=True)
    return _asking(about, day, _reason(persons.KEEP_REASON_TITLE, persons.KEEP_REASON_LIMIT))


def request_form(contact: Contact, day: date) -> FormView:
    """Return the form that takes in what a person asks about their own data."""
    about = _("“{name}”就本人的个人信息提出请求。").format(name=contact.draft.name)
    kind = _choice("kind", requests.FIELD_TITLES["kind"], KIND_TITLES)
    received = DateField("received_on", _(requests.FIELD_TITLES["received_on"]), required=True)
    form = _asking(about, kind, received)
    form.set_values({"received_on": day})
    return form


def settle_form(request: RequestRow) -> FormView:
    """Return the form that asks what came of a request."""
    text = _("{client} {name}：{kind}，收到于 {day}。")
    about = text.format(
        client=request.client,
        name=request.person,
        kind=_(KIND_TITLES[request.kind]),
        day=cell_text(request.received_on),
    )
    ends = {state: STATE_TITLES[state] for state in (RequestState.DONE, RequestState.REFUSED)}
    state = _choice("state", requests.FIELD_TITLES["state"], ends)
    hint = _("拒绝请求时必须说明理由。")
    title, limit = _(requests.FIELD_TITLES["note"]), requests.NOTE_LIMIT
    return _asking(about, state, TextField("note", title, max_length=limit, lines=3, hint=hint))


def reveal_form() -> FormView:
    """Return the form that asks why a number is to be seen whole."""
    form = FormView()
    form.add_widget(Notice(_("每次查看都会记录查看人、时间和事由，本人有权知道。")))
    form.add(_choice("reason", _("查看事由"), REASON_TITLES))
    return form


def erase_form() -> FormView:
    """Return the form that asks why a person's data is erased, and says what that means."""
    form = FormView()
    text = _(
        "删除后不能恢复：姓名、职务、联系方式、备注和变更内容全部清空，上下级关系解除，只留编号。"
        "已签署的表单和此前的备份按档案规定保留。"
    )
    form.add_widget(Notice(text, Tone.WARN))
    form.add(_reason(erasures.REASON_TITLE, erasures.REASON_LIMIT))
    return form


def _asking(about: str, *fields: ChoiceField | DateField | TextField) -> FormView:
    form = FormView()
    form.add_widget(about_label(about))
    form.add(*fields)
    return form


def _reason(title: str, limit: int) -> TextField:
    return TextField(
        "reason", _(title), max_length=limit, lines=3, required=True, warn=sensitive_warning
    )


def _choice(key: str, title: str, titles: Mapping[WordT, str]) -> ChoiceField:
    choices = [(value, _(text)) for value, text in titles.items()]
    return ChoiceField(key, _(title), choices, required=True)
