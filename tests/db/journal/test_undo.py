"""Undo and redo, by person: one's own last word is taken back, nobody else's."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from db.errors import InspectionError
from db.merge.batch_import import merge
from db.schema.base import table_of
from db.schema.finding import Finding
from db.schema.questionnaire import TallyEntry
from db.schema.school import SchoolClass
from db.schema.visit import Visit
from db.storage import file
from db.store import Store
from db.vocabulary import Act, EvidenceKind, FormKind, Stage, Verdict
from tests.conftest import Clock, prepare
from tests.db.looking import ask, dump, item_of, shown, visit_of
from tests.db.merge.histories import deed
from tests.db.merge.replicas import Replica, require_winners

ANN, BOB = uuid.UUID(int=1), uuid.UUID(int=2)


@pytest.fixture
def store(store: Store) -> Store:
    store.person = ANN
    return store


@pytest.fixture
def finding(store: Store) -> uuid.UUID:
    with store.act(Act.RAISE_FINDING) as work:
        return work.findings.raise_finding(visit_of(store), item_of(store).id, "WT-01", fact="甲")


def _state(store: Store, finding: uuid.UUID, **values: Any) -> None:
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.state(finding, **values)


def _fact(store: Store) -> list[str]:
    with store.read() as work:
        return [line.fact for line in work.findings.lines(visit_of(store))]


def _refused(store: Store, sentence: str) -> None:
    before = dump(store.path)
    with pytest.raises(InspectionError, match=sentence):
        store.undo()
    assert dump(store.path) == before


def test_a_change_is_put_back_and_done_again(store: Store, finding: uuid.UUID) -> None:
    _state(store, finding, fact="乙", involved_fen=500)
    assert store.undo() is Act.EDIT_FINDING
    assert _fact(store) == ["甲"]
    assert store.redo() is Act.EDIT_FINDING
    assert _fact(store) == ["乙"]
    assert store.redo() is None


def test_what_was_added_goes_and_comes_back(store: Store, finding: uuid.UUID) -> None:
    assert store.undo() is Act.RAISE_FINDING
    assert _fact(store) == []
    assert store.undo() is None
    assert store.redo() is Act.RAISE_FINDING
    assert _fact(store) == ["甲"]


def test_after_a_new_act_nothing_is_done_again(store: Store, finding: uuid.UUID) -> None:
    _state(store, finding, fact="乙")
    store.undo()
    _state(store, finding, fact="丙")
    assert store.redo() is None
    assert _fact(store) == ["丙"]


def test_steps_go_back_and_forth_in_order(store: Store, finding: uuid.UUID) -> None:
    for fact in "乙丙丁":
        _state(store, finding, fact=fact)
    seen = []
    for turn in (store.undo, store.undo, store.redo, store.undo, store.undo, store.redo):
        turn()
        seen += _fact(store)
    assert seen == ["丙", "乙", "丙", "乙", "甲", "乙"]


def test_two_changes_of_a_field_in_one_act_are_one_step(store: Store, finding: uuid.UUID) -> None:
    for _ in range(12):  # the order of ids within an act is chance
        with store.act(Act.EDIT_FINDING) as work:
            for fact in "乙丙丁":
                work.findings.state(finding, fact=fact)
                work.session.flush()
        store.undo()
        assert _fact(store) == ["甲"]
        store.redo()
        assert _fact(store) == ["丁"]
        store.undo()


def test_an_act_that_took_itself_back_does_not_block_the_way(
    store: Store, finding: uuid.UUID
) -> None:
    with store.act(Act.EDIT_FINDING) as work:
        for fact in "乙甲":
            work.findings.state(finding, fact=fact)
            work.session.flush()
    assert store.undo() is Act.EDIT_FINDING
    assert store.undo() is Act.RAISE_FINDING
    assert _fact(store) == []


def test_a_row_deleted_with_what_hangs_on_it_comes_back_whole(store: Store) -> None:
    entry = _count(store)
    before = shown(store)
    with store.act(Act.DELETE) as work:
        owner = work.session.get_one(SchoolClass, _class(store))
        work.schools._delete(owner)
    assert shown(store) != before
    assert store.undo() is Act.DELETE
    assert shown(store) == before
    with store.read() as work:
        assert not work.session.get_one(TallyEntry, entry).deleted


def test_a_class_typed_again_is_deleted_again_with_its_former_values(store: Store) -> None:
    with store.read() as work:
        school = work.schools.lines()[0].id
    with store.act(Act.ADD_CLASS) as work:
        owner = work.schools.add_class(school, Stage.PRI, 3, 1, 40)
    with store.act(Act.DELETE) as work:
        work.session.get_one(SchoolClass, owner).deleted = True
    for _ in range(8):  # the order of edits within an act is chance
        with store.act(Act.ADD_CLASS) as work:
            work.schools.add_class(school, Stage.PRI, 3, 1, 41)
        store.undo()
        with store.read() as work:
            row = work.session.get_one(SchoolClass, owner)
            assert (row.deleted, row.enrolled) == (True, 40)
            assert work.conflicts.count() == 0


def test_a_draw_stands(store: Store) -> None:
    with store.act(Act.DRAW) as work:
        work.samplings.receive_roster(visit_of(store), 100)
    assert store.undo() is None


def test_each_takes_back_their_own(store: Store, finding: uuid.UUID) -> None:
    _state(store, finding, fact="乙")
    store.person = BOB
    _state(store, finding, advice="改")
    store.person = ANN
    assert store.undo() is Act.EDIT_FINDING
    store.person = BOB
    assert store.undo() is Act.EDIT_FINDING
    assert store.undo() is None
    with store.read() as work:
        [line] = work.findings.lines(visit_of(store))
        assert (line.fact, work.session.get_one(Finding, finding).advice) == ("甲", "")


@pytest.mark.parametrize(
    ("then", "sentence"),
    [
        (lambda store, finding: _state(store, finding, fact="丙"), "又被改过"),
        (lambda store, finding: [_state(store, finding, fact=f) for f in "丙乙"], "又被改过"),
        (lambda store, finding: _drop(store, Finding, finding), "被删除了"),
    ],
    ids=["changed", "changed and back", "deleted"],
)
def test_where_somebody_else_had_a_say_since_nothing_is_put_back(
    store: Store, finding: uuid.UUID, then: Callable[[Store, uuid.UUID], Any], sentence: str
) -> None:
    _state(store, finding, fact="乙")
    store.person = BOB
    then(store, finding)
    store.person = ANN
    _refused(store, sentence)


def _drop(store: Store, cls: Any, row: uuid.UUID) -> None:
    with store.act(Act.DELETE) as work:
        work.session.get_one(cls, row).deleted = True


def _class(store: Store) -> uuid.UUID:
    with store.read() as work:
        return work.schools.classes(work.schools.lines()[0].id)[0].id


def _count(store: Store) -> uuid.UUID:
    """An envelope with its first counting, as one act."""
    with store.act(Act.TALLY) as work:
        line = work.schools.lines()[0]
        owner = work.schools.add_class(line.id, Stage.PRI, 3, 1, 40)
        batch = work.questionnaires.open_envelope(
            line.visit_id, owner, work.forms.script(FormKind.STUDENT).id
        )
        return work.questionnaires.begin_counting(batch, 1, ["S01.A", "S01.B"])


def test_what_somebody_else_changed_does_not_go_with_its_row(
    store: Store, finding: uuid.UUID
) -> None:
    store.person = BOB
    _state(store, finding, advice="改")
    store.person = ANN
    _refused(store, "又被改过")


def test_what_somebody_else_counted_does_not_go_with_its_envelope(store: Store) -> None:
    entry = _count(store)
    store.person = BOB
    with store.act(Act.TALLY) as work:
        work.questionnaires.tally(entry, "S01.A", 3)
    store.person = ANN
    _refused(store, "又被改过")


def test_what_somebody_else_hung_on_a_row_keeps_it(store: Store, finding: uuid.UUID) -> None:
    store.person = BOB
    with store.act(Act.ADD_EVIDENCE) as work:
        proof = work.evidence.gather(visit_of(store), EvidenceKind.DISPLAY, "公示照片")
        work.evidence.support(finding, proof)
    store.person = ANN
    _refused(store, "又添了内容")


def test_a_row_does_not_come_back_under_one_that_is_gone(store: Store) -> None:
    with store.read() as work:
        school = work.schools.lines()[0]
    with store.act(Act.ADD_CLASS) as work:
        owner = work.schools.add_class(school.id, Stage.PRI, 3, 1, 40)
    store.undo()
    store.person = BOB
    with store.act(Act.DELETE) as work:
        work.session.execute(update(table_of(Visit)).values(deleted=True))
        work.session.connection().exec_driver_sql("UPDATE school SET deleted = 1")
    store.person = ANN
    before = dump(store.path)
    with pytest.raises(InspectionError, match="被删除了"):
        store.redo()
    assert dump(store.path) == before
    with store.read() as work:
        assert work.session.get_one(SchoolClass, owner).deleted


def _other_file(store: Store, folder: Path, clock: Clock) -> Store:
    """A team's copy of the file, recorded by nobody in particular."""
    path = folder / "组.inspection"
    with closing(store.connection()) as connection:
        file.copy(connection, path)
    return Store.open(path, now=clock)


def test_a_field_in_dispute_is_not_undone(store: Store, tmp_path: Path, clock: Clock) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        finding = work.findings.raise_finding(visit_of(store), item_of(store).id, "WT-01")
    with _other_file(store, tmp_path, clock) as team:
        _state(team, finding, fact="组")
    _state(store, finding, fact="局")
    merge(store, team.path)
    _refused(store, "又被改过")


def test_a_class_that_another_file_has_too_stays(
    store: Store, tmp_path: Path, clock: Clock
) -> None:
    with store.read() as work:
        school = work.schools.lines()[0].id
    with _other_file(store, tmp_path, clock) as team, team.act(Act.ADD_CLASS) as work:
        work.schools.add_class(school, Stage.PRI, 3, 1, 40)
    with store.act(Act.ADD_CLASS) as work:
        work.schools.add_class(school, Stage.PRI, 3, 1, 40)
    merge(store, team.path)
    _refused(store, "又被改过")


def test_what_came_in_without_a_name_is_not_mine(
    store: Store, tmp_path: Path, clock: Clock
) -> None:
    with _other_file(store, tmp_path, clock) as team, team.act(Act.ANSWER_ITEM) as work:
        work.checklists.answer(visit_of(team), item_of(team).id, verdict=Verdict.OK)
    merge(store, team.path)
    store.person = None
    assert store.undo() is None


LAWS = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)


@pytest.fixture(scope="module")
def replica(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Replica, Path]]:
    folder = tmp_path_factory.mktemp("undo")
    seed = folder / "总.inspection"
    prepare(seed, Clock())
    made = Replica(folder / "一.inspection", seed)
    yield made, seed
    made.store.close()


#: Registering a school stands; taking back is the laws' own business.
step = deed.filter(lambda one: one[0] not in ("type_school", "undo"))


@LAWS
@given(deeds=st.lists(step, max_size=10))
def test_as_many_undos_as_acts_bring_back_the_beginning(
    replica: tuple[Replica, Path], deeds: list[Any]
) -> None:
    one, seed = replica
    one.begin_anew(seed)
    one.store.person = ANN
    start = shown(one.store)
    for name, *arguments in deeds:
        getattr(one, name)(*arguments)
    done = shown(one.store)
    steps = 0
    while one.store.undo():
        steps += 1
        require_winners(one.store)
    assert shown(one.store) == start
    while one.store.redo():
        steps -= 1
    assert steps == 0
    assert shown(one.store) == done
    with one.store.read() as work:
        assert work.conflicts.count() == 0


@LAWS
@given(deeds=st.lists(st.tuples(st.sampled_from([ANN, BOB]), step), max_size=12))
def test_undo_leaves_other_peoples_words_alone_or_leaves_all_as_it_is(
    replica: tuple[Replica, Path], deeds: list[Any]
) -> None:
    one, seed = replica
    one.begin_anew(seed)
    for person, (name, *arguments) in deeds:
        one.store.person = person
        getattr(one, name)(*arguments)
    one.store.person = ANN
    others = _words_of(one.store, BOB)
    done = True
    while done:
        before, seen = dump(one.store.path), shown(one.store)
        try:
            done = one.store.undo() is not None
        except InspectionError:
            assert dump(one.store.path) == before
            break
        if done:
            assert _words_of(one.store, BOB) == others
            require_winners(one.store)
            after = shown(one.store)
            assert one.store.redo() is not None
            assert shown(one.store) == seen
            one.store.undo()
            assert shown(one.store) == after


def _words_of(store: Store, person: uuid.UUID) -> set[Any]:
    """The live edits of a person on rows that are there, and what they say."""
    query = (
        "SELECT e.id, e.new FROM edit e JOIN act a ON a.id = e.act WHERE a.person = ?"
        " AND NOT EXISTS (SELECT 1 FROM supersedes s WHERE s.old = e.id)"
    )
    return set(ask(store.path, query, person.bytes))
