"""Fills the papers KD-01 and KD-02 from records and opinions.

What stands on them is Chinese in every language of the screens, as the forms are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from kamdesk.domain.clients.clients import ClientClass
from kamdesk.domain.clock import day_of
from kamdesk.domain.people import Role
from kamdesk.domain.projects.application_records import ApplicationDetails
from kamdesk.domain.projects.applications import Attachment
from kamdesk.domain.projects.case_records import Finding, OpinionDetails
from kamdesk.domain.projects.cases import Decision
from kamdesk.domain.projects.filing_records import FilingDetails
from kamdesk.domain.projects.filings import ClientState, FilingState
from kamdesk.domain.projects.modes import DevelopmentMode
from kamdesk.domain.projects.paper import (
    ATTACHMENTS,
    CLIENT_CLASSES,
    CLIENT_STATES,
    DECISIONS,
    MODES,
    ApplicationPaper,
    Extension,
    FilingCheck,
    FilingPaper,
    OpinionBox,
    OpinionLine,
    PaperFrame,
    TeamMember,
)
from kamdesk.domain.projects.sheets import ApplicationSheet

_WORDS = dict(zip((each.value for each in Decision), DECISIONS, strict=True))
_CLASSES = dict(zip((each.value for each in ClientClass), CLIENT_CLASSES, strict=True))
_MODES = dict(zip(DevelopmentMode, MODES, strict=True))
_ATTACHMENTS = dict(zip(Attachment, ATTACHMENTS, strict=True))
_CLIENT_STATES = dict(zip(ClientState, CLIENT_STATES, strict=True))
_BOXES = {
    Role.HEAD: "department_opinion",
    Role.MANAGEMENT: "filing_opinion",
    Role.FINANCE: "finance_opinion",
    Role.EXECUTIVE_VP: "vice_president_opinion",
    Role.GENERAL_MANAGER: "general_manager_opinion",
}


def application_paper(
    frame: PaperFrame,
    details: ApplicationDetails,
    log: Sequence[OpinionDetails],
    conflict: str,
) -> ApplicationPaper:
    """Return KD-01; `log` holds the decisions of all rounds, `conflict` the number of a 撞单."""
    sheet, draft = details.sheet, details.sheet.draft
    blank = ApplicationPaper(frame=frame)
    return replace(
        blank,
        department=sheet.department,
        applicant=sheet.applicant,
        phone=draft.phone,
        project_name=draft.project_name,
        **_client_fields(sheet),
        source=draft.source,
        mode=_MODES[draft.mode],
        partner=draft.partner if draft.mode is DevelopmentMode.JOINT else "",
        background=draft.background,
        monthly_tons=draft.monthly_tons,
        yearly_sales=draft.yearly_sales,
        margin=draft.margin,
        key_people=draft.key_people,
        competitors=draft.competitors,
        strengths=draft.strengths,
        risks=draft.risks,
        goals=draft.goals,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        leader=_member(draft.leader, draft.leader_duty) if draft.leader else None,
        members=tuple(_member(each.name, each.duty) for each in draft.members),
        budget=draft.budget,
        support=draft.support,
        attachments=tuple(_ATTACHMENTS[each] for each in Attachment if each in draft.attachments),
        filing_check=_filing_check(sheet, log, conflict),
        **_boxes(blank, log),
    )


def filing_paper(
    frame: PaperFrame, details: FilingDetails, log: Sequence[OpinionDetails]
) -> FilingPaper:
    """Return KD-02; `log` holds the decisions of all rounds."""
    sheet, draft = details.sheet, details.sheet.draft
    blank = FilingPaper(frame=frame)
    signed = draft.declared and sheet.submitted_at is not None
    heads = [each for each in log if each.role is Role.HEAD and not each.added]
    return replace(
        blank,
        filed_at=sheet.submitted_at,
        filer=sheet.filer,
        department=sheet.department,
        client_name=sheet.client.name,
        client_short_name=sheet.client.short_name,
        client_former_names=sheet.client.former_names,
        credit_code=sheet.client.code,
        address=sheet.client.address,
        client_phone=sheet.client.phone,
        contact_name=draft.contact_name,
        contact_post=draft.contact_post,
        contact_phone=draft.contact_phone,
        evidence=draft.evidence,
        project_name=draft.project_name,
        summary=draft.summary,
        expected_amount=draft.expected_amount,
        expected_price=draft.expected_price,
        expected_on=draft.expected_on.isoformat() if draft.expected_on else "",
        contact_progress=draft.feedback,
        client_state=_CLIENT_STATES[draft.client_state],
        competitors=draft.competitors,
        mode=_MODES[draft.mode],
        declared_by=sheet.filer if signed else "",
        declared_at=sheet.submitted_at if signed else None,
        manager_opinion=_with_lines(blank.manager_opinion, heads),
        filing_opinion=_with_lines(
            blank.filing_opinion, [each for each in log if each not in heads]
        ),
        **_register_fields(details, log),
    )


def _register_fields(details: FilingDetails, log: Sequence[OpinionDetails]) -> dict[str, Any]:
    """Fields 17 to 21: what 销售管理部 found, the conclusion, the protection and its end."""
    found = next((each for each in reversed(log) if each.finding), None)
    refused = details.state is FilingState.REFUSED
    protection = details.protection
    return {
        "check_result": _found(found),
        "accepted_on": day_of(found.at) if found else None,
        "granted": True if protection else False if refused else None,
        "refusal_reason": details.close_reason if refused else "",
        "shared_with": details.joint_with if protection else "",
        "protected_from": protection.starts_on if protection else None,
        "protected_until": protection.ends_on if protection else None,
        "extensions": tuple(
            Extension(sequence=each.sequence, until=each.until, approved_by=each.by)
            for each in details.extensions
        ),
        "ended_on": details.closed_on if details.state is FilingState.ENDED else None,
        "end_reason": details.close_reason if details.state is FilingState.ENDED else "",
    }


def _client_fields(sheet: ApplicationSheet) -> dict[str, Any]:
    client = sheet.client
    return {
        "client_name": client.name,
        "credit_code": client.code,
        "client_classes": tuple(_CLASSES[each] for each in client.classes),
        "industry": client.industry,
        "region": client.region,
        "address": client.address,
    }


def _filing_check(
    sheet: ApplicationSheet, log: Sequence[OpinionDetails], conflict: str
) -> FilingCheck:
    """Field 20 of KD-01."""
    found = next((each.finding for each in reversed(log) if each.finding), None)
    suspected = None if found is None else found.result is Finding.SUSPECTED
    filing = sheet.filing
    return FilingCheck(
        suspected=suspected,
        conflict_number=conflict if suspected else "",
        filing_number=filing.number if filing else "",
        filed_on=filing.filed_on if filing else None,
        valid_until=filing.valid_until if filing else None,
    )


def _boxes(blank: ApplicationPaper, log: Sequence[OpinionDetails]) -> dict[str, Any]:
    """Fields 19 to 23: a role's first step fills its box, any other gets a box of its own."""
    boxes: dict[str, Any] = {}
    further: list[OpinionBox] = []
    for key, entries in _by_step(log).items():
        role = entries[0].role
        name = _BOXES.get(role) if role and not key[1] else None
        if name is None or name in boxes:
            title = f"{entries[0].step_title}（加签）" if key[1] else f"{entries[0].step_title}意见"
            further.append(_with_lines(OpinionBox(title=title), entries))
        else:
            box = getattr(blank, name) or OpinionBox(title="财务部意见")
            boxes[name] = _with_lines(box, entries)
    return {**boxes, "further_opinions": tuple(further)}


def _by_step(log: Iterable[OpinionDetails]) -> dict[tuple[str, bool], list[OpinionDetails]]:
    """Group decisions by step, those of added signers apart; rounds stay in their order."""
    steps: dict[tuple[str, bool], list[OpinionDetails]] = {}
    for entry in log:
        steps.setdefault((entry.step_key, entry.added), []).append(entry)
    return steps


def _with_lines(box: OpinionBox, entries: Iterable[OpinionDetails]) -> OpinionBox:
    return replace(box, lines=tuple(_line(entry) for entry in entries))


def _line(entry: OpinionDetails) -> OpinionLine:
    return OpinionLine(
        decision=_WORDS[entry.act.value],
        text=entry.text,
        signer=entry.person,
        on_behalf_of=entry.on_behalf_of,
        delegated_from=entry.delegated_from,
        delegated_until=entry.delegated_until,
        decided_at=entry.at,
        round=entry.revision,
    )


def _found(entry: OpinionDetails | None) -> str:
    if entry is None or entry.finding is None:
        return ""
    words = {Finding.CLEAR: "无重复", Finding.SUSPECTED: "疑似撞单"}
    return "：".join(part for part in (words[entry.finding.result], entry.finding.note) if part)


def _member(name: str, duty: str) -> TeamMember:
    return TeamMember(name=name, duty=duty)
