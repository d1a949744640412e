-- Columns of clients and contacts that several parts work with.

ALTER TABLE clients ADD COLUMN tier VARCHAR(40) CONSTRAINT ck_clients_tier CHECK (tier IN ('strategic', 'important', 'general', 'potential'))

ALTER TABLE clients ADD COLUMN grade_due_on DATE

ALTER TABLE clients ADD COLUMN year_tons BIGINT NOT NULL DEFAULT 0

ALTER TABLE clients ADD COLUMN year_amount BIGINT NOT NULL DEFAULT 0

ALTER TABLE clients ADD COLUMN last_purchase_on DATE

ALTER TABLE clients ADD COLUMN owned_since DATE

ALTER TABLE clients ADD COLUMN last_contact_on DATE

ALTER TABLE clients ADD COLUMN locked BOOLEAN NOT NULL DEFAULT 0 CONSTRAINT ck_clients_locked CHECK (locked IN (0, 1))

ALTER TABLE clients ADD COLUMN merged_into_id INTEGER CONSTRAINT fk_clients_merged_into_id_clients REFERENCES clients (id)

CREATE INDEX ix_clients_year_amount ON clients (year_amount)

ALTER TABLE contacts ADD COLUMN department TEXT NOT NULL DEFAULT ''

ALTER TABLE contacts ADD COLUMN influence INTEGER CONSTRAINT ck_contacts_influence CHECK (influence BETWEEN 1 AND 5)

ALTER TABLE contacts ADD COLUMN attitude VARCHAR(40) CONSTRAINT ck_contacts_attitude CHECK (attitude IN ('support', 'neutral', 'oppose'))

ALTER TABLE contacts ADD COLUMN sponsor BOOLEAN NOT NULL DEFAULT 0 CONSTRAINT ck_contacts_sponsor CHECK (sponsor IN (0, 1))

ALTER TABLE contacts ADD COLUMN champion BOOLEAN NOT NULL DEFAULT 0 CONSTRAINT ck_contacts_champion CHECK (champion IN (0, 1))

ALTER TABLE contacts ADD COLUMN reports_to_id INTEGER CONSTRAINT fk_contacts_reports_to_id_contacts REFERENCES contacts (id)

ALTER TABLE contacts ADD COLUMN assistant_of_id INTEGER CONSTRAINT fk_contacts_assistant_of_id_contacts REFERENCES contacts (id)

ALTER TABLE contacts ADD COLUMN source TEXT NOT NULL DEFAULT ''

ALTER TABLE contacts ADD COLUMN legal_basis VARCHAR(40) CONSTRAINT ck_contacts_legal_basis CHECK (legal_basis IN ('consent', 'self_disclosed', 'public', 'contract'))

ALTER TABLE contacts ADD COLUMN told_on DATE

ALTER TABLE contacts ADD COLUMN keep_until DATE

ALTER TABLE contacts ADD COLUMN erased_at TEXT

UPDATE clients SET owned_since = date(created_at, '+8 hours') WHERE owner_id IS NOT NULL
