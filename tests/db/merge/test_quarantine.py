"""An unsound row stays out, and what rests on it; the rest merges, and what is mended later."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from db.errors import InspectionError
from db.merge.batch_import import Receipt, merge
from db.store import Store
from db.vocabulary import Act, EntryMethod, FormKind, QuestionType, Stage
from tests.conftest import Clock
from tests.db.looking import ask, item_of, visit_of
from tests.db.merge.forging import forge
from tests.db.merge.replicas import state


@pytest.fixture
def team(campaign_file: Path, tmp_path: Path, clock: Clock) -> Path:
    """A team's file: a class, its envelope, two cells counted, an interview, a finding, a place."""
    path = Path(shutil.copy(campaign_file, tmp_path / "第一检查组.inspection"))
    with Store.open(path, now=clock) as store:
        visit = visit_of(store)
        with store.act(Act.COUNT_ENVELOPE) as work:
            school = work.schools.lines()[0].id
            owner = work.schools.add_class(school, Stage.PRI, 3, 1, 40)
            form = work.forms.script(FormKind.STUDENT).id
            batch = work.questionnaires.open_envelope(visit, owner, form)
        with store.act(Act.TALLY) as work:
            entry = work.questionnaires.begin_counting(batch, 1, ["S01.A", "S01.B"])
        for count in (3, 4):
            with store.act(Act.TALLY) as work:
                work.questionnaires.tally(entry, "S01.A", count)
        with store.act(Act.RECORD_INTERVIEW) as work:
            work.interviews.record(visit, Stage.PRI)
        with store.act(Act.RAISE_FINDING) as work:
            work.findings.raise_finding(visit, item_of(store).id, "WT-01", fact="甲")
        for place in ("校门", "校长室"):
            with store.act(Act.RECORD_VISIT) as work:
                work.visits.record(visit, place=place)
    return path


def _kept_out(store: Store) -> set[tuple[str, str]]:
    return set(ask(store.path, "SELECT tbl, reason FROM quarantine"))


def _shown(store: Store) -> dict[str, Any]:
    with store.read() as work:
        [line] = work.schools.lines()
        return {
            "classes": len(work.schools.classes(line.id)),
            "envelopes": len(work.questionnaires.envelopes(line.visit_id)),
            "interviews": work.interviews.persons(line.visit_id),
            "findings": line.findings,
            "place": work.visits.facts(line.visit_id).place,
        }


WHOLE = {"classes": 1, "envelopes": 1, "interviews": 1, "findings": 1, "place": "校长室"}


def test_of_a_sound_file_nothing_stays_out(store: Store, team: Path) -> None:
    receipt = merge(store, team)
    assert receipt.quarantined == {}
    assert _shown(store) == WHOLE


def test_what_hangs_on_an_unsound_row_stays_out_with_it(store: Store, team: Path) -> None:
    forge(team, "UPDATE questionnaire_batch SET note = char(0)")
    receipt = merge(store, team)
    assert {
        ("questionnaire_batch", "note"),
        ("tally_entry", "batch_id: questionnaire_batch"),
        ("tally_count", "entry_id: tally_entry"),
    } <= _kept_out(store)
    assert receipt.quarantined["tally_count"] == 2
    assert _shown(store) == {**WHOLE, "envelopes": 0}
    assert ask(store.path, "PRAGMA foreign_key_check") == []


def test_what_is_here_already_needs_no_sound_copy(store: Store, team: Path) -> None:
    """The bureau has the visit; that the team's copy of the row is spoilt keeps nothing out."""
    forge(team, "UPDATE visit SET serial = char(0)")
    receipt = merge(store, team)
    assert receipt.quarantined == {}
    assert _shown(store) == WHOLE


def test_an_unsound_edit_stays_out_alone(store: Store, team: Path) -> None:
    """The field shows the last sound word."""
    forge(team, "UPDATE edit SET new = 7 WHERE tbl = 'visit' AND new = '校长室'")
    receipt = merge(store, team)
    assert receipt.quarantined == {"edit": 1}
    assert _shown(store) == {**WHOLE, "place": "校门"}


def test_an_index_that_names_a_field_of_its_own_stops_nothing(store: Store, team: Path) -> None:
    """A bit fell over in an index; the rows are sound, and they are what counts."""
    edits = {id_ for (id_,) in ask(team, "SELECT id FROM edit")}
    content = team.read_bytes()
    [at] = [
        found.start(1)
        for found in re.finditer(rb"visit.{16}(place)(.{16})", content, re.DOTALL)
        if found.group(2) in edits
    ][:1]
    team.write_bytes(content[:at] + b"P" + content[at + 1 :])
    receipt = merge(store, team)
    assert receipt.quarantined == {}
    assert _shown(store) == WHOLE


def test_a_letter_for_a_number_stays_out(store: Store, team: Path, clock: Clock) -> None:
    """Both where a form was typed in so and where it was changed to that."""
    with Store.open(team, now=clock) as laptop:
        with laptop.act(Act.ENTER_SHEET) as work:
            [line] = work.schools.lines()
            [envelope] = work.questionnaires.envelopes(line.visit_id)
            code = "S08"
            work.forms.add_question(
                envelope.form_id,
                code=code,
                position=8,
                kind=QuestionType.NUMBER,
                text="每月几天？",
                only_stages=(),
            )
            entry = work.questionnaires.begin_counting(
                envelope.id, 2, (), method=EntryMethod.SHEETS
            )
            first = work.sheets.enter(entry, 1, {code: "12"})
            work.sheets.enter(entry, 2, {code: "7"})
        with laptop.act(Act.ENTER_SHEET) as work:
            work.sheets.correct(first, code, "13")
    forge(
        team,
        "UPDATE answer SET value = '十二' WHERE value = '7'",
        "UPDATE edit SET new = 'B' WHERE new = '13'",
    )
    receipt = merge(store, team)
    assert receipt.quarantined == {"answer": 1, "edit": 1}
    assert _kept_out(store) == {("answer", "value"), ("edit", "answer.value")}
    with store.read() as work:
        [one, other] = work.sheets.lines(entry)
        assert (one.answers, other.answers) == ({code: "13"}, {})
        [kept] = [line for line in work.quarantined.lines() if line.table == "answer"][:1]
    for wrong in ("十三", "1.5"):
        with pytest.raises(InspectionError, match="数字"), store.act(Act.REPAIR) as work:
            work.quarantined.repair(kept.id, {"value": wrong})


def test_a_word_for_a_number_on_the_telephone_stays_out(
    store: Store, team: Path, clock: Clock
) -> None:
    with Store.open(team, now=clock) as laptop, laptop.act(Act.ANSWER_CALL) as work:
        [line] = work.schools.lines()
        campaign = work.file().campaign_id
        form = work.forms.add_form(campaign, kind=FormKind.CALL, version="9", title="电话")
        work.forms.add_question(
            form, code="C99", position=99, kind=QuestionType.NUMBER, text="几天？", only_stages=()
        )
        call = work.calls.plan(line.visit_id, 1, "D1")
        work.calls.answer(call, "C99", "5")
    forge(team, "UPDATE call_answer SET value = '五'", "UPDATE edit SET new = '五' WHERE new = '5'")
    assert merge(store, team).quarantined["call_answer"] == 1
    assert ("call_answer", "value") in _kept_out(store)


HARM = {
    "a word that is none": "UPDATE interview SET stage = 'UNI'",
    "a number below zero": "UPDATE tally_count SET count = -1",
    "an amount beyond all bounds": "UPDATE finding SET involved_fen = 99999999999999",
    "a day that is none": "UPDATE finding SET due_on = '2025-02-30'",
    "text without end": "UPDATE finding SET fact = hex(zeroblob(20000))",
    "text that is no text": "UPDATE finding SET fact = CAST(x'FFFE41' AS TEXT)",
    "text that only begins as text": "UPDATE finding SET fact = CAST(x'E5AD97C0' AS TEXT)",
    "text behind a NUL": "UPDATE finding SET serial = CAST(x'575400FF' AS TEXT)",
    "a code that goes on behind a NUL": "UPDATE finding SET serial = 'WT' || char(0) || 'x'",
    "an id that is none": "UPDATE interview SET id = x'00'",
    "a row of nothing": "UPDATE interview SET visit_id = zeroblob(16)",
    "a class of nothing": "UPDATE school_class SET school_id = randomblob(16)",
    "an act of no kind": "UPDATE act SET what = '' WHERE what = 'tally'",
    "an edit of no field": "UPDATE edit SET col = 'colour' WHERE tbl = 'tally_count'",
    "an edit of no table": "UPDATE edit SET tbl = 'sqlite_schema' WHERE tbl = 'visit'",
    "an edit of no row": "UPDATE edit SET \"row\" = zeroblob(16) WHERE tbl = 'visit'",
    "an edit of nobody": "UPDATE edit SET act = zeroblob(16) WHERE tbl = 'visit'",
    "a deletion by half": "UPDATE interview SET deleted = 2",
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_harm_stays_out_and_what_is_mended_comes_in(
    store: Store, team: Path, clock: Clock, harm: str
) -> None:
    """First the spoilt file, then the mended one: the same as the mended one alone."""
    other = Path(shutil.copy(store.path, team.with_name("另一份.inspection")))
    mended = Path(shutil.copy(team, team.with_name("修好.inspection")))
    forge(team, harm)
    first = merge(store, team)
    assert sum(first.quarantined.values()) > 0
    assert ask(store.path, "PRAGMA foreign_key_check") == []
    second = merge(store, mended)
    assert isinstance(second, Receipt)
    assert _shown(store) == WHOLE
    with Store.open(other, now=clock) as alone:
        merge(alone, mended)
        assert state(store) == state(alone)
