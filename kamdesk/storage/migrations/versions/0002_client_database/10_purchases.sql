-- Purchase records, import runs, and what imports learnt of client numbers in other systems.

CREATE TABLE purchase_runs (
	id INTEGER NOT NULL, 
	file_name TEXT NOT NULL, 
	encoding TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	task TEXT NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	lines INTEGER NOT NULL, 
	last_line INTEGER NOT NULL, 
	created INTEGER NOT NULL, 
	updated INTEGER NOT NULL, 
	skipped INTEGER NOT NULL, 
	failed INTEGER NOT NULL, 
	new_clients INTEGER NOT NULL, 
	tons BIGINT NOT NULL, 
	amount BIGINT NOT NULL, 
	first_id INTEGER, 
	last_id INTEGER, 
	failure TEXT NOT NULL, 
	started_at TEXT NOT NULL, 
	ended_at TEXT, 
	by_id INTEGER NOT NULL, 
	undone_at TEXT, 
	undone_by_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_purchase_runs PRIMARY KEY (id), 
	CONSTRAINT ck_purchase_runs_state CHECK (state IN ('running', 'paused', 'done', 'undone')), 
	CONSTRAINT fk_purchase_runs_by_id_users FOREIGN KEY(by_id) REFERENCES users (id), 
	CONSTRAINT fk_purchase_runs_undone_by_id_users FOREIGN KEY(undone_by_id) REFERENCES users (id)
)

CREATE INDEX ix_purchase_runs_digest ON purchase_runs (digest)

CREATE TRIGGER purchase_runs_no_delete BEFORE DELETE ON purchase_runs FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'import runs are kept'); END

CREATE TRIGGER purchase_runs_stay_undone BEFORE UPDATE OF state ON purchase_runs FOR EACH ROW WHEN OLD.state = 'undone' AND NEW.state <> 'undone' BEGIN SELECT RAISE(ABORT, 'an undone run stays undone'); END

CREATE TABLE purchases (
	id INTEGER NOT NULL, 
	client_id INTEGER NOT NULL, 
	day INTEGER NOT NULL, 
	product TEXT NOT NULL, 
	contract TEXT NOT NULL, 
	document TEXT NOT NULL, 
	nth INTEGER NOT NULL, 
	tons BIGINT NOT NULL, 
	amount BIGINT NOT NULL, 
	cancelled BOOLEAN NOT NULL, 
	run_id INTEGER, 
	entered_by_id INTEGER, 
	entered_at TEXT, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_purchases PRIMARY KEY (id), 
	CONSTRAINT ck_purchases_origin CHECK ((run_id IS NULL) = (entered_by_id IS NOT NULL)), 
	CONSTRAINT fk_purchases_client_id_clients FOREIGN KEY(client_id) REFERENCES clients (id), 
	CONSTRAINT ck_purchases_cancelled CHECK (cancelled IN (0, 1)), 
	CONSTRAINT fk_purchases_run_id_purchase_runs FOREIGN KEY(run_id) REFERENCES purchase_runs (id), 
	CONSTRAINT fk_purchases_entered_by_id_users FOREIGN KEY(entered_by_id) REFERENCES users (id)
)

CREATE INDEX ix_purchases_client_id_day ON purchases (client_id, day, tons, amount) WHERE cancelled = 0

CREATE INDEX ix_purchases_day ON purchases (day)

CREATE UNIQUE INDEX uq_purchases_document ON purchases (document, client_id, product, nth) WHERE document <> ''

CREATE UNIQUE INDEX uq_purchases_no_document ON purchases (client_id, day, product, contract, nth) WHERE document = ''

CREATE TRIGGER purchases_no_delete BEFORE DELETE ON purchases FOR EACH ROW WHEN coalesce((SELECT state FROM purchase_runs WHERE id = OLD.run_id), '') <> 'undone' BEGIN SELECT RAISE(ABORT, 'purchases are cancelled, not deleted; only an undone run takes its own back'); END

CREATE TABLE purchase_run_changes (
	run_id INTEGER NOT NULL, 
	purchase_id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	day INTEGER NOT NULL, 
	contract TEXT NOT NULL, 
	tons BIGINT NOT NULL, 
	amount BIGINT NOT NULL, 
	CONSTRAINT pk_purchase_run_changes PRIMARY KEY (run_id, purchase_id), 
	CONSTRAINT fk_purchase_run_changes_run_id_purchase_runs FOREIGN KEY(run_id) REFERENCES purchase_runs (id)
)
 WITHOUT ROWID

CREATE TRIGGER purchase_run_changes_no_update BEFORE UPDATE ON purchase_run_changes FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'purchase_run_changes is append-only'); END

CREATE TRIGGER purchase_run_changes_no_delete BEFORE DELETE ON purchase_run_changes FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'purchase_run_changes is append-only'); END

CREATE TABLE purchase_run_failures (
	run_id INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	reasons TEXT NOT NULL, 
	cells TEXT NOT NULL, 
	CONSTRAINT pk_purchase_run_failures PRIMARY KEY (run_id, line), 
	CONSTRAINT fk_purchase_run_failures_run_id_purchase_runs FOREIGN KEY(run_id) REFERENCES purchase_runs (id)
)
 WITHOUT ROWID

CREATE TRIGGER purchase_run_failures_no_update BEFORE UPDATE ON purchase_run_failures FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'purchase_run_failures is append-only'); END

CREATE TRIGGER purchase_run_failures_no_delete BEFORE DELETE ON purchase_run_failures FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'purchase_run_failures is append-only'); END

CREATE TABLE purchase_accounts (
	code TEXT NOT NULL, 
	client_id INTEGER NOT NULL, 
	run_id INTEGER, 
	CONSTRAINT pk_purchase_accounts PRIMARY KEY (code), 
	CONSTRAINT fk_purchase_accounts_client_id_clients FOREIGN KEY(client_id) REFERENCES clients (id), 
	CONSTRAINT fk_purchase_accounts_run_id_purchase_runs FOREIGN KEY(run_id) REFERENCES purchase_runs (id)
)
 WITHOUT ROWID

CREATE INDEX ix_purchase_accounts_client_id ON purchase_accounts (client_id)

CREATE TABLE purchase_summary (
	id INTEGER NOT NULL, 
	month INTEGER NOT NULL, 
	CONSTRAINT pk_purchase_summary PRIMARY KEY (id)
)
