-- Gradings: each decision on a client's grade.

CREATE TABLE gradings (
	id INTEGER NOT NULL, 
	client_id INTEGER NOT NULL, 
	scheme_id INTEGER NOT NULL, 
	amount BIGINT NOT NULL, 
	marks TEXT NOT NULL, 
	parts TEXT NOT NULL, 
	total BIGINT NOT NULL, 
	proposed VARCHAR(40) NOT NULL, 
	grade VARCHAR(40) NOT NULL, 
	reason TEXT NOT NULL, 
	due_on DATE NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	CONSTRAINT pk_gradings PRIMARY KEY (id), 
	CONSTRAINT fk_gradings_client_id_clients FOREIGN KEY(client_id) REFERENCES clients (id), 
	CONSTRAINT ck_gradings_proposed CHECK (proposed IN ('A', 'B', 'C')), 
	CONSTRAINT ck_gradings_grade CHECK (grade IN ('A', 'B', 'C')), 
	CONSTRAINT fk_gradings_by_id_users FOREIGN KEY(by_id) REFERENCES users (id)
)

CREATE INDEX ix_gradings_client_id ON gradings (client_id)

CREATE TRIGGER gradings_no_update BEFORE UPDATE ON gradings FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'gradings is append-only'); END

CREATE TRIGGER gradings_no_delete BEFORE DELETE ON gradings FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'gradings is append-only'); END
