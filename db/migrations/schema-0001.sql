CREATE TABLE act (
  id BLOB NOT NULL,
  device TEXT NOT NULL,
  what TEXT NOT NULL,
  person BLOB,
  school BLOB,
  undoes BLOB,
  reason TEXT,
  PRIMARY KEY (id)
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX act_undoes ON act (undoes) WHERE undoes IS NOT NULL;
--
CREATE TABLE apart (
  "row" BLOB NOT NULL,
  other BLOB NOT NULL,
  act BLOB NOT NULL,
  PRIMARY KEY ("row", other)
)
 WITHOUT ROWID,
 STRICT;
--
CREATE TABLE attachment (
  sha256 BLOB NOT NULL,
  media_type TEXT NOT NULL,
  content BLOB NOT NULL,
  original_sha256 BLOB NOT NULL,
  taken_at TEXT,
  PRIMARY KEY (sha256)
)
 STRICT;
--
CREATE TABLE contact (
  member_id BLOB NOT NULL,
  number TEXT NOT NULL,
  PRIMARY KEY (member_id)
)
 STRICT;
--
CREATE TABLE contested (
  tbl TEXT NOT NULL,
  "row" BLOB NOT NULL,
  PRIMARY KEY (tbl, "row")
)
 WITHOUT ROWID,
 STRICT;
--
CREATE TABLE draft (
  entry_id BLOB NOT NULL,
  keys TEXT NOT NULL,
  PRIMARY KEY (entry_id)
)
 STRICT;
--
CREATE TABLE file_info (
  only INTEGER NOT NULL,
  desk TEXT NOT NULL,
  campaign_id BLOB NOT NULL,
  team_id BLOB,
  created_at TEXT NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (only)
)
 STRICT;
--
CREATE TABLE merge_batch (
  number INTEGER NOT NULL,
  source TEXT NOT NULL,
  sha256 BLOB NOT NULL,
  team_id BLOB,
  merged_at TEXT NOT NULL,
  receipt TEXT NOT NULL,
  taken_back_by BLOB,
  PRIMARY KEY (number)
)
 STRICT;
--
CREATE INDEX ix_merge_batch_sha256 ON merge_batch (sha256);
--
CREATE TABLE package (
  sha256 BLOB NOT NULL,
  team_id BLOB NOT NULL,
  number INTEGER NOT NULL,
  device TEXT NOT NULL,
  made_at TEXT NOT NULL,
  previous BLOB,
  name TEXT NOT NULL,
  totals TEXT NOT NULL,
  arrived_at TEXT,
  batch INTEGER,
  PRIMARY KEY (sha256)
)
 STRICT;
--
CREATE INDEX ix_package_team_id ON package (team_id);
--
CREATE TABLE pen (
  only INTEGER NOT NULL,
  act BLOB,
  clock TEXT NOT NULL,
  silent INTEGER NOT NULL,
  PRIMARY KEY (only)
)
 STRICT;
--
CREATE TABLE phone (
  call_id BLOB NOT NULL,
  number TEXT NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (call_id)
)
 STRICT;
--
CREATE TABLE saw (
  new BLOB NOT NULL,
  old BLOB NOT NULL,
  PRIMARY KEY (new, old)
)
 WITHOUT ROWID,
 STRICT;
--
CREATE TABLE supersedes (
  old BLOB NOT NULL,
  new BLOB NOT NULL,
  PRIMARY KEY (old, new)
)
 WITHOUT ROWID,
 STRICT;
--
CREATE TABLE campaign (
  id BLOB NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  bureau TEXT NOT NULL,
  notice_title TEXT NOT NULL,
  notice_no TEXT NOT NULL,
  conduct_from TEXT NOT NULL,
  conduct_to TEXT NOT NULL,
  visits_from TEXT NOT NULL,
  visits_to TEXT NOT NULL,
  objection_days INTEGER NOT NULL,
  report_days INTEGER NOT NULL,
  refund_days INTEGER NOT NULL,
  onspot_days INTEGER NOT NULL,
  recovery_key TEXT,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE TABLE edit (
  id BLOB NOT NULL,
  act BLOB NOT NULL,
  tbl TEXT NOT NULL,
  "row" BLOB NOT NULL,
  sub TEXT NOT NULL,
  col TEXT NOT NULL,
  grp TEXT NOT NULL,
  old ANY,
  new ANY,
  PRIMARY KEY (id),
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX edit_cell ON edit (tbl, "row", sub, col);
--
CREATE INDEX edit_deletion ON edit (tbl, "row") WHERE col = '#deleted' AND new = 1;
--
CREATE INDEX ix_edit_act ON edit (act);
--
CREATE TABLE filled_in (
  id BLOB NOT NULL,
  about_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE TABLE merged_act (
  act BLOB NOT NULL,
  batch INTEGER NOT NULL,
  PRIMARY KEY (act),
  FOREIGN KEY(batch) REFERENCES merge_batch (number)
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_merged_act_batch ON merged_act (batch);
--
CREATE TABLE merged_row (
  "row" BLOB NOT NULL,
  tbl TEXT NOT NULL,
  batch INTEGER NOT NULL,
  PRIMARY KEY ("row"),
  FOREIGN KEY(batch) REFERENCES merge_batch (number)
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_merged_row_batch ON merged_row (batch);
--
CREATE TABLE quarantine (
  id INTEGER NOT NULL,
  batch INTEGER NOT NULL,
  tbl TEXT NOT NULL,
  "key" TEXT NOT NULL,
  reason TEXT NOT NULL,
  content TEXT NOT NULL,
  settled BLOB,
  PRIMARY KEY (id),
  FOREIGN KEY(batch) REFERENCES merge_batch (number)
)
 STRICT;
--
CREATE INDEX ix_quarantine_batch ON quarantine (batch);
--
CREATE TABLE admission_contact (
  id BLOB NOT NULL,
  campaign_id BLOB NOT NULL,
  number TEXT NOT NULL,
  channel TEXT NOT NULL,
  received_on TEXT NOT NULL,
  persons INTEGER,
  kind TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(campaign_id) REFERENCES campaign (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_admission_contact_campaign_id ON admission_contact (campaign_id);
--
CREATE TABLE allotment (
  id BLOB NOT NULL,
  campaign_id BLOB NOT NULL,
  algorithm TEXT NOT NULL,
  entries TEXT NOT NULL,
  list_sha256 TEXT NOT NULL,
  commitment TEXT NOT NULL,
  nonce TEXT NOT NULL,
  witness TEXT NOT NULL,
  witness_number TEXT NOT NULL,
  seed_text TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(campaign_id) REFERENCES campaign (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_allotment_campaign_id ON allotment (campaign_id);
--
CREATE TABLE calendar_day (
  id BLOB NOT NULL,
  campaign_id BLOB NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(campaign_id) REFERENCES campaign (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_calendar_day_campaign_id ON calendar_day (campaign_id);
--
CREATE TABLE catalogue (
  id BLOB NOT NULL,
  campaign_id BLOB NOT NULL,
  inspection TEXT NOT NULL,
  version TEXT NOT NULL,
  title TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(campaign_id) REFERENCES campaign (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_catalogue_campaign_id ON catalogue (campaign_id);
--
CREATE TABLE catalogue_fee (
  id BLOB NOT NULL,
  campaign_id BLOB NOT NULL,
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  stages TEXT NOT NULL,
  ownerships TEXT NOT NULL,
  rate_fen INTEGER,
  unit TEXT NOT NULL,
  basis TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(campaign_id) REFERENCES campaign (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_catalogue_fee_campaign_id ON catalogue_fee (campaign_id);
--
CREATE TABLE form (
  id BLOB NOT NULL,
  campaign_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  version TEXT NOT NULL,
  title TEXT NOT NULL,
  intro TEXT NOT NULL,
  closing TEXT NOT NULL,
  rules TEXT NOT NULL,
  eligible TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(campaign_id) REFERENCES campaign (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_form_campaign_id ON form (campaign_id);
--
CREATE TABLE phase (
  id BLOB NOT NULL,
  campaign_id BLOB NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(campaign_id) REFERENCES campaign (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_phase_campaign_id ON phase (campaign_id);
--
CREATE TABLE regulation (
  id BLOB NOT NULL,
  campaign_id BLOB NOT NULL,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  doc_no TEXT,
  doc_no_verified INTEGER NOT NULL,
  issuer TEXT NOT NULL,
  dated TEXT NOT NULL,
  certainty TEXT NOT NULL,
  verification TEXT NOT NULL,
  in_force_from TEXT,
  repealed_on TEXT,
  note TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(campaign_id) REFERENCES campaign (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_regulation_campaign_id ON regulation (campaign_id);
--
CREATE TABLE sanction (
  id BLOB NOT NULL,
  campaign_id BLOB NOT NULL,
  cause TEXT NOT NULL,
  kind TEXT NOT NULL,
  persons INTEGER NOT NULL,
  case_no TEXT,
  decided_on TEXT,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(campaign_id) REFERENCES campaign (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_sanction_campaign_id ON sanction (campaign_id);
--
CREATE TABLE school (
  id BLOB NOT NULL,
  campaign_id BLOB NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  stages TEXT NOT NULL,
  ownership TEXT NOT NULL,
  area TEXT NOT NULL,
  district TEXT NOT NULL,
  head TEXT NOT NULL,
  registry_headcount INTEGER,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(campaign_id) REFERENCES campaign (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_school_campaign_id ON school (campaign_id);
--
CREATE TABLE team (
  id BLOB NOT NULL,
  campaign_id BLOB NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  inspection TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(campaign_id) REFERENCES campaign (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_team_campaign_id ON team (campaign_id);
--
CREATE TABLE text_template (
  id BLOB NOT NULL,
  campaign_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  version TEXT NOT NULL,
  body TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(campaign_id) REFERENCES campaign (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_text_template_campaign_id ON text_template (campaign_id);
--
CREATE TABLE category (
  id BLOB NOT NULL,
  catalogue_id BLOB NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(catalogue_id) REFERENCES catalogue (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_category_catalogue_id ON category (catalogue_id);
--
CREATE TABLE complaint (
  id BLOB NOT NULL,
  campaign_id BLOB NOT NULL,
  school_id BLOB,
  number TEXT NOT NULL,
  source TEXT NOT NULL,
  channel TEXT NOT NULL,
  received_on TEXT NOT NULL,
  due_on TEXT,
  category TEXT NOT NULL,
  outcome TEXT NOT NULL,
  case_no TEXT,
  note TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(campaign_id) REFERENCES campaign (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_complaint_campaign_id ON complaint (campaign_id);
--
CREATE INDEX ix_complaint_school_id ON complaint (school_id);
--
CREATE TABLE handed_out (
  id BLOB NOT NULL,
  team_id BLOB NOT NULL,
  number INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(team_id) REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_handed_out_team_id ON handed_out (team_id);
--
CREATE TABLE member (
  id BLOB NOT NULL,
  team_id BLOB NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  is_lead INTEGER NOT NULL,
  home_school_id BLOB,
  source TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(team_id) REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_member_team_id ON member (team_id);
--
CREATE TABLE question (
  id BLOB NOT NULL,
  form_id BLOB NOT NULL,
  code TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  only_stages TEXT NOT NULL,
  optional INTEGER NOT NULL,
  low INTEGER,
  high INTEGER,
  unit TEXT NOT NULL,
  "exclusive" TEXT NOT NULL,
  signal_above INTEGER,
  items TEXT NOT NULL,
  probe TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(form_id) REFERENCES form (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_question_form_id ON question (form_id);
--
CREATE TABLE school_class (
  id BLOB NOT NULL,
  school_id BLOB NOT NULL,
  code TEXT NOT NULL,
  stage TEXT NOT NULL,
  grade INTEGER NOT NULL,
  number INTEGER NOT NULL,
  enrolled INTEGER,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_school_class_school_id ON school_class (school_id);
--
CREATE TABLE visit (
  id BLOB NOT NULL,
  school_id BLOB NOT NULL,
  team_id BLOB NOT NULL,
  serial TEXT NOT NULL,
  planned_on TEXT NOT NULL,
  visited_on TEXT,
  arrived_at TEXT,
  left_at TEXT,
  place TEXT NOT NULL,
  hosts TEXT NOT NULL,
  credentials_shown INTEGER NOT NULL,
  report_heard INTEGER NOT NULL,
  self_report_on TEXT,
  sites_seen INTEGER,
  vouchers_checked INTEGER,
  receipts_checked INTEGER,
  overall TEXT NOT NULL,
  note TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(team_id) REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_visit_school_id ON visit (school_id);
--
CREATE INDEX ix_visit_team_id ON visit (team_id);
--
CREATE TABLE checklist_item (
  id BLOB NOT NULL,
  category_id BLOB NOT NULL,
  code TEXT NOT NULL,
  position INTEGER NOT NULL,
  question TEXT NOT NULL,
  violation TEXT NOT NULL,
  evidence TEXT NOT NULL,
  stages TEXT NOT NULL,
  ownerships TEXT NOT NULL,
  areas TEXT NOT NULL,
  methods TEXT NOT NULL,
  records_amount INTEGER NOT NULL,
  records_students INTEGER NOT NULL,
  severity TEXT NOT NULL,
  handlings TEXT NOT NULL,
  note TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(category_id) REFERENCES category (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_checklist_item_category_id ON checklist_item (category_id);
--
CREATE TABLE document_issued (
  id BLOB NOT NULL,
  visit_id BLOB,
  kind TEXT NOT NULL,
  serial TEXT NOT NULL,
  version INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  content TEXT NOT NULL,
  locked_at TEXT,
  signed_copy BLOB,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(visit_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_document_issued_visit_id ON document_issued (visit_id);
--
CREATE TABLE draw (
  id BLOB NOT NULL,
  visit_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  population INTEGER NOT NULL,
  entries TEXT NOT NULL,
  list_sha256 TEXT NOT NULL,
  commitment TEXT NOT NULL,
  nonce TEXT NOT NULL,
  witness_number TEXT NOT NULL,
  seed_text TEXT NOT NULL,
  source TEXT NOT NULL,
  wanted INTEGER NOT NULL,
  spare INTEGER NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(visit_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_draw_visit_id ON draw (visit_id);
--
CREATE TABLE evidence (
  id BLOB NOT NULL,
  visit_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  locator TEXT NOT NULL,
  attachment BLOB,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(visit_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_evidence_visit_id ON evidence (visit_id);
--
CREATE TABLE fee_item (
  id BLOB NOT NULL,
  visit_id BLOB NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  charged_fen INTEGER,
  allowed_fen INTEGER,
  heads INTEGER,
  terms INTEGER,
  catalogue_fee_id BLOB,
  basis TEXT NOT NULL,
  receipt TEXT,
  account TEXT NOT NULL,
  voluntary_proof INTEGER,
  on_display INTEGER,
  finding_id BLOB,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(visit_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(catalogue_fee_id) REFERENCES catalogue_fee (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_fee_item_catalogue_fee_id ON fee_item (catalogue_fee_id);
--
CREATE INDEX ix_fee_item_visit_id ON fee_item (visit_id);
--
CREATE TABLE interview (
  id BLOB NOT NULL,
  visit_id BLOB NOT NULL,
  stage TEXT NOT NULL,
  place_kind TEXT NOT NULL,
  persons INTEGER NOT NULL,
  note TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(visit_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_interview_visit_id ON interview (visit_id);
--
CREATE TABLE option (
  id BLOB NOT NULL,
  question_id BLOB NOT NULL,
  code TEXT NOT NULL,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  signal TEXT NOT NULL,
  items TEXT NOT NULL,
  skip_to TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(question_id) REFERENCES question (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_option_question_id ON option (question_id);
--
CREATE TABLE parent_call (
  id BLOB NOT NULL,
  visit_id BLOB NOT NULL,
  roster_seq INTEGER NOT NULL,
  code TEXT NOT NULL,
  outcome TEXT,
  note TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(visit_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_parent_call_visit_id ON parent_call (visit_id);
--
CREATE TABLE questionnaire_batch (
  id BLOB NOT NULL,
  visit_id BLOB NOT NULL,
  class_id BLOB NOT NULL,
  form_id BLOB NOT NULL,
  issued INTEGER,
  returned INTEGER,
  valid INTEGER,
  targeted INTEGER NOT NULL,
  note TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(visit_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(class_id) REFERENCES school_class (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(form_id) REFERENCES form (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_questionnaire_batch_class_id ON questionnaire_batch (class_id);
--
CREATE INDEX ix_questionnaire_batch_form_id ON questionnaire_batch (form_id);
--
CREATE INDEX ix_questionnaire_batch_visit_id ON questionnaire_batch (visit_id);
--
CREATE TABLE receipt_book (
  id BLOB NOT NULL,
  visit_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  first_no TEXT NOT NULL,
  last_no TEXT NOT NULL,
  issued INTEGER,
  void INTEGER,
  unused INTEGER,
  amount_fen INTEGER,
  note TEXT NOT NULL,
  finding_id BLOB,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(visit_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_receipt_book_visit_id ON receipt_book (visit_id);
--
CREATE TABLE reconciliation (
  id BLOB NOT NULL,
  visit_id BLOB NOT NULL,
  name TEXT NOT NULL,
  receipts_fen INTEGER,
  ledger_fen INTEGER,
  deposit_fen INTEGER,
  note TEXT NOT NULL,
  finding_id BLOB,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(visit_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_reconciliation_visit_id ON reconciliation (visit_id);
--
CREATE TABLE recusal (
  id BLOB NOT NULL,
  member_id BLOB NOT NULL,
  school_id BLOB NOT NULL,
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  declared INTEGER NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(member_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_recusal_member_id ON recusal (member_id);
--
CREATE TABLE roster (
  id BLOB NOT NULL,
  visit_id BLOB NOT NULL,
  rows INTEGER NOT NULL,
  sha256 BLOB,
  source TEXT NOT NULL,
  received_at TEXT,
  hidden INTEGER NOT NULL,
  unreachable INTEGER NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(visit_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_roster_visit_id ON roster (visit_id);
--
CREATE TABLE statement (
  id BLOB NOT NULL,
  visit_id BLOB NOT NULL,
  reply TEXT NOT NULL,
  received_on TEXT,
  pages INTEGER,
  text TEXT NOT NULL,
  reason TEXT NOT NULL,
  witness TEXT NOT NULL,
  document_id BLOB,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(visit_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_statement_visit_id ON statement (visit_id);
--
CREATE TABLE visit_member (
  id BLOB NOT NULL,
  visit_id BLOB NOT NULL,
  member_id BLOB NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(visit_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(member_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_visit_member_member_id ON visit_member (member_id);
--
CREATE INDEX ix_visit_member_visit_id ON visit_member (visit_id);
--
CREATE TABLE visit_method (
  id BLOB NOT NULL,
  visit_id BLOB NOT NULL,
  method TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(visit_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_visit_method_visit_id ON visit_method (visit_id);
--
CREATE TABLE voucher_check (
  id BLOB NOT NULL,
  visit_id BLOB NOT NULL,
  voucher_no TEXT NOT NULL,
  dated TEXT,
  summary TEXT NOT NULL,
  amount_fen INTEGER,
  verdict TEXT,
  note TEXT NOT NULL,
  catalogue_code TEXT NOT NULL,
  finding_id BLOB,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(visit_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_voucher_check_visit_id ON voucher_check (visit_id);
--
CREATE TABLE call_answer (
  id BLOB NOT NULL,
  call_id BLOB NOT NULL,
  question TEXT NOT NULL,
  value TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(call_id) REFERENCES parent_call (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_call_answer_call_id ON call_answer (call_id);
--
CREATE TABLE call_attempt (
  id BLOB NOT NULL,
  call_id BLOB NOT NULL,
  at TEXT NOT NULL,
  outcome TEXT NOT NULL,
  callback_at TEXT,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(call_id) REFERENCES parent_call (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_call_attempt_call_id ON call_attempt (call_id);
--
CREATE TABLE checklist_answer (
  id BLOB NOT NULL,
  visit_id BLOB NOT NULL,
  item_id BLOB NOT NULL,
  verdict TEXT,
  note TEXT NOT NULL,
  amount_fen INTEGER,
  students INTEGER,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(visit_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(item_id) REFERENCES checklist_item (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_checklist_answer_item_id ON checklist_answer (item_id);
--
CREATE INDEX ix_checklist_answer_visit_id ON checklist_answer (visit_id);
--
CREATE TABLE citation (
  id BLOB NOT NULL,
  item_id BLOB NOT NULL,
  regulation_id BLOB NOT NULL,
  position INTEGER NOT NULL,
  article TEXT,
  certainty TEXT NOT NULL,
  only_stages TEXT NOT NULL,
  only_ownerships TEXT NOT NULL,
  locked INTEGER NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(item_id) REFERENCES checklist_item (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(regulation_id) REFERENCES regulation (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_citation_item_id ON citation (item_id);
--
CREATE INDEX ix_citation_regulation_id ON citation (regulation_id);
--
CREATE TABLE drawn_entry (
  id BLOB NOT NULL,
  draw_id BLOB NOT NULL,
  entry TEXT NOT NULL,
  rank INTEGER NOT NULL,
  role TEXT NOT NULL,
  replaced INTEGER NOT NULL,
  reason TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(draw_id) REFERENCES draw (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_drawn_entry_draw_id ON drawn_entry (draw_id);
--
CREATE TABLE finding (
  id BLOB NOT NULL,
  visit_id BLOB NOT NULL,
  item_id BLOB NOT NULL,
  serial TEXT NOT NULL,
  fact TEXT NOT NULL,
  conduct_from TEXT,
  conduct_to TEXT,
  students INTEGER NOT NULL,
  involved_fen INTEGER NOT NULL,
  due_fen INTEGER NOT NULL,
  refunded_fen INTEGER NOT NULL,
  refund_students INTEGER NOT NULL,
  surrendered_fen INTEGER NOT NULL,
  severity TEXT NOT NULL,
  handlings TEXT NOT NULL,
  advice TEXT NOT NULL,
  due_on TEXT,
  status TEXT NOT NULL,
  objected INTEGER NOT NULL,
  reason TEXT NOT NULL,
  case_no TEXT,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(visit_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(item_id) REFERENCES checklist_item (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_finding_item_id ON finding (item_id);
--
CREATE INDEX ix_finding_visit_id ON finding (visit_id);
--
CREATE TABLE interview_point (
  id BLOB NOT NULL,
  interview_id BLOB NOT NULL,
  question TEXT NOT NULL,
  text TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(interview_id) REFERENCES interview (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_interview_point_interview_id ON interview_point (interview_id);
--
CREATE TABLE settlement (
  id BLOB NOT NULL,
  batch_id BLOB NOT NULL,
  cell TEXT NOT NULL,
  count INTEGER NOT NULL,
  reason TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(batch_id) REFERENCES questionnaire_batch (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_settlement_batch_id ON settlement (batch_id);
--
CREATE TABLE tally_entry (
  id BLOB NOT NULL,
  batch_id BLOB NOT NULL,
  slot INTEGER NOT NULL,
  method TEXT NOT NULL,
  clerk BLOB,
  finished INTEGER NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(batch_id) REFERENCES questionnaire_batch (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_tally_entry_batch_id ON tally_entry (batch_id);
--
CREATE TABLE answer_evidence (
  id BLOB NOT NULL,
  answer_id BLOB NOT NULL,
  evidence_id BLOB NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(answer_id) REFERENCES checklist_answer (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(evidence_id) REFERENCES evidence (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_answer_evidence_answer_id ON answer_evidence (answer_id);
--
CREATE INDEX ix_answer_evidence_evidence_id ON answer_evidence (evidence_id);
--
CREATE TABLE clue (
  id BLOB NOT NULL,
  visit_id BLOB NOT NULL,
  source TEXT NOT NULL,
  item_id BLOB,
  text TEXT NOT NULL,
  finding_id BLOB,
  settled TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(visit_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(item_id) REFERENCES checklist_item (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(finding_id) REFERENCES finding (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_clue_finding_id ON clue (finding_id);
--
CREATE INDEX ix_clue_item_id ON clue (item_id);
--
CREATE INDEX ix_clue_visit_id ON clue (visit_id);
--
CREATE TABLE finding_basis (
  id BLOB NOT NULL,
  finding_id BLOB NOT NULL,
  citation_id BLOB NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(finding_id) REFERENCES finding (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(citation_id) REFERENCES citation (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_finding_basis_citation_id ON finding_basis (citation_id);
--
CREATE INDEX ix_finding_basis_finding_id ON finding_basis (finding_id);
--
CREATE TABLE finding_evidence (
  id BLOB NOT NULL,
  finding_id BLOB NOT NULL,
  evidence_id BLOB NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(finding_id) REFERENCES finding (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(evidence_id) REFERENCES evidence (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_finding_evidence_evidence_id ON finding_evidence (evidence_id);
--
CREATE INDEX ix_finding_evidence_finding_id ON finding_evidence (finding_id);
--
CREATE TABLE rectification (
  id BLOB NOT NULL,
  finding_id BLOB NOT NULL,
  ordered_on TEXT,
  due_on TEXT,
  reported_on TEXT,
  verified_on TEXT,
  verifier TEXT NOT NULL,
  note TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(finding_id) REFERENCES finding (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_rectification_finding_id ON rectification (finding_id);
--
CREATE TABLE refund (
  id BLOB NOT NULL,
  finding_id BLOB NOT NULL,
  paid_on TEXT,
  sighted_on TEXT,
  students INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  note TEXT NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(finding_id) REFERENCES finding (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_refund_finding_id ON refund (finding_id);
--
CREATE TABLE sheet (
  id BLOB NOT NULL,
  entry_id BLOB NOT NULL,
  number INTEGER NOT NULL,
  void INTEGER NOT NULL,
  act BLOB NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(entry_id) REFERENCES tally_entry (id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY(act) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE INDEX ix_sheet_entry_id ON sheet (entry_id);
--
CREATE TABLE tally_count (
  entry_id BLOB NOT NULL,
  cell TEXT NOT NULL,
  count INTEGER,
  PRIMARY KEY (entry_id, cell),
  FOREIGN KEY(entry_id) REFERENCES tally_entry (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE TABLE answer (
  sheet_id BLOB NOT NULL,
  question TEXT NOT NULL,
  value TEXT,
  PRIMARY KEY (sheet_id, question),
  FOREIGN KEY(sheet_id) REFERENCES sheet (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
--
CREATE TRIGGER attachment_birth AFTER INSERT ON attachment
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'attachment is born in an act') FROM pen WHERE pen.act IS NULL OR pen.act IS NOT pen.act;
END;
--
CREATE TRIGGER attachment_no_update BEFORE UPDATE ON attachment
WHEN (SELECT silent FROM pen) = 0
BEGIN SELECT RAISE(ABORT, 'attachment is never updated'); END;
--
CREATE TRIGGER attachment_no_delete BEFORE DELETE ON attachment
BEGIN SELECT RAISE(ABORT, 'attachment is never deleted'); END;
--
CREATE TRIGGER campaign_birth AFTER INSERT ON campaign
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'campaign is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
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
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER campaign_no_delete BEFORE DELETE ON campaign
BEGIN SELECT RAISE(ABORT, 'campaign is never deleted'); END;
--
CREATE TRIGGER filled_in_birth AFTER INSERT ON filled_in
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'filled_in is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'filled_in', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'value' AS col, '' AS grp, '' AS old, NEW."value" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER filled_in_edit AFTER UPDATE ON filled_in
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'filled_in does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'filled_in', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'about_id' AS col, '' AS grp, OLD."about_id" AS old, NEW."about_id" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT 'value' AS col, '' AS grp, OLD."value" AS old, NEW."value" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER filled_in_no_delete BEFORE DELETE ON filled_in
BEGIN SELECT RAISE(ABORT, 'filled_in is never deleted'); END;
--
CREATE TRIGGER admission_contact_birth AFTER INSERT ON admission_contact
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'admission_contact is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
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
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER admission_contact_no_delete BEFORE DELETE ON admission_contact
BEGIN SELECT RAISE(ABORT, 'admission_contact is never deleted'); END;
--
CREATE TRIGGER allotment_birth AFTER INSERT ON allotment
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'allotment is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER allotment_edit AFTER UPDATE ON allotment
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'allotment does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'allotment', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'campaign_id' AS col, '' AS grp, OLD."campaign_id" AS old, NEW."campaign_id" AS new
  UNION ALL SELECT 'algorithm' AS col, '' AS grp, OLD."algorithm" AS old, NEW."algorithm" AS new
  UNION ALL SELECT 'entries' AS col, '' AS grp, OLD."entries" AS old, NEW."entries" AS new
  UNION ALL SELECT 'list_sha256' AS col, '' AS grp, OLD."list_sha256" AS old, NEW."list_sha256" AS new
  UNION ALL SELECT 'commitment' AS col, '' AS grp, OLD."commitment" AS old, NEW."commitment" AS new
  UNION ALL SELECT 'nonce' AS col, '' AS grp, OLD."nonce" AS old, NEW."nonce" AS new
  UNION ALL SELECT 'witness' AS col, '' AS grp, OLD."witness" AS old, NEW."witness" AS new
  UNION ALL SELECT 'witness_number' AS col, '' AS grp, OLD."witness_number" AS old, NEW."witness_number" AS new
  UNION ALL SELECT 'seed_text' AS col, '' AS grp, OLD."seed_text" AS old, NEW."seed_text" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER allotment_no_delete BEFORE DELETE ON allotment
BEGIN SELECT RAISE(ABORT, 'allotment is never deleted'); END;
--
CREATE TRIGGER calendar_day_birth AFTER INSERT ON calendar_day
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'calendar_day is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'calendar_day', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'kind' AS col, '' AS grp, NULL AS old, NEW."kind" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, '' AS old, NEW."name" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER calendar_day_edit AFTER UPDATE ON calendar_day
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'calendar_day does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'calendar_day', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'campaign_id' AS col, '' AS grp, OLD."campaign_id" AS old, NEW."campaign_id" AS new
  UNION ALL SELECT 'day' AS col, '' AS grp, OLD."day" AS old, NEW."day" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER calendar_day_no_delete BEFORE DELETE ON calendar_day
BEGIN SELECT RAISE(ABORT, 'calendar_day is never deleted'); END;
--
CREATE TRIGGER catalogue_birth AFTER INSERT ON catalogue
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'catalogue is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER catalogue_edit AFTER UPDATE ON catalogue
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'catalogue does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'catalogue', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'campaign_id' AS col, '' AS grp, OLD."campaign_id" AS old, NEW."campaign_id" AS new
  UNION ALL SELECT 'inspection' AS col, '' AS grp, OLD."inspection" AS old, NEW."inspection" AS new
  UNION ALL SELECT 'version' AS col, '' AS grp, OLD."version" AS old, NEW."version" AS new
  UNION ALL SELECT 'title' AS col, '' AS grp, OLD."title" AS old, NEW."title" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER catalogue_no_delete BEFORE DELETE ON catalogue
BEGIN SELECT RAISE(ABORT, 'catalogue is never deleted'); END;
--
CREATE TRIGGER catalogue_fee_birth AFTER INSERT ON catalogue_fee
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'catalogue_fee is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER catalogue_fee_edit AFTER UPDATE ON catalogue_fee
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'catalogue_fee does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'catalogue_fee', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'campaign_id' AS col, '' AS grp, OLD."campaign_id" AS old, NEW."campaign_id" AS new
  UNION ALL SELECT 'region' AS col, '' AS grp, OLD."region" AS old, NEW."region" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'stages' AS col, '' AS grp, OLD."stages" AS old, NEW."stages" AS new
  UNION ALL SELECT 'ownerships' AS col, '' AS grp, OLD."ownerships" AS old, NEW."ownerships" AS new
  UNION ALL SELECT 'rate_fen' AS col, '' AS grp, OLD."rate_fen" AS old, NEW."rate_fen" AS new
  UNION ALL SELECT 'unit' AS col, '' AS grp, OLD."unit" AS old, NEW."unit" AS new
  UNION ALL SELECT 'basis' AS col, '' AS grp, OLD."basis" AS old, NEW."basis" AS new
  UNION ALL SELECT 'valid_from' AS col, '' AS grp, OLD."valid_from" AS old, NEW."valid_from" AS new
  UNION ALL SELECT 'valid_to' AS col, '' AS grp, OLD."valid_to" AS old, NEW."valid_to" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER catalogue_fee_no_delete BEFORE DELETE ON catalogue_fee
BEGIN SELECT RAISE(ABORT, 'catalogue_fee is never deleted'); END;
--
CREATE TRIGGER form_birth AFTER INSERT ON form
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'form is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER form_edit AFTER UPDATE ON form
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'form does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'form', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'campaign_id' AS col, '' AS grp, OLD."campaign_id" AS old, NEW."campaign_id" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'version' AS col, '' AS grp, OLD."version" AS old, NEW."version" AS new
  UNION ALL SELECT 'title' AS col, '' AS grp, OLD."title" AS old, NEW."title" AS new
  UNION ALL SELECT 'intro' AS col, '' AS grp, OLD."intro" AS old, NEW."intro" AS new
  UNION ALL SELECT 'closing' AS col, '' AS grp, OLD."closing" AS old, NEW."closing" AS new
  UNION ALL SELECT 'rules' AS col, '' AS grp, OLD."rules" AS old, NEW."rules" AS new
  UNION ALL SELECT 'eligible' AS col, '' AS grp, OLD."eligible" AS old, NEW."eligible" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER form_no_delete BEFORE DELETE ON form
BEGIN SELECT RAISE(ABORT, 'form is never deleted'); END;
--
CREATE TRIGGER phase_birth AFTER INSERT ON phase
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'phase is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER phase_edit AFTER UPDATE ON phase
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'phase does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'phase', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'campaign_id' AS col, '' AS grp, OLD."campaign_id" AS old, NEW."campaign_id" AS new
  UNION ALL SELECT 'code' AS col, '' AS grp, OLD."code" AS old, NEW."code" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT 'starts_on' AS col, '' AS grp, OLD."starts_on" AS old, NEW."starts_on" AS new
  UNION ALL SELECT 'ends_on' AS col, '' AS grp, OLD."ends_on" AS old, NEW."ends_on" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER phase_no_delete BEFORE DELETE ON phase
BEGIN SELECT RAISE(ABORT, 'phase is never deleted'); END;
--
CREATE TRIGGER regulation_birth AFTER INSERT ON regulation
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'regulation is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
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
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER regulation_no_delete BEFORE DELETE ON regulation
BEGIN SELECT RAISE(ABORT, 'regulation is never deleted'); END;
--
CREATE TRIGGER sanction_birth AFTER INSERT ON sanction
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'sanction is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
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
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER sanction_no_delete BEFORE DELETE ON sanction
BEGIN SELECT RAISE(ABORT, 'sanction is never deleted'); END;
--
CREATE TRIGGER school_birth AFTER INSERT ON school
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'school is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'school', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'name' AS col, '' AS grp, '' AS old, NEW."name" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, NULL AS old, NEW."kind" AS new
  UNION ALL SELECT 'stages' AS col, '' AS grp, NULL AS old, NEW."stages" AS new
  UNION ALL SELECT 'ownership' AS col, '' AS grp, NULL AS old, NEW."ownership" AS new
  UNION ALL SELECT 'area' AS col, '' AS grp, NULL AS old, NEW."area" AS new
  UNION ALL SELECT 'district' AS col, '' AS grp, '' AS old, NEW."district" AS new
  UNION ALL SELECT 'head' AS col, '' AS grp, '' AS old, NEW."head" AS new
  UNION ALL SELECT 'registry_headcount' AS col, '' AS grp, NULL AS old, NEW."registry_headcount" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER school_edit AFTER UPDATE ON school
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'school does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'school', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'campaign_id' AS col, '' AS grp, OLD."campaign_id" AS old, NEW."campaign_id" AS new
  UNION ALL SELECT 'code' AS col, '' AS grp, OLD."code" AS old, NEW."code" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'stages' AS col, '' AS grp, OLD."stages" AS old, NEW."stages" AS new
  UNION ALL SELECT 'ownership' AS col, '' AS grp, OLD."ownership" AS old, NEW."ownership" AS new
  UNION ALL SELECT 'area' AS col, '' AS grp, OLD."area" AS old, NEW."area" AS new
  UNION ALL SELECT 'district' AS col, '' AS grp, OLD."district" AS old, NEW."district" AS new
  UNION ALL SELECT 'head' AS col, '' AS grp, OLD."head" AS old, NEW."head" AS new
  UNION ALL SELECT 'registry_headcount' AS col, '' AS grp, OLD."registry_headcount" AS old, NEW."registry_headcount" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER school_no_delete BEFORE DELETE ON school
BEGIN SELECT RAISE(ABORT, 'school is never deleted'); END;
--
CREATE TRIGGER team_birth AFTER INSERT ON team
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'team is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER team_edit AFTER UPDATE ON team
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'team does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'team', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'campaign_id' AS col, '' AS grp, OLD."campaign_id" AS old, NEW."campaign_id" AS new
  UNION ALL SELECT 'code' AS col, '' AS grp, OLD."code" AS old, NEW."code" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT 'inspection' AS col, '' AS grp, OLD."inspection" AS old, NEW."inspection" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER team_no_delete BEFORE DELETE ON team
BEGIN SELECT RAISE(ABORT, 'team is never deleted'); END;
--
CREATE TRIGGER text_template_birth AFTER INSERT ON text_template
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'text_template is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER text_template_edit AFTER UPDATE ON text_template
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'text_template does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'text_template', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'campaign_id' AS col, '' AS grp, OLD."campaign_id" AS old, NEW."campaign_id" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'version' AS col, '' AS grp, OLD."version" AS old, NEW."version" AS new
  UNION ALL SELECT 'body' AS col, '' AS grp, OLD."body" AS old, NEW."body" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER text_template_no_delete BEFORE DELETE ON text_template
BEGIN SELECT RAISE(ABORT, 'text_template is never deleted'); END;
--
CREATE TRIGGER category_birth AFTER INSERT ON category
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'category is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER category_edit AFTER UPDATE ON category
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'category does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'category', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'catalogue_id' AS col, '' AS grp, OLD."catalogue_id" AS old, NEW."catalogue_id" AS new
  UNION ALL SELECT 'code' AS col, '' AS grp, OLD."code" AS old, NEW."code" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT 'position' AS col, '' AS grp, OLD."position" AS old, NEW."position" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER category_no_delete BEFORE DELETE ON category
BEGIN SELECT RAISE(ABORT, 'category is never deleted'); END;
--
CREATE TRIGGER complaint_birth AFTER INSERT ON complaint
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'complaint is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
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
  UNION ALL SELECT 'due_on' AS col, '' AS grp, OLD."due_on" AS old, NEW."due_on" AS new
  UNION ALL SELECT 'category' AS col, '' AS grp, OLD."category" AS old, NEW."category" AS new
  UNION ALL SELECT 'outcome' AS col, '' AS grp, OLD."outcome" AS old, NEW."outcome" AS new
  UNION ALL SELECT 'case_no' AS col, '' AS grp, OLD."case_no" AS old, NEW."case_no" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER complaint_no_delete BEFORE DELETE ON complaint
BEGIN SELECT RAISE(ABORT, 'complaint is never deleted'); END;
--
CREATE TRIGGER handed_out_birth AFTER INSERT ON handed_out
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'handed_out is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER handed_out_edit AFTER UPDATE ON handed_out
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'handed_out does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'handed_out', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'team_id' AS col, '' AS grp, OLD."team_id" AS old, NEW."team_id" AS new
  UNION ALL SELECT 'number' AS col, '' AS grp, OLD."number" AS old, NEW."number" AS new
  UNION ALL SELECT 'locked' AS col, '' AS grp, OLD."locked" AS old, NEW."locked" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER handed_out_no_delete BEFORE DELETE ON handed_out
BEGIN SELECT RAISE(ABORT, 'handed_out is never deleted'); END;
--
CREATE TRIGGER member_birth AFTER INSERT ON member
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'member is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
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
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER member_no_delete BEFORE DELETE ON member
BEGIN SELECT RAISE(ABORT, 'member is never deleted'); END;
--
CREATE TRIGGER question_birth AFTER INSERT ON question
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'question is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
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
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER question_no_delete BEFORE DELETE ON question
BEGIN SELECT RAISE(ABORT, 'question is never deleted'); END;
--
CREATE TRIGGER school_class_birth AFTER INSERT ON school_class
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'school_class is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'school_class', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'stage' AS col, '' AS grp, NULL AS old, NEW."stage" AS new
  UNION ALL SELECT 'grade' AS col, '' AS grp, NULL AS old, NEW."grade" AS new
  UNION ALL SELECT 'number' AS col, '' AS grp, NULL AS old, NEW."number" AS new
  UNION ALL SELECT 'enrolled' AS col, '' AS grp, NULL AS old, NEW."enrolled" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER school_class_edit AFTER UPDATE ON school_class
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'school_class does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'school_class', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'school_id' AS col, '' AS grp, OLD."school_id" AS old, NEW."school_id" AS new
  UNION ALL SELECT 'code' AS col, '' AS grp, OLD."code" AS old, NEW."code" AS new
  UNION ALL SELECT 'stage' AS col, '' AS grp, OLD."stage" AS old, NEW."stage" AS new
  UNION ALL SELECT 'grade' AS col, '' AS grp, OLD."grade" AS old, NEW."grade" AS new
  UNION ALL SELECT 'number' AS col, '' AS grp, OLD."number" AS old, NEW."number" AS new
  UNION ALL SELECT 'enrolled' AS col, '' AS grp, OLD."enrolled" AS old, NEW."enrolled" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER school_class_no_delete BEFORE DELETE ON school_class
BEGIN SELECT RAISE(ABORT, 'school_class is never deleted'); END;
--
CREATE TRIGGER visit_birth AFTER INSERT ON visit
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'visit is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER visit_edit AFTER UPDATE ON visit
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'visit does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'visit', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'school_id' AS col, '' AS grp, OLD."school_id" AS old, NEW."school_id" AS new
  UNION ALL SELECT 'team_id' AS col, '' AS grp, OLD."team_id" AS old, NEW."team_id" AS new
  UNION ALL SELECT 'serial' AS col, '' AS grp, OLD."serial" AS old, NEW."serial" AS new
  UNION ALL SELECT 'planned_on' AS col, '' AS grp, OLD."planned_on" AS old, NEW."planned_on" AS new
  UNION ALL SELECT 'visited_on' AS col, '' AS grp, OLD."visited_on" AS old, NEW."visited_on" AS new
  UNION ALL SELECT 'arrived_at' AS col, '' AS grp, OLD."arrived_at" AS old, NEW."arrived_at" AS new
  UNION ALL SELECT 'left_at' AS col, '' AS grp, OLD."left_at" AS old, NEW."left_at" AS new
  UNION ALL SELECT 'place' AS col, '' AS grp, OLD."place" AS old, NEW."place" AS new
  UNION ALL SELECT 'hosts' AS col, '' AS grp, OLD."hosts" AS old, NEW."hosts" AS new
  UNION ALL SELECT 'credentials_shown' AS col, '' AS grp, OLD."credentials_shown" AS old, NEW."credentials_shown" AS new
  UNION ALL SELECT 'report_heard' AS col, '' AS grp, OLD."report_heard" AS old, NEW."report_heard" AS new
  UNION ALL SELECT 'self_report_on' AS col, '' AS grp, OLD."self_report_on" AS old, NEW."self_report_on" AS new
  UNION ALL SELECT 'sites_seen' AS col, '' AS grp, OLD."sites_seen" AS old, NEW."sites_seen" AS new
  UNION ALL SELECT 'vouchers_checked' AS col, '' AS grp, OLD."vouchers_checked" AS old, NEW."vouchers_checked" AS new
  UNION ALL SELECT 'receipts_checked' AS col, '' AS grp, OLD."receipts_checked" AS old, NEW."receipts_checked" AS new
  UNION ALL SELECT 'overall' AS col, '' AS grp, OLD."overall" AS old, NEW."overall" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER visit_no_delete BEFORE DELETE ON visit
BEGIN SELECT RAISE(ABORT, 'visit is never deleted'); END;
--
CREATE TRIGGER checklist_item_birth AFTER INSERT ON checklist_item
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'checklist_item is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
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
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER checklist_item_no_delete BEFORE DELETE ON checklist_item
BEGIN SELECT RAISE(ABORT, 'checklist_item is never deleted'); END;
--
CREATE TRIGGER document_issued_birth AFTER INSERT ON document_issued
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'document_issued is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
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
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER document_issued_no_delete BEFORE DELETE ON document_issued
BEGIN SELECT RAISE(ABORT, 'document_issued is never deleted'); END;
--
CREATE TRIGGER draw_birth AFTER INSERT ON draw
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'draw is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER draw_edit AFTER UPDATE ON draw
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'draw does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'draw', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'algorithm' AS col, '' AS grp, OLD."algorithm" AS old, NEW."algorithm" AS new
  UNION ALL SELECT 'population' AS col, '' AS grp, OLD."population" AS old, NEW."population" AS new
  UNION ALL SELECT 'entries' AS col, '' AS grp, OLD."entries" AS old, NEW."entries" AS new
  UNION ALL SELECT 'list_sha256' AS col, '' AS grp, OLD."list_sha256" AS old, NEW."list_sha256" AS new
  UNION ALL SELECT 'commitment' AS col, '' AS grp, OLD."commitment" AS old, NEW."commitment" AS new
  UNION ALL SELECT 'nonce' AS col, '' AS grp, OLD."nonce" AS old, NEW."nonce" AS new
  UNION ALL SELECT 'witness_number' AS col, '' AS grp, OLD."witness_number" AS old, NEW."witness_number" AS new
  UNION ALL SELECT 'seed_text' AS col, '' AS grp, OLD."seed_text" AS old, NEW."seed_text" AS new
  UNION ALL SELECT 'source' AS col, '' AS grp, OLD."source" AS old, NEW."source" AS new
  UNION ALL SELECT 'wanted' AS col, '' AS grp, OLD."wanted" AS old, NEW."wanted" AS new
  UNION ALL SELECT 'spare' AS col, '' AS grp, OLD."spare" AS old, NEW."spare" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER draw_no_delete BEFORE DELETE ON draw
BEGIN SELECT RAISE(ABORT, 'draw is never deleted'); END;
--
CREATE TRIGGER evidence_birth AFTER INSERT ON evidence
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'evidence is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER evidence_edit AFTER UPDATE ON evidence
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'evidence does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'evidence', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'title' AS col, '' AS grp, OLD."title" AS old, NEW."title" AS new
  UNION ALL SELECT 'locator' AS col, '' AS grp, OLD."locator" AS old, NEW."locator" AS new
  UNION ALL SELECT 'attachment' AS col, '' AS grp, OLD."attachment" AS old, NEW."attachment" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is never deleted'); END;
--
CREATE TRIGGER fee_item_birth AFTER INSERT ON fee_item
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'fee_item is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER fee_item_edit AFTER UPDATE ON fee_item
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'fee_item does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'fee_item', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'charged_fen' AS col, '' AS grp, OLD."charged_fen" AS old, NEW."charged_fen" AS new
  UNION ALL SELECT 'allowed_fen' AS col, '' AS grp, OLD."allowed_fen" AS old, NEW."allowed_fen" AS new
  UNION ALL SELECT 'heads' AS col, '' AS grp, OLD."heads" AS old, NEW."heads" AS new
  UNION ALL SELECT 'terms' AS col, '' AS grp, OLD."terms" AS old, NEW."terms" AS new
  UNION ALL SELECT 'catalogue_fee_id' AS col, '' AS grp, OLD."catalogue_fee_id" AS old, NEW."catalogue_fee_id" AS new
  UNION ALL SELECT 'basis' AS col, '' AS grp, OLD."basis" AS old, NEW."basis" AS new
  UNION ALL SELECT 'receipt' AS col, '' AS grp, OLD."receipt" AS old, NEW."receipt" AS new
  UNION ALL SELECT 'account' AS col, '' AS grp, OLD."account" AS old, NEW."account" AS new
  UNION ALL SELECT 'voluntary_proof' AS col, '' AS grp, OLD."voluntary_proof" AS old, NEW."voluntary_proof" AS new
  UNION ALL SELECT 'on_display' AS col, '' AS grp, OLD."on_display" AS old, NEW."on_display" AS new
  UNION ALL SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER fee_item_no_delete BEFORE DELETE ON fee_item
BEGIN SELECT RAISE(ABORT, 'fee_item is never deleted'); END;
--
CREATE TRIGGER interview_birth AFTER INSERT ON interview
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'interview is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER interview_edit AFTER UPDATE ON interview
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'interview does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'interview', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'stage' AS col, '' AS grp, OLD."stage" AS old, NEW."stage" AS new
  UNION ALL SELECT 'place_kind' AS col, '' AS grp, OLD."place_kind" AS old, NEW."place_kind" AS new
  UNION ALL SELECT 'persons' AS col, '' AS grp, OLD."persons" AS old, NEW."persons" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER interview_no_delete BEFORE DELETE ON interview
BEGIN SELECT RAISE(ABORT, 'interview is never deleted'); END;
--
CREATE TRIGGER option_birth AFTER INSERT ON option
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'option is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER option_edit AFTER UPDATE ON option
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'option does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'option', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'question_id' AS col, '' AS grp, OLD."question_id" AS old, NEW."question_id" AS new
  UNION ALL SELECT 'code' AS col, '' AS grp, OLD."code" AS old, NEW."code" AS new
  UNION ALL SELECT 'position' AS col, '' AS grp, OLD."position" AS old, NEW."position" AS new
  UNION ALL SELECT 'text' AS col, '' AS grp, OLD."text" AS old, NEW."text" AS new
  UNION ALL SELECT 'signal' AS col, '' AS grp, OLD."signal" AS old, NEW."signal" AS new
  UNION ALL SELECT 'items' AS col, '' AS grp, OLD."items" AS old, NEW."items" AS new
  UNION ALL SELECT 'skip_to' AS col, '' AS grp, OLD."skip_to" AS old, NEW."skip_to" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER option_no_delete BEFORE DELETE ON option
BEGIN SELECT RAISE(ABORT, 'option is never deleted'); END;
--
CREATE TRIGGER parent_call_birth AFTER INSERT ON parent_call
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'parent_call is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'parent_call', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'code' AS col, '' AS grp, NULL AS old, NEW."code" AS new
  UNION ALL SELECT 'outcome' AS col, '' AS grp, NULL AS old, NEW."outcome" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, '' AS old, NEW."note" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER parent_call_edit AFTER UPDATE ON parent_call
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'parent_call does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'parent_call', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'roster_seq' AS col, '' AS grp, OLD."roster_seq" AS old, NEW."roster_seq" AS new
  UNION ALL SELECT 'code' AS col, '' AS grp, OLD."code" AS old, NEW."code" AS new
  UNION ALL SELECT 'outcome' AS col, '' AS grp, OLD."outcome" AS old, NEW."outcome" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER parent_call_no_delete BEFORE DELETE ON parent_call
BEGIN SELECT RAISE(ABORT, 'parent_call is never deleted'); END;
--
CREATE TRIGGER questionnaire_batch_birth AFTER INSERT ON questionnaire_batch
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'questionnaire_batch is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'questionnaire_batch', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'form_id' AS col, '' AS grp, NULL AS old, NEW."form_id" AS new
  UNION ALL SELECT 'issued' AS col, '' AS grp, NULL AS old, NEW."issued" AS new
  UNION ALL SELECT 'returned' AS col, '' AS grp, NULL AS old, NEW."returned" AS new
  UNION ALL SELECT 'valid' AS col, '' AS grp, NULL AS old, NEW."valid" AS new
  UNION ALL SELECT 'targeted' AS col, '' AS grp, 0 AS old, NEW."targeted" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, '' AS old, NEW."note" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER questionnaire_batch_edit AFTER UPDATE ON questionnaire_batch
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'questionnaire_batch does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'questionnaire_batch', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'class_id' AS col, '' AS grp, OLD."class_id" AS old, NEW."class_id" AS new
  UNION ALL SELECT 'form_id' AS col, '' AS grp, OLD."form_id" AS old, NEW."form_id" AS new
  UNION ALL SELECT 'issued' AS col, '' AS grp, OLD."issued" AS old, NEW."issued" AS new
  UNION ALL SELECT 'returned' AS col, '' AS grp, OLD."returned" AS old, NEW."returned" AS new
  UNION ALL SELECT 'valid' AS col, '' AS grp, OLD."valid" AS old, NEW."valid" AS new
  UNION ALL SELECT 'targeted' AS col, '' AS grp, OLD."targeted" AS old, NEW."targeted" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER questionnaire_batch_no_delete BEFORE DELETE ON questionnaire_batch
BEGIN SELECT RAISE(ABORT, 'questionnaire_batch is never deleted'); END;
--
CREATE TRIGGER receipt_book_birth AFTER INSERT ON receipt_book
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'receipt_book is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER receipt_book_edit AFTER UPDATE ON receipt_book
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'receipt_book does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'receipt_book', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'kind' AS col, '' AS grp, OLD."kind" AS old, NEW."kind" AS new
  UNION ALL SELECT 'first_no' AS col, '' AS grp, OLD."first_no" AS old, NEW."first_no" AS new
  UNION ALL SELECT 'last_no' AS col, '' AS grp, OLD."last_no" AS old, NEW."last_no" AS new
  UNION ALL SELECT 'issued' AS col, '' AS grp, OLD."issued" AS old, NEW."issued" AS new
  UNION ALL SELECT 'void' AS col, '' AS grp, OLD."void" AS old, NEW."void" AS new
  UNION ALL SELECT 'unused' AS col, '' AS grp, OLD."unused" AS old, NEW."unused" AS new
  UNION ALL SELECT 'amount_fen' AS col, '' AS grp, OLD."amount_fen" AS old, NEW."amount_fen" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER receipt_book_no_delete BEFORE DELETE ON receipt_book
BEGIN SELECT RAISE(ABORT, 'receipt_book is never deleted'); END;
--
CREATE TRIGGER reconciliation_birth AFTER INSERT ON reconciliation
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'reconciliation is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER reconciliation_edit AFTER UPDATE ON reconciliation
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'reconciliation does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'reconciliation', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'name' AS col, '' AS grp, OLD."name" AS old, NEW."name" AS new
  UNION ALL SELECT 'receipts_fen' AS col, '' AS grp, OLD."receipts_fen" AS old, NEW."receipts_fen" AS new
  UNION ALL SELECT 'ledger_fen' AS col, '' AS grp, OLD."ledger_fen" AS old, NEW."ledger_fen" AS new
  UNION ALL SELECT 'deposit_fen' AS col, '' AS grp, OLD."deposit_fen" AS old, NEW."deposit_fen" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER reconciliation_no_delete BEFORE DELETE ON reconciliation
BEGIN SELECT RAISE(ABORT, 'reconciliation is never deleted'); END;
--
CREATE TRIGGER recusal_birth AFTER INSERT ON recusal
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'recusal is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER recusal_edit AFTER UPDATE ON recusal
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'recusal does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'recusal', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'member_id' AS col, '' AS grp, OLD."member_id" AS old, NEW."member_id" AS new
  UNION ALL SELECT 'school_id' AS col, '' AS grp, OLD."school_id" AS old, NEW."school_id" AS new
  UNION ALL SELECT 'reason' AS col, '' AS grp, OLD."reason" AS old, NEW."reason" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT 'declared' AS col, '' AS grp, OLD."declared" AS old, NEW."declared" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER recusal_no_delete BEFORE DELETE ON recusal
BEGIN SELECT RAISE(ABORT, 'recusal is never deleted'); END;
--
CREATE TRIGGER roster_birth AFTER INSERT ON roster
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'roster is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER roster_edit AFTER UPDATE ON roster
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'roster does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'roster', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'rows' AS col, '' AS grp, OLD."rows" AS old, NEW."rows" AS new
  UNION ALL SELECT 'sha256' AS col, '' AS grp, OLD."sha256" AS old, NEW."sha256" AS new
  UNION ALL SELECT 'source' AS col, '' AS grp, OLD."source" AS old, NEW."source" AS new
  UNION ALL SELECT 'received_at' AS col, '' AS grp, OLD."received_at" AS old, NEW."received_at" AS new
  UNION ALL SELECT 'hidden' AS col, '' AS grp, OLD."hidden" AS old, NEW."hidden" AS new
  UNION ALL SELECT 'unreachable' AS col, '' AS grp, OLD."unreachable" AS old, NEW."unreachable" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER roster_no_delete BEFORE DELETE ON roster
BEGIN SELECT RAISE(ABORT, 'roster is never deleted'); END;
--
CREATE TRIGGER statement_birth AFTER INSERT ON statement
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'statement is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER statement_edit AFTER UPDATE ON statement
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'statement does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'statement', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'reply' AS col, '' AS grp, OLD."reply" AS old, NEW."reply" AS new
  UNION ALL SELECT 'received_on' AS col, '' AS grp, OLD."received_on" AS old, NEW."received_on" AS new
  UNION ALL SELECT 'pages' AS col, '' AS grp, OLD."pages" AS old, NEW."pages" AS new
  UNION ALL SELECT 'text' AS col, '' AS grp, OLD."text" AS old, NEW."text" AS new
  UNION ALL SELECT 'reason' AS col, '' AS grp, OLD."reason" AS old, NEW."reason" AS new
  UNION ALL SELECT 'witness' AS col, '' AS grp, OLD."witness" AS old, NEW."witness" AS new
  UNION ALL SELECT 'document_id' AS col, '' AS grp, OLD."document_id" AS old, NEW."document_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER statement_no_delete BEFORE DELETE ON statement
BEGIN SELECT RAISE(ABORT, 'statement is never deleted'); END;
--
CREATE TRIGGER visit_member_birth AFTER INSERT ON visit_member
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'visit_member is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'visit_member', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT '#deleted' AS col, '' AS grp, NULL AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER visit_member_edit AFTER UPDATE ON visit_member
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'visit_member does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'visit_member', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'member_id' AS col, '' AS grp, OLD."member_id" AS old, NEW."member_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER visit_member_no_delete BEFORE DELETE ON visit_member
BEGIN SELECT RAISE(ABORT, 'visit_member is never deleted'); END;
--
CREATE TRIGGER visit_method_birth AFTER INSERT ON visit_method
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'visit_method is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'visit_method', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT '#deleted' AS col, '' AS grp, NULL AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER visit_method_edit AFTER UPDATE ON visit_method
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'visit_method does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'visit_method', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'method' AS col, '' AS grp, OLD."method" AS old, NEW."method" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER visit_method_no_delete BEFORE DELETE ON visit_method
BEGIN SELECT RAISE(ABORT, 'visit_method is never deleted'); END;
--
CREATE TRIGGER voucher_check_birth AFTER INSERT ON voucher_check
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'voucher_check is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
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
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER voucher_check_no_delete BEFORE DELETE ON voucher_check
BEGIN SELECT RAISE(ABORT, 'voucher_check is never deleted'); END;
--
CREATE TRIGGER call_answer_birth AFTER INSERT ON call_answer
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'call_answer is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'call_answer', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'value' AS col, '' AS grp, '' AS old, NEW."value" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER call_answer_edit AFTER UPDATE ON call_answer
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'call_answer does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'call_answer', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'call_id' AS col, '' AS grp, OLD."call_id" AS old, NEW."call_id" AS new
  UNION ALL SELECT 'question' AS col, '' AS grp, OLD."question" AS old, NEW."question" AS new
  UNION ALL SELECT 'value' AS col, '' AS grp, OLD."value" AS old, NEW."value" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER call_answer_no_delete BEFORE DELETE ON call_answer
BEGIN SELECT RAISE(ABORT, 'call_answer is never deleted'); END;
--
CREATE TRIGGER call_attempt_birth AFTER INSERT ON call_attempt
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'call_attempt is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER call_attempt_edit AFTER UPDATE ON call_attempt
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'call_attempt does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'call_attempt', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'call_id' AS col, '' AS grp, OLD."call_id" AS old, NEW."call_id" AS new
  UNION ALL SELECT 'at' AS col, '' AS grp, OLD."at" AS old, NEW."at" AS new
  UNION ALL SELECT 'outcome' AS col, '' AS grp, OLD."outcome" AS old, NEW."outcome" AS new
  UNION ALL SELECT 'callback_at' AS col, '' AS grp, OLD."callback_at" AS old, NEW."callback_at" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER call_attempt_no_delete BEFORE DELETE ON call_attempt
BEGIN SELECT RAISE(ABORT, 'call_attempt is never deleted'); END;
--
CREATE TRIGGER checklist_answer_birth AFTER INSERT ON checklist_answer
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'checklist_answer is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'checklist_answer', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'verdict' AS col, '' AS grp, NULL AS old, NEW."verdict" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, '' AS old, NEW."note" AS new
  UNION ALL SELECT 'amount_fen' AS col, '' AS grp, NULL AS old, NEW."amount_fen" AS new
  UNION ALL SELECT 'students' AS col, '' AS grp, NULL AS old, NEW."students" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER checklist_answer_edit AFTER UPDATE ON checklist_answer
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'checklist_answer does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'checklist_answer', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'item_id' AS col, '' AS grp, OLD."item_id" AS old, NEW."item_id" AS new
  UNION ALL SELECT 'verdict' AS col, '' AS grp, OLD."verdict" AS old, NEW."verdict" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT 'amount_fen' AS col, '' AS grp, OLD."amount_fen" AS old, NEW."amount_fen" AS new
  UNION ALL SELECT 'students' AS col, '' AS grp, OLD."students" AS old, NEW."students" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER checklist_answer_no_delete BEFORE DELETE ON checklist_answer
BEGIN SELECT RAISE(ABORT, 'checklist_answer is never deleted'); END;
--
CREATE TRIGGER citation_birth AFTER INSERT ON citation
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'citation is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
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
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER citation_no_delete BEFORE DELETE ON citation
BEGIN SELECT RAISE(ABORT, 'citation is never deleted'); END;
--
CREATE TRIGGER drawn_entry_birth AFTER INSERT ON drawn_entry
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'drawn_entry is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER drawn_entry_edit AFTER UPDATE ON drawn_entry
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'drawn_entry does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'drawn_entry', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'draw_id' AS col, '' AS grp, OLD."draw_id" AS old, NEW."draw_id" AS new
  UNION ALL SELECT 'entry' AS col, '' AS grp, OLD."entry" AS old, NEW."entry" AS new
  UNION ALL SELECT 'rank' AS col, '' AS grp, OLD."rank" AS old, NEW."rank" AS new
  UNION ALL SELECT 'role' AS col, '' AS grp, OLD."role" AS old, NEW."role" AS new
  UNION ALL SELECT 'replaced' AS col, '' AS grp, OLD."replaced" AS old, NEW."replaced" AS new
  UNION ALL SELECT 'reason' AS col, '' AS grp, OLD."reason" AS old, NEW."reason" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER drawn_entry_no_delete BEFORE DELETE ON drawn_entry
BEGIN SELECT RAISE(ABORT, 'drawn_entry is never deleted'); END;
--
CREATE TRIGGER finding_birth AFTER INSERT ON finding
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'finding is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
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
  UNION ALL SELECT 'students' AS col, 'statement' AS grp, OLD."students" AS old, NEW."students" AS new
  UNION ALL SELECT 'involved_fen' AS col, 'statement' AS grp, OLD."involved_fen" AS old, NEW."involved_fen" AS new
  UNION ALL SELECT 'due_fen' AS col, 'statement' AS grp, OLD."due_fen" AS old, NEW."due_fen" AS new
  UNION ALL SELECT 'refunded_fen' AS col, 'statement' AS grp, OLD."refunded_fen" AS old, NEW."refunded_fen" AS new
  UNION ALL SELECT 'refund_students' AS col, 'statement' AS grp, OLD."refund_students" AS old, NEW."refund_students" AS new
  UNION ALL SELECT 'surrendered_fen' AS col, 'statement' AS grp, OLD."surrendered_fen" AS old, NEW."surrendered_fen" AS new
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
CREATE TRIGGER finding_no_delete BEFORE DELETE ON finding
BEGIN SELECT RAISE(ABORT, 'finding is never deleted'); END;
--
CREATE TRIGGER interview_point_birth AFTER INSERT ON interview_point
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'interview_point is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER interview_point_edit AFTER UPDATE ON interview_point
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'interview_point does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'interview_point', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'interview_id' AS col, '' AS grp, OLD."interview_id" AS old, NEW."interview_id" AS new
  UNION ALL SELECT 'question' AS col, '' AS grp, OLD."question" AS old, NEW."question" AS new
  UNION ALL SELECT 'text' AS col, '' AS grp, OLD."text" AS old, NEW."text" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER interview_point_no_delete BEFORE DELETE ON interview_point
BEGIN SELECT RAISE(ABORT, 'interview_point is never deleted'); END;
--
CREATE TRIGGER settlement_birth AFTER INSERT ON settlement
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'settlement is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'settlement', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'count' AS col, '' AS grp, NULL AS old, NEW."count" AS new
  UNION ALL SELECT 'reason' AS col, '' AS grp, '' AS old, NEW."reason" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER settlement_edit AFTER UPDATE ON settlement
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'settlement does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'settlement', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'batch_id' AS col, '' AS grp, OLD."batch_id" AS old, NEW."batch_id" AS new
  UNION ALL SELECT 'cell' AS col, '' AS grp, OLD."cell" AS old, NEW."cell" AS new
  UNION ALL SELECT 'count' AS col, '' AS grp, OLD."count" AS old, NEW."count" AS new
  UNION ALL SELECT 'reason' AS col, '' AS grp, OLD."reason" AS old, NEW."reason" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER settlement_no_delete BEFORE DELETE ON settlement
BEGIN SELECT RAISE(ABORT, 'settlement is never deleted'); END;
--
CREATE TRIGGER tally_entry_birth AFTER INSERT ON tally_entry
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'tally_entry is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER tally_entry_edit AFTER UPDATE ON tally_entry
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'tally_entry does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'tally_entry', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'batch_id' AS col, '' AS grp, OLD."batch_id" AS old, NEW."batch_id" AS new
  UNION ALL SELECT 'slot' AS col, '' AS grp, OLD."slot" AS old, NEW."slot" AS new
  UNION ALL SELECT 'method' AS col, '' AS grp, OLD."method" AS old, NEW."method" AS new
  UNION ALL SELECT 'clerk' AS col, '' AS grp, OLD."clerk" AS old, NEW."clerk" AS new
  UNION ALL SELECT 'finished' AS col, '' AS grp, OLD."finished" AS old, NEW."finished" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER tally_entry_no_delete BEFORE DELETE ON tally_entry
BEGIN SELECT RAISE(ABORT, 'tally_entry is never deleted'); END;
--
CREATE TRIGGER answer_evidence_birth AFTER INSERT ON answer_evidence
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'answer_evidence is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'answer_evidence', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT '#deleted' AS col, '' AS grp, NULL AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER answer_evidence_edit AFTER UPDATE ON answer_evidence
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'answer_evidence does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'answer_evidence', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'answer_id' AS col, '' AS grp, OLD."answer_id" AS old, NEW."answer_id" AS new
  UNION ALL SELECT 'evidence_id' AS col, '' AS grp, OLD."evidence_id" AS old, NEW."evidence_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER answer_evidence_no_delete BEFORE DELETE ON answer_evidence
BEGIN SELECT RAISE(ABORT, 'answer_evidence is never deleted'); END;
--
CREATE TRIGGER clue_birth AFTER INSERT ON clue
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'clue is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER clue_edit AFTER UPDATE ON clue
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'clue does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'clue', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'visit_id' AS col, '' AS grp, OLD."visit_id" AS old, NEW."visit_id" AS new
  UNION ALL SELECT 'source' AS col, '' AS grp, OLD."source" AS old, NEW."source" AS new
  UNION ALL SELECT 'item_id' AS col, '' AS grp, OLD."item_id" AS old, NEW."item_id" AS new
  UNION ALL SELECT 'text' AS col, '' AS grp, OLD."text" AS old, NEW."text" AS new
  UNION ALL SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT 'settled' AS col, '' AS grp, OLD."settled" AS old, NEW."settled" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER clue_no_delete BEFORE DELETE ON clue
BEGIN SELECT RAISE(ABORT, 'clue is never deleted'); END;
--
CREATE TRIGGER finding_basis_birth AFTER INSERT ON finding_basis
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'finding_basis is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'finding_basis', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT '#deleted' AS col, '' AS grp, NULL AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER finding_basis_edit AFTER UPDATE ON finding_basis
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'finding_basis does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'finding_basis', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT 'citation_id' AS col, '' AS grp, OLD."citation_id" AS old, NEW."citation_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER finding_basis_no_delete BEFORE DELETE ON finding_basis
BEGIN SELECT RAISE(ABORT, 'finding_basis is never deleted'); END;
--
CREATE TRIGGER finding_evidence_birth AFTER INSERT ON finding_evidence
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'finding_evidence is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'finding_evidence', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT '#deleted' AS col, '' AS grp, NULL AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER finding_evidence_edit AFTER UPDATE ON finding_evidence
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'finding_evidence does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'finding_evidence', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT 'evidence_id' AS col, '' AS grp, OLD."evidence_id" AS old, NEW."evidence_id" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER finding_evidence_no_delete BEFORE DELETE ON finding_evidence
BEGIN SELECT RAISE(ABORT, 'finding_evidence is never deleted'); END;
--
CREATE TRIGGER rectification_birth AFTER INSERT ON rectification
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'rectification is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
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
  UNION ALL SELECT 'reported_on' AS col, '' AS grp, OLD."reported_on" AS old, NEW."reported_on" AS new
  UNION ALL SELECT 'verified_on' AS col, '' AS grp, OLD."verified_on" AS old, NEW."verified_on" AS new
  UNION ALL SELECT 'verifier' AS col, '' AS grp, OLD."verifier" AS old, NEW."verifier" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER rectification_no_delete BEFORE DELETE ON rectification
BEGIN SELECT RAISE(ABORT, 'rectification is never deleted'); END;
--
CREATE TRIGGER refund_birth AFTER INSERT ON refund
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'refund is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER refund_edit AFTER UPDATE ON refund
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'refund does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'refund', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'finding_id' AS col, '' AS grp, OLD."finding_id" AS old, NEW."finding_id" AS new
  UNION ALL SELECT 'paid_on' AS col, '' AS grp, OLD."paid_on" AS old, NEW."paid_on" AS new
  UNION ALL SELECT 'sighted_on' AS col, '' AS grp, OLD."sighted_on" AS old, NEW."sighted_on" AS new
  UNION ALL SELECT 'students' AS col, '' AS grp, OLD."students" AS old, NEW."students" AS new
  UNION ALL SELECT 'amount_fen' AS col, '' AS grp, OLD."amount_fen" AS old, NEW."amount_fen" AS new
  UNION ALL SELECT 'note' AS col, '' AS grp, OLD."note" AS old, NEW."note" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER refund_no_delete BEFORE DELETE ON refund
BEGIN SELECT RAISE(ABORT, 'refund is never deleted'); END;
--
CREATE TRIGGER sheet_birth AFTER INSERT ON sheet
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'sheet is born in an act') FROM pen WHERE pen.act IS NULL OR NEW.act IS NOT pen.act;
END;
--
CREATE TRIGGER sheet_edit AFTER UPDATE ON sheet
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'sheet does not change so') WHERE OLD.id IS NOT NEW.id OR OLD.act IS NOT NEW.act OR (OLD.deleted AND NEW.deleted);
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'sheet', NEW.id, '', c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'entry_id' AS col, '' AS grp, OLD."entry_id" AS old, NEW."entry_id" AS new
  UNION ALL SELECT 'number' AS col, '' AS grp, OLD."number" AS old, NEW."number" AS new
  UNION ALL SELECT 'void' AS col, '' AS grp, OLD."void" AS old, NEW."void" AS new
  UNION ALL SELECT '#deleted' AS col, '' AS grp, OLD."deleted" AS old, NEW."deleted" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER sheet_no_delete BEFORE DELETE ON sheet
BEGIN SELECT RAISE(ABORT, 'sheet is never deleted'); END;
--
CREATE TRIGGER tally_count_birth AFTER INSERT ON tally_count
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'tally_count is born in an act') FROM pen WHERE pen.act IS NULL OR (SELECT p.act FROM tally_entry p WHERE p.id = NEW.entry_id) IS NOT pen.act;
END;
--
CREATE TRIGGER tally_count_edit AFTER UPDATE ON tally_count
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'tally_count does not change so') WHERE OLD.entry_id IS NOT NEW.entry_id OR OLD.cell IS NOT NEW.cell;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'tally_count', NEW.entry_id, NEW.cell, c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'count' AS col, '' AS grp, OLD."count" AS old, NEW."count" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER tally_count_no_delete BEFORE DELETE ON tally_count
BEGIN SELECT RAISE(ABORT, 'tally_count is never deleted'); END;
--
CREATE TRIGGER answer_birth AFTER INSERT ON answer
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'answer is born in an act') FROM pen WHERE pen.act IS NULL OR (SELECT p.act FROM sheet p WHERE p.id = NEW.sheet_id) IS NOT pen.act;
END;
--
CREATE TRIGGER answer_edit AFTER UPDATE ON answer
WHEN (SELECT silent FROM pen) = 0
BEGIN
SELECT RAISE(ABORT, 'answer does not change so') WHERE OLD.sheet_id IS NOT NEW.sheet_id OR OLD.question IS NOT NEW.question;
INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)
SELECT unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2)), pen.act, 'answer', NEW.sheet_id, NEW.question, c.col, c.grp, c.old, c.new
FROM pen, (SELECT 'value' AS col, '' AS grp, OLD."value" AS old, NEW."value" AS new) c WHERE c.old IS NOT c.new;
END;
--
CREATE TRIGGER answer_no_delete BEFORE DELETE ON answer
BEGIN SELECT RAISE(ABORT, 'answer is never deleted'); END;
--
CREATE TRIGGER edit_supersedes AFTER INSERT ON edit
WHEN NEW.act = (SELECT act FROM pen)
BEGIN
INSERT INTO supersedes (old, new) SELECT h.id, NEW.id FROM edit h
WHERE h.tbl = NEW.tbl AND h."row" = NEW."row" AND h.sub = NEW.sub AND h.col = NEW.col AND h.id <> NEW.id AND NOT EXISTS (SELECT 1 FROM supersedes s WHERE s.old = h.id);
END;
--
CREATE TRIGGER edit_deletes AFTER INSERT ON edit
WHEN NEW.col = '#deleted' AND NEW.new = 1 AND NEW.act = (SELECT act FROM pen)
BEGIN
INSERT INTO saw (new, old) SELECT NEW.id, h.id FROM edit h
WHERE h.tbl = NEW.tbl AND h."row" = NEW."row" AND h.sub = NEW.sub AND h.col <> '#deleted' AND NOT EXISTS (SELECT 1 FROM supersedes s WHERE s.old = h.id);
END;
--
CREATE TRIGGER edit_states AFTER INSERT ON edit
WHEN NEW.grp <> '' AND NEW.act = (SELECT act FROM pen)
BEGIN
INSERT INTO saw (new, old) SELECT NEW.id, h.id FROM edit h
WHERE h.tbl = NEW.tbl AND h."row" = NEW."row" AND h.sub = NEW.sub AND h.grp = NEW.grp AND h.col <> NEW.col AND NOT EXISTS (SELECT 1 FROM supersedes s WHERE s.old = h.id);
END;
--
CREATE TRIGGER act_no_delete BEFORE DELETE ON act
WHEN OLD.id IS NOT (SELECT act FROM pen)
BEGIN SELECT RAISE(ABORT, 'act is never deleted'); END;
--
CREATE TRIGGER act_no_update BEFORE UPDATE ON act
BEGIN SELECT RAISE(ABORT, 'act is never updated'); END;
--
CREATE TRIGGER edit_no_delete BEFORE DELETE ON edit
BEGIN SELECT RAISE(ABORT, 'edit is never deleted'); END;
--
CREATE TRIGGER edit_no_update BEFORE UPDATE ON edit
BEGIN SELECT RAISE(ABORT, 'edit is never updated'); END;
--
CREATE TRIGGER supersedes_no_delete BEFORE DELETE ON supersedes
BEGIN SELECT RAISE(ABORT, 'supersedes is never deleted'); END;
--
CREATE TRIGGER supersedes_no_update BEFORE UPDATE ON supersedes
BEGIN SELECT RAISE(ABORT, 'supersedes is never updated'); END;
--
CREATE TRIGGER saw_no_delete BEFORE DELETE ON saw
BEGIN SELECT RAISE(ABORT, 'saw is never deleted'); END;
--
CREATE TRIGGER saw_no_update BEFORE UPDATE ON saw
BEGIN SELECT RAISE(ABORT, 'saw is never updated'); END
