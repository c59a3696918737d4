CREATE TRIGGER campaign_edit AFTER UPDATE ON campaign
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'campaign does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'campaign', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'code' AS col, '' AS grp, OLD."code" AS old, NEW."code" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT 'bureau' AS col, '' AS grp, OLD."bureau" AS old, NEW."bureau" AS new
  UNION ALL SELECT 'notice_title' AS col, '' AS grp, OLD."notice_title" AS old, NEW."notice_title" AS new
  UNION ALL SELECT 'notice_no' AS col, '' AS grp, OLD."notice_no" AS old, NEW."notice_no" AS new
  UNION ALL SELECT 'conduct_from' AS col, '' AS grp, OLD."conduct_from" AS old, NEW."conduct_from" AS new
  UNION ALL SELECT 'conduct_to' AS col, '' AS grp, OLD."conduct_to" AS old, NEW."conduct_to" AS new
  UNION ALL SELECT 'visits_from' AS col, '' AS grp, OLD."visits_from" AS old, NEW."visits_from" AS new
  UNION ALL SELECT 'visits_to' AS col, '' AS grp, OLD."visits_to" AS old, NEW."visits_to" AS new
  UNION ALL SELECT 'objection_days' AS col, '' AS grp, OLD."objection_days" AS old, NEW."objection_days" AS new
  UNION ALL SELECT 'report_days' AS col, '' AS grp, OLD."report_days" AS old, NEW."report_days" AS new
  UNION ALL SELECT 'refund_days' AS col, '' AS grp, OLD."refund_days" AS old, NEW."refund_days" AS new
  UNION ALL SELECT 'onspot_days' AS col, '' AS grp, OLD."onspot_days" AS old, NEW."onspot_days" AS new
  UNION ALL SELECT 'recovery_key' AS col, '' AS grp, OLD."recovery_key" AS old, NEW."recovery_key" AS new
  UNION ALL SELECT 'retention_until' AS col, '' AS grp, OLD."retention_until" AS old, NEW."retention_until" AS new
  UNION ALL SELECT 'county_level' AS col, '' AS grp, OLD."county_level" AS old, NEW."county_level" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER wording_confirmed_birth AFTER INSERT ON wording_confirmed
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'wording_confirmed is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'wording_confirmed', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'clause' AS col, '' AS grp, '' AS old, NEW."clause" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER wording_confirmed_edit AFTER UPDATE ON wording_confirmed
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'wording_confirmed does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'wording_confirmed', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'about_id' AS col, '' AS grp, OLD."about_id" AS old, NEW."about_id" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'digest' AS col, '' AS grp, OLD."digest" AS old, NEW."digest" AS new
  UNION ALL SELECT 'clause' AS col, '' AS grp, OLD."clause" AS old, NEW."clause" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER wording_confirmed_no_delete BEFORE DELETE ON wording_confirmed
BEGIN SELECT RAISE(ABORT, 'wording_confirmed is never deleted'); END;
--
CREATE TRIGGER erasure_birth AFTER INSERT ON erasure
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'erasure is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER erasure_edit AFTER UPDATE ON erasure
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'erasure does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'erasure', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'campaign_id' AS col, '' AS grp, OLD."campaign_id" AS old, NEW."campaign_id" AS new
  UNION ALL SELECT 'origin' AS col, '' AS grp, OLD."origin" AS old, NEW."origin" AS new
  UNION ALL SELECT 'numbers' AS col, '' AS grp, OLD."numbers" AS old, NEW."numbers" AS new
  UNION ALL SELECT 'names' AS col, '' AS grp, OLD."names" AS old, NEW."names" AS new
  UNION ALL SELECT 'texts' AS col, '' AS grp, OLD."texts" AS old, NEW."texts" AS new
  UNION ALL SELECT 'copies' AS col, '' AS grp, OLD."copies" AS old, NEW."copies" AS new
  UNION ALL SELECT 'files' AS col, '' AS grp, OLD."files" AS old, NEW."files" AS new
  UNION ALL SELECT 'started_at' AS col, '' AS grp, OLD."started_at" AS old, NEW."started_at" AS new
  UNION ALL SELECT 'finished_at' AS col, '' AS grp, OLD."finished_at" AS old, NEW."finished_at" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER erasure_no_delete BEFORE DELETE ON erasure
BEGIN SELECT RAISE(ABORT, 'erasure is never deleted'); END;
--
CREATE TRIGGER inspection_birth AFTER INSERT ON inspection
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'inspection is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'inspection', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'kind' AS col, '' AS grp, '' AS old, NEW."kind" AS new
  UNION ALL SELECT 'title' AS col, '' AS grp, '' AS old, NEW."title" AS new
  UNION ALL SELECT 'matter' AS col, '' AS grp, '' AS old, NEW."matter" AS new
  UNION ALL SELECT 'position' AS col, '' AS grp, NULL AS old, NEW."position" AS new
  UNION ALL SELECT 'pages' AS col, '' AS grp, NULL AS old, NEW."pages" AS new
  UNION ALL SELECT 'methods' AS col, '' AS grp, NULL AS old, NEW."methods" AS new
  UNION ALL SELECT 'documents' AS col, '' AS grp, NULL AS old, NEW."documents" AS new
  UNION ALL SELECT 'amounts' AS col, '' AS grp, '' AS old, NEW."amounts" AS new
  UNION ALL SELECT 'has_notice' AS col, '' AS grp, 0 AS old, NEW."has_notice" AS new
  UNION ALL SELECT 'with_units' AS col, '' AS grp, 0 AS old, NEW."with_units" AS new
  UNION ALL SELECT 'under_supervision' AS col, '' AS grp, NULL AS old, NEW."under_supervision" AS new
  UNION ALL SELECT 'notice_title' AS col, '' AS grp, '' AS old, NEW."notice_title" AS new
  UNION ALL SELECT 'notice_no' AS col, '' AS grp, '' AS old, NEW."notice_no" AS new
  UNION ALL SELECT 'conduct_from' AS col, '' AS grp, NULL AS old, NEW."conduct_from" AS new
  UNION ALL SELECT 'conduct_to' AS col, '' AS grp, NULL AS old, NEW."conduct_to" AS new
  UNION ALL SELECT 'visits_from' AS col, '' AS grp, NULL AS old, NEW."visits_from" AS new
  UNION ALL SELECT 'visits_to' AS col, '' AS grp, NULL AS old, NEW."visits_to" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER inspection_edit AFTER UPDATE ON inspection
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'inspection does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'inspection', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'campaign_id' AS col, '' AS grp, OLD."campaign_id" AS old, NEW."campaign_id" AS new
  UNION ALL SELECT 'code' AS col, '' AS grp, OLD."code" AS old, NEW."code" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'title' AS col, '' AS grp, OLD."title" AS old, NEW."title" AS new
  UNION ALL SELECT 'matter' AS col, '' AS grp, OLD."matter" AS old, NEW."matter" AS new
  UNION ALL SELECT 'position' AS col, '' AS grp, OLD."position" AS old, NEW."position" AS new
  UNION ALL SELECT 'pages' AS col, '' AS grp, OLD."pages" AS old, NEW."pages" AS new
  UNION ALL SELECT 'methods' AS col, '' AS grp, OLD."methods" AS old, NEW."methods" AS new
  UNION ALL SELECT 'documents' AS col, '' AS grp, OLD."documents" AS old, NEW."documents" AS new
  UNION ALL SELECT 'amounts' AS col, '' AS grp, OLD."amounts" AS old, NEW."amounts" AS new
  UNION ALL SELECT 'has_notice' AS col, '' AS grp, OLD."has_notice" AS old, NEW."has_notice" AS new
  UNION ALL SELECT 'with_units' AS col, '' AS grp, OLD."with_units" AS old, NEW."with_units" AS new
  UNION ALL SELECT 'under_supervision' AS col, '' AS grp, OLD."under_supervision" AS old, NEW."under_supervision" AS new
  UNION ALL SELECT 'notice_title' AS col, '' AS grp, OLD."notice_title" AS old, NEW."notice_title" AS new
  UNION ALL SELECT 'notice_no' AS col, '' AS grp, OLD."notice_no" AS old, NEW."notice_no" AS new
  UNION ALL SELECT 'conduct_from' AS col, '' AS grp, OLD."conduct_from" AS old, NEW."conduct_from" AS new
  UNION ALL SELECT 'conduct_to' AS col, '' AS grp, OLD."conduct_to" AS old, NEW."conduct_to" AS new
  UNION ALL SELECT 'visits_from' AS col, '' AS grp, OLD."visits_from" AS old, NEW."visits_from" AS new
  UNION ALL SELECT 'visits_to' AS col, '' AS grp, OLD."visits_to" AS old, NEW."visits_to" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER inspection_no_delete BEFORE DELETE ON inspection
BEGIN SELECT RAISE(ABORT, 'inspection is never deleted'); END;
--
CREATE TRIGGER regulation_edit AFTER UPDATE ON regulation
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'regulation does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'regulation', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'campaign_id' AS col, '' AS grp, OLD."campaign_id" AS old, NEW."campaign_id" AS new
  UNION ALL SELECT 'code' AS col, '' AS grp, OLD."code" AS old, NEW."code" AS new
  UNION ALL SELECT 'title' AS col, '' AS grp, OLD."title" AS old, NEW."title" AS new
  UNION ALL SELECT 'doc_no' AS col, '' AS grp, OLD."doc_no" AS old, NEW."doc_no" AS new
  UNION ALL SELECT 'doc_no_verified' AS col, '' AS grp, OLD."doc_no_verified" AS old, NEW."doc_no_verified" AS new
  UNION ALL SELECT 'issuer' AS col, '' AS grp, OLD."issuer" AS old, NEW."issuer" AS new
  UNION ALL SELECT 'dated' AS col, '' AS grp, OLD."dated" AS old, NEW."dated" AS new
  UNION ALL SELECT 'certainty' AS col, '' AS grp, OLD."certainty" AS old, NEW."certainty" AS new
  UNION ALL SELECT 'verification' AS col, '' AS grp, OLD."verification" AS old, NEW."verification" AS new
  UNION ALL SELECT 'in_force_from' AS col, '' AS grp, OLD."in_force_from" AS old, NEW."in_force_from" AS new
  UNION ALL SELECT 'repealed_on' AS col, '' AS grp, OLD."repealed_on" AS old, NEW."repealed_on" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT 'placeholder' AS col, '' AS grp, OLD."placeholder" AS old, NEW."placeholder" AS new
  UNION ALL SELECT 'conditions' AS col, '' AS grp, OLD."conditions" AS old, NEW."conditions" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER complaint_edit AFTER UPDATE ON complaint
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'complaint does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'complaint', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'campaign_id' AS col, '' AS grp, OLD."campaign_id" AS old, NEW."campaign_id" AS new
  UNION ALL SELECT 'school_id' AS col, '' AS grp, OLD."school_id" AS old, NEW."school_id" AS new
  UNION ALL SELECT 'number' AS col, '' AS grp, OLD."number" AS old, NEW."number" AS new
  UNION ALL SELECT 'source' AS col, '' AS grp, OLD."source" AS old, NEW."source" AS new
  UNION ALL SELECT 'channel' AS col, '' AS grp, OLD."channel" AS old, NEW."channel" AS new
  UNION ALL SELECT 'received_on' AS col, '' AS grp, OLD."received_on" AS old, NEW."received_on" AS new
  UNION ALL SELECT 'accepted_on' AS col, '' AS grp, OLD."accepted_on" AS old, NEW."accepted_on" AS new
  UNION ALL SELECT 'nature' AS col, '' AS grp, OLD."nature" AS old, NEW."nature" AS new
  UNION ALL SELECT 'due_on' AS col, '' AS grp, OLD."due_on" AS old, NEW."due_on" AS new
  UNION ALL SELECT 'extended_on' AS col, '' AS grp, OLD."extended_on" AS old, NEW."extended_on" AS new
  UNION ALL SELECT 'category' AS col, '' AS grp, OLD."category" AS old, NEW."category" AS new
  UNION ALL SELECT 'outcome' AS col, '' AS grp, OLD."outcome" AS old, NEW."outcome" AS new
  UNION ALL SELECT 'case_no' AS col, '' AS grp, OLD."case_no" AS old, NEW."case_no" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT 'anonymous' AS col, '' AS grp, OLD."anonymous" AS old, NEW."anonymous" AS new
  UNION ALL SELECT 'handler' AS col, '' AS grp, OLD."handler" AS old, NEW."handler" AS new
  UNION ALL SELECT 'basis' AS col, '' AS grp, OLD."basis" AS old, NEW."basis" AS new
  UNION ALL SELECT 'replied_on' AS col, '' AS grp, OLD."replied_on" AS old, NEW."replied_on" AS new
  UNION ALL SELECT 'students' AS col, '' AS grp, OLD."students" AS old, NEW."students" AS new
  UNION ALL SELECT 'involved_fen' AS col, '' AS grp, OLD."involved_fen" AS old, NEW."involved_fen" AS new
  UNION ALL SELECT 'due_fen' AS col, '' AS grp, OLD."due_fen" AS old, NEW."due_fen" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER earlier_finding_birth AFTER INSERT ON earlier_finding
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'earlier_finding is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'earlier_finding', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'campaign_name' AS col, '' AS grp, '' AS old, NEW."campaign_name" AS new
  UNION ALL SELECT 'item_code' AS col, '' AS grp, '' AS old, NEW."item_code" AS new
  UNION ALL SELECT 'category' AS col, '' AS grp, '' AS old, NEW."category" AS new
  UNION ALL SELECT 'severity' AS col, '' AS grp, NULL AS old, NEW."severity" AS new
  UNION ALL SELECT 'fact' AS col, '' AS grp, '' AS old, NEW."fact" AS new
  UNION ALL SELECT 'students' AS col, '' AS grp, NULL AS old, NEW."students" AS new
  UNION ALL SELECT 'involved_fen' AS col, '' AS grp, NULL AS old, NEW."involved_fen" AS new
  UNION ALL SELECT 'due_fen' AS col, '' AS grp, NULL AS old, NEW."due_fen" AS new
  UNION ALL SELECT 'open_fen' AS col, '' AS grp, NULL AS old, NEW."open_fen" AS new
  UNION ALL SELECT 'status' AS col, '' AS grp, NULL AS old, NEW."status" AS new
  UNION ALL SELECT 'found_on' AS col, '' AS grp, NULL AS old, NEW."found_on" AS new
  UNION ALL SELECT 'closed_on' AS col, '' AS grp, NULL AS old, NEW."closed_on" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER earlier_finding_edit AFTER UPDATE ON earlier_finding
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'earlier_finding does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'earlier_finding', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'school_id' AS col, '' AS grp, OLD."school_id" AS old, NEW."school_id" AS new
  UNION ALL SELECT 'campaign_code' AS col, '' AS grp, OLD."campaign_code" AS old, NEW."campaign_code" AS new
  UNION ALL SELECT 'serial' AS col, '' AS grp, OLD."serial" AS old, NEW."serial" AS new
  UNION ALL SELECT 'campaign_name' AS col, '' AS grp, OLD."campaign_name" AS old, NEW."campaign_name" AS new
  UNION ALL SELECT 'item_code' AS col, '' AS grp, OLD."item_code" AS old, NEW."item_code" AS new
  UNION ALL SELECT 'category' AS col, '' AS grp, OLD."category" AS old, NEW."category" AS new
  UNION ALL SELECT 'severity' AS col, '' AS grp, OLD."severity" AS old, NEW."severity" AS new
  UNION ALL SELECT 'fact' AS col, '' AS grp, OLD."fact" AS old, NEW."fact" AS new
  UNION ALL SELECT 'students' AS col, '' AS grp, OLD."students" AS old, NEW."students" AS new
  UNION ALL SELECT 'involved_fen' AS col, '' AS grp, OLD."involved_fen" AS old, NEW."involved_fen" AS new
  UNION ALL SELECT 'due_fen' AS col, '' AS grp, OLD."due_fen" AS old, NEW."due_fen" AS new
  UNION ALL SELECT 'open_fen' AS col, '' AS grp, OLD."open_fen" AS old, NEW."open_fen" AS new
  UNION ALL SELECT 'status' AS col, '' AS grp, OLD."status" AS old, NEW."status" AS new
  UNION ALL SELECT 'found_on' AS col, '' AS grp, OLD."found_on" AS old, NEW."found_on" AS new
  UNION ALL SELECT 'closed_on' AS col, '' AS grp, OLD."closed_on" AS old, NEW."closed_on" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER earlier_finding_no_delete BEFORE DELETE ON earlier_finding
BEGIN SELECT RAISE(ABORT, 'earlier_finding is never deleted'); END;
--
CREATE TRIGGER member_edit AFTER UPDATE ON member
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'member does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'member', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'team_id' AS col, '' AS grp, OLD."team_id" AS old, NEW."team_id" AS new
  UNION ALL SELECT 'code' AS col, '' AS grp, OLD."code" AS old, NEW."code" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT 'role' AS col, '' AS grp, OLD."role" AS old, NEW."role" AS new
  UNION ALL SELECT 'is_lead' AS col, '' AS grp, OLD."is_lead" AS old, NEW."is_lead" AS new
  UNION ALL SELECT 'home_school_id' AS col, '' AS grp, OLD."home_school_id" AS old, NEW."home_school_id" AS new
  UNION ALL SELECT 'source' AS col, '' AS grp, OLD."source" AS old, NEW."source" AS new
  UNION ALL SELECT 'checked_workplace' AS col, '' AS grp, OLD."checked_workplace" AS old, NEW."checked_workplace" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER provision_birth AFTER INSERT ON provision
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'provision is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'provision', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'text' AS col, '' AS grp, '' AS old, NEW."text" AS new
  UNION ALL SELECT 'checked_by' AS col, '' AS grp, '' AS old, NEW."checked_by" AS new
  UNION ALL SELECT 'checked_on' AS col, '' AS grp, NULL AS old, NEW."checked_on" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER provision_edit AFTER UPDATE ON provision
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'provision does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'provision', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'regulation_id' AS col, '' AS grp, OLD."regulation_id" AS old, NEW."regulation_id" AS new
  UNION ALL SELECT 'article' AS col, '' AS grp, OLD."article" AS old, NEW."article" AS new
  UNION ALL SELECT 'text' AS col, '' AS grp, OLD."text" AS old, NEW."text" AS new
  UNION ALL SELECT 'checked_by' AS col, '' AS grp, OLD."checked_by" AS old, NEW."checked_by" AS new
  UNION ALL SELECT 'checked_on' AS col, '' AS grp, OLD."checked_on" AS old, NEW."checked_on" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER provision_no_delete BEFORE DELETE ON provision
BEGIN SELECT RAISE(ABORT, 'provision is never deleted'); END;
--
CREATE TRIGGER question_edit AFTER UPDATE ON question
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'question does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'question', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'form_id' AS col, '' AS grp, OLD."form_id" AS old, NEW."form_id" AS new
  UNION ALL SELECT 'code' AS col, '' AS grp, OLD."code" AS old, NEW."code" AS new
  UNION ALL SELECT 'position' AS col, '' AS grp, OLD."position" AS old, NEW."position" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'text' AS col, '' AS grp, OLD."text" AS old, NEW."text" AS new
  UNION ALL SELECT 'only_stages' AS col, '' AS grp, OLD."only_stages" AS old, NEW."only_stages" AS new
  UNION ALL SELECT 'optional' AS col, '' AS grp, OLD."optional" AS old, NEW."optional" AS new
  UNION ALL SELECT 'low' AS col, '' AS grp, OLD."low" AS old, NEW."low" AS new
  UNION ALL SELECT 'high' AS col, '' AS grp, OLD."high" AS old, NEW."high" AS new
  UNION ALL SELECT 'unit' AS col, '' AS grp, OLD."unit" AS old, NEW."unit" AS new
  UNION ALL SELECT 'exclusive' AS col, '' AS grp, OLD."exclusive" AS old, NEW."exclusive" AS new
  UNION ALL SELECT 'signal_above' AS col, '' AS grp, OLD."signal_above" AS old, NEW."signal_above" AS new
  UNION ALL SELECT 'items' AS col, '' AS grp, OLD."items" AS old, NEW."items" AS new
  UNION ALL SELECT 'probe' AS col, '' AS grp, OLD."probe" AS old, NEW."probe" AS new
  UNION ALL SELECT 'columns' AS col, '' AS grp, OLD."columns" AS old, NEW."columns" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER sanction_edit AFTER UPDATE ON sanction
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'sanction does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'sanction', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'campaign_id' AS col, '' AS grp, OLD."campaign_id" AS old, NEW."campaign_id" AS new
  UNION ALL SELECT 'cause' AS col, '' AS grp, OLD."cause" AS old, NEW."cause" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'persons' AS col, '' AS grp, OLD."persons" AS old, NEW."persons" AS new
  UNION ALL SELECT 'case_no' AS col, '' AS grp, OLD."case_no" AS old, NEW."case_no" AS new
  UNION ALL SELECT 'decided_on' AS col, '' AS grp, OLD."decided_on" AS old, NEW."decided_on" AS new
  UNION ALL SELECT 'roles' AS col, '' AS grp, OLD."roles" AS old, NEW."roles" AS new
  UNION ALL SELECT 'organ' AS col, '' AS grp, OLD."organ" AS old, NEW."organ" AS new
  UNION ALL SELECT 'school_id' AS col, '' AS grp, OLD."school_id" AS old, NEW."school_id" AS new
  UNION ALL SELECT 'counted_elsewhere' AS col, '' AS grp, OLD."counted_elsewhere" AS old, NEW."counted_elsewhere" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER school_circumstance_birth AFTER INSERT ON school_circumstance
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'school_circumstance is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'school_circumstance', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'present' AS col, '' AS grp, NULL AS old, NEW."present" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER school_circumstance_edit AFTER UPDATE ON school_circumstance
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'school_circumstance does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'school_circumstance', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'school_id' AS col, '' AS grp, OLD."school_id" AS old, NEW."school_id" AS new
  UNION ALL SELECT 'circumstance' AS col, '' AS grp, OLD."circumstance" AS old, NEW."circumstance" AS new
  UNION ALL SELECT 'present' AS col, '' AS grp, OLD."present" AS old, NEW."present" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER school_circumstance_no_delete BEFORE DELETE ON school_circumstance
BEGIN SELECT RAISE(ABORT, 'school_circumstance is never deleted'); END;
--
CREATE TRIGGER self_report_birth AFTER INSERT ON self_report
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'self_report is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'self_report', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'received_on' AS col, '' AS grp, NULL AS old, NEW."received_on" AS new
  UNION ALL SELECT 'missing' AS col, '' AS grp, '' AS old, NEW."missing" AS new
  UNION ALL SELECT 'problems' AS col, '' AS grp, NULL AS old, NEW."problems" AS new
  UNION ALL SELECT 'fees_fen' AS col, '' AS grp, NULL AS old, NEW."fees_fen" AS new
  UNION ALL SELECT 'attachment' AS col, '' AS grp, NULL AS old, NEW."attachment" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, '' AS old, NEW."note" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER self_report_edit AFTER UPDATE ON self_report
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'self_report does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'self_report', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'school_id' AS col, '' AS grp, OLD."school_id" AS old, NEW."school_id" AS new
  UNION ALL SELECT 'received_on' AS col, '' AS grp, OLD."received_on" AS old, NEW."received_on" AS new
  UNION ALL SELECT 'missing' AS col, '' AS grp, OLD."missing" AS old, NEW."missing" AS new
  UNION ALL SELECT 'problems' AS col, '' AS grp, OLD."problems" AS old, NEW."problems" AS new
  UNION ALL SELECT 'fees_fen' AS col, '' AS grp, OLD."fees_fen" AS old, NEW."fees_fen" AS new
  UNION ALL SELECT 'attachment' AS col, '' AS grp, OLD."attachment" AS old, NEW."attachment" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER self_report_no_delete BEFORE DELETE ON self_report
BEGIN SELECT RAISE(ABORT, 'self_report is never deleted'); END;
--
CREATE TRIGGER unit_pledge_birth AFTER INSERT ON unit_pledge
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'unit_pledge is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER unit_pledge_edit AFTER UPDATE ON unit_pledge
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'unit_pledge does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'unit_pledge', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'campaign_id' AS col, '' AS grp, OLD."campaign_id" AS old, NEW."campaign_id" AS new
  UNION ALL SELECT 'unit' AS col, '' AS grp, OLD."unit" AS old, NEW."unit" AS new
  UNION ALL SELECT 'school_id' AS col, '' AS grp, OLD."school_id" AS old, NEW."school_id" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'year' AS col, '' AS grp, OLD."year" AS old, NEW."year" AS new
  UNION ALL SELECT 'signed_on' AS col, '' AS grp, OLD."signed_on" AS old, NEW."signed_on" AS new
  UNION ALL SELECT 'signed_by' AS col, '' AS grp, OLD."signed_by" AS old, NEW."signed_by" AS new
  UNION ALL SELECT 'attachment' AS col, '' AS grp, OLD."attachment" AS old, NEW."attachment" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER unit_pledge_no_delete BEFORE DELETE ON unit_pledge
BEGIN SELECT RAISE(ABORT, 'unit_pledge is never deleted'); END;
--
CREATE TRIGGER admission_contact_edit AFTER UPDATE ON admission_contact
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'admission_contact does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'admission_contact', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'campaign_id' AS col, '' AS grp, OLD."campaign_id" AS old, NEW."campaign_id" AS new
  UNION ALL SELECT 'number' AS col, '' AS grp, OLD."number" AS old, NEW."number" AS new
  UNION ALL SELECT 'channel' AS col, '' AS grp, OLD."channel" AS old, NEW."channel" AS new
  UNION ALL SELECT 'received_on' AS col, '' AS grp, OLD."received_on" AS old, NEW."received_on" AS new
  UNION ALL SELECT 'persons' AS col, '' AS grp, OLD."persons" AS old, NEW."persons" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'topic' AS col, '' AS grp, OLD."topic" AS old, NEW."topic" AS new
  UNION ALL SELECT 'school_id' AS col, '' AS grp, OLD."school_id" AS old, NEW."school_id" AS new
  UNION ALL SELECT 'answered_on' AS col, '' AS grp, OLD."answered_on" AS old, NEW."answered_on" AS new
  UNION ALL SELECT 'answered_by' AS col, '' AS grp, OLD."answered_by" AS old, NEW."answered_by" AS new
  UNION ALL SELECT 'complaint_id' AS col, '' AS grp, OLD."complaint_id" AS old, NEW."complaint_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER allowance_birth AFTER INSERT ON allowance
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'allowance is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER allowance_edit AFTER UPDATE ON allowance
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'allowance does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'allowance', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT 'period' AS col, '' AS grp, OLD."period" AS old, NEW."period" AS new
  UNION ALL SELECT 'basis' AS col, '' AS grp, OLD."basis" AS old, NEW."basis" AS new
  UNION ALL SELECT 'persons' AS col, '' AS grp, OLD."persons" AS old, NEW."persons" AS new
  UNION ALL SELECT 'approved_fen' AS col, '' AS grp, OLD."approved_fen" AS old, NEW."approved_fen" AS new
  UNION ALL SELECT 'paid_fen' AS col, '' AS grp, OLD."paid_fen" AS old, NEW."paid_fen" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER allowance_no_delete BEFORE DELETE ON allowance
BEGIN SELECT RAISE(ABORT, 'allowance is never deleted'); END;
--
CREATE TRIGGER bank_reconciliation_birth AFTER INSERT ON bank_reconciliation
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'bank_reconciliation is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER bank_reconciliation_edit AFTER UPDATE ON bank_reconciliation
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'bank_reconciliation does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'bank_reconciliation', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'account' AS col, '' AS grp, OLD."account" AS old, NEW."account" AS new
  UNION ALL SELECT 'as_of' AS col, '' AS grp, OLD."as_of" AS old, NEW."as_of" AS new
  UNION ALL SELECT 'ledger_fen' AS col, '' AS grp, OLD."ledger_fen" AS old, NEW."ledger_fen" AS new
  UNION ALL SELECT 'bank_received_fen' AS col, '' AS grp, OLD."bank_received_fen" AS old, NEW."bank_received_fen" AS new
  UNION ALL SELECT 'bank_paid_fen' AS col, '' AS grp, OLD."bank_paid_fen" AS old, NEW."bank_paid_fen" AS new
  UNION ALL SELECT 'statement_fen' AS col, '' AS grp, OLD."statement_fen" AS old, NEW."statement_fen" AS new
  UNION ALL SELECT 'unit_received_fen' AS col, '' AS grp, OLD."unit_received_fen" AS old, NEW."unit_received_fen" AS new
  UNION ALL SELECT 'unit_paid_fen' AS col, '' AS grp, OLD."unit_paid_fen" AS old, NEW."unit_paid_fen" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER bank_reconciliation_no_delete BEFORE DELETE ON bank_reconciliation
BEGIN SELECT RAISE(ABORT, 'bank_reconciliation is never deleted'); END;
--
CREATE TRIGGER booked_receipts_birth AFTER INSERT ON booked_receipts
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'booked_receipts is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER booked_receipts_edit AFTER UPDATE ON booked_receipts
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'booked_receipts does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'booked_receipts', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'period' AS col, '' AS grp, OLD."period" AS old, NEW."period" AS new
  UNION ALL SELECT 'copies' AS col, '' AS grp, OLD."copies" AS old, NEW."copies" AS new
  UNION ALL SELECT 'issued_fen' AS col, '' AS grp, OLD."issued_fen" AS old, NEW."issued_fen" AS new
  UNION ALL SELECT 'booked_fen' AS col, '' AS grp, OLD."booked_fen" AS old, NEW."booked_fen" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER booked_receipts_no_delete BEFORE DELETE ON booked_receipts
BEGIN SELECT RAISE(ABORT, 'booked_receipts is never deleted'); END;
--
CREATE TRIGGER case_refund_birth AFTER INSERT ON case_refund
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'case_refund is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER case_refund_edit AFTER UPDATE ON case_refund
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'case_refund does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'case_refund', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'complaint_id' AS col, '' AS grp, OLD."complaint_id" AS old, NEW."complaint_id" AS new
  UNION ALL SELECT 'way' AS col, '' AS grp, OLD."way" AS old, NEW."way" AS new
  UNION ALL SELECT 'paid_on' AS col, '' AS grp, OLD."paid_on" AS old, NEW."paid_on" AS new
  UNION ALL SELECT 'reported_fen' AS col, '' AS grp, OLD."reported_fen" AS old, NEW."reported_fen" AS new
  UNION ALL SELECT 'sighted_on' AS col, '' AS grp, OLD."sighted_on" AS old, NEW."sighted_on" AS new
  UNION ALL SELECT 'sighted_by' AS col, '' AS grp, OLD."sighted_by" AS old, NEW."sighted_by" AS new
  UNION ALL SELECT 'students' AS col, '' AS grp, OLD."students" AS old, NEW."students" AS new
  UNION ALL SELECT 'amount_fen' AS col, '' AS grp, OLD."amount_fen" AS old, NEW."amount_fen" AS new
  UNION ALL SELECT 'proof' AS col, '' AS grp, OLD."proof" AS old, NEW."proof" AS new
  UNION ALL SELECT 'attachment' AS col, '' AS grp, OLD."attachment" AS old, NEW."attachment" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER case_refund_no_delete BEFORE DELETE ON case_refund
BEGIN SELECT RAISE(ABORT, 'case_refund is never deleted'); END;
--
CREATE TRIGGER cash_count_birth AFTER INSERT ON cash_count
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'cash_count is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER cash_count_edit AFTER UPDATE ON cash_count
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'cash_count does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'cash_count', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT 'counted_at' AS col, '' AS grp, OLD."counted_at" AS old, NEW."counted_at" AS new
  UNION ALL SELECT 'book_fen' AS col, '' AS grp, OLD."book_fen" AS old, NEW."book_fen" AS new
  UNION ALL SELECT 'counted_fen' AS col, '' AS grp, OLD."counted_fen" AS old, NEW."counted_fen" AS new
  UNION ALL SELECT 'present' AS col, '' AS grp, OLD."present" AS old, NEW."present" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER cash_count_no_delete BEFORE DELETE ON cash_count
BEGIN SELECT RAISE(ABORT, 'cash_count is never deleted'); END;
--
CREATE TRIGGER checklist_item_edit AFTER UPDATE ON checklist_item
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'checklist_item does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'checklist_item', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'category_id' AS col, '' AS grp, OLD."category_id" AS old, NEW."category_id" AS new
  UNION ALL SELECT 'code' AS col, '' AS grp, OLD."code" AS old, NEW."code" AS new
  UNION ALL SELECT 'position' AS col, '' AS grp, OLD."position" AS old, NEW."position" AS new
  UNION ALL SELECT 'question' AS col, '' AS grp, OLD."question" AS old, NEW."question" AS new
  UNION ALL SELECT 'violation' AS col, '' AS grp, OLD."violation" AS old, NEW."violation" AS new
  UNION ALL SELECT 'evidence' AS col, '' AS grp, OLD."evidence" AS old, NEW."evidence" AS new
  UNION ALL SELECT 'stages' AS col, '' AS grp, OLD."stages" AS old, NEW."stages" AS new
  UNION ALL SELECT 'ownerships' AS col, '' AS grp, OLD."ownerships" AS old, NEW."ownerships" AS new
  UNION ALL SELECT 'areas' AS col, '' AS grp, OLD."areas" AS old, NEW."areas" AS new
  UNION ALL SELECT 'methods' AS col, '' AS grp, OLD."methods" AS old, NEW."methods" AS new
  UNION ALL SELECT 'records_amount' AS col, '' AS grp, OLD."records_amount" AS old, NEW."records_amount" AS new
  UNION ALL SELECT 'records_students' AS col, '' AS grp, OLD."records_students" AS old, NEW."records_students" AS new
  UNION ALL SELECT 'severity' AS col, '' AS grp, OLD."severity" AS old, NEW."severity" AS new
  UNION ALL SELECT 'handlings' AS col, '' AS grp, OLD."handlings" AS old, NEW."handlings" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT 'wrongs' AS col, '' AS grp, OLD."wrongs" AS old, NEW."wrongs" AS new
  UNION ALL SELECT 'replaces' AS col, '' AS grp, OLD."replaces" AS old, NEW."replaces" AS new
  UNION ALL SELECT 'evidence_kinds' AS col, '' AS grp, OLD."evidence_kinds" AS old, NEW."evidence_kinds" AS new
  UNION ALL SELECT 'required' AS col, '' AS grp, OLD."required" AS old, NEW."required" AS new
  UNION ALL SELECT 'circumstances' AS col, '' AS grp, OLD."circumstances" AS old, NEW."circumstances" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER document_issued_edit AFTER UPDATE ON document_issued
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'document_issued does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'document_issued', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'serial' AS col, '' AS grp, OLD."serial" AS old, NEW."serial" AS new
  UNION ALL SELECT 'version' AS col, '' AS grp, OLD."version" AS old, NEW."version" AS new
  UNION ALL SELECT 'content_hash' AS col, '' AS grp, OLD."content_hash" AS old, NEW."content_hash" AS new
  UNION ALL SELECT 'content' AS col, '' AS grp, OLD."content" AS old, NEW."content" AS new
  UNION ALL SELECT 'locked_at' AS col, '' AS grp, OLD."locked_at" AS old, NEW."locked_at" AS new
  UNION ALL SELECT 'signed_copy' AS col, '' AS grp, OLD."signed_copy" AS old, NEW."signed_copy" AS new
  UNION ALL SELECT 'printed_at' AS col, '' AS grp, OLD."printed_at" AS old, NEW."printed_at" AS new
  UNION ALL SELECT 'withdrawn_at' AS col, '撤回' AS grp, OLD."withdrawn_at" AS old, NEW."withdrawn_at" AS new
  UNION ALL SELECT 'withdrawn_reason' AS col, '撤回' AS grp, OLD."withdrawn_reason" AS old, NEW."withdrawn_reason" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER fixed_asset_birth AFTER INSERT ON fixed_asset
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'fixed_asset is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER fixed_asset_edit AFTER UPDATE ON fixed_asset
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'fixed_asset does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'fixed_asset', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT 'number' AS col, '' AS grp, OLD."number" AS old, NEW."number" AS new
  UNION ALL SELECT 'card' AS col, '' AS grp, OLD."card" AS old, NEW."card" AS new
  UNION ALL SELECT 'book' AS col, '' AS grp, OLD."book" AS old, NEW."book" AS new
  UNION ALL SELECT 'counted' AS col, '' AS grp, OLD."counted" AS old, NEW."counted" AS new
  UNION ALL SELECT 'book_fen' AS col, '' AS grp, OLD."book_fen" AS old, NEW."book_fen" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER fixed_asset_no_delete BEFORE DELETE ON fixed_asset
BEGIN SELECT RAISE(ABORT, 'fixed_asset is never deleted'); END;
--
CREATE TRIGGER handed_document_birth AFTER INSERT ON handed_document
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'handed_document is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER handed_document_edit AFTER UPDATE ON handed_document
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'handed_document does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'handed_document', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT 'period' AS col, '' AS grp, OLD."period" AS old, NEW."period" AS new
  UNION ALL SELECT 'number' AS col, '' AS grp, OLD."number" AS old, NEW."number" AS new
  UNION ALL SELECT 'copies' AS col, '' AS grp, OLD."copies" AS old, NEW."copies" AS new
  UNION ALL SELECT 'handed_at' AS col, '' AS grp, OLD."handed_at" AS old, NEW."handed_at" AS new
  UNION ALL SELECT 'returned_at' AS col, '' AS grp, OLD."returned_at" AS old, NEW."returned_at" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER handed_document_no_delete BEFORE DELETE ON handed_document
BEGIN SELECT RAISE(ABORT, 'handed_document is never deleted'); END;
--
CREATE TRIGGER meeting_birth AFTER INSERT ON meeting
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'meeting is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER meeting_edit AFTER UPDATE ON meeting
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'meeting does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'meeting', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'held_at' AS col, '' AS grp, OLD."held_at" AS old, NEW."held_at" AS new
  UNION ALL SELECT 'place' AS col, '' AS grp, OLD."place" AS old, NEW."place" AS new
  UNION ALL SELECT 'recorder_id' AS col, '' AS grp, OLD."recorder_id" AS old, NEW."recorder_id" AS new
  UNION ALL SELECT 'second_recorder_id' AS col, '' AS grp, OLD."second_recorder_id" AS old, NEW."second_recorder_id" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER meeting_no_delete BEFORE DELETE ON meeting
BEGIN SELECT RAISE(ABORT, 'meeting is never deleted'); END;
--
CREATE TRIGGER pass_through_birth AFTER INSERT ON pass_through
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'pass_through is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER pass_through_edit AFTER UPDATE ON pass_through
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'pass_through does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'pass_through', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT 'period' AS col, '' AS grp, OLD."period" AS old, NEW."period" AS new
  UNION ALL SELECT 'opening_fen' AS col, '' AS grp, OLD."opening_fen" AS old, NEW."opening_fen" AS new
  UNION ALL SELECT 'in_fen' AS col, '' AS grp, OLD."in_fen" AS old, NEW."in_fen" AS new
  UNION ALL SELECT 'out_fen' AS col, '' AS grp, OLD."out_fen" AS old, NEW."out_fen" AS new
  UNION ALL SELECT 'closing_fen' AS col, '' AS grp, OLD."closing_fen" AS old, NEW."closing_fen" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER pass_through_no_delete BEFORE DELETE ON pass_through
BEGIN SELECT RAISE(ABORT, 'pass_through is never deleted'); END;
--
CREATE TRIGGER procurement_birth AFTER INSERT ON procurement
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'procurement is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER procurement_edit AFTER UPDATE ON procurement
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'procurement does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'procurement', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT 'budget_on' AS col, '' AS grp, OLD."budget_on" AS old, NEW."budget_on" AS new
  UNION ALL SELECT 'budget_fen' AS col, '' AS grp, OLD."budget_fen" AS old, NEW."budget_fen" AS new
  UNION ALL SELECT 'contract_on' AS col, '' AS grp, OLD."contract_on" AS old, NEW."contract_on" AS new
  UNION ALL SELECT 'contract_fen' AS col, '' AS grp, OLD."contract_fen" AS old, NEW."contract_fen" AS new
  UNION ALL SELECT 'accepted_on' AS col, '' AS grp, OLD."accepted_on" AS old, NEW."accepted_on" AS new
  UNION ALL SELECT 'accepted_fen' AS col, '' AS grp, OLD."accepted_fen" AS old, NEW."accepted_fen" AS new
  UNION ALL SELECT 'paid_fen' AS col, '' AS grp, OLD."paid_fen" AS old, NEW."paid_fen" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER procurement_no_delete BEFORE DELETE ON procurement
BEGIN SELECT RAISE(ABORT, 'procurement is never deleted'); END;
--
CREATE TRIGGER public_expense_birth AFTER INSERT ON public_expense
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'public_expense is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER public_expense_edit AFTER UPDATE ON public_expense
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'public_expense does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'public_expense', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'year' AS col, '' AS grp, OLD."year" AS old, NEW."year" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'budget_fen' AS col, '' AS grp, OLD."budget_fen" AS old, NEW."budget_fen" AS new
  UNION ALL SELECT 'actual_fen' AS col, '' AS grp, OLD."actual_fen" AS old, NEW."actual_fen" AS new
  UNION ALL SELECT 'previous_fen' AS col, '' AS grp, OLD."previous_fen" AS old, NEW."previous_fen" AS new
  UNION ALL SELECT 'persons' AS col, '' AS grp, OLD."persons" AS old, NEW."persons" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER public_expense_no_delete BEFORE DELETE ON public_expense
BEGIN SELECT RAISE(ABORT, 'public_expense is never deleted'); END;
--
CREATE TRIGGER survey_birth AFTER INSERT ON survey
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'survey is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER survey_edit AFTER UPDATE ON survey
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'survey does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'survey', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'form_id' AS col, '' AS grp, OLD."form_id" AS old, NEW."form_id" AS new
  UNION ALL SELECT 'respondent' AS col, '' AS grp, OLD."respondent" AS old, NEW."respondent" AS new
  UNION ALL SELECT 'detail' AS col, '' AS grp, OLD."detail" AS old, NEW."detail" AS new
  UNION ALL SELECT 'filled_on' AS col, '' AS grp, OLD."filled_on" AS old, NEW."filled_on" AS new
  UNION ALL SELECT 'signed' AS col, '' AS grp, OLD."signed" AS old, NEW."signed" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER survey_no_delete BEFORE DELETE ON survey
BEGIN SELECT RAISE(ABORT, 'survey is never deleted'); END;
--
CREATE TRIGGER voucher_check_edit AFTER UPDATE ON voucher_check
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'voucher_check does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'voucher_check', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'voucher_no' AS col, '' AS grp, OLD."voucher_no" AS old, NEW."voucher_no" AS new
  UNION ALL SELECT 'dated' AS col, '' AS grp, OLD."dated" AS old, NEW."dated" AS new
  UNION ALL SELECT 'summary' AS col, '' AS grp, OLD."summary" AS old, NEW."summary" AS new
  UNION ALL SELECT 'amount_fen' AS col, '' AS grp, OLD."amount_fen" AS old, NEW."amount_fen" AS new
  UNION ALL SELECT 'verdict' AS col, '' AS grp, OLD."verdict" AS old, NEW."verdict" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT 'catalogue_code' AS col, '' AS grp, OLD."catalogue_code" AS old, NEW."catalogue_code" AS new
  UNION ALL SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT 'account' AS col, '' AS grp, OLD."account" AS old, NEW."account" AS new
  UNION ALL SELECT 'attachments' AS col, '' AS grp, OLD."attachments" AS old, NEW."attachments" AS new
  UNION ALL SELECT 'issues' AS col, '' AS grp, OLD."issues" AS old, NEW."issues" AS new
  UNION ALL SELECT 'sample_id' AS col, '' AS grp, OLD."sample_id" AS old, NEW."sample_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER voucher_sample_birth AFTER INSERT ON voucher_sample
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'voucher_sample is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER voucher_sample_edit AFTER UPDATE ON voucher_sample
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'voucher_sample does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'voucher_sample', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'source' AS col, '' AS grp, OLD."source" AS old, NEW."source" AS new
  UNION ALL SELECT 'limit_fen' AS col, '' AS grp, OLD."limit_fen" AS old, NEW."limit_fen" AS new
  UNION ALL SELECT 'area' AS col, '' AS grp, OLD."area" AS old, NEW."area" AS new
  UNION ALL SELECT 'period_end' AS col, '' AS grp, OLD."period_end" AS old, NEW."period_end" AS new
  UNION ALL SELECT 'population' AS col, '' AS grp, OLD."population" AS old, NEW."population" AS new
  UNION ALL SELECT 'draw_id' AS col, '' AS grp, OLD."draw_id" AS old, NEW."draw_id" AS new
  UNION ALL SELECT 'reason' AS col, '' AS grp, OLD."reason" AS old, NEW."reason" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER voucher_sample_no_delete BEFORE DELETE ON voucher_sample
BEGIN SELECT RAISE(ABORT, 'voucher_sample is never deleted'); END;
--
CREATE TRIGGER citation_edit AFTER UPDATE ON citation
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'citation does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'citation', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'item_id' AS col, '' AS grp, OLD."item_id" AS old, NEW."item_id" AS new
  UNION ALL SELECT 'regulation_id' AS col, '' AS grp, OLD."regulation_id" AS old, NEW."regulation_id" AS new
  UNION ALL SELECT 'position' AS col, '' AS grp, OLD."position" AS old, NEW."position" AS new
  UNION ALL SELECT 'article' AS col, '' AS grp, OLD."article" AS old, NEW."article" AS new
  UNION ALL SELECT 'certainty' AS col, '' AS grp, OLD."certainty" AS old, NEW."certainty" AS new
  UNION ALL SELECT 'only_stages' AS col, '' AS grp, OLD."only_stages" AS old, NEW."only_stages" AS new
  UNION ALL SELECT 'only_ownerships' AS col, '' AS grp, OLD."only_ownerships" AS old, NEW."only_ownerships" AS new
  UNION ALL SELECT 'locked' AS col, '' AS grp, OLD."locked" AS old, NEW."locked" AS new
  UNION ALL SELECT 'role' AS col, '' AS grp, OLD."role" AS old, NEW."role" AS new
  UNION ALL SELECT 'conditions' AS col, '' AS grp, OLD."conditions" AS old, NEW."conditions" AS new
  UNION ALL SELECT 'doubt' AS col, '' AS grp, OLD."doubt" AS old, NEW."doubt" AS new
  UNION ALL SELECT 'source' AS col, '' AS grp, OLD."source" AS old, NEW."source" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER finding_edit AFTER UPDATE ON finding
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'finding does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'finding', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'item_id' AS col, '' AS grp, OLD."item_id" AS old, NEW."item_id" AS new
  UNION ALL SELECT 'serial' AS col, '' AS grp, OLD."serial" AS old, NEW."serial" AS new
  UNION ALL SELECT 'fact' AS col, 'statement' AS grp, OLD."fact" AS old, NEW."fact" AS new
  UNION ALL SELECT 'conduct_from' AS col, '' AS grp, OLD."conduct_from" AS old, NEW."conduct_from" AS new
  UNION ALL SELECT 'conduct_to' AS col, '' AS grp, OLD."conduct_to" AS old, NEW."conduct_to" AS new
  UNION ALL SELECT 'object' AS col, 'statement' AS grp, OLD."object" AS old, NEW."object" AS new
  UNION ALL SELECT 'matter' AS col, 'statement' AS grp, OLD."matter" AS old, NEW."matter" AS new
  UNION ALL SELECT 'manner' AS col, 'statement' AS grp, OLD."manner" AS old, NEW."manner" AS new
  UNION ALL SELECT 'rate_fen' AS col, 'statement' AS grp, OLD."rate_fen" AS old, NEW."rate_fen" AS new
  UNION ALL SELECT 'allowed_fen' AS col, 'statement' AS grp, OLD."allowed_fen" AS old, NEW."allowed_fen" AS new
  UNION ALL SELECT 'terms' AS col, 'statement' AS grp, OLD."terms" AS old, NEW."terms" AS new
  UNION ALL SELECT 'term_unit' AS col, 'statement' AS grp, OLD."term_unit" AS old, NEW."term_unit" AS new
  UNION ALL SELECT 'collector' AS col, 'statement' AS grp, OLD."collector" AS old, NEW."collector" AS new
  UNION ALL SELECT 'account' AS col, 'statement' AS grp, OLD."account" AS old, NEW."account" AS new
  UNION ALL SELECT 'vouchers' AS col, 'statement' AS grp, OLD."vouchers" AS old, NEW."vouchers" AS new
  UNION ALL SELECT 'students' AS col, 'statement' AS grp, OLD."students" AS old, NEW."students" AS new
  UNION ALL SELECT 'involved_fen' AS col, 'statement' AS grp, OLD."involved_fen" AS old, NEW."involved_fen" AS new
  UNION ALL SELECT 'due_fen' AS col, 'statement' AS grp, OLD."due_fen" AS old, NEW."due_fen" AS new
  UNION ALL SELECT 'refunded_fen' AS col, '' AS grp, OLD."refunded_fen" AS old, NEW."refunded_fen" AS new
  UNION ALL SELECT 'refund_students' AS col, '' AS grp, OLD."refund_students" AS old, NEW."refund_students" AS new
  UNION ALL SELECT 'surrendered_fen' AS col, '' AS grp, OLD."surrendered_fen" AS old, NEW."surrendered_fen" AS new
  UNION ALL SELECT 'severity' AS col, '' AS grp, OLD."severity" AS old, NEW."severity" AS new
  UNION ALL SELECT 'handlings' AS col, '' AS grp, OLD."handlings" AS old, NEW."handlings" AS new
  UNION ALL SELECT 'advice' AS col, '' AS grp, OLD."advice" AS old, NEW."advice" AS new
  UNION ALL SELECT 'due_on' AS col, '' AS grp, OLD."due_on" AS old, NEW."due_on" AS new
  UNION ALL SELECT 'status' AS col, 'statement' AS grp, OLD."status" AS old, NEW."status" AS new
  UNION ALL SELECT 'objected' AS col, '' AS grp, OLD."objected" AS old, NEW."objected" AS new
  UNION ALL SELECT 'reason' AS col, '' AS grp, OLD."reason" AS old, NEW."reason" AS new
  UNION ALL SELECT 'case_no' AS col, '' AS grp, OLD."case_no" AS old, NEW."case_no" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER meeting_participants_birth AFTER INSERT ON meeting_participants
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'meeting_participants is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER meeting_participants_edit AFTER UPDATE ON meeting_participants
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'meeting_participants does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'meeting_participants', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'meeting_id' AS col, '' AS grp, OLD."meeting_id" AS old, NEW."meeting_id" AS new
  UNION ALL SELECT 'role' AS col, '' AS grp, OLD."role" AS old, NEW."role" AS new
  UNION ALL SELECT 'persons' AS col, '' AS grp, OLD."persons" AS old, NEW."persons" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER meeting_participants_no_delete BEFORE DELETE ON meeting_participants
BEGIN SELECT RAISE(ABORT, 'meeting_participants is never deleted'); END;
--
CREATE TRIGGER meeting_topic_birth AFTER INSERT ON meeting_topic
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'meeting_topic is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'meeting_topic', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'discussed' AS col, '' AS grp, 0 AS old, NEW."discussed" AS new
  UNION ALL SELECT 'text' AS col, '' AS grp, '' AS old, NEW."text" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER meeting_topic_edit AFTER UPDATE ON meeting_topic
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'meeting_topic does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'meeting_topic', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'meeting_id' AS col, '' AS grp, OLD."meeting_id" AS old, NEW."meeting_id" AS new
  UNION ALL SELECT 'area' AS col, '' AS grp, OLD."area" AS old, NEW."area" AS new
  UNION ALL SELECT 'discussed' AS col, '' AS grp, OLD."discussed" AS old, NEW."discussed" AS new
  UNION ALL SELECT 'text' AS col, '' AS grp, OLD."text" AS old, NEW."text" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER meeting_topic_no_delete BEFORE DELETE ON meeting_topic
BEGIN SELECT RAISE(ABORT, 'meeting_topic is never deleted'); END;
--
CREATE TRIGGER promised_material_birth AFTER INSERT ON promised_material
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'promised_material is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER promised_material_edit AFTER UPDATE ON promised_material
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'promised_material does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'promised_material', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'meeting_id' AS col, '' AS grp, OLD."meeting_id" AS old, NEW."meeting_id" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT 'due_on' AS col, '' AS grp, OLD."due_on" AS old, NEW."due_on" AS new
  UNION ALL SELECT 'received_on' AS col, '' AS grp, OLD."received_on" AS old, NEW."received_on" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER promised_material_no_delete BEFORE DELETE ON promised_material
BEGIN SELECT RAISE(ABORT, 'promised_material is never deleted'); END;
--
CREATE TRIGGER survey_answer_birth AFTER INSERT ON survey_answer
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'survey_answer is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'survey_answer', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'value' AS col, '' AS grp, '' AS old, NEW."value" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, '' AS old, NEW."note" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER survey_answer_edit AFTER UPDATE ON survey_answer
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'survey_answer does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'survey_answer', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'survey_id' AS col, '' AS grp, OLD."survey_id" AS old, NEW."survey_id" AS new
  UNION ALL SELECT 'question' AS col, '' AS grp, OLD."question" AS old, NEW."question" AS new
  UNION ALL SELECT 'value' AS col, '' AS grp, OLD."value" AS old, NEW."value" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER survey_answer_no_delete BEFORE DELETE ON survey_answer
BEGIN SELECT RAISE(ABORT, 'survey_answer is never deleted'); END;
--
CREATE TRIGGER survey_row_birth AFTER INSERT ON survey_row
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'survey_row is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER survey_row_edit AFTER UPDATE ON survey_row
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'survey_row does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'survey_row', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'survey_id' AS col, '' AS grp, OLD."survey_id" AS old, NEW."survey_id" AS new
  UNION ALL SELECT 'question' AS col, '' AS grp, OLD."question" AS old, NEW."question" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER survey_row_no_delete BEFORE DELETE ON survey_row
BEGIN SELECT RAISE(ABORT, 'survey_row is never deleted'); END;
--
CREATE TRIGGER reading_birth AFTER INSERT ON reading
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'reading is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'reading', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'pages' AS col, '' AS grp, NULL AS old, NEW."pages" AS new
  UNION ALL SELECT 'answers' AS col, '' AS grp, NULL AS old, NEW."answers" AS new
  UNION ALL SELECT 'doubts' AS col, '' AS grp, NULL AS old, NEW."doubts" AS new
  UNION ALL SELECT 'allowed' AS col, '' AS grp, NULL AS old, NEW."allowed" AS new
  UNION ALL SELECT 'sample' AS col, '' AS grp, '' AS old, NEW."sample" AS new
  UNION ALL SELECT 'checked' AS col, '' AS grp, NULL AS old, NEW."checked" AS new
  UNION ALL SELECT 'wrong' AS col, '' AS grp, NULL AS old, NEW."wrong" AS new
  UNION ALL SELECT 'upper' AS col, '' AS grp, NULL AS old, NEW."upper" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER reading_edit AFTER UPDATE ON reading
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'reading does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'reading', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'entry_id' AS col, '' AS grp, OLD."entry_id" AS old, NEW."entry_id" AS new
  UNION ALL SELECT 'pages' AS col, '' AS grp, OLD."pages" AS old, NEW."pages" AS new
  UNION ALL SELECT 'answers' AS col, '' AS grp, OLD."answers" AS old, NEW."answers" AS new
  UNION ALL SELECT 'doubts' AS col, '' AS grp, OLD."doubts" AS old, NEW."doubts" AS new
  UNION ALL SELECT 'allowed' AS col, '' AS grp, OLD."allowed" AS old, NEW."allowed" AS new
  UNION ALL SELECT 'sample' AS col, '' AS grp, OLD."sample" AS old, NEW."sample" AS new
  UNION ALL SELECT 'checked' AS col, '' AS grp, OLD."checked" AS old, NEW."checked" AS new
  UNION ALL SELECT 'wrong' AS col, '' AS grp, OLD."wrong" AS old, NEW."wrong" AS new
  UNION ALL SELECT 'upper' AS col, '' AS grp, OLD."upper" AS old, NEW."upper" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER reading_no_delete BEFORE DELETE ON reading
BEGIN SELECT RAISE(ABORT, 'reading is never deleted'); END;
--
CREATE TRIGGER rectification_birth AFTER INSERT ON rectification
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'rectification is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'rectification', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'ordered_on' AS col, '' AS grp, NULL AS old, NEW."ordered_on" AS new
  UNION ALL SELECT 'due_on' AS col, '' AS grp, NULL AS old, NEW."due_on" AS new
  UNION ALL SELECT 'refund_due_on' AS col, '' AS grp, NULL AS old, NEW."refund_due_on" AS new
  UNION ALL SELECT 'reported_on' AS col, '' AS grp, NULL AS old, NEW."reported_on" AS new
  UNION ALL SELECT 'result' AS col, '' AS grp, NULL AS old, NEW."result" AS new
  UNION ALL SELECT 'proof' AS col, '' AS grp, '' AS old, NEW."proof" AS new
  UNION ALL SELECT 'returned' AS col, '' AS grp, '' AS old, NEW."returned" AS new
  UNION ALL SELECT 'verified_on' AS col, '' AS grp, NULL AS old, NEW."verified_on" AS new
  UNION ALL SELECT 'verifier' AS col, '' AS grp, '' AS old, NEW."verifier" AS new
  UNION ALL SELECT 'recheck_on' AS col, '' AS grp, NULL AS old, NEW."recheck_on" AS new
  UNION ALL SELECT 'recheck_team_id' AS col, '' AS grp, NULL AS old, NEW."recheck_team_id" AS new
  UNION ALL SELECT 'recheck_result' AS col, '' AS grp, NULL AS old, NEW."recheck_result" AS new
  UNION ALL SELECT 'countersigner' AS col, '' AS grp, '' AS old, NEW."countersigner" AS new
  UNION ALL SELECT 'waiver' AS col, '' AS grp, '' AS old, NEW."waiver" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, '' AS old, NEW."note" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER rectification_edit AFTER UPDATE ON rectification
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'rectification does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'rectification', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT 'ordered_on' AS col, '' AS grp, OLD."ordered_on" AS old, NEW."ordered_on" AS new
  UNION ALL SELECT 'due_on' AS col, '' AS grp, OLD."due_on" AS old, NEW."due_on" AS new
  UNION ALL SELECT 'refund_due_on' AS col, '' AS grp, OLD."refund_due_on" AS old, NEW."refund_due_on" AS new
  UNION ALL SELECT 'reported_on' AS col, '' AS grp, OLD."reported_on" AS old, NEW."reported_on" AS new
  UNION ALL SELECT 'result' AS col, '' AS grp, OLD."result" AS old, NEW."result" AS new
  UNION ALL SELECT 'proof' AS col, '' AS grp, OLD."proof" AS old, NEW."proof" AS new
  UNION ALL SELECT 'returned' AS col, '' AS grp, OLD."returned" AS old, NEW."returned" AS new
  UNION ALL SELECT 'verified_on' AS col, '' AS grp, OLD."verified_on" AS old, NEW."verified_on" AS new
  UNION ALL SELECT 'verifier' AS col, '' AS grp, OLD."verifier" AS old, NEW."verifier" AS new
  UNION ALL SELECT 'recheck_on' AS col, '' AS grp, OLD."recheck_on" AS old, NEW."recheck_on" AS new
  UNION ALL SELECT 'recheck_team_id' AS col, '' AS grp, OLD."recheck_team_id" AS old, NEW."recheck_team_id" AS new
  UNION ALL SELECT 'recheck_result' AS col, '' AS grp, OLD."recheck_result" AS old, NEW."recheck_result" AS new
  UNION ALL SELECT 'countersigner' AS col, '' AS grp, OLD."countersigner" AS old, NEW."countersigner" AS new
  UNION ALL SELECT 'waiver' AS col, '' AS grp, OLD."waiver" AS old, NEW."waiver" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER refund_edit AFTER UPDATE ON refund
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'refund does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'refund', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT 'way' AS col, '' AS grp, OLD."way" AS old, NEW."way" AS new
  UNION ALL SELECT 'paid_on' AS col, '' AS grp, OLD."paid_on" AS old, NEW."paid_on" AS new
  UNION ALL SELECT 'reported_on' AS col, '' AS grp, OLD."reported_on" AS old, NEW."reported_on" AS new
  UNION ALL SELECT 'reported_by' AS col, '' AS grp, OLD."reported_by" AS old, NEW."reported_by" AS new
  UNION ALL SELECT 'reported_fen' AS col, '' AS grp, OLD."reported_fen" AS old, NEW."reported_fen" AS new
  UNION ALL SELECT 'sighted_on' AS col, '' AS grp, OLD."sighted_on" AS old, NEW."sighted_on" AS new
  UNION ALL SELECT 'sighted_by' AS col, '' AS grp, OLD."sighted_by" AS old, NEW."sighted_by" AS new
  UNION ALL SELECT 'students' AS col, '' AS grp, OLD."students" AS old, NEW."students" AS new
  UNION ALL SELECT 'amount_fen' AS col, '' AS grp, OLD."amount_fen" AS old, NEW."amount_fen" AS new
  UNION ALL SELECT 'proof' AS col, '' AS grp, OLD."proof" AS old, NEW."proof" AS new
  UNION ALL SELECT 'attachment' AS col, '' AS grp, OLD."attachment" AS old, NEW."attachment" AS new
  UNION ALL SELECT 'on_spot' AS col, '' AS grp, OLD."on_spot" AS old, NEW."on_spot" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER survey_cell_birth AFTER INSERT ON survey_cell
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'survey_cell is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'survey_cell', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'text' AS col, '' AS grp, '' AS old, NEW."text" AS new
  UNION ALL SELECT 'amount_fen' AS col, '' AS grp, NULL AS old, NEW."amount_fen" AS new
  UNION ALL SELECT 'number' AS col, '' AS grp, NULL AS old, NEW."number" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER survey_cell_edit AFTER UPDATE ON survey_cell
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'survey_cell does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'survey_cell', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'row_id' AS col, '' AS grp, OLD."row_id" AS old, NEW."row_id" AS new
  UNION ALL SELECT 'place' AS col, '' AS grp, OLD."place" AS old, NEW."place" AS new
  UNION ALL SELECT 'text' AS col, '' AS grp, OLD."text" AS old, NEW."text" AS new
  UNION ALL SELECT 'amount_fen' AS col, '' AS grp, OLD."amount_fen" AS old, NEW."amount_fen" AS new
  UNION ALL SELECT 'number' AS col, '' AS grp, OLD."number" AS old, NEW."number" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER survey_cell_no_delete BEFORE DELETE ON survey_cell
BEGIN SELECT RAISE(ABORT, 'survey_cell is never deleted'); END
