-- Key persons: who is claimed, what they ask about their own data, and what erasing may change.

DROP INDEX ix_contacts_client_id

CREATE INDEX ix_contacts_archived_pinyin_client_id ON contacts (archived, pinyin, client_id)

CREATE INDEX ix_contacts_client_id_archived_role_sponsor_champion ON contacts (client_id, archived, role, sponsor, champion)

CREATE INDEX ix_contacts_keep_until ON contacts (keep_until)

CREATE TABLE contact_reveals (
	id INTEGER NOT NULL, 
	contact_id INTEGER NOT NULL, 
	reason VARCHAR(40) NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	CONSTRAINT pk_contact_reveals PRIMARY KEY (id), 
	CONSTRAINT fk_contact_reveals_contact_id_contacts FOREIGN KEY(contact_id) REFERENCES contacts (id), 
	CONSTRAINT ck_contact_reveals_reason CHECK (reason IN ('call', 'check', 'review', 'complaint', 'request', 'other')), 
	CONSTRAINT fk_contact_reveals_by_id_users FOREIGN KEY(by_id) REFERENCES users (id)
)

CREATE INDEX ix_contact_reveals_contact_id ON contact_reveals (contact_id)

CREATE TABLE key_person_claims (
	id INTEGER NOT NULL, 
	client_id INTEGER NOT NULL, 
	contact_id INTEGER NOT NULL, 
	since DATE NOT NULL, 
	ended_on DATE, 
	reason TEXT NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	CONSTRAINT pk_key_person_claims PRIMARY KEY (id), 
	CONSTRAINT fk_key_person_claims_client_id_clients FOREIGN KEY(client_id) REFERENCES clients (id), 
	CONSTRAINT fk_key_person_claims_contact_id_contacts FOREIGN KEY(contact_id) REFERENCES contacts (id), 
	CONSTRAINT fk_key_person_claims_by_id_users FOREIGN KEY(by_id) REFERENCES users (id)
)

CREATE INDEX ix_key_person_claims_client_id ON key_person_claims (client_id)

CREATE INDEX ix_key_person_claims_contact_id ON key_person_claims (contact_id)

CREATE UNIQUE INDEX uq_key_person_claims_holding ON key_person_claims (client_id) WHERE ended_on IS NULL

CREATE TABLE person_requests (
	id INTEGER NOT NULL, 
	contact_id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	received_on DATE NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	settled_on DATE, 
	settled_by_id INTEGER, 
	note TEXT NOT NULL, 
	CONSTRAINT pk_person_requests PRIMARY KEY (id), 
	CONSTRAINT fk_person_requests_contact_id_contacts FOREIGN KEY(contact_id) REFERENCES contacts (id), 
	CONSTRAINT ck_person_requests_kind CHECK (kind IN ('copy', 'correct', 'erase')), 
	CONSTRAINT ck_person_requests_state CHECK (state IN ('open', 'done', 'refused')), 
	CONSTRAINT fk_person_requests_by_id_users FOREIGN KEY(by_id) REFERENCES users (id), 
	CONSTRAINT fk_person_requests_settled_by_id_users FOREIGN KEY(settled_by_id) REFERENCES users (id)
)

CREATE INDEX ix_person_requests_contact_id ON person_requests (contact_id)

DROP TRIGGER history_no_update

CREATE TRIGGER contact_reveals_no_update BEFORE UPDATE ON contact_reveals FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'contact_reveals is append-only'); END

CREATE TRIGGER contact_reveals_no_delete BEFORE DELETE ON contact_reveals FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'contact_reveals is append-only'); END

CREATE TRIGGER contacts_erased BEFORE UPDATE OF name, post, department, role, influence, attitude, sponsor, champion, reports_to_id, assistant_of_id, phone, email, remark, source, legal_basis, told_on, keep_until, archived, pinyin, initials, erased_at ON contacts FOR EACH ROW WHEN OLD.erased_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'an erased contact stays empty'); END

CREATE TRIGGER key_person_claims_no_delete BEFORE DELETE ON key_person_claims FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'claims end, they are not deleted'); END

CREATE TRIGGER key_person_claims_frozen BEFORE UPDATE OF id, client_id, contact_id, since, at, by_id ON key_person_claims FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a claim is not changed'); END

CREATE TRIGGER key_person_claims_end_once BEFORE UPDATE OF ended_on ON key_person_claims FOR EACH ROW WHEN OLD.ended_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a claim ends once'); END

CREATE TRIGGER key_person_claims_reason BEFORE UPDATE OF reason ON key_person_claims FOR EACH ROW WHEN NEW.reason NOT IN ('', OLD.reason) BEGIN SELECT RAISE(ABORT, 'a reason can only be emptied'); END

CREATE TRIGGER person_requests_no_delete BEFORE DELETE ON person_requests FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'requests are settled, not deleted'); END

CREATE TRIGGER person_requests_settled BEFORE UPDATE ON person_requests FOR EACH ROW WHEN OLD.state <> 'open' BEGIN SELECT RAISE(ABORT, 'a settled request is not changed'); END

CREATE TRIGGER history_no_update BEFORE UPDATE ON history FOR EACH ROW WHEN NOT (OLD.noun = 'contact' AND NEW.old = '' AND NEW.new = '' AND NEW.id = OLD.id AND NEW.noun = OLD.noun AND NEW.record_id = OLD.record_id AND NEW.field = OLD.field AND NEW.at = OLD.at AND NEW.by_id = OLD.by_id AND EXISTS (SELECT 1 FROM contacts WHERE contacts.id = OLD.record_id AND contacts.erased_at IS NOT NULL)) BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
