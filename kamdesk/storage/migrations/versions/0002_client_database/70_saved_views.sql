-- Lists: the indexes that they are read from, the views people save, what was edited in bulk.

DROP INDEX ix_clients_pinyin

DROP INDEX ix_clients_updated_at

DROP INDEX ix_clients_owner_id

DROP INDEX ix_clients_year_amount

CREATE INDEX ix_clients_archived_id_owner_id ON clients (archived, id, owner_id)

CREATE INDEX ix_clients_archived_pinyin_id_owner_id ON clients (archived, pinyin, id, owner_id)

CREATE INDEX ix_clients_archived_updated_at_id_owner_id ON clients (archived, updated_at, id, owner_id)

CREATE INDEX ix_clients_archived_year_amount_id_owner_id ON clients (archived, year_amount, id, owner_id)

CREATE INDEX ix_clients_archived_year_tons_id_owner_id ON clients (archived, year_tons, id, owner_id)

CREATE INDEX ix_clients_archived_last_purchase_on_id_owner_id ON clients (archived, last_purchase_on, id, owner_id)

CREATE INDEX ix_clients_archived_grade_id_owner_id ON clients (archived, grade, id, owner_id)

CREATE INDEX ix_clients_archived_industry_id_owner_id ON clients (archived, industry, id, owner_id)

CREATE INDEX ix_clients_archived_province_id_owner_id ON clients (archived, province, id, owner_id)

CREATE INDEX ix_clients_archived_city_id_owner_id ON clients (archived, city, id, owner_id)

CREATE INDEX ix_clients_owner_id_archived ON clients (owner_id, archived)

CREATE INDEX ix_clients_due ON clients (archived, locked, is_strategic, owned_since, last_contact_on, owner_id)

CREATE TABLE saved_views (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	list TEXT NOT NULL, 
	name TEXT NOT NULL, 
	content TEXT NOT NULL, 
	is_default BOOLEAN NOT NULL, 
	saved_at TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_saved_views PRIMARY KEY (id), 
	CONSTRAINT uq_saved_views_user_id_list_name UNIQUE (user_id, list, name), 
	CONSTRAINT fk_saved_views_user_id_users FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT ck_saved_views_is_default CHECK (is_default IN (0, 1))
)

CREATE UNIQUE INDEX uq_saved_views_default ON saved_views (user_id, list) WHERE is_default = 1

CREATE TABLE bulk_edits (
	id INTEGER NOT NULL, 
	noun TEXT NOT NULL, 
	fields TEXT NOT NULL, 
	count INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	undone_at TEXT, 
	CONSTRAINT pk_bulk_edits PRIMARY KEY (id), 
	CONSTRAINT fk_bulk_edits_by_id_users FOREIGN KEY(by_id) REFERENCES users (id)
)

CREATE INDEX ix_bulk_edits_by_id_noun ON bulk_edits (by_id, noun)

CREATE TRIGGER bulk_edits_final BEFORE UPDATE ON bulk_edits FOR EACH ROW WHEN OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL OR NEW.id <> OLD.id OR NEW.noun <> OLD.noun OR NEW.fields <> OLD.fields OR NEW.count <> OLD.count OR NEW.at <> OLD.at OR NEW.by_id <> OLD.by_id BEGIN SELECT RAISE(ABORT, 'a bulk edit is only ever marked as undone'); END

CREATE TRIGGER bulk_edits_no_delete BEFORE DELETE ON bulk_edits FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'bulk_edits is append-only'); END

CREATE TABLE bulk_edit_rows (
	bulk_edit_id INTEGER NOT NULL, 
	record_id INTEGER NOT NULL, 
	"before" TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_bulk_edit_rows PRIMARY KEY (bulk_edit_id, record_id), 
	CONSTRAINT fk_bulk_edit_rows_bulk_edit_id_bulk_edits FOREIGN KEY(bulk_edit_id) REFERENCES bulk_edits (id)
)
 WITHOUT ROWID

CREATE TRIGGER bulk_edit_rows_no_update BEFORE UPDATE ON bulk_edit_rows FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'bulk_edit_rows is append-only'); END

CREATE TRIGGER bulk_edit_rows_no_delete BEFORE DELETE ON bulk_edit_rows FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'bulk_edit_rows is append-only'); END
