-- Owners, collaborators and hand-overs of clients; who carries a paper on.
-- Owners before this version are read from the history of each client's field.

CREATE TABLE client_owners (
	id INTEGER NOT NULL, 
	client_id INTEGER NOT NULL, 
	owner_id INTEGER, 
	former_id INTEGER, 
	starts_on DATE NOT NULL, 
	ends_on DATE, 
	way VARCHAR(40) NOT NULL, 
	reason TEXT NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	CONSTRAINT pk_client_owners PRIMARY KEY (id), 
	CONSTRAINT ck_client_owners_order CHECK (starts_on <= ends_on), 
	CONSTRAINT fk_client_owners_client_id_clients FOREIGN KEY(client_id) REFERENCES clients (id), 
	CONSTRAINT fk_client_owners_owner_id_users FOREIGN KEY(owner_id) REFERENCES users (id), 
	CONSTRAINT fk_client_owners_former_id_users FOREIGN KEY(former_id) REFERENCES users (id), 
	CONSTRAINT ck_client_owners_way CHECK (way IN ('register', 'import', 'assign', 'claim', 'release', 'take_back', 'hand_over', 'leaver')), 
	CONSTRAINT fk_client_owners_by_id_users FOREIGN KEY(by_id) REFERENCES users (id)
)

CREATE INDEX ix_client_owners_client_id ON client_owners (client_id)

CREATE INDEX ix_client_owners_owner_id_starts_on ON client_owners (owner_id, starts_on)

CREATE UNIQUE INDEX uq_client_owners_open ON client_owners (client_id) WHERE ends_on IS NULL

CREATE TABLE client_collaborators (
	id INTEGER NOT NULL, 
	client_id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	may_edit BOOLEAN NOT NULL, 
	until DATE, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	ended_at TEXT, 
	ended_by_id INTEGER, 
	CONSTRAINT pk_client_collaborators PRIMARY KEY (id), 
	CONSTRAINT fk_client_collaborators_client_id_clients FOREIGN KEY(client_id) REFERENCES clients (id), 
	CONSTRAINT fk_client_collaborators_user_id_users FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT ck_client_collaborators_may_edit CHECK (may_edit IN (0, 1)), 
	CONSTRAINT fk_client_collaborators_by_id_users FOREIGN KEY(by_id) REFERENCES users (id), 
	CONSTRAINT fk_client_collaborators_ended_by_id_users FOREIGN KEY(ended_by_id) REFERENCES users (id)
)

CREATE INDEX ix_client_collaborators_user_id_client_id ON client_collaborators (user_id, client_id)

CREATE UNIQUE INDEX uq_client_collaborators_open ON client_collaborators (client_id, user_id) WHERE ended_at IS NULL

CREATE TABLE handovers (
	id INTEGER NOT NULL, 
	leaving BOOLEAN NOT NULL, 
	from_id INTEGER, 
	title TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	CONSTRAINT pk_handovers PRIMARY KEY (id), 
	CONSTRAINT ck_handovers_leaving CHECK (leaving IN (0, 1)), 
	CONSTRAINT fk_handovers_from_id_users FOREIGN KEY(from_id) REFERENCES users (id), 
	CONSTRAINT fk_handovers_by_id_users FOREIGN KEY(by_id) REFERENCES users (id)
)

CREATE INDEX ix_handovers_from_id ON handovers (from_id)

CREATE TABLE handover_items (
	id INTEGER NOT NULL, 
	handover_id INTEGER NOT NULL, 
	moved VARCHAR(40) NOT NULL, 
	record_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	from_id INTEGER, 
	to_id INTEGER, 
	CONSTRAINT pk_handover_items PRIMARY KEY (id), 
	CONSTRAINT fk_handover_items_handover_id_handovers FOREIGN KEY(handover_id) REFERENCES handovers (id), 
	CONSTRAINT ck_handover_items_moved CHECK (moved IN ('client', 'filing', 'application', 'collaboration', 'delegation')), 
	CONSTRAINT fk_handover_items_from_id_users FOREIGN KEY(from_id) REFERENCES users (id), 
	CONSTRAINT fk_handover_items_to_id_users FOREIGN KEY(to_id) REFERENCES users (id)
)

CREATE INDEX ix_handover_items_handover_id ON handover_items (handover_id)

CREATE INDEX ix_handover_items_moved_record_id ON handover_items (moved, record_id)

INSERT INTO client_owners (client_id, owner_id, former_id, starts_on, ends_on, way, reason, at, by_id)
WITH dated AS (
	SELECT history.id, clients.id AS client_id, history.at, history.by_id,
		CAST(nullif(history.old, '') AS INTEGER) AS old_id,
		CAST(nullif(history.new, '') AS INTEGER) AS new_id,
		max(date(clients.created_at, '+8 hours'), max(date(history.at, '+8 hours'))
			OVER (PARTITION BY record_id ORDER BY history.id)) AS day
	FROM history JOIN clients ON clients.id = record_id
	WHERE noun = 'client' AND field = 'owner_id'
), changes AS (
	SELECT *, lead(day) OVER (PARTITION BY client_id ORDER BY id) AS until,
		row_number() OVER (PARTITION BY client_id ORDER BY id) AS turn
	FROM dated
), spells AS (
	SELECT 0 AS turn, clients.id AS client_id,
		CASE WHEN changes.id IS NULL THEN clients.owner_id ELSE old_id END AS owner_id,
		NULL AS former_id, date(clients.created_at, '+8 hours') AS starts_on, day AS ends_on,
		'register' AS way, clients.created_at AS at, clients.created_by_id AS by_id
	FROM clients LEFT JOIN changes ON changes.client_id = clients.id AND turn = 1
	UNION ALL
	SELECT turn, clients.id, CASE WHEN until IS NULL THEN clients.owner_id ELSE new_id END,
		old_id, day, until, 'assign', changes.at, changes.by_id
	FROM changes JOIN clients ON clients.id = changes.client_id
)
SELECT client_id, owner_id, former_id, starts_on, ends_on, way, '', at, by_id
FROM spells ORDER BY client_id, turn

UPDATE clients SET owned_since = (
	SELECT starts_on FROM client_owners WHERE client_id = clients.id AND ends_on IS NULL
) WHERE owner_id IS NOT NULL

UPDATE clients SET last_contact_on = (
	SELECT max(day) FROM filing_follow_ups JOIN filings ON filings.id = filing_id
	WHERE filings.client_id = clients.id
) WHERE id IN (SELECT filings.client_id FROM filing_follow_ups JOIN filings ON filings.id = filing_id)

CREATE TRIGGER client_owners_unbroken BEFORE INSERT ON client_owners FOR EACH ROW WHEN NEW.starts_on <> (SELECT ends_on FROM client_owners WHERE client_id = NEW.client_id ORDER BY id DESC LIMIT 1) BEGIN SELECT RAISE(ABORT, 'a spell begins where the one before ended'); END

CREATE TRIGGER client_owners_ended_once BEFORE UPDATE ON client_owners FOR EACH ROW WHEN OLD.ends_on IS NOT NULL OR NEW.ends_on IS NULL OR NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id OR NEW.owner_id IS NOT OLD.owner_id OR NEW.former_id IS NOT OLD.former_id OR NEW.starts_on <> OLD.starts_on OR NEW.way <> OLD.way OR NEW.reason <> OLD.reason OR NEW.at <> OLD.at OR NEW.by_id <> OLD.by_id BEGIN SELECT RAISE(ABORT, 'a spell is only ended, once'); END

CREATE TRIGGER client_owners_no_delete BEFORE DELETE ON client_owners FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'spells are kept'); END

CREATE TRIGGER clients_owner_told BEFORE UPDATE OF owner_id ON clients FOR EACH ROW WHEN NEW.owner_id IS NOT OLD.owner_id AND NOT EXISTS (SELECT 1 FROM client_owners WHERE client_id = NEW.id AND ends_on IS NULL AND owner_id IS NEW.owner_id) BEGIN SELECT RAISE(ABORT, 'the owner changes with a spell'); END

CREATE TRIGGER client_collaborators_ended_once BEFORE UPDATE ON client_collaborators FOR EACH ROW WHEN OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.ended_by_id IS NULL OR NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id OR NEW.user_id <> OLD.user_id OR NEW.may_edit <> OLD.may_edit OR NEW.until IS NOT OLD.until OR NEW.at <> OLD.at OR NEW.by_id <> OLD.by_id BEGIN SELECT RAISE(ABORT, 'a collaboration is only ended, once'); END

CREATE TRIGGER client_collaborators_no_delete BEFORE DELETE ON client_collaborators FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'collaborations are kept'); END

CREATE TRIGGER handovers_no_update BEFORE UPDATE ON handovers FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'handovers is append-only'); END

CREATE TRIGGER handovers_no_delete BEFORE DELETE ON handovers FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'handovers is append-only'); END

CREATE TRIGGER handover_items_no_update BEFORE UPDATE ON handover_items FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'handover_items is append-only'); END

CREATE TRIGGER handover_items_no_delete BEFORE DELETE ON handover_items FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'handover_items is append-only'); END

ALTER TABLE filings ADD COLUMN carrier_id INTEGER CONSTRAINT fk_filings_carrier_id_users REFERENCES users (id)

CREATE INDEX ix_filings_carrier_id ON filings (carrier_id)

ALTER TABLE applications ADD COLUMN carrier_id INTEGER CONSTRAINT fk_applications_carrier_id_users REFERENCES users (id)

CREATE INDEX ix_applications_carrier_id ON applications (carrier_id)

DROP TRIGGER applications_over

CREATE TRIGGER applications_over BEFORE UPDATE OF client_id, phone, project_name, source, mode, partner, background, monthly_tons, yearly_sales, margin, key_people, competitors, strengths, risks, goals, starts_on, ends_on, leader, leader_duty, members, budget, support, attachments, applicant_id, department_id, id, number, revision, state, case_id, filing_id, submitted_at, approved_at, updated_at, closed_reason ON applications FOR EACH ROW WHEN OLD.state IN ('approved', 'refused', 'cancelled') BEGIN SELECT RAISE(ABORT, 'the application is final'); END
