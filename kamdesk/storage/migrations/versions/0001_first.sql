-- Revision 0001: every table, index and trigger of the first release, one statement a paragraph.
-- Frozen: what changes later is a revision of its own.

CREATE TABLE departments (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_departments PRIMARY KEY (id), 
	CONSTRAINT uq_departments_name UNIQUE (name)
)

CREATE TABLE number_counters (
	kind VARCHAR(40) NOT NULL, 
	year INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	CONSTRAINT pk_number_counters PRIMARY KEY (kind, year), 
	CONSTRAINT ck_number_counters_kind CHECK (kind IN ('BB', 'LX', 'ZC'))
)

CREATE TABLE number_register (
	number TEXT NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	year INTEGER NOT NULL, 
	sequence INTEGER NOT NULL, 
	taken_at TEXT NOT NULL, 
	cancelled_at TEXT, 
	cancel_reason TEXT, 
	CONSTRAINT pk_number_register PRIMARY KEY (number), 
	CONSTRAINT uq_number_register_kind_year_sequence UNIQUE (kind, year, sequence), 
	CONSTRAINT ck_number_register_kind CHECK (kind IN ('BB', 'LX', 'ZC'))
)

CREATE TABLE settings (
	id INTEGER NOT NULL, 
	company TEXT NOT NULL, 
	logo BLOB NOT NULL, 
	protection_days INTEGER NOT NULL, 
	warning_days INTEGER NOT NULL, 
	last_warning_days INTEGER NOT NULL, 
	extension_days INTEGER NOT NULL, 
	evidence_days INTEGER NOT NULL, 
	idle_days INTEGER NOT NULL, 
	grace_days INTEGER NOT NULL, 
	lock_minutes INTEGER NOT NULL, 
	form_copies INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_settings PRIMARY KEY (id), 
	CONSTRAINT ck_settings_single CHECK (id = 1)
)

CREATE TABLE users (
	id INTEGER NOT NULL, 
	login TEXT NOT NULL, 
	name TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	department_id INTEGER, 
	active BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_users PRIMARY KEY (id), 
	CONSTRAINT uq_users_login UNIQUE (login), 
	CONSTRAINT fk_users_department_id_departments FOREIGN KEY(department_id) REFERENCES departments (id), 
	CONSTRAINT ck_users_active CHECK (active IN (0, 1))
)

CREATE TABLE audit (
	seq INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	actor_id INTEGER NOT NULL, 
	action TEXT NOT NULL, 
	noun TEXT NOT NULL, 
	record_id INTEGER NOT NULL, 
	payload TEXT NOT NULL, 
	previous TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (seq), 
	CONSTRAINT fk_audit_actor_id_users FOREIGN KEY(actor_id) REFERENCES users (id), 
	CONSTRAINT uq_audit_digest UNIQUE (digest)
)

CREATE TABLE clients (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	name TEXT NOT NULL, 
	code TEXT, 
	short_name TEXT NOT NULL, 
	former_name TEXT NOT NULL, 
	is_economic BOOLEAN NOT NULL, 
	is_important BOOLEAN NOT NULL, 
	is_group BOOLEAN NOT NULL, 
	is_strategic BOOLEAN NOT NULL, 
	grade VARCHAR(40), 
	industry TEXT NOT NULL, 
	province TEXT NOT NULL, 
	city TEXT NOT NULL, 
	address TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	website TEXT NOT NULL, 
	org_type TEXT NOT NULL, 
	established_on DATE, 
	registered_capital TEXT NOT NULL, 
	business_scope TEXT NOT NULL, 
	source TEXT NOT NULL, 
	parent_id INTEGER, 
	remark TEXT NOT NULL, 
	owner_id INTEGER, 
	archived BOOLEAN NOT NULL, 
	created_at TEXT NOT NULL, 
	created_by_id INTEGER NOT NULL, 
	updated_at TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	core TEXT NOT NULL, 
	sound TEXT NOT NULL, 
	place TEXT NOT NULL, 
	pinyin TEXT NOT NULL, 
	spoken TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_clients PRIMARY KEY (id), 
	CONSTRAINT ck_clients_parent CHECK (id <> parent_id), 
	CONSTRAINT uq_clients_number UNIQUE (number), 
	CONSTRAINT uq_clients_code UNIQUE (code), 
	CONSTRAINT ck_clients_is_economic CHECK (is_economic IN (0, 1)), 
	CONSTRAINT ck_clients_is_important CHECK (is_important IN (0, 1)), 
	CONSTRAINT ck_clients_is_group CHECK (is_group IN (0, 1)), 
	CONSTRAINT ck_clients_is_strategic CHECK (is_strategic IN (0, 1)), 
	CONSTRAINT ck_clients_grade CHECK (grade IN ('A', 'B', 'C')), 
	CONSTRAINT fk_clients_parent_id_clients FOREIGN KEY(parent_id) REFERENCES clients (id), 
	CONSTRAINT fk_clients_owner_id_users FOREIGN KEY(owner_id) REFERENCES users (id), 
	CONSTRAINT ck_clients_archived CHECK (archived IN (0, 1)), 
	CONSTRAINT fk_clients_created_by_id_users FOREIGN KEY(created_by_id) REFERENCES users (id)
)

CREATE TABLE user_roles (
	user_id INTEGER NOT NULL, 
	role VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_user_roles PRIMARY KEY (user_id, role), 
	CONSTRAINT fk_user_roles_user_id_users FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT ck_user_roles_role CHECK (role IN ('sales', 'head', 'management', 'finance', 'executive_vp', 'general_manager', 'administrator'))
)

CREATE TABLE history (
	id INTEGER NOT NULL, 
	noun TEXT NOT NULL, 
	record_id INTEGER NOT NULL, 
	field TEXT NOT NULL, 
	old TEXT NOT NULL, 
	new TEXT NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	CONSTRAINT pk_history PRIMARY KEY (id), 
	CONSTRAINT fk_history_by_id_users FOREIGN KEY(by_id) REFERENCES users (id)
)

CREATE TABLE client_imports (
	id INTEGER NOT NULL, 
	file_name TEXT NOT NULL, 
	rows INTEGER NOT NULL, 
	created INTEGER NOT NULL, 
	updated INTEGER NOT NULL, 
	skipped INTEGER NOT NULL, 
	failed INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	CONSTRAINT pk_client_imports PRIMARY KEY (id), 
	CONSTRAINT fk_client_imports_by_id_users FOREIGN KEY(by_id) REFERENCES users (id)
)

CREATE TABLE delegations (
	id INTEGER NOT NULL, 
	delegator_id INTEGER NOT NULL, 
	agent_id INTEGER NOT NULL, 
	covers_filings BOOLEAN NOT NULL, 
	covers_applications BOOLEAN NOT NULL, 
	starts_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	reason TEXT NOT NULL, 
	given_at TEXT NOT NULL, 
	revoked_at TEXT, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_delegations PRIMARY KEY (id), 
	CONSTRAINT ck_delegations_period CHECK (starts_on <= ends_on), 
	CONSTRAINT ck_delegations_agent CHECK (delegator_id <> agent_id), 
	CONSTRAINT fk_delegations_delegator_id_users FOREIGN KEY(delegator_id) REFERENCES users (id), 
	CONSTRAINT fk_delegations_agent_id_users FOREIGN KEY(agent_id) REFERENCES users (id), 
	CONSTRAINT ck_delegations_covers_filings CHECK (covers_filings IN (0, 1)), 
	CONSTRAINT ck_delegations_covers_applications CHECK (covers_applications IN (0, 1))
)

CREATE TABLE approval_routes (
	id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	edition INTEGER NOT NULL, 
	steps TEXT NOT NULL, 
	made_at TEXT NOT NULL, 
	made_by_id INTEGER, 
	CONSTRAINT pk_approval_routes PRIMARY KEY (id), 
	CONSTRAINT uq_approval_routes_kind_edition UNIQUE (kind, edition), 
	CONSTRAINT ck_approval_routes_kind CHECK (kind IN ('filing', 'application')), 
	CONSTRAINT fk_approval_routes_made_by_id_users FOREIGN KEY(made_by_id) REFERENCES users (id)
)

CREATE TABLE contacts (
	id INTEGER NOT NULL, 
	client_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	post TEXT NOT NULL, 
	role VARCHAR(40), 
	phone TEXT NOT NULL, 
	email TEXT NOT NULL, 
	remark TEXT NOT NULL, 
	archived BOOLEAN NOT NULL, 
	pinyin TEXT NOT NULL, 
	initials TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_contacts PRIMARY KEY (id), 
	CONSTRAINT fk_contacts_client_id_clients FOREIGN KEY(client_id) REFERENCES clients (id), 
	CONSTRAINT ck_contacts_role CHECK (role IN ('decider', 'influencer', 'user', 'gatekeeper', 'buyer', 'coach')), 
	CONSTRAINT ck_contacts_archived CHECK (archived IN (0, 1))
)

CREATE TABLE approval_cases (
	id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	record_id INTEGER NOT NULL, 
	submitter_id INTEGER NOT NULL, 
	department_id INTEGER, 
	route_id INTEGER NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	round INTEGER NOT NULL, 
	next_key INTEGER NOT NULL, 
	acts INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_approval_cases PRIMARY KEY (id), 
	CONSTRAINT uq_approval_cases_kind_record_id UNIQUE (kind, record_id), 
	CONSTRAINT ck_approval_cases_kind CHECK (kind IN ('filing', 'application')), 
	CONSTRAINT fk_approval_cases_submitter_id_users FOREIGN KEY(submitter_id) REFERENCES users (id), 
	CONSTRAINT fk_approval_cases_department_id_departments FOREIGN KEY(department_id) REFERENCES departments (id), 
	CONSTRAINT fk_approval_cases_route_id_approval_routes FOREIGN KEY(route_id) REFERENCES approval_routes (id), 
	CONSTRAINT ck_approval_cases_state CHECK (state IN ('running', 'returned', 'withdrawn', 'approved', 'refused'))
)

CREATE TABLE filings (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	number TEXT, 
	revision INTEGER NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	filer_id INTEGER NOT NULL, 
	department_id INTEGER, 
	case_id INTEGER, 
	submitted_at TEXT, 
	updated_at TEXT NOT NULL, 
	closed_on DATE, 
	close_reason TEXT NOT NULL, 
	client_id INTEGER, 
	contact_name TEXT NOT NULL, 
	contact_post TEXT NOT NULL, 
	contact_phone TEXT NOT NULL, 
	evidence TEXT NOT NULL, 
	project_name TEXT NOT NULL, 
	summary TEXT NOT NULL, 
	expected_amount BIGINT, 
	expected_price TEXT NOT NULL, 
	expected_on DATE, 
	feedback TEXT NOT NULL, 
	client_state VARCHAR(40) NOT NULL, 
	competitors TEXT NOT NULL, 
	mode VARCHAR(40) NOT NULL, 
	declared BOOLEAN NOT NULL, 
	protected_from DATE, 
	protected_until DATE, 
	active_on DATE, 
	warning_days INTEGER, 
	last_warning_days INTEGER, 
	idle_days INTEGER, 
	grace_days INTEGER, 
	due_on DATE, 
	due_soon_on DATE, 
	idle_on DATE, 
	expires_on DATE, 
	version INTEGER NOT NULL, 
	CONSTRAINT ck_filings_number CHECK (state IN ('draft') OR number IS NOT NULL), 
	CONSTRAINT ck_filings_protection CHECK ((state <> 'filed') OR protected_until IS NOT NULL), 
	CONSTRAINT uq_filings_number UNIQUE (number), 
	CONSTRAINT ck_filings_state CHECK (state IN ('draft', 'in_approval', 'returned', 'filed', 'refused', 'ended', 'cancelled')), 
	CONSTRAINT fk_filings_filer_id_users FOREIGN KEY(filer_id) REFERENCES users (id), 
	CONSTRAINT fk_filings_department_id_departments FOREIGN KEY(department_id) REFERENCES departments (id), 
	CONSTRAINT uq_filings_case_id UNIQUE (case_id), 
	CONSTRAINT fk_filings_case_id_approval_cases FOREIGN KEY(case_id) REFERENCES approval_cases (id), 
	CONSTRAINT fk_filings_client_id_clients FOREIGN KEY(client_id) REFERENCES clients (id), 
	CONSTRAINT ck_filings_client_state CHECK (client_state IN ('new', 'old', 'potential')), 
	CONSTRAINT ck_filings_mode CHECK (mode IN ('self', 'joint')), 
	CONSTRAINT ck_filings_declared CHECK (declared IN (0, 1))
)

CREATE TABLE approval_steps (
	id INTEGER NOT NULL, 
	case_id INTEGER NOT NULL, 
	round INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	title TEXT NOT NULL, 
	role VARCHAR(40) NOT NULL, 
	way VARCHAR(40) NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_approval_steps PRIMARY KEY (id), 
	CONSTRAINT uq_approval_steps_case_id_round_position UNIQUE (case_id, round, position), 
	CONSTRAINT fk_approval_steps_case_id_approval_cases FOREIGN KEY(case_id) REFERENCES approval_cases (id), 
	CONSTRAINT ck_approval_steps_role CHECK (role IN ('sales', 'head', 'management', 'finance', 'executive_vp', 'general_manager', 'administrator')), 
	CONSTRAINT ck_approval_steps_way CHECK (way IN ('any', 'all', 'in_turn')), 
	CONSTRAINT ck_approval_steps_state CHECK (state IN ('ahead', 'open', 'agreed', 'stopped', 'not_needed'))
)

CREATE TABLE form_sheets (
	id INTEGER NOT NULL, 
	case_id INTEGER NOT NULL, 
	round INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	form_version TEXT NOT NULL, 
	number TEXT NOT NULL, 
	client TEXT NOT NULL, 
	project_name TEXT NOT NULL, 
	amount BIGINT, 
	submitted_at TEXT NOT NULL, 
	sheet TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	CONSTRAINT pk_form_sheets PRIMARY KEY (id), 
	CONSTRAINT uq_form_sheets_case_id_round UNIQUE (case_id, round), 
	CONSTRAINT fk_form_sheets_case_id_approval_cases FOREIGN KEY(case_id) REFERENCES approval_cases (id)
)

CREATE TABLE applications (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	number TEXT, 
	revision INTEGER NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	applicant_id INTEGER NOT NULL, 
	department_id INTEGER, 
	case_id INTEGER, 
	filing_id INTEGER, 
	submitted_at TEXT, 
	approved_at TEXT, 
	updated_at TEXT NOT NULL, 
	closed_reason TEXT NOT NULL, 
	client_id INTEGER, 
	phone TEXT NOT NULL, 
	project_name TEXT NOT NULL, 
	source TEXT NOT NULL, 
	mode VARCHAR(40) NOT NULL, 
	partner TEXT NOT NULL, 
	background TEXT NOT NULL, 
	monthly_tons BIGINT, 
	yearly_sales BIGINT, 
	margin BIGINT, 
	key_people TEXT NOT NULL, 
	competitors TEXT NOT NULL, 
	strengths TEXT NOT NULL, 
	risks TEXT NOT NULL, 
	goals TEXT NOT NULL, 
	starts_on DATE, 
	ends_on DATE, 
	leader TEXT NOT NULL, 
	leader_duty TEXT NOT NULL, 
	members TEXT NOT NULL, 
	budget BIGINT, 
	support TEXT NOT NULL, 
	attachments TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT ck_applications_number CHECK (state IN ('draft') OR number IS NOT NULL), 
	CONSTRAINT ck_applications_approved CHECK (state <> 'approved' OR approved_at IS NOT NULL), 
	CONSTRAINT uq_applications_number UNIQUE (number), 
	CONSTRAINT ck_applications_state CHECK (state IN ('draft', 'in_approval', 'returned', 'approved', 'refused', 'cancelled')), 
	CONSTRAINT fk_applications_applicant_id_users FOREIGN KEY(applicant_id) REFERENCES users (id), 
	CONSTRAINT fk_applications_department_id_departments FOREIGN KEY(department_id) REFERENCES departments (id), 
	CONSTRAINT uq_applications_case_id UNIQUE (case_id), 
	CONSTRAINT fk_applications_case_id_approval_cases FOREIGN KEY(case_id) REFERENCES approval_cases (id), 
	CONSTRAINT fk_applications_filing_id_filings FOREIGN KEY(filing_id) REFERENCES filings (id), 
	CONSTRAINT fk_applications_client_id_clients FOREIGN KEY(client_id) REFERENCES clients (id), 
	CONSTRAINT ck_applications_mode CHECK (mode IN ('self', 'joint'))
)

CREATE TABLE filing_follow_ups (
	id INTEGER NOT NULL, 
	filing_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	text TEXT NOT NULL, 
	evidence TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	entered_at TEXT NOT NULL, 
	CONSTRAINT pk_filing_follow_ups PRIMARY KEY (id), 
	CONSTRAINT fk_filing_follow_ups_filing_id_filings FOREIGN KEY(filing_id) REFERENCES filings (id), 
	CONSTRAINT fk_filing_follow_ups_by_id_users FOREIGN KEY(by_id) REFERENCES users (id)
)

CREATE TABLE filing_extensions (
	id INTEGER NOT NULL, 
	filing_id INTEGER NOT NULL, 
	sequence INTEGER NOT NULL, 
	old_until DATE NOT NULL, 
	until DATE NOT NULL, 
	reason TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_filing_extensions PRIMARY KEY (id), 
	CONSTRAINT uq_filing_extensions_filing_id_sequence UNIQUE (filing_id, sequence), 
	CONSTRAINT fk_filing_extensions_filing_id_filings FOREIGN KEY(filing_id) REFERENCES filings (id), 
	CONSTRAINT fk_filing_extensions_by_id_users FOREIGN KEY(by_id) REFERENCES users (id)
)

CREATE TABLE approval_tasks (
	id INTEGER NOT NULL, 
	case_id INTEGER NOT NULL, 
	"key" INTEGER NOT NULL, 
	step_id INTEGER NOT NULL, 
	holder_id INTEGER NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	waits_for INTEGER, 
	added BOOLEAN NOT NULL, 
	opened_at TEXT, 
	closed_at TEXT, 
	CONSTRAINT pk_approval_tasks PRIMARY KEY (id), 
	CONSTRAINT uq_approval_tasks_case_id_key UNIQUE (case_id, "key"), 
	CONSTRAINT fk_approval_tasks_case_id_approval_cases FOREIGN KEY(case_id) REFERENCES approval_cases (id), 
	CONSTRAINT fk_approval_tasks_step_id_approval_steps FOREIGN KEY(step_id) REFERENCES approval_steps (id), 
	CONSTRAINT fk_approval_tasks_holder_id_users FOREIGN KEY(holder_id) REFERENCES users (id), 
	CONSTRAINT ck_approval_tasks_state CHECK (state IN ('waiting', 'open', 'done', 'closed')), 
	CONSTRAINT ck_approval_tasks_added CHECK (added IN (0, 1))
)

CREATE TABLE conflicts (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	client_id INTEGER NOT NULL, 
	first_id INTEGER NOT NULL, 
	second_id INTEGER NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	ruling VARCHAR(40), 
	reason TEXT NOT NULL, 
	ruled_by_id INTEGER, 
	opened_at TEXT NOT NULL, 
	closed_at TEXT, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_conflicts PRIMARY KEY (id), 
	CONSTRAINT ck_conflicts_sides CHECK (first_id <> second_id), 
	CONSTRAINT ck_conflicts_ruling CHECK ((state = 'ruled') = (ruling IS NOT NULL AND ruled_by_id IS NOT NULL AND length(reason) > 0 AND state <> 'open')), 
	CONSTRAINT uq_conflicts_number UNIQUE (number), 
	CONSTRAINT fk_conflicts_client_id_clients FOREIGN KEY(client_id) REFERENCES clients (id), 
	CONSTRAINT fk_conflicts_first_id_filings FOREIGN KEY(first_id) REFERENCES filings (id), 
	CONSTRAINT fk_conflicts_second_id_filings FOREIGN KEY(second_id) REFERENCES filings (id), 
	CONSTRAINT ck_conflicts_state CHECK (state IN ('open', 'ruled', 'lapsed')), 
	CONSTRAINT ck_conflicts_ruling CHECK (ruling IN ('keep_first', 'give_second', 'joint')), 
	CONSTRAINT fk_conflicts_ruled_by_id_users FOREIGN KEY(ruled_by_id) REFERENCES users (id)
)

CREATE TABLE approval_opinions (
	id INTEGER NOT NULL, 
	case_id INTEGER NOT NULL, 
	round INTEGER NOT NULL, 
	step_id INTEGER, 
	task_id INTEGER, 
	act VARCHAR(40) NOT NULL, 
	person_id INTEGER NOT NULL, 
	delegation_id INTEGER, 
	target_id INTEGER, 
	text TEXT NOT NULL, 
	finding VARCHAR(40), 
	finding_note TEXT, 
	at TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	CONSTRAINT pk_approval_opinions PRIMARY KEY (id), 
	CONSTRAINT ck_approval_opinions_reason CHECK (length(text) > 0 OR act NOT IN ('agree_conditionally', 'return', 'refuse', 'rule')), 
	CONSTRAINT fk_approval_opinions_case_id_approval_cases FOREIGN KEY(case_id) REFERENCES approval_cases (id), 
	CONSTRAINT fk_approval_opinions_step_id_approval_steps FOREIGN KEY(step_id) REFERENCES approval_steps (id), 
	CONSTRAINT fk_approval_opinions_task_id_approval_tasks FOREIGN KEY(task_id) REFERENCES approval_tasks (id), 
	CONSTRAINT ck_approval_opinions_act CHECK (act IN ('agree', 'agree_conditionally', 'return', 'refuse', 'submit', 'withdraw', 'transfer', 'add_before', 'add_after', 'rule')), 
	CONSTRAINT fk_approval_opinions_person_id_users FOREIGN KEY(person_id) REFERENCES users (id), 
	CONSTRAINT fk_approval_opinions_delegation_id_delegations FOREIGN KEY(delegation_id) REFERENCES delegations (id), 
	CONSTRAINT fk_approval_opinions_target_id_users FOREIGN KEY(target_id) REFERENCES users (id), 
	CONSTRAINT ck_approval_opinions_finding CHECK (finding IN ('clear', 'suspected'))
)

CREATE INDEX ix_users_department_id ON users (department_id)

CREATE INDEX ix_clients_owner_id ON clients (owner_id)

CREATE INDEX ix_clients_parent_id ON clients (parent_id)

CREATE INDEX ix_clients_pinyin ON clients (pinyin)

CREATE INDEX ix_clients_updated_at ON clients (updated_at)

CREATE INDEX ix_clients_name_key ON clients (name_key)

CREATE INDEX ix_history_noun_record_id ON history (noun, record_id)

CREATE INDEX ix_delegations_delegator_id ON delegations (delegator_id)

CREATE INDEX ix_delegations_agent_id ON delegations (agent_id)

CREATE INDEX ix_contacts_client_id ON contacts (client_id)

CREATE INDEX ix_approval_cases_submitter_id ON approval_cases (submitter_id)

CREATE INDEX ix_filings_updated_at ON filings (updated_at)

CREATE INDEX ix_filings_client_id_state ON filings (client_id, state)

CREATE INDEX ix_filings_filer_id ON filings (filer_id)

CREATE INDEX ix_applications_filing_id ON applications (filing_id)

CREATE INDEX ix_applications_updated_at ON applications (updated_at)

CREATE INDEX ix_applications_client_id ON applications (client_id)

CREATE INDEX ix_applications_applicant_id ON applications (applicant_id)

CREATE INDEX ix_filing_follow_ups_filing_id ON filing_follow_ups (filing_id)

CREATE INDEX ix_approval_tasks_holder_id_state ON approval_tasks (holder_id, state)

CREATE INDEX ix_conflicts_second_id ON conflicts (second_id)

CREATE INDEX ix_conflicts_first_id ON conflicts (first_id)

CREATE INDEX ix_conflicts_client_id ON conflicts (client_id)

CREATE INDEX ix_approval_opinions_step_id ON approval_opinions (step_id)

CREATE INDEX ix_approval_opinions_person_id ON approval_opinions (person_id)

CREATE INDEX ix_approval_opinions_case_id_round ON approval_opinions (case_id, round)

CREATE TRIGGER client_imports_no_update BEFORE UPDATE ON client_imports FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'client_imports is append-only'); END

CREATE TRIGGER client_imports_no_delete BEFORE DELETE ON client_imports FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'client_imports is append-only'); END

CREATE TRIGGER clients_no_delete BEFORE DELETE ON clients FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'clients are archived, not deleted'); END

CREATE TRIGGER contacts_no_delete BEFORE DELETE ON contacts FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'contacts are archived, not deleted'); END

CREATE TRIGGER filings_born BEFORE INSERT ON filings FOR EACH ROW WHEN NEW.state <> 'draft' OR NEW.number IS NOT NULL OR NEW.case_id IS NOT NULL BEGIN SELECT RAISE(ABORT, 'filings are born as drafts'); END

CREATE TRIGGER filings_path BEFORE UPDATE OF state ON filings FOR EACH ROW WHEN OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (VALUES ('draft', 'in_approval'), ('draft', 'cancelled'), ('returned', 'in_approval'), ('returned', 'cancelled'), ('in_approval', 'draft'), ('in_approval', 'returned'), ('in_approval', 'refused'), ('returned', 'refused'), ('in_approval', 'filed'), ('filed', 'ended')) BEGIN SELECT RAISE(ABORT, 'filings do not take that path'); END

CREATE TRIGGER filings_frozen BEFORE UPDATE OF client_id, contact_name, contact_post, contact_phone, evidence, project_name, summary, expected_amount, expected_price, expected_on, feedback, client_state, competitors, mode, declared, filer_id, department_id ON filings FOR EACH ROW WHEN OLD.state NOT IN ('draft', 'returned') BEGIN SELECT RAISE(ABORT, 'filings are frozen once submitted'); END

CREATE TRIGGER filings_identity BEFORE UPDATE OF id, number, case_id ON filings FOR EACH ROW WHEN NEW.id <> OLD.id OR (OLD.number IS NOT NULL AND NEW.number IS NOT OLD.number) OR (OLD.case_id IS NOT NULL AND NEW.case_id IS NOT OLD.case_id) BEGIN SELECT RAISE(ABORT, 'filings keep their number and case'); END

CREATE TRIGGER filings_no_delete BEFORE DELETE ON filings FOR EACH ROW WHEN OLD.state <> 'draft' OR OLD.number IS NOT NULL BEGIN SELECT RAISE(ABORT, 'only unnumbered drafts of filings are deleted'); END

CREATE TRIGGER filings_need_approval BEFORE UPDATE OF state ON filings FOR EACH ROW WHEN NEW.state = 'filed' AND OLD.state <> 'filed' AND (SELECT state FROM approval_cases WHERE id = NEW.case_id) IS NOT 'approved' BEGIN SELECT RAISE(ABORT, 'a filing needs its approval'); END

CREATE TRIGGER filings_over BEFORE UPDATE ON filings FOR EACH ROW WHEN OLD.state IN ('refused', 'ended', 'cancelled') BEGIN SELECT RAISE(ABORT, 'the filing is over'); END

CREATE TRIGGER filing_follow_ups_no_update BEFORE UPDATE ON filing_follow_ups FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'filing_follow_ups is append-only'); END

CREATE TRIGGER filing_follow_ups_no_delete BEFORE DELETE ON filing_follow_ups FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'filing_follow_ups is append-only'); END

CREATE TRIGGER filing_extensions_no_update BEFORE UPDATE ON filing_extensions FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'filing_extensions is append-only'); END

CREATE TRIGGER filing_extensions_no_delete BEFORE DELETE ON filing_extensions FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'filing_extensions is append-only'); END

CREATE TRIGGER filing_follow_ups_filed BEFORE INSERT ON filing_follow_ups FOR EACH ROW WHEN (SELECT state FROM filings WHERE id = NEW.filing_id) IS NOT 'filed' BEGIN SELECT RAISE(ABORT, 'the filing is not in force'); END

CREATE TRIGGER filing_extensions_filed BEFORE INSERT ON filing_extensions FOR EACH ROW WHEN (SELECT state FROM filings WHERE id = NEW.filing_id) IS NOT 'filed' BEGIN SELECT RAISE(ABORT, 'the filing is not in force'); END

CREATE TRIGGER applications_born BEFORE INSERT ON applications FOR EACH ROW WHEN NEW.state <> 'draft' OR NEW.number IS NOT NULL OR NEW.case_id IS NOT NULL BEGIN SELECT RAISE(ABORT, 'applications are born as drafts'); END

CREATE TRIGGER applications_path BEFORE UPDATE OF state ON applications FOR EACH ROW WHEN OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (VALUES ('draft', 'in_approval'), ('draft', 'cancelled'), ('returned', 'in_approval'), ('returned', 'cancelled'), ('in_approval', 'draft'), ('in_approval', 'returned'), ('in_approval', 'refused'), ('returned', 'refused'), ('in_approval', 'approved')) BEGIN SELECT RAISE(ABORT, 'applications do not take that path'); END

CREATE TRIGGER applications_frozen BEFORE UPDATE OF client_id, phone, project_name, source, mode, partner, background, monthly_tons, yearly_sales, margin, key_people, competitors, strengths, risks, goals, starts_on, ends_on, leader, leader_duty, members, budget, support, attachments, applicant_id, department_id ON applications FOR EACH ROW WHEN OLD.state NOT IN ('draft', 'returned') BEGIN SELECT RAISE(ABORT, 'applications are frozen once submitted'); END

CREATE TRIGGER applications_identity BEFORE UPDATE OF id, number, case_id ON applications FOR EACH ROW WHEN NEW.id <> OLD.id OR (OLD.number IS NOT NULL AND NEW.number IS NOT OLD.number) OR (OLD.case_id IS NOT NULL AND NEW.case_id IS NOT OLD.case_id) BEGIN SELECT RAISE(ABORT, 'applications keep their number and case'); END

CREATE TRIGGER applications_no_delete BEFORE DELETE ON applications FOR EACH ROW WHEN OLD.state <> 'draft' OR OLD.number IS NOT NULL BEGIN SELECT RAISE(ABORT, 'only unnumbered drafts of applications are deleted'); END

CREATE TRIGGER applications_need_approval BEFORE UPDATE OF state ON applications FOR EACH ROW WHEN NEW.state = 'approved' AND OLD.state <> 'approved' AND (SELECT state FROM approval_cases WHERE id = NEW.case_id) IS NOT 'approved' BEGIN SELECT RAISE(ABORT, 'an application needs its approval'); END

CREATE TRIGGER applications_over BEFORE UPDATE ON applications FOR EACH ROW WHEN OLD.state IN ('approved', 'refused', 'cancelled') BEGIN SELECT RAISE(ABORT, 'the application is final'); END

CREATE TRIGGER approval_cases_born BEFORE INSERT ON approval_cases FOR EACH ROW WHEN NEW.state <> 'running' OR NEW.round <> 1 BEGIN SELECT RAISE(ABORT, 'a case is born running'); END

CREATE TRIGGER approval_cases_path BEFORE UPDATE OF state ON approval_cases FOR EACH ROW WHEN OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (VALUES ('running', 'returned'), ('running', 'withdrawn'), ('running', 'approved'), ('running', 'refused'), ('returned', 'running'), ('returned', 'refused'), ('withdrawn', 'running')) BEGIN SELECT RAISE(ABORT, 'a case does not take that path'); END

CREATE TRIGGER approval_cases_round BEFORE UPDATE ON approval_cases FOR EACH ROW WHEN NEW.round <> OLD.round + (OLD.state <> 'running' AND NEW.state = 'running') BEGIN SELECT RAISE(ABORT, 'a round begins with a submission'); END

CREATE TRIGGER approval_cases_over BEFORE UPDATE ON approval_cases FOR EACH ROW WHEN OLD.state IN ('approved', 'refused') BEGIN SELECT RAISE(ABORT, 'the case is over'); END

CREATE TRIGGER approval_cases_identity BEFORE UPDATE OF id, kind, record_id, submitter_id, route_id ON approval_cases FOR EACH ROW WHEN NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.record_id <> OLD.record_id OR NEW.submitter_id <> OLD.submitter_id OR (NEW.route_id <> OLD.route_id AND OLD.state <> 'withdrawn') BEGIN SELECT RAISE(ABORT, 'a running case keeps its submitter and route'); END

CREATE TRIGGER approval_cases_need_opinions BEFORE UPDATE OF state ON approval_cases FOR EACH ROW WHEN NEW.state = 'approved' AND (EXISTS (SELECT 1 FROM approval_steps AS step WHERE step.case_id = NEW.id AND step.round = NEW.round AND step.state <> 'not_needed' AND NOT EXISTS (SELECT 1 FROM approval_opinions AS opinion WHERE opinion.step_id = step.id AND opinion.round = NEW.round AND opinion.act IN ('agree', 'agree_conditionally'))) OR NOT EXISTS (SELECT 1 FROM approval_steps AS step WHERE step.case_id = NEW.id AND step.round = NEW.round AND step.state = 'agreed')) BEGIN SELECT RAISE(ABORT, 'a needed step has not agreed'); END

CREATE TRIGGER approval_cases_no_delete BEFORE DELETE ON approval_cases FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'cases are kept'); END

CREATE TRIGGER approval_steps_over BEFORE UPDATE ON approval_steps FOR EACH ROW WHEN OLD.state IN ('agreed', 'stopped', 'not_needed') OR NEW.case_id <> OLD.case_id OR NEW.round <> OLD.round OR NEW.role <> OLD.role OR NEW.way <> OLD.way OR NEW.position <> OLD.position OR NEW.id <> OLD.id BEGIN SELECT RAISE(ABORT, 'a step keeps its place and its end'); END

CREATE TRIGGER approval_steps_no_delete BEFORE DELETE ON approval_steps FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'steps are kept'); END

CREATE TRIGGER approval_tasks_over BEFORE UPDATE ON approval_tasks FOR EACH ROW WHEN OLD.state IN ('done', 'closed') OR NEW.holder_id <> OLD.holder_id OR NEW.step_id <> OLD.step_id OR NEW.case_id <> OLD.case_id OR NEW.id <> OLD.id BEGIN SELECT RAISE(ABORT, 'a task keeps its holder and its end'); END

CREATE TRIGGER approval_tasks_no_self BEFORE INSERT ON approval_tasks FOR EACH ROW WHEN NEW.holder_id = (SELECT submitter_id FROM approval_cases WHERE id = NEW.case_id) BEGIN SELECT RAISE(ABORT, 'nobody is asked about their own submission'); END

CREATE TRIGGER approval_tasks_no_delete BEFORE DELETE ON approval_tasks FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'tasks are kept'); END

CREATE TRIGGER approval_opinions_no_update BEFORE UPDATE ON approval_opinions FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'approval_opinions is append-only'); END

CREATE TRIGGER approval_opinions_no_delete BEFORE DELETE ON approval_opinions FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'approval_opinions is append-only'); END

CREATE TRIGGER form_sheets_no_update BEFORE UPDATE ON form_sheets FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'form_sheets is append-only'); END

CREATE TRIGGER form_sheets_no_delete BEFORE DELETE ON form_sheets FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'form_sheets is append-only'); END

CREATE TRIGGER approval_routes_no_update BEFORE UPDATE ON approval_routes FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'approval_routes is append-only'); END

CREATE TRIGGER approval_routes_no_delete BEFORE DELETE ON approval_routes FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'approval_routes is append-only'); END

CREATE TRIGGER approval_opinions_no_self BEFORE INSERT ON approval_opinions FOR EACH ROW WHEN NEW.act IN ('agree', 'agree_conditionally', 'return', 'refuse') AND NEW.person_id = (SELECT submitter_id FROM approval_cases WHERE id = NEW.case_id) BEGIN SELECT RAISE(ABORT, 'nobody approves what they submitted'); END

CREATE TRIGGER approval_opinions_open_task BEFORE INSERT ON approval_opinions FOR EACH ROW WHEN NEW.act IN ('agree', 'agree_conditionally', 'return', 'refuse') AND (SELECT task.state FROM approval_tasks AS task JOIN approval_cases AS owner ON owner.id = task.case_id WHERE task.id = NEW.task_id AND task.step_id = NEW.step_id AND owner.id = NEW.case_id AND owner.state = 'running' AND owner.round = NEW.round) IS NOT 'open' BEGIN SELECT RAISE(ABORT, 'a decision needs an open task'); END

CREATE TRIGGER conflicts_born BEFORE INSERT ON conflicts FOR EACH ROW WHEN NEW.state <> 'open' BEGIN SELECT RAISE(ABORT, 'a conflict case is born open'); END

CREATE TRIGGER conflicts_over BEFORE UPDATE ON conflicts FOR EACH ROW WHEN OLD.state <> 'open' OR NEW.number <> OLD.number OR NEW.first_id <> OLD.first_id OR NEW.second_id <> OLD.second_id OR NEW.client_id <> OLD.client_id BEGIN SELECT RAISE(ABORT, 'a ruling is kept'); END

CREATE TRIGGER conflicts_no_delete BEFORE DELETE ON conflicts FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'conflict cases are kept'); END

CREATE TRIGGER delegations_over BEFORE UPDATE ON delegations FOR EACH ROW WHEN OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL OR NEW.delegator_id <> OLD.delegator_id OR NEW.agent_id <> OLD.agent_id OR NEW.starts_on <> OLD.starts_on OR NEW.ends_on <> OLD.ends_on OR NEW.covers_filings <> OLD.covers_filings OR NEW.covers_applications <> OLD.covers_applications OR NEW.reason <> OLD.reason BEGIN SELECT RAISE(ABORT, 'a delegation is only revoked'); END

CREATE TRIGGER delegations_no_delete BEFORE DELETE ON delegations FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'delegations are kept'); END

CREATE TRIGGER number_counters_up BEFORE UPDATE ON number_counters FOR EACH ROW WHEN NEW.last <> OLD.last + 1 OR NEW.kind <> OLD.kind OR NEW.year <> OLD.year BEGIN SELECT RAISE(ABORT, 'a counter counts up by one'); END

CREATE TRIGGER number_counters_born BEFORE INSERT ON number_counters FOR EACH ROW WHEN NEW.last <> 0 BEGIN SELECT RAISE(ABORT, 'a counter begins at nothing'); END

CREATE TRIGGER number_counters_no_delete BEFORE DELETE ON number_counters FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'counters are kept'); END

CREATE TRIGGER number_register_once BEFORE UPDATE ON number_register FOR EACH ROW WHEN OLD.cancelled_at IS NOT NULL OR NEW.cancelled_at IS NULL OR length(NEW.cancel_reason) = 0 OR NEW.number <> OLD.number OR NEW.kind <> OLD.kind OR NEW.year <> OLD.year OR NEW.sequence <> OLD.sequence OR NEW.taken_at <> OLD.taken_at BEGIN SELECT RAISE(ABORT, 'a number is only cancelled, once, with a reason'); END

CREATE TRIGGER number_register_no_delete BEFORE DELETE ON number_register FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'numbers are never reused'); END

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END

CREATE TRIGGER history_no_update BEFORE UPDATE ON history FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'history is append-only'); END

CREATE TRIGGER history_no_delete BEFORE DELETE ON history FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'history is append-only'); END

CREATE TRIGGER audit_link BEFORE INSERT ON audit FOR EACH ROW WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit) OR NEW.previous <> coalesce((SELECT digest FROM audit ORDER BY seq DESC LIMIT 1), printf('%064d', 0)) BEGIN SELECT RAISE(ABORT, 'audit row does not continue the chain'); END
