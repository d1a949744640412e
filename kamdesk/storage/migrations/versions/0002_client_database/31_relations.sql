-- Lines between key persons, and where their boxes stand on the relationship map.

CREATE TABLE contact_relations (
	id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	source_id INTEGER, 
	target_id INTEGER NOT NULL, 
	note TEXT NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	ended_at TEXT, 
	ended_by_id INTEGER, 
	CONSTRAINT pk_contact_relations PRIMARY KEY (id), 
	CONSTRAINT ck_contact_relations_our_side CHECK ((source_id IS NULL) = (kind = 'liaison')), 
	CONSTRAINT ck_contact_relations_two_people CHECK (source_id <> target_id), 
	CONSTRAINT ck_contact_relations_ended CHECK ((ended_at IS NULL) = (ended_by_id IS NULL)), 
	CONSTRAINT ck_contact_relations_kind CHECK (kind IN ('influence', 'close', 'conflict', 'introduced', 'liaison')), 
	CONSTRAINT fk_contact_relations_source_id_contacts FOREIGN KEY(source_id) REFERENCES contacts (id), 
	CONSTRAINT fk_contact_relations_target_id_contacts FOREIGN KEY(target_id) REFERENCES contacts (id), 
	CONSTRAINT fk_contact_relations_by_id_users FOREIGN KEY(by_id) REFERENCES users (id), 
	CONSTRAINT fk_contact_relations_ended_by_id_users FOREIGN KEY(ended_by_id) REFERENCES users (id)
)

CREATE INDEX ix_contact_relations_target_id ON contact_relations (target_id)

CREATE INDEX ix_contact_relations_source_id ON contact_relations (source_id)

CREATE TRIGGER contact_relations_no_delete BEFORE DELETE ON contact_relations FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'relations are ended, not deleted'); END

CREATE TRIGGER contact_relations_no_rewriting BEFORE UPDATE OF id, kind, source_id, target_id, at, by_id ON contact_relations FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a relation is entered once'); END

CREATE TRIGGER contact_relations_end_once BEFORE UPDATE OF ended_at, ended_by_id ON contact_relations FOR EACH ROW WHEN OLD.ended_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a relation ends once'); END

CREATE TRIGGER contact_relations_note BEFORE UPDATE OF note ON contact_relations FOR EACH ROW WHEN NEW.note NOT IN ('', OLD.note) BEGIN SELECT RAISE(ABORT, 'a note can only be emptied'); END

CREATE TABLE contact_places (
	contact_id INTEGER NOT NULL, 
	x INTEGER NOT NULL, 
	y INTEGER NOT NULL, 
	CONSTRAINT pk_contact_places PRIMARY KEY (contact_id), 
	CONSTRAINT fk_contact_places_contact_id_contacts FOREIGN KEY(contact_id) REFERENCES contacts (id)
)

CREATE TABLE our_places (
	client_id INTEGER NOT NULL, 
	x INTEGER NOT NULL, 
	y INTEGER NOT NULL, 
	CONSTRAINT pk_our_places PRIMARY KEY (client_id), 
	CONSTRAINT fk_our_places_client_id_clients FOREIGN KEY(client_id) REFERENCES clients (id)
)
