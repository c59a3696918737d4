-- Version 2. One statement a line; `python scripts/draft_step.py` adds what the tables have and this lacks.
ALTER TABLE campaign ADD COLUMN retention_until TEXT;
CREATE TABLE erasure (id GUID NOT NULL, campaign_id GUID NOT NULL, origin TEXT NOT NULL, numbers NUMBER NOT NULL, names NUMBER NOT NULL, texts NUMBER NOT NULL, copies NUMBER NOT NULL, files TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT, act GUID NOT NULL, deleted FLAG NOT NULL, PRIMARY KEY (id), FOREIGN KEY (act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY (campaign_id) REFERENCES campaign (id) DEFERRABLE INITIALLY DEFERRED) WITHOUT ROWID, STRICT;
CREATE INDEX ix_erasure_campaign_id ON erasure (campaign_id);
CREATE TABLE log_mark ("only" NUMBER NOT NULL, id GUID NOT NULL, previous GUID, PRIMARY KEY ("only")) STRICT;
ALTER TABLE campaign ADD COLUMN under_supervision FLAG;
ALTER TABLE campaign ADD COLUMN county_level FLAG;
ALTER TABLE regulation ADD COLUMN placeholder FLAG NOT NULL DEFAULT false;
ALTER TABLE regulation ADD COLUMN conditions TEXT NOT NULL DEFAULT '';
CREATE TABLE provision (id GUID NOT NULL, regulation_id GUID NOT NULL, article TEXT NOT NULL, text TEXT NOT NULL, checked_by TEXT NOT NULL, checked_on TEXT, act GUID NOT NULL, deleted FLAG NOT NULL, PRIMARY KEY (id), FOREIGN KEY (act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY (regulation_id) REFERENCES regulation (id) DEFERRABLE INITIALLY DEFERRED) WITHOUT ROWID, STRICT;
CREATE INDEX ix_provision_regulation_id ON provision (regulation_id);
ALTER TABLE checklist_item ADD COLUMN wrongs NUMBER NOT NULL DEFAULT 0;
ALTER TABLE checklist_item ADD COLUMN replaces TEXT NOT NULL DEFAULT '';
ALTER TABLE checklist_item ADD COLUMN evidence_kinds TEXT NOT NULL DEFAULT '';
ALTER TABLE checklist_item ADD COLUMN required TEXT NOT NULL DEFAULT '';
ALTER TABLE citation ADD COLUMN role TEXT NOT NULL DEFAULT 'duty';
ALTER TABLE citation ADD COLUMN conditions TEXT NOT NULL DEFAULT '';
ALTER TABLE citation ADD COLUMN doubt TEXT NOT NULL DEFAULT '';
ALTER TABLE citation ADD COLUMN source TEXT NOT NULL DEFAULT '';
