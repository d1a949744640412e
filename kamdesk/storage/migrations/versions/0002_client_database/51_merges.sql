-- Clients merged into others, and pairs that are told apart; papers may follow their client.

CREATE TABLE client_merges (
	id INTEGER NOT NULL, 
	kept_id INTEGER NOT NULL, 
	merged_id INTEGER NOT NULL, 
	kept_draft TEXT NOT NULL, 
	merged_draft TEXT NOT NULL, 
	taken TEXT NOT NULL, 
	moved TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	undone_at TEXT, 
	undone_by_id INTEGER, 
	CONSTRAINT pk_client_merges PRIMARY KEY (id), 
	CONSTRAINT ck_client_merges_two CHECK (kept_id <> merged_id), 
	CONSTRAINT fk_client_merges_kept_id_clients FOREIGN KEY(kept_id) REFERENCES clients (id), 
	CONSTRAINT fk_client_merges_merged_id_clients FOREIGN KEY(merged_id) REFERENCES clients (id), 
	CONSTRAINT fk_client_merges_by_id_users FOREIGN KEY(by_id) REFERENCES users (id), 
	CONSTRAINT fk_client_merges_undone_by_id_users FOREIGN KEY(undone_by_id) REFERENCES users (id)
)

CREATE INDEX ix_client_merges_kept_id ON client_merges (kept_id)

CREATE INDEX ix_client_merges_merged_id ON client_merges (merged_id)

CREATE TRIGGER client_merges_undone_once BEFORE UPDATE ON client_merges FOR EACH ROW WHEN OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL OR NEW.id <> OLD.id OR NEW.kept_id <> OLD.kept_id OR NEW.merged_id <> OLD.merged_id OR NEW.kept_draft <> OLD.kept_draft OR NEW.merged_draft <> OLD.merged_draft OR NEW.taken <> OLD.taken OR NEW.moved <> OLD.moved OR NEW.reason <> OLD.reason OR NEW.at <> OLD.at OR NEW.by_id <> OLD.by_id BEGIN SELECT RAISE(ABORT, 'a merge is only undone, once'); END

CREATE TRIGGER client_merges_no_delete BEFORE DELETE ON client_merges FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'merges are kept'); END

CREATE TABLE distinct_clients (
	first_id INTEGER NOT NULL, 
	second_id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	CONSTRAINT pk_distinct_clients PRIMARY KEY (first_id, second_id), 
	CONSTRAINT ck_distinct_clients_order CHECK (first_id < second_id), 
	CONSTRAINT fk_distinct_clients_first_id_clients FOREIGN KEY(first_id) REFERENCES clients (id), 
	CONSTRAINT fk_distinct_clients_second_id_clients FOREIGN KEY(second_id) REFERENCES clients (id), 
	CONSTRAINT fk_distinct_clients_by_id_users FOREIGN KEY(by_id) REFERENCES users (id)
)

DROP TRIGGER filings_frozen

CREATE TRIGGER filings_frozen BEFORE UPDATE OF contact_name, contact_post, contact_phone, evidence, project_name, summary, expected_amount, expected_price, expected_on, feedback, client_state, competitors, mode, declared, filer_id, department_id ON filings FOR EACH ROW WHEN OLD.state NOT IN ('draft', 'returned') BEGIN SELECT RAISE(ABORT, 'filings are frozen once submitted'); END

CREATE TRIGGER filings_client BEFORE UPDATE OF client_id ON filings FOR EACH ROW WHEN OLD.state NOT IN ('draft', 'returned') AND NEW.client_id IS NOT OLD.client_id AND NOT EXISTS (SELECT 1 FROM client_merges AS merge WHERE (merge.merged_id = OLD.client_id AND merge.kept_id = NEW.client_id) OR (merge.kept_id = OLD.client_id AND merge.merged_id = NEW.client_id)) BEGIN SELECT RAISE(ABORT, 'filings keep their client once submitted'); END

DROP TRIGGER filings_over

CREATE TRIGGER filings_over BEFORE UPDATE ON filings FOR EACH ROW WHEN OLD.state IN ('refused', 'ended', 'cancelled') AND NOT (NEW.state = OLD.state AND NEW.client_id <> OLD.client_id AND EXISTS (SELECT 1 FROM client_merges AS merge WHERE (merge.merged_id = OLD.client_id AND merge.kept_id = NEW.client_id) OR (merge.kept_id = OLD.client_id AND merge.merged_id = NEW.client_id))) BEGIN SELECT RAISE(ABORT, 'the filing is over'); END

DROP TRIGGER applications_frozen

CREATE TRIGGER applications_frozen BEFORE UPDATE OF phone, project_name, source, mode, partner, background, monthly_tons, yearly_sales, margin, key_people, competitors, strengths, risks, goals, starts_on, ends_on, leader, leader_duty, members, budget, support, attachments, applicant_id, department_id ON applications FOR EACH ROW WHEN OLD.state NOT IN ('draft', 'returned') BEGIN SELECT RAISE(ABORT, 'applications are frozen once submitted'); END

CREATE TRIGGER applications_client BEFORE UPDATE OF client_id ON applications FOR EACH ROW WHEN OLD.state NOT IN ('draft', 'returned') AND NEW.client_id IS NOT OLD.client_id AND NOT EXISTS (SELECT 1 FROM client_merges AS merge WHERE (merge.merged_id = OLD.client_id AND merge.kept_id = NEW.client_id) OR (merge.kept_id = OLD.client_id AND merge.merged_id = NEW.client_id)) BEGIN SELECT RAISE(ABORT, 'applications keep their client once submitted'); END

DROP TRIGGER applications_over

CREATE TRIGGER applications_over BEFORE UPDATE OF phone, project_name, source, mode, partner, background, monthly_tons, yearly_sales, margin, key_people, competitors, strengths, risks, goals, starts_on, ends_on, leader, leader_duty, members, budget, support, attachments, applicant_id, department_id, id, number, revision, state, case_id, filing_id, submitted_at, approved_at, updated_at, closed_reason ON applications FOR EACH ROW WHEN OLD.state IN ('approved', 'refused', 'cancelled') BEGIN SELECT RAISE(ABORT, 'the application is final'); END

DROP TRIGGER conflicts_over

CREATE TRIGGER conflicts_over BEFORE UPDATE ON conflicts FOR EACH ROW WHEN (OLD.state <> 'open' AND NEW.client_id = OLD.client_id) OR (OLD.state <> 'open' AND NEW.state <> OLD.state) OR NEW.number <> OLD.number OR NEW.first_id <> OLD.first_id OR NEW.second_id <> OLD.second_id OR (NEW.client_id IS NOT OLD.client_id AND NOT EXISTS (SELECT 1 FROM client_merges AS merge WHERE (merge.merged_id = OLD.client_id AND merge.kept_id = NEW.client_id) OR (merge.kept_id = OLD.client_id AND merge.merged_id = NEW.client_id))) BEGIN SELECT RAISE(ABORT, 'a ruling is kept'); END
