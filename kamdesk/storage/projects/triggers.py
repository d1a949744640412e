"""What the database itself refuses in the tables of filings, applications and approval.

The rules are those of the domain (`approvals.NEXT`, the states of the two forms); a test walks
every pair of states against both.
"""

from kamdesk.storage.triggers import Trigger, append_only, refuse

_FILING_FORM = (
    "contact_name, contact_post, contact_phone, evidence, project_name, summary, "
    "expected_amount, expected_price, expected_on, feedback, client_state, competitors, mode, "
    "declared, filer_id, department_id"
)
_APPLICATION_FORM = (
    "phone, project_name, source, mode, partner, background, monthly_tons, "
    "yearly_sales, margin, key_people, competitors, strengths, risks, goals, starts_on, ends_on, "
    "leader, leader_duty, members, budget, support, attachments, applicant_id, department_id"
)
_APPLICATION_COURSE = (
    "id, number, revision, state, case_id, filing_id, submitted_at, approved_at, updated_at, "
    "closed_reason"
)
"""What is final with the form; who carries it may still change."""
_MERGED = (
    "EXISTS (SELECT 1 FROM client_merges AS merge WHERE (merge.merged_id = OLD.client_id "
    "AND merge.kept_id = NEW.client_id) OR (merge.kept_id = OLD.client_id "
    "AND merge.merged_id = NEW.client_id))"
)
"""A paper may follow its client into the one it was merged into, and back; nowhere else."""
_ELSEWHERE = f"NEW.client_id IS NOT OLD.client_id AND NOT {_MERGED}"
_UNSENT = "OLD.state NOT IN ('draft', 'returned')"
_NOT_SAME = "OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (VALUES {paths})"
_SENT_PATHS = (
    "('draft', 'in_approval'), ('draft', 'cancelled'), ('returned', 'in_approval'), "
    "('returned', 'cancelled'), ('in_approval', 'draft'), ('in_approval', 'returned'), "
    "('in_approval', 'refused'), ('returned', 'refused'), "
)
_CASE_NOT = "(SELECT state FROM approval_cases WHERE id = NEW.case_id) IS NOT '{state}'"
_UNSIGNED_STEP = (
    "EXISTS (SELECT 1 FROM approval_steps AS step WHERE step.case_id = NEW.id "
    "AND step.round = NEW.round AND step.state <> 'not_needed' AND NOT EXISTS "
    "(SELECT 1 FROM approval_opinions AS opinion WHERE opinion.step_id = step.id "
    "AND opinion.round = NEW.round AND opinion.act IN ('agree', 'agree_conditionally')))"
)
_NO_STEP = (
    "NOT EXISTS (SELECT 1 FROM approval_steps AS step WHERE step.case_id = NEW.id "
    "AND step.round = NEW.round AND step.state = 'agreed')"
)
_BY_SUBMITTER = (
    "NEW.act IN ('agree', 'agree_conditionally', 'return', 'refuse') AND NEW.person_id = "
    "(SELECT submitter_id FROM approval_cases WHERE id = NEW.case_id)"
)
_WITHOUT_TASK = (
    "NEW.act IN ('agree', 'agree_conditionally', 'return', 'refuse') AND "
    "(SELECT task.state FROM approval_tasks AS task "
    "JOIN approval_cases AS owner ON owner.id = task.case_id "
    "WHERE task.id = NEW.task_id AND task.step_id = NEW.step_id AND owner.id = NEW.case_id "
    "AND owner.state = 'running' AND owner.round = NEW.round) IS NOT 'open'"
)


def _form(table: str, columns: str, last: str) -> tuple[Trigger, ...]:
    """Return the triggers of a form's table; `last` is the path that approval opens."""
    path = _NOT_SAME.format(paths=_SENT_PATHS + last)
    return (
        refuse(
            f"{table}_born",
            table=table,
            event="INSERT",
            when="NEW.state <> 'draft' OR NEW.number IS NOT NULL OR NEW.case_id IS NOT NULL",
            message=f"{table} are born as drafts",
        ),
        refuse(
            f"{table}_path",
            table=table,
            event="UPDATE OF state",
            when=path,
            message=f"{table} do not take that path",
        ),
        refuse(
            f"{table}_frozen",
            table=table,
            event=f"UPDATE OF {columns}",
            when=_UNSENT,
            message=f"{table} are frozen once submitted",
        ),
        refuse(
            f"{table}_client",
            table=table,
            event="UPDATE OF client_id",
            when=f"{_UNSENT} AND {_ELSEWHERE}",
            message=f"{table} keep their client once submitted",
        ),
        refuse(
            f"{table}_identity",
            table=table,
            event="UPDATE OF id, number, case_id",
            when="NEW.id <> OLD.id OR (OLD.number IS NOT NULL AND NEW.number IS NOT OLD.number) "
            "OR (OLD.case_id IS NOT NULL AND NEW.case_id IS NOT OLD.case_id)",
            message=f"{table} keep their number and case",
        ),
        refuse(
            f"{table}_no_delete",
            table=table,
            event="DELETE",
            when="OLD.state <> 'draft' OR OLD.number IS NOT NULL",
            message=f"only unnumbered drafts of {table} are deleted",
        ),
    )


_FILINGS = (
    *_form("filings", _FILING_FORM, "('in_approval', 'filed'), ('filed', 'ended')"),
    refuse(
        "filings_need_approval",
        table="filings",
        event="UPDATE OF state",
        when="NEW.state = 'filed' AND OLD.state <> 'filed' AND "
        + _CASE_NOT.format(state="approved"),
        message="a filing needs its approval",
    ),
    refuse(
        "filings_over",
        table="filings",
        event="UPDATE",
        when="OLD.state IN ('refused', 'ended', 'cancelled') "
        f"AND NOT (NEW.state = OLD.state AND NEW.client_id <> OLD.client_id AND {_MERGED})",
        message="the filing is over",
    ),
    *append_only("filing_follow_ups"),
    *append_only("filing_extensions"),
    *(
        refuse(
            f"{table}_filed",
            table=table,
            event="INSERT",
            when="(SELECT state FROM filings WHERE id = NEW.filing_id) IS NOT 'filed'",
            message="the filing is not in force",
        )
        for table in ("filing_follow_ups", "filing_extensions")
    ),
)
_APPLICATIONS = (
    *_form("applications", _APPLICATION_FORM, "('in_approval', 'approved')"),
    refuse(
        "applications_need_approval",
        table="applications",
        event="UPDATE OF state",
        when="NEW.state = 'approved' AND OLD.state <> 'approved' AND "
        + _CASE_NOT.format(state="approved"),
        message="an application needs its approval",
    ),
    refuse(
        "applications_over",
        table="applications",
        event=f"UPDATE OF {_APPLICATION_FORM}, {_APPLICATION_COURSE}",
        when="OLD.state IN ('approved', 'refused', 'cancelled')",
        message="the application is final",
    ),
)
_CASES = (
    refuse(
        "approval_cases_born",
        table="approval_cases",
        event="INSERT",
        when="NEW.state <> 'running' OR NEW.round <> 1",
        message="a case is born running",
    ),
    refuse(
        "approval_cases_path",
        table="approval_cases",
        event="UPDATE OF state",
        when=_NOT_SAME.format(
            paths="('running', 'returned'), ('running', 'withdrawn'), ('running', 'approved'), "
            "('running', 'refused'), ('returned', 'running'), ('returned', 'refused'), "
            "('withdrawn', 'running')"
        ),
        message="a case does not take that path",
    ),
    refuse(
        "approval_cases_round",
        table="approval_cases",
        event="UPDATE",
        when="NEW.round <> OLD.round + (OLD.state <> 'running' AND NEW.state = 'running')",
        message="a round begins with a submission",
    ),
    refuse(
        "approval_cases_over",
        table="approval_cases",
        event="UPDATE",
        when="OLD.state IN ('approved', 'refused')",
        message="the case is over",
    ),
    refuse(
        "approval_cases_identity",
        table="approval_cases",
        event="UPDATE OF id, kind, record_id, submitter_id, route_id",
        when="NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.record_id <> OLD.record_id "
        "OR NEW.submitter_id <> OLD.submitter_id "
        "OR (NEW.route_id <> OLD.route_id AND OLD.state <> 'withdrawn')",
        message="a running case keeps its submitter and route",
    ),
    refuse(
        "approval_cases_need_opinions",
        table="approval_cases",
        event="UPDATE OF state",
        when=f"NEW.state = 'approved' AND ({_UNSIGNED_STEP} OR {_NO_STEP})",
        message="a needed step has not agreed",
    ),
    refuse(
        "approval_cases_no_delete",
        table="approval_cases",
        event="DELETE",
        message="cases are kept",
    ),
)
_STEPS_AND_TASKS = (
    refuse(
        "approval_steps_over",
        table="approval_steps",
        event="UPDATE",
        when="OLD.state IN ('agreed', 'stopped', 'not_needed') OR NEW.case_id <> OLD.case_id "
        "OR NEW.round <> OLD.round OR NEW.role <> OLD.role OR NEW.way <> OLD.way "
        "OR NEW.position <> OLD.position OR NEW.id <> OLD.id",
        message="a step keeps its place and its end",
    ),
    refuse(
        "approval_steps_no_delete", table="approval_steps", event="DELETE", message="steps are kept"
    ),
    refuse(
        "approval_tasks_over",
        table="approval_tasks",
        event="UPDATE",
        when="OLD.state IN ('done', 'closed') OR NEW.holder_id <> OLD.holder_id "
        "OR NEW.step_id <> OLD.step_id OR NEW.case_id <> OLD.case_id OR NEW.id <> OLD.id",
        message="a task keeps its holder and its end",
    ),
    refuse(
        "approval_tasks_no_self",
        table="approval_tasks",
        event="INSERT",
        when="NEW.holder_id = (SELECT submitter_id FROM approval_cases WHERE id = NEW.case_id)",
        message="nobody is asked about their own submission",
    ),
    refuse(
        "approval_tasks_no_delete", table="approval_tasks", event="DELETE", message="tasks are kept"
    ),
)
_OPINIONS = (
    *append_only("approval_opinions"),
    *append_only("form_sheets"),
    *append_only("approval_routes"),
    refuse(
        "approval_opinions_no_self",
        table="approval_opinions",
        event="INSERT",
        when=_BY_SUBMITTER,
        message="nobody approves what they submitted",
    ),
    refuse(
        "approval_opinions_open_task",
        table="approval_opinions",
        event="INSERT",
        when=_WITHOUT_TASK,
        message="a decision needs an open task",
    ),
)
_CONFLICTS = (
    refuse(
        "conflicts_born",
        table="conflicts",
        event="INSERT",
        when="NEW.state <> 'open'",
        message="a conflict case is born open",
    ),
    refuse(
        "conflicts_over",
        table="conflicts",
        event="UPDATE",
        when="(OLD.state <> 'open' AND NEW.client_id = OLD.client_id) "
        "OR (OLD.state <> 'open' AND NEW.state <> OLD.state) OR NEW.number <> OLD.number "
        f"OR NEW.first_id <> OLD.first_id OR NEW.second_id <> OLD.second_id OR ({_ELSEWHERE})",
        message="a ruling is kept",
    ),
    refuse(
        "conflicts_no_delete", table="conflicts", event="DELETE", message="conflict cases are kept"
    ),
)
_DELEGATIONS = (
    refuse(
        "delegations_over",
        table="delegations",
        event="UPDATE",
        when="OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL "
        "OR NEW.delegator_id <> OLD.delegator_id OR NEW.agent_id <> OLD.agent_id "
        "OR NEW.starts_on <> OLD.starts_on OR NEW.ends_on <> OLD.ends_on "
        "OR NEW.covers_filings <> OLD.covers_filings "
        "OR NEW.covers_applications <> OLD.covers_applications OR NEW.reason <> OLD.reason",
        message="a delegation is only revoked",
    ),
    refuse(
        "delegations_no_delete", table="delegations", event="DELETE", message="delegations are kept"
    ),
)
_NUMBERS = (
    refuse(
        "number_counters_up",
        table="number_counters",
        event="UPDATE",
        when="NEW.last <> OLD.last + 1 OR NEW.kind <> OLD.kind OR NEW.year <> OLD.year",
        message="a counter counts up by one",
    ),
    refuse(
        "number_counters_born",
        table="number_counters",
        event="INSERT",
        when="NEW.last <> 0",
        message="a counter begins at nothing",
    ),
    refuse(
        "number_counters_no_delete",
        table="number_counters",
        event="DELETE",
        message="counters are kept",
    ),
    refuse(
        "number_register_once",
        table="number_register",
        event="UPDATE",
        when="OLD.cancelled_at IS NOT NULL OR NEW.cancelled_at IS NULL "
        "OR length(NEW.cancel_reason) = 0 OR NEW.number <> OLD.number OR NEW.kind <> OLD.kind "
        "OR NEW.year <> OLD.year OR NEW.sequence <> OLD.sequence OR NEW.taken_at <> OLD.taken_at",
        message="a number is only cancelled, once, with a reason",
    ),
    refuse(
        "number_register_no_delete",
        table="number_register",
        event="DELETE",
        message="numbers are never reused",
    ),
)

TRIGGERS: tuple[Trigger, ...] = (
    *_FILINGS,
    *_APPLICATIONS,
    *_CASES,
    *_STEPS_AND_TASKS,
    *_OPINIONS,
    *_CONFLICTS,
    *_DELEGATIONS,
    *_NUMBERS,
)
