-- What clients bought month by month: the summary that lists and classification read.

CREATE TABLE purchase_months (
	client_id INTEGER NOT NULL, 
	month INTEGER NOT NULL, 
	tons BIGINT NOT NULL, 
	amount BIGINT NOT NULL, 
	lines INTEGER NOT NULL, 
	CONSTRAINT pk_purchase_months PRIMARY KEY (client_id, month), 
	CONSTRAINT fk_purchase_months_client_id_clients FOREIGN KEY(client_id) REFERENCES clients (id)
) WITHOUT ROWID
