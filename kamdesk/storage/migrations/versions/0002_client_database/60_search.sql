-- The search index: queue, state and full-text tables; a database without clients has nothing to index.

CREATE TABLE search_queue (
	noun TEXT NOT NULL, 
	record_id INTEGER NOT NULL, 
	CONSTRAINT pk_search_queue PRIMARY KEY (noun, record_id)
)
 WITHOUT ROWID

CREATE TABLE search_state (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	ready BOOLEAN NOT NULL, 
	CONSTRAINT pk_search_state PRIMARY KEY (id), 
	CONSTRAINT ck_search_state_single CHECK (id = 1), 
	CONSTRAINT ck_search_state_ready CHECK (ready IN (0, 1))
)

CREATE VIRTUAL TABLE search_clients USING fts5(terms, content='', contentless_delete=1, detail=none, tokenize='ascii')

CREATE VIRTUAL TABLE search_contacts USING fts5(terms, content='', contentless_delete=1, detail=none, tokenize='ascii')

CREATE VIRTUAL TABLE search_filings USING fts5(terms, content='', contentless_delete=1, detail=none, tokenize='ascii')

CREATE VIRTUAL TABLE search_applications USING fts5(terms, content='', contentless_delete=1, detail=none, tokenize='ascii')

CREATE TRIGGER clients_search_new AFTER INSERT ON clients FOR EACH ROW BEGIN INSERT OR IGNORE INTO search_queue (noun, record_id) VALUES ('client', NEW.id); END

CREATE TRIGGER clients_search_edited AFTER UPDATE OF name, short_name, former_name, spoken, number, code, phone, industry, province, city, address, owner_id ON clients FOR EACH ROW BEGIN INSERT OR IGNORE INTO search_queue (noun, record_id) VALUES ('client', NEW.id); END

CREATE TRIGGER clients_search_below AFTER UPDATE OF name, short_name, spoken, owner_id ON clients FOR EACH ROW BEGIN INSERT OR IGNORE INTO search_queue (noun, record_id) SELECT 'contact', id FROM contacts WHERE client_id = NEW.id; INSERT OR IGNORE INTO search_queue (noun, record_id) SELECT 'filing', id FROM filings WHERE client_id = NEW.id; INSERT OR IGNORE INTO search_queue (noun, record_id) SELECT 'application', id FROM applications WHERE client_id = NEW.id; END

CREATE TRIGGER client_collaborators_search_new AFTER INSERT ON client_collaborators FOR EACH ROW BEGIN INSERT OR IGNORE INTO search_queue (noun, record_id) VALUES ('client', NEW.client_id); INSERT OR IGNORE INTO search_queue (noun, record_id) SELECT 'contact', id FROM contacts WHERE client_id = NEW.client_id; INSERT OR IGNORE INTO search_queue (noun, record_id) SELECT 'filing', id FROM filings WHERE client_id = NEW.client_id; INSERT OR IGNORE INTO search_queue (noun, record_id) SELECT 'application', id FROM applications WHERE client_id = NEW.client_id; END

CREATE TRIGGER client_collaborators_search_edited AFTER UPDATE OF ended_at ON client_collaborators FOR EACH ROW BEGIN INSERT OR IGNORE INTO search_queue (noun, record_id) VALUES ('client', NEW.client_id); INSERT OR IGNORE INTO search_queue (noun, record_id) SELECT 'contact', id FROM contacts WHERE client_id = NEW.client_id; INSERT OR IGNORE INTO search_queue (noun, record_id) SELECT 'filing', id FROM filings WHERE client_id = NEW.client_id; INSERT OR IGNORE INTO search_queue (noun, record_id) SELECT 'application', id FROM applications WHERE client_id = NEW.client_id; END

CREATE TRIGGER contacts_search_new AFTER INSERT ON contacts FOR EACH ROW BEGIN INSERT OR IGNORE INTO search_queue (noun, record_id) VALUES ('contact', NEW.id); END

CREATE TRIGGER contacts_search_edited AFTER UPDATE OF client_id, name, post, department, phone, email, pinyin, initials, erased_at ON contacts FOR EACH ROW BEGIN INSERT OR IGNORE INTO search_queue (noun, record_id) VALUES ('contact', NEW.id); END

CREATE TRIGGER filings_search_new AFTER INSERT ON filings FOR EACH ROW BEGIN INSERT OR IGNORE INTO search_queue (noun, record_id) VALUES ('filing', NEW.id); END

CREATE TRIGGER filings_search_edited AFTER UPDATE OF number, project_name, client_id, filer_id, carrier_id, department_id ON filings FOR EACH ROW BEGIN INSERT OR IGNORE INTO search_queue (noun, record_id) VALUES ('filing', NEW.id); END

CREATE TRIGGER applications_search_new AFTER INSERT ON applications FOR EACH ROW BEGIN INSERT OR IGNORE INTO search_queue (noun, record_id) VALUES ('application', NEW.id); END

CREATE TRIGGER applications_search_edited AFTER UPDATE OF number, project_name, client_id, applicant_id, carrier_id, department_id ON applications FOR EACH ROW BEGIN INSERT OR IGNORE INTO search_queue (noun, record_id) VALUES ('application', NEW.id); END

CREATE TRIGGER filings_search_gone AFTER DELETE ON filings FOR EACH ROW BEGIN INSERT OR IGNORE INTO search_queue (noun, record_id) VALUES ('filing', OLD.id); END

CREATE TRIGGER applications_search_gone AFTER DELETE ON applications FOR EACH ROW BEGIN INSERT OR IGNORE INTO search_queue (noun, record_id) VALUES ('application', OLD.id); END

INSERT INTO search_state (id, version, ready) SELECT 1, 1, 1 WHERE NOT EXISTS (SELECT 1 FROM clients)
