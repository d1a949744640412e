-- Files kept with records, and fields that a company adds of its own.

CREATE TABLE file_contents (
	digest TEXT NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_file_contents PRIMARY KEY (digest)
)

CREATE TRIGGER file_contents_no_update BEFORE UPDATE ON file_contents FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'file_contents is append-only'); END

CREATE TRIGGER file_contents_no_delete BEFORE DELETE ON file_contents FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'file_contents is append-only'); END

CREATE TABLE attachments (
	id INTEGER NOT NULL, 
	noun TEXT NOT NULL, 
	record_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	digest TEXT NOT NULL, 
	note TEXT NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	removed BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_attachments PRIMARY KEY (id), 
	CONSTRAINT fk_attachments_digest_file_contents FOREIGN KEY(digest) REFERENCES file_contents (digest), 
	CONSTRAINT fk_attachments_by_id_users FOREIGN KEY(by_id) REFERENCES users (id), 
	CONSTRAINT ck_attachments_removed CHECK (removed IN (0, 1))
)

CREATE INDEX ix_attachments_digest ON attachments (digest)

CREATE INDEX ix_attachments_noun_record_id ON attachments (noun, record_id)

CREATE TRIGGER attachments_no_delete BEFORE DELETE ON attachments FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'attachments are removed, not deleted'); END

CREATE TRIGGER attachments_identity BEFORE UPDATE OF noun, digest, size, at, by_id ON attachments FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'attachments keep their content'); END

CREATE TRIGGER attachments_record BEFORE UPDATE OF record_id ON attachments FOR EACH ROW WHEN NOT (OLD.noun = 'client' AND EXISTS (SELECT 1 FROM client_merges AS merge WHERE (merge.merged_id = OLD.record_id AND merge.kept_id = NEW.record_id) OR (merge.kept_id = OLD.record_id AND merge.merged_id = NEW.record_id))) BEGIN SELECT RAISE(ABORT, 'attachments keep their record'); END

CREATE TABLE own_fields (
	id INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	choices TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	required BOOLEAN NOT NULL, 
	position INTEGER NOT NULL, 
	archived BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_own_fields PRIMARY KEY (id), 
	CONSTRAINT ck_own_fields_kind CHECK (kind IN ('text', 'number', 'date', 'choice')), 
	CONSTRAINT ck_own_fields_required CHECK (required IN (0, 1)), 
	CONSTRAINT ck_own_fields_archived CHECK (archived IN (0, 1))
)

CREATE TRIGGER own_fields_no_delete BEFORE DELETE ON own_fields FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'own fields are archived, not deleted'); END

CREATE TABLE own_values (
	client_id INTEGER NOT NULL, 
	field_id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_own_values PRIMARY KEY (client_id, field_id), 
	CONSTRAINT fk_own_values_client_id_clients FOREIGN KEY(client_id) REFERENCES clients (id), 
	CONSTRAINT fk_own_values_field_id_own_fields FOREIGN KEY(field_id) REFERENCES own_fields (id)
)

CREATE INDEX ix_own_values_field_id ON own_values (field_id)
