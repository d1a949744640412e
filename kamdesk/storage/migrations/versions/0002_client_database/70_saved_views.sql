-- Lists: the indexes that they are read from, the views people save, what was edited in bulk.

DROP INDEX ix_clients_pinyin

DROP INDEX ix_clients_updated_at

DROP INDEX ix_clients_owner_id

DROP INDEX ix_clients_year_amount

CREATE INDEX ix_clients_archived_id_owner_id ON clients (archived, id, owner_id)

CREATE INDEX ix_clients_archived_pinyin_id_owner_id ON clients (archived, pinyin, id, owner_id)

CREATE INDEX ix_clients_archived_updated_at_id_owner_id ON clients (archived, updated_at, id, owner_id)

CREATE INDEX ix_clients_archived_year_amount_id_owner_id ON clients (archived, year_amount, id, owner_id)

CREATE INDEX ix_clients_owner_id_archived ON clients (owner_id, archived)
