"""What the page of proposals says of the latest computation."""

from kamdesk.domain.classes.classification import rule_words
from kamdesk.domain.classes.proposals import RunState
from kamdesk.i18n import _
from kamdesk.ui.lists.columns import cell_text


def state_words(state: RunState) -> str:
    """Return when it was, for how many clients, by which rule, and whether it is outdated."""
    run = state.run
    if run is None:
        told = _("还没有计算过。规则：{rule}点“重新计算”，按采购记录给出建议。")
        return told.format(rule=rule_words(state.rule))
    if state.outdated:
        told = _("上次计算是 {time}，此后规则有修改或已进入新的月份，请重新计算。现行规则：{rule}")
        return told.format(time=cell_text(run.at), rule=rule_words(state.rule))
    told = _("{time} 由{person}计算，检查了 {count} 个客户。规则：{rule}")
    return told.format(
        time=cell_text(run.at),
        person=run.by,
        count=f"{run.clients:,}",
        rule=rule_words(run.rule),
    )
