-- The versions of schedules.

CREATE TABLE schedule_versions (
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	rows TEXT NOT NULL, 
	note TEXT NOT NULL, 
	at TEXT NOT NULL, 
	by_id INTEGER NOT NULL, 
	CONSTRAINT pk_schedule_versions PRIMARY KEY (id), 
	CONSTRAINT uq_schedule_versions_application_id_revision UNIQUE (application_id, revision), 
	CONSTRAINT fk_schedule_versions_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id), 
	CONSTRAINT fk_schedule_versions_by_id_users FOREIGN KEY(by_id) REFERENCES users (id)
)

CREATE TRIGGER schedule_versions_no_update BEFORE UPDATE ON schedule_versions FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'schedule_versions is append-only'); END

CREATE TRIGGER schedule_versions_no_delete BEFORE DELETE ON schedule_versions FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'schedule_versions is append-only'); END
