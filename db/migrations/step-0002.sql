-- Version 2. One statement a line; `python scripts/draft_step.py` adds what the tables have and this lacks.
CREATE TABLE log_mark ("only" NUMBER NOT NULL, id GUID NOT NULL, previous GUID, PRIMARY KEY ("only")) STRICT;
