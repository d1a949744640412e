-- What was computed and decided about the classes of clients.

CREATE TABLE class_runs (
	id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	as_of DATE NOT NULL, 
	rule_id INTEGER, 
	rule_tons BIGINT NOT NULL, 
	rule_amount BIGINT NOT NULL, 
	rule_join VARCHAR(40) NOT NULL, 
	rule_window VARCHAR(40) NOT NULL, 
	clients INTEGER NOT NULL, 
	CONSTRAINT pk_class_runs PRIMARY KEY (id), 
	CONSTRAINT fk_class_runs_by_id_users FOREIGN KEY(by_id) REFERENCES users (id), 
	CONSTRAINT fk_class_runs_rule_id_policies FOREIGN KEY(rule_id) REFERENCES policies (id), 
	CONSTRAINT ck_class_runs_rule_join CHECK (rule_join IN ('and', 'or')), 
	CONSTRAINT ck_class_runs_rule_window CHECK (rule_window IN ('rolling', 'calendar'))
)

CREATE TABLE class_decisions (
	id INTEGER NOT NULL, 
	client_id INTEGER NOT NULL, 
	client_class VARCHAR(40) NOT NULL, 
	holds BOOLEAN NOT NULL, 
	way VARCHAR(40) NOT NULL, 
	sector VARCHAR(40), 
	tie TEXT NOT NULL, 
	survey TEXT NOT NULL, 
	potential TEXT NOT NULL, 
	rivals TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	as_of DATE, 
	first_month INTEGER, 
	last_month INTEGER, 
	tons BIGINT, 
	usage BIGINT, 
	amount BIGINT, 
	rule_id INTEGER, 
	rule_tons BIGINT, 
	rule_amount BIGINT, 
	rule_join VARCHAR(40), 
	rule_window VARCHAR(40), 
	met BOOLEAN, 
	verdict TEXT NOT NULL, 
	CONSTRAINT pk_class_decisions PRIMARY KEY (id), 
	CONSTRAINT ck_class_decisions_evidence CHECK (as_of IS NOT NULL OR client_class <> 'economic' OR way = 'imported'), 
	CONSTRAINT ck_class_decisions_reason CHECK (way <> 'overruled' OR length(reason) > 0), 
	CONSTRAINT ck_class_decisions_basis CHECK (way <> 'by_hand' OR (NOT holds AND length(reason) > 0) OR (holds AND (client_class <> 'important' OR sector IS NOT NULL) AND (client_class <> 'group' OR length(tie) > 0) AND (client_class <> 'strategic' OR (length(survey) > 0 AND length(potential) > 0 AND length(rivals) > 0)))), 
	CONSTRAINT fk_class_decisions_client_id_clients FOREIGN KEY(client_id) REFERENCES clients (id), 
	CONSTRAINT ck_class_decisions_client_class CHECK (client_class IN ('economic', 'important', 'group', 'strategic')), 
	CONSTRAINT ck_class_decisions_holds CHECK (holds IN (0, 1)), 
	CONSTRAINT ck_class_decisions_way CHECK (way IN ('confirmed', 'overruled', 'by_hand', 'imported')), 
	CONSTRAINT ck_class_decisions_sector CHECK (sector IN ('party', 'government', 'army', 'justice', 'culture', 'education', 'health', 'press')), 
	CONSTRAINT fk_class_decisions_by_id_users FOREIGN KEY(by_id) REFERENCES users (id), 
	CONSTRAINT fk_class_decisions_rule_id_policies FOREIGN KEY(rule_id) REFERENCES policies (id), 
	CONSTRAINT ck_class_decisions_rule_join CHECK (rule_join IN ('and', 'or')), 
	CONSTRAINT ck_class_decisions_rule_window CHECK (rule_window IN ('rolling', 'calendar')), 
	CONSTRAINT ck_class_decisions_met CHECK (met IN (0, 1))
)

CREATE INDEX ix_class_decisions_client_id ON class_decisions (client_id)

CREATE TABLE class_proposals (
	client_id INTEGER NOT NULL, 
	run_id INTEGER NOT NULL, 
	grants BOOLEAN NOT NULL, 
	fired VARCHAR(40) NOT NULL, 
	tons BIGINT NOT NULL, 
	amount BIGINT NOT NULL, 
	months INTEGER NOT NULL, 
	CONSTRAINT pk_class_proposals PRIMARY KEY (client_id), 
	CONSTRAINT fk_class_proposals_client_id_clients FOREIGN KEY(client_id) REFERENCES clients (id), 
	CONSTRAINT fk_class_proposals_run_id_class_runs FOREIGN KEY(run_id) REFERENCES class_runs (id), 
	CONSTRAINT ck_class_proposals_grants CHECK (grants IN (0, 1)), 
	CONSTRAINT ck_class_proposals_fired CHECK (fired IN ('both', 'usage', 'sales', 'none'))
)

CREATE TABLE class_overrules (
	client_id INTEGER NOT NULL, 
	decision_id INTEGER NOT NULL, 
	CONSTRAINT pk_class_overrules PRIMARY KEY (client_id), 
	CONSTRAINT fk_class_overrules_client_id_clients FOREIGN KEY(client_id) REFERENCES clients (id), 
	CONSTRAINT fk_class_overrules_decision_id_class_decisions FOREIGN KEY(decision_id) REFERENCES class_decisions (id)
)

CREATE TRIGGER class_decisions_no_update BEFORE UPDATE ON class_decisions FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'class_decisions is append-only'); END

CREATE TRIGGER class_decisions_no_delete BEFORE DELETE ON class_decisions FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'class_decisions is append-only'); END

CREATE TRIGGER class_runs_no_update BEFORE UPDATE ON class_runs FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'class_runs is append-only'); END

CREATE TRIGGER class_runs_no_delete BEFORE DELETE ON class_runs FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'class_runs is append-only'); END
