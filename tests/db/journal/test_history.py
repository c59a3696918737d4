"""What became of a field: who said what, when, on which computer, and what became of that."""

import shutil
import uuid
from pathlib import Path

import pytest

from db.history import Fate, Step
from db.merge.batch_import import merge
from db.store import Store
from db.vocabulary import Act, CallOutcome, Method, Stage, Verdict
from tests.conftest import Clock
from tests.db.looking import item_of, visit_of

ANN = uuid.UUID(int=1)


@pytest.fixture
def ann(store: Store) -> uuid.UUID:
    with store.read() as work:
        return work.people.members()[0].id


def _told(steps: list[Step]) -> list[tuple[object, Fate]]:
    return [(step.value, step.fate) for step in steps]


def test_every_word_on_a_field_newest_first(store: Store, ann: uuid.UUID) -> None:
    visit, item = visit_of(store), item_of(store)
    with store.act(Act.RAISE_FINDING) as work:
        finding = work.findings.raise_finding(visit, item.id, "WT-01", fact="甲")
    store.person = ann
    for fact in "乙丙":
        with store.act(Act.EDIT_FINDING) as work:
            work.findings.state(finding, fact=fact)
    store.undo()
    with store.read() as work:
        [line] = work.findings.lines(visit)
        told = work.history.of(line, "fact")
        untouched = work.history.of(line, "advice")
        whole = work.history.of(line)
    assert _told(told) == [
        ("乙", Fate.STANDS),
        ("丙", Fate.UNDONE),
        ("乙", Fate.REPLACED),
        ("甲", Fate.REPLACED),
    ]
    assert [step.what for step in told] == [
        Act.UNDO,
        Act.EDIT_FINDING,
        Act.EDIT_FINDING,
        Act.RAISE_FINDING,
    ]
    assert [step.person for step in told] == ["检查员101"] * 3 + [""]
    assert {step.device for step in told} == {store.device}
    assert untouched == []
    assert {step.column for step in whole} >= {"fact", "serial", "item_id"}
    assert not {"visit_id", "act", "advice", "students"} & {step.column for step in whole}
    assert next(step.value for step in whole if step.column == "item_id") == item.code


def test_what_is_redone_stands_again(store: Store) -> None:
    visit, item = visit_of(store), item_of(store)
    for verdict in (Verdict.OK, Verdict.DOUBT):
        with store.act(Act.ANSWER_ITEM) as work:
            work.checklists.answer(visit, item.id, verdict=verdict)
    store.undo()
    store.redo()
    with store.read() as work:
        [line] = work.checklists.answers(visit, [item])
        told = work.history.of(line, "verdict")
        assert work.history.of(line, "note") == []
        assert work.history.of(item) == []
    assert _told(told) == [
        (Verdict.DOUBT, Fate.STANDS),
        (Verdict.OK, Fate.UNDONE),
        (Verdict.DOUBT, Fate.REPLACED),
        (Verdict.OK, Fate.REPLACED),
    ]


def test_cells_and_rows_that_hang_on_a_record_tell_theirs(store: Store) -> None:
    visit = visit_of(store)
    with store.act(Act.LOG_CALL) as work:
        call = work.calls.plan(visit, 17, "S001-P1")
        work.calls.keep_number(call, "13800001234")
        work.calls.keep_answers(call, {"P01": "A"})
    with store.act(Act.LOG_CALL) as work:
        work.calls.keep_answers(call, {"P01": "B", "P02": "2"})
        work.calls.attempt(call, CallOutcome.REFUSED, store.now())
    with store.act(Act.RECORD_INTERVIEW) as work:
        talk = work.interviews.record(visit, Stage.PRI, place_kind="校门外")
        work.interviews.hear(talk, "I01", "收过")
    with store.act(Act.RECORD_VISIT) as work:
        work.visits.use(visit, Method.DOC)
    with store.act(Act.RECORD_VISIT) as work:
        work.visits.unuse(visit, Method.DOC)
    with store.read() as work:
        [line] = work.calls.calls(visit)
        [heard] = work.interviews.lines(visit)
        first = work.history.of(line, "P01")
        whole = work.history.of(line)
        point = work.history.of(heard, "I01")
        methods = work.history.of(work.visits.facts(visit), "methods")
    assert [step.value for step in first] == ["B", "A"]
    assert [step.about for step in first] == ["P01", "P01"]
    assert CallOutcome.REFUSED in [step.value for step in whole if step.table == "call_attempt"]
    assert "13800001234" not in str(whole)
    assert [step.value for step in point] == ["收过"]
    assert [(step.about, step.value) for step in methods] == [
        (Method.DOC, True),
        (Method.DOC, False),
    ]


def test_at_the_bureau_a_step_names_the_batch_it_came_with(
    tmp_path: Path, store: Store, clock: Clock, ann: uuid.UUID
) -> None:
    visit, item = visit_of(store), item_of(store)
    away = tmp_path / "第一检查组.inspection"
    shutil.copy(store.path, away)
    with Store.open(away, now=clock) as team:
        team.person, team.device = ann, "020000000002"
        with team.act(Act.ANSWER_ITEM) as work:
            work.checklists.answer(visit, item.id, note="收了资料费")
    with store.act(Act.ANSWER_ITEM) as work:
        work.checklists.answer(visit, item.id, note="没有收费")
    merge(store, away)
    with store.read() as work:
        [asked] = work.conflicts.lines()
        fates = {step.value: step.fate for step in work.history.of(asked)}
    assert fates == {"没有收费": Fate.STANDS, "收了资料费": Fate.CONTESTED}
    with store.act(Act.ANSWER_ITEM) as work:
        work.checklists.answer(visit, item.id, note="收了资料费 20 元")
    with store.read() as work:
        [line] = work.checklists.answers(visit, [item])
        here, _, there = work.history.of(line, "note")
    assert (here.batch, here.device) == (None, store.device)
    assert (there.batch, there.source, there.device) == (1, away.name, "020000000002")
    assert (there.person, there.fate) == ("检查员101", Fate.REPLACED)
