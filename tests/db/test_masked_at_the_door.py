"""Whatever is typed, a number of a person is masked before a file holds it."""

import pytest
from sqlalchemy.dialects import sqlite

from db.masking import mask_numbers
from db.schema.base import table_of
from db.schema.registry import kept_classes, table_named
from db.schema.types import Chars
from db.store import Store
from db.vocabulary import Act, EvidenceKind

NUMBER = "13755550009"
WRITTEN = (
    NUMBER,
    "1.13755550009",
    "137-5555-0009",
    "１３７５５５５０００９",
    "一三七五五五五〇〇〇九",
)
AS_IT_IS = {
    *("allotment.entries", "draft.keys", "draw.entries", "drawn_entry.entry", "form.rules"),
    *("document_issued.content", "merge_batch.receipt", "package.totals", "quarantine.content"),
    *(
        "admission_contact.number",
        "campaign.notice_no",
        "inspection.notice_no",
        "complaint.number",
        "regulation.doc_no",
    ),
    *("document_issued.serial", "visit.serial", "voucher_check.voucher_no"),
    *("fixed_asset.number", "handed_document.number", "question.columns"),
    *("reading.sample", "scan_page.answers", "scan_run.paths"),
    *("erasure.files", "complaint.case_no", "finding.case_no", "sanction.case_no"),
}
"""What the program writes, and the numbers of papers and of things."""


def text_columns():
    kept_classes()
    metadata = table_named("visit").metadata
    for table in metadata.sorted_tables:
        for column in table.columns:
            if type(column.type) is Chars:
                yield f"{table.name}.{column.name}", column


@pytest.mark.parametrize(("name", "column"), list(text_columns()))
def test_every_text_column_masks_but_those_that_hold_no_typed_text(name, column):
    bind = column.type.bind_processor(sqlite.dialect())
    kept = bind(f"\u200b家长{NUMBER}\x07")
    assert kept == (f"家长{NUMBER}" if name in AS_IT_IS else "家长137****0009")


def test_there_is_no_other_exception():
    assert {name for name, column in text_columns() if column.type.verbatim} == AS_IT_IS
    assert {table_of(cls).name for cls in kept_classes()} >= {
        name.split(".")[0] for name in AS_IT_IS
    } - {"draft", "merge_batch", "package", "quarantine", "scan_page", "scan_run"}


@pytest.mark.parametrize("written", WRITTEN)
def test_a_file_never_holds_a_number_that_was_noted(campaign_file, written):
    path = campaign_file
    with Store.open(path) as store:
        visit = store_visit(store)
        words = f"家长{written}反映"
        with store.act(Act.RECORD_VISIT, reason=words) as work:
            work.visits.record(visit, place=words, overall=words, note=words)
            work.evidence.gather(visit, EvidenceKind.NOTICE, words, locator=words)
        with store.act(Act.RECORD_VISIT) as work:
            work.visits.record(visit, note="改过")
        with store.read() as work:
            assert work.visits.facts(visit).overall == mask_numbers(words)
        log = path.with_name(path.name + "-wal").read_bytes()
    for held in (log, path.read_bytes()):
        assert written.encode() not in held
        assert NUMBER.encode() not in held


def store_visit(store):
    with store.read() as work:
        return work.schools.lines()[0].visit_id
