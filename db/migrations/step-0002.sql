-- Version 2. One statement a line; `python scripts/draft_step.py` adds what the tables have and this lacks.
ALTER TABLE campaign ADD COLUMN retention_until TEXT;
CREATE TABLE erasure (id GUID NOT NULL, campaign_id GUID NOT NULL, origin TEXT NOT NULL, numbers NUMBER NOT NULL, names NUMBER NOT NULL, texts NUMBER NOT NULL, copies NUMBER NOT NULL, files TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT, act GUID NOT NULL, deleted FLAG NOT NULL, PRIMARY KEY (id), FOREIGN KEY (act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY (campaign_id) REFERENCES campaign (id) DEFERRABLE INITIALLY DEFERRED) WITHOUT ROWID, STRICT;
CREATE INDEX ix_erasure_campaign_id ON erasure (campaign_id);
CREATE TABLE log_mark ("only" NUMBER NOT NULL, id GUID NOT NULL, previous GUID, PRIMARY KEY ("only")) STRICT;
