-- Projects: born from approved applications, with stages, owners, slips and log.

CREATE TABLE projects (
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	stage VARCHAR(40) NOT NULL, 
	stage_since TEXT NOT NULL, 
	loss_reason VARCHAR(40), 
	started_at TEXT NOT NULL, 
	ended_at TEXT, 
	updated_at TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_projects PRIMARY KEY (id), 
	CONSTRAINT ck_projects_loss CHECK ((state = 'lost') = (loss_reason IS NOT NULL)), 
	CONSTRAINT ck_projects_ended CHECK ((state IN ('won', 'lost', 'cancelled')) = (ended_at IS NOT NULL)), 
	CONSTRAINT ck_projects_care CHECK (stage <> 'care' OR state = 'won'), 
	CONSTRAINT uq_projects_application_id UNIQUE (application_id), 
	CONSTRAINT fk_projects_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id), 
	CONSTRAINT ck_projects_state CHECK (state IN ('running', 'suspended', 'won', 'lost', 'cancelled')), 
	CONSTRAINT ck_projects_stage CHECK (stage IN ('search', 'contact', 'dialogue', 'follow_up', 'deal', 'care')), 
	CONSTRAINT ck_projects_loss_reason CHECK (loss_reason IN ('price', 'rival', 'product', 'terms', 'need_gone', 'relation', 'other'))
)

CREATE INDEX ix_projects_state_stage ON projects (state, stage)

CREATE TRIGGER projects_no_delete BEFORE DELETE ON projects FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'projects are kept'); END

CREATE TABLE stage_owners (
	project_id INTEGER NOT NULL, 
	stage VARCHAR(40) NOT NULL, 
	user_id INTEGER NOT NULL, 
	CONSTRAINT pk_stage_owners PRIMARY KEY (project_id, stage), 
	CONSTRAINT fk_stage_owners_project_id_projects FOREIGN KEY(project_id) REFERENCES projects (id), 
	CONSTRAINT ck_stage_owners_stage CHECK (stage IN ('search', 'contact', 'dialogue', 'follow_up', 'deal', 'care')), 
	CONSTRAINT fk_stage_owners_user_id_users FOREIGN KEY(user_id) REFERENCES users (id)
)
 WITHOUT ROWID

CREATE INDEX ix_stage_owners_user_id ON stage_owners (user_id)

CREATE TABLE stage_slips (
	id INTEGER NOT NULL, 
	project_id INTEGER NOT NULL, 
	stage VARCHAR(40) NOT NULL, 
	giver_id INTEGER, 
	taker_id INTEGER NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	note TEXT NOT NULL, 
	at TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	answered_at TEXT, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_stage_slips PRIMARY KEY (id), 
	CONSTRAINT ck_stage_slips_answered CHECK ((state = 'open') = (answered_at IS NULL)), 
	CONSTRAINT fk_stage_slips_project_id_projects FOREIGN KEY(project_id) REFERENCES projects (id), 
	CONSTRAINT ck_stage_slips_stage CHECK (stage IN ('search', 'contact', 'dialogue', 'follow_up', 'deal', 'care')), 
	CONSTRAINT fk_stage_slips_giver_id_users FOREIGN KEY(giver_id) REFERENCES users (id), 
	CONSTRAINT fk_stage_slips_taker_id_users FOREIGN KEY(taker_id) REFERENCES users (id), 
	CONSTRAINT ck_stage_slips_state CHECK (state IN ('open', 'accepted', 'sent_back', 'taken_back'))
)

CREATE INDEX ix_stage_slips_project_id ON stage_slips (project_id)

CREATE INDEX ix_stage_slips_taker_id ON stage_slips (taker_id)

CREATE UNIQUE INDEX uq_stage_slips_open ON stage_slips (project_id) WHERE state = 'open'

CREATE TRIGGER stage_slips_final BEFORE UPDATE ON stage_slips FOR EACH ROW WHEN OLD.state <> 'open' BEGIN SELECT RAISE(ABORT, 'a slip is answered once'); END

CREATE TRIGGER stage_slips_no_delete BEFORE DELETE ON stage_slips FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'slips are kept'); END

CREATE TABLE project_events (
	id INTEGER NOT NULL, 
	project_id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	step TEXT NOT NULL, 
	stage VARCHAR(40) NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_project_events PRIMARY KEY (id), 
	CONSTRAINT fk_project_events_project_id_projects FOREIGN KEY(project_id) REFERENCES projects (id), 
	CONSTRAINT fk_project_events_by_id_users FOREIGN KEY(by_id) REFERENCES users (id), 
	CONSTRAINT ck_project_events_stage CHECK (stage IN ('search', 'contact', 'dialogue', 'follow_up', 'deal', 'care')), 
	CONSTRAINT ck_project_events_state CHECK (state IN ('running', 'suspended', 'won', 'lost', 'cancelled'))
)

CREATE INDEX ix_project_events_project_id_id ON project_events (project_id, id)

CREATE TRIGGER project_events_no_update BEFORE UPDATE ON project_events FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'project_events is append-only'); END

CREATE TRIGGER project_events_no_delete BEFORE DELETE ON project_events FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'project_events is append-only'); END

INSERT INTO projects (application_id, name, state, stage, stage_since, started_at, updated_at, version) SELECT id, project_name, 'running', 'search', approved_at, approved_at, approved_at, 1 FROM applications WHERE state = 'approved' ORDER BY approved_at, id

INSERT INTO stage_owners (project_id, stage, user_id) SELECT projects.id, first.stage, coalesce(applications.carrier_id, applications.applicant_id) FROM projects JOIN applications ON applications.id = projects.application_id, (SELECT 'search' AS stage UNION ALL SELECT 'contact') AS first

INSERT INTO project_events (project_id, at, by_id, step, stage, state, text) SELECT projects.id, projects.started_at, coalesce(applications.carrier_id, applications.applicant_id), 'born', 'search', 'running', '' FROM projects JOIN applications ON applications.id = projects.application_id ORDER BY projects.id
