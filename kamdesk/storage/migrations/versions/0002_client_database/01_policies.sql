-- Rules that the company sets for itself, each version kept.

CREATE TABLE policies (
	id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	content TEXT NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	CONSTRAINT pk_policies PRIMARY KEY (id), 
	CONSTRAINT ck_policies_kind CHECK (kind IN ('classification', 'grading', 'pool', 'health')), 
	CONSTRAINT fk_policies_by_id_users FOREIGN KEY(by_id) REFERENCES users (id)
)

CREATE INDEX ix_policies_kind ON policies (kind)

CREATE TRIGGER policies_no_update BEFORE UPDATE ON policies FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'policies is append-only'); END

CREATE TRIGGER policies_no_delete BEFORE DELETE ON policies FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'policies is append-only'); END
