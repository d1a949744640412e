-- The steps of one record are found in the audit trail without reading all of it.

CREATE INDEX ix_audit_noun_record_id ON audit (noun, record_id)
