"""Each kind of disagreement, in both orders: what is asked, what is shown, how it is settled."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from db.errors import InspectionError
from db.merge.conflicts import Conflict, Kind
from db.merge.decisions import MINE, THEIRS, decide, decide_again, decide_all
from db.schema.base import DELETED
from db.schema.finding import Finding
from db.schema.questionnaire import (
    Answer,
    QuestionnaireBatch,
    Settlement,
    Sheet,
    TallyCount,
    TallyEntry,
)
from db.schema.school import School, SchoolClass
from db.schema.visit import ChecklistAnswer, Visit
from db.store import Store
from db.vocabulary import Act, EntryMethod, FindingStatus, Verdict
from tests.db.looking import shown
from tests.db.merge.bureaus import orphaned
from tests.db.merge.replicas import Replica, state
from tests.db.merge.world import World

Deeds = tuple[Callable[[Replica], Any], ...]


def record(**values: Any) -> Callable[[Replica], None]:
    def do(one: Replica) -> None:
        with one.store.act(Act.RECORD_VISIT) as work:
            work.visits.record(work.schools.lines()[0].visit_id, **values)

    return do


def restate(**values: Any) -> Callable[[Replica], None]:
    """All in one act."""

    def do(one: Replica) -> None:
        with one.store.act(Act.EDIT_FINDING) as work:
            [row] = one._live(work.session, Finding)
            for name, value in values.items():
                setattr(row, name, value)

    return do


def delete(cls: Any) -> Callable[[Replica], None]:
    """The row, and what hangs on it."""

    def do(one: Replica) -> None:
        with one.store.act(Act.DELETE) as work:
            for row in one._live(work.session, cls)[-1:]:
                work.findings._delete(row)

    return do


def type_class(enrolled: int | None) -> Callable[[Replica], None]:
    return lambda one: one.type_class(1, enrolled)


def tally(number: int, count: int | None) -> Callable[[Replica], None]:
    return lambda one: one.tally(number, count)


def enrol(number: int) -> Callable[[Replica], None]:
    def do(one: Replica) -> None:
        with one.store.act(Act.ADD_CLASS) as work:
            [row] = one._live(work.session, SchoolClass)
            row.enrolled = number

    return do


def raised(one: Replica) -> None:
    one.raise_finding("甲")


def envelope(one: Replica) -> None:
    one.open_envelope(0, 40)


def counting(one: Replica) -> None:
    one.begin_counting(0)


def sheet(*values: str) -> Callable[[Replica], None]:
    def do(one: Replica) -> None:
        with one.store.act(Act.ENTER_SHEET) as work:
            [batch] = one._live(work.session, QuestionnaireBatch)
            entry = work.questionnaires.begin_counting(batch.id, 1, (), method=EntryMethod.SHEETS)
            named = {f"S{number:02}": value for number, value in enumerate(values, 1)}
            work.sheets.enter(entry, 1, named)

    return do


def correct(value: str, question: str = "S01") -> Callable[[Replica], None]:
    def do(one: Replica) -> None:
        with one.store.act(Act.ENTER_SHEET) as work:
            [form] = one._live(work.session, Sheet)
            work.session.get_one(Answer, (form.id, question)).value = value

    return do


def settle(cell: str, count: int) -> Callable[[Replica], None]:
    def do(one: Replica) -> None:
        with one.store.act(Act.TALLY) as work:
            [batch] = one._live(work.session, QuestionnaireBatch)
            work.session.add(Settlement(batch_id=batch.id, cell=cell, count=count))

    return do


def answered(verdict: Verdict) -> Callable[[Replica], None]:
    return lambda one: one.answer(0, verdict)


@dataclass(frozen=True)
class Meeting:
    """Two copies of one file after they parted, merged in both orders."""

    world: World
    masters: tuple[Replica, Replica]

    @property
    def asked(self) -> list[Conflict]:
        """The same in both orders."""
        one, other = (_open(master.store) for master in self.masters)
        assert [_told(conflict) for conflict in one] == [_told(conflict) for conflict in other]
        assert state(self.masters[0].store) == state(self.masters[1].store)
        return one

    def require_agreement(self) -> None:
        assert self.asked == []

    def value(self, cls: Any, column: str) -> Any:
        [value] = {_value(master.store, cls, column) for master in self.masters}
        return value

    def rows(self, cls: Any) -> int:
        [number] = {len(shown(master.store)[cls.__tablename__]) for master in self.masters}
        return int(number)

    def decided(self, take: Any) -> "Meeting":
        """The only question is settled in both masters; the old files change nothing after that."""
        for master in self.masters:
            [conflict] = _open(master.store)
            decide(master.store, conflict.id, take)
            assert _open(master.store) == []
            before = state(master.store)
            for replica in self.world.replicas[:2]:
                master.merge(replica)
            assert state(master.store) == before
        return self


def _open(store: Store) -> list[Conflict]:
    with store.read() as work:
        return work.conflicts.open()


def _told(conflict: Conflict) -> Any:
    sides = sorted((str(side.values), side.device) for side in conflict.sides)
    return conflict.id, conflict.kind, conflict.columns, str(conflict.base), sides


def _value(store: Store, cls: Any, column: str) -> Any:
    with store.read() as work:
        [row] = [row for row in work.session.query(cls) if not getattr(row, "deleted", False)]
        return getattr(row, column)


@pytest.fixture
def meet(world: World) -> Callable[..., Meeting]:
    def play(before: Deeds, first: Deeds, second: Deeds) -> Meeting:
        w = world.play([])
        one, other = w.replicas[:2]
        for deed in before:
            deed(one)
        other.become(one)
        one.skew, other.skew = timedelta(hours=1), timedelta(hours=2)  # the second is later
        for deed in first:
            deed(one)
        for deed in second:
            deed(other)
        return Meeting(w, (w.master([0, 1]), w.master([1, 0])))

    return play


Meet = Callable[[Deeds, Deeds, Deeds], Meeting]


def test_one_field_two_values(meet: Meet) -> None:
    met = meet((record(place="校门"),), (record(place="校长室"),), (record(place="会议室"),))
    [conflict] = met.asked
    assert (conflict.kind, conflict.table, conflict.columns) == (Kind.FIELD, "visit", ("place",))
    assert conflict.base == {"place": "校门"}
    assert [side.values for side in conflict.sides] == [{"place": "校长室"}, {"place": "会议室"}]
    assert met.value(Visit, "place") == "会议室"


@pytest.mark.parametrize(
    ("take", "wanted"), [(MINE, "校长室"), (THEIRS, "会议室"), ({"place": "教室"}, "教室")]
)
def test_one_field_is_decided(meet: Meet, take: Any, wanted: str) -> None:
    met = meet((), (record(place="校长室"),), (record(place="会议室"),))
    assert met.decided(take).value(Visit, "place") == wanted


def test_one_field_emptied_and_filled(meet: Meet) -> None:
    met = meet((record(sites_seen=1),), (record(sites_seen=2),), (record(sites_seen=None),))
    [conflict] = met.asked
    assert [side.values["sites_seen"] for side in conflict.sides] == [2, None]
    assert met.decided(THEIRS).value(Visit, "sites_seen") is None


def test_one_field_the_same_value(meet: Meet) -> None:
    met = meet((), (record(place="校长室"),), (record(place="校门"), record(place="校长室")))
    met.require_agreement()
    assert met.value(Visit, "place") == "校长室"


def test_different_fields_of_a_row(meet: Meet) -> None:
    met = meet((), (record(place="校长室"),), (record(sites_seen=3),))
    met.require_agreement()
    assert (met.value(Visit, "place"), met.value(Visit, "sites_seen")) == ("校长室", 3)


def test_who_saw_the_other_s_word_does_not_contradict_it(meet: Meet) -> None:
    met = meet((record(place="校长室"),), (), (record(place="会议室"),))
    met.require_agreement()
    assert met.value(Visit, "place") == "会议室"


def test_who_went_on_alone_wins_whatever_his_clock(world: World) -> None:
    w = world.play([])
    one, other = w.replicas[:2]
    record(place="校长室")(one)
    other.become(one)
    record(place="会议室")(other)  # its clock is behind
    for order in ([0, 1], [1, 0]):
        assert _value(w.master(order).store, Visit, "place") == "会议室"


def test_three_sides_are_three(world: World) -> None:
    w = world.play([])
    for replica, place in zip(w.replicas, ("校长室", "会议室", "教室"), strict=False):
        record(place=place)(replica)
    for order in ([0, 1, 2], [2, 1, 0]):
        [conflict] = _open(w.master(order).store)
        assert {side.values["place"] for side in conflict.sides} == {"校长室", "会议室", "教室"}


def test_different_fields_of_one_statement(meet: Meet) -> None:
    """Each side is asked for as a whole, so that no amount is joined with another's wording."""
    met = meet((raised,), (restate(fact="乙", students=30),), (restate(involved_fen=25_000),))
    [conflict] = met.asked
    assert conflict.kind is Kind.STATEMENT
    assert conflict.base == {"fact": "甲", "students": 0, "involved_fen": 0}
    assert [side.values for side in conflict.sides] == [
        {"fact": "乙", "students": 30, "involved_fen": 0},
        {"fact": "甲", "students": 0, "involved_fen": 25_000},
    ]
    met.decided(MINE)
    assert [met.value(Finding, name) for name in conflict.columns] == ["乙", 30, 0]


def test_a_statement_restated_after_seeing_the_other(meet: Meet) -> None:
    met = meet((raised, restate(involved_fen=100)), (), (restate(status=FindingStatus.CONFIRMED),))
    met.require_agreement()


def test_beside_a_statement_is_no_part_of_it(meet: Meet) -> None:
    met = meet((raised,), (restate(fact="乙"),), (restate(advice="退费"),))
    met.require_agreement()
    assert (met.value(Finding, "fact"), met.value(Finding, "advice")) == ("乙", "退费")


def test_an_edit_and_a_deletion(meet: Meet) -> None:
    met = meet((raised,), (restate(advice="退费"),), (delete(Finding),))
    [conflict] = met.asked
    assert conflict.kind is Kind.DELETION
    assert [side.values for side in conflict.sides] == [
        {"advice": "退费", DELETED: False},
        {DELETED: True},
    ]
    assert met.rows(Finding) == 1  # it stays visible until somebody decides
    assert met.decided(THEIRS).rows(Finding) == 0


def test_a_deletion_and_an_edit(meet: Meet) -> None:
    met = meet((raised,), (delete(Finding),), (restate(advice="退费"),))
    [conflict] = met.asked
    assert [side.values[DELETED] for side in conflict.sides] == [True, False]
    met.decided(THEIRS)
    assert (met.rows(Finding), met.value(Finding, "advice")) == (1, "退费")


def test_what_stays_keeps_what_had_gone_with_it(meet: Meet) -> None:
    met = meet((type_class(40), envelope, counting), (delete(SchoolClass),), (enrol(41),))
    assert met.rows(QuestionnaireBatch) == 0
    assert met.decided({DELETED: False}).rows(QuestionnaireBatch) == 1
    assert met.rows(TallyEntry) == 1
    for master in met.masters:
        assert not orphaned(master.store)


def test_decided_anew(meet: Meet) -> None:
    """To go, then to stay, then to go; and several fields at once."""
    met = meet((type_class(40), envelope), (delete(SchoolClass),), (enrol(41),))
    store = met.masters[0].store
    [asked] = _open(store)
    decided = decide_all(store, [asked.id], {DELETED: False})
    stays = shown(store)
    decided = decide_again(store, decided, {DELETED: True})
    assert (shown(store)["school_class"], shown(store)["questionnaire_batch"]) == ([], [])
    decided = decide_again(store, decided, {DELETED: False})
    assert shown(store) == stays
    assert _open(store) == []


def test_several_are_decided_anew_together(meet: Meet) -> None:
    both = (record(place="校长室"), restate(involved_fen=100))
    met = meet((raised,), both, (record(place="会议室"), restate(involved_fen=200)))
    store = met.masters[0].store
    decided = decide_all(store, [one.id for one in _open(store)], 0)
    assert _value(store, Visit, "place") == "校长室"
    decide_again(store, decided, 1)
    assert (_value(store, Visit, "place"), _value(store, Finding, "involved_fen")) == (
        "会议室",
        200,
    )
    assert _open(store) == []


def test_changed_since_it_is_not_decided_anew_unseen(meet: Meet) -> None:
    met = meet((), (record(place="校长室"),), (record(place="会议室"),))
    store = met.masters[0].store
    decided = decide_all(store, [one.id for one in _open(store)], 0)
    with store.read() as work:
        store.person = work.people.members()[0].id
    record(place="教室")(met.masters[0])
    with pytest.raises(InspectionError, match="后来又被改过"):
        decide_again(store, decided, 1)
    assert _value(store, Visit, "place") == "教室"


def test_a_deletion_that_had_seen_the_edit(meet: Meet) -> None:
    met = meet((raised, restate(advice="退费")), (), (delete(Finding),))
    met.require_agreement()
    assert met.rows(Finding) == 0


def test_two_deletions(meet: Meet) -> None:
    met = meet((raised,), (delete(Finding),), (delete(Finding),))
    met.require_agreement()
    assert met.rows(Finding) == 0


def test_a_parent_deleted_under_a_new_child(meet: Meet) -> None:
    met = meet((type_class(40),), (delete(SchoolClass),), (envelope,))
    [conflict] = met.asked
    assert conflict.kind is Kind.ORPHAN
    assert (conflict.table, conflict.columns) == ("questionnaire_batch", ("class_id",))
    met.decided({DELETED: False})
    assert (met.rows(SchoolClass), met.rows(QuestionnaireBatch)) == (1, 1)


def test_a_child_goes_with_its_parent(meet: Meet) -> None:
    met = meet((type_class(40),), (delete(SchoolClass),), (envelope, counting))
    kinds = [conflict.kind for conflict in met.asked]
    assert kinds == [Kind.ORPHAN]
    met.decided({DELETED: True})
    assert (met.rows(SchoolClass), met.rows(QuestionnaireBatch), met.rows(TallyEntry)) == (0, 0, 0)


def withdraw(one: Replica) -> None:
    """The visit goes with all that was recorded at it, as when a school is moved."""
    with one.store.act(Act.PLAN) as work:
        [visit] = one._live(work.session, Visit)
        work.plans._delete(visit)


def state_fact(one: Replica) -> None:
    one.restate(0, "fact", "乙")


@pytest.mark.parametrize("take", [{DELETED: False}, MINE, THEIRS])
def test_what_comes_back_with_a_visit_is_all_that_went_with_it(meet: Meet, take: Any) -> None:
    """Also what the other file never touched again, whichever question brings it back."""
    before = (answered(Verdict.OK), type_class(40), envelope, counting, raised)
    kinds = (Visit, ChecklistAnswer, Finding, TallyEntry)
    counted = dict(zip(kinds, (1, 1, 2, 1), strict=True))
    met = meet(before, (withdraw,), (raised, state_fact))
    assert {one.kind for one in met.asked} == {Kind.DELETION, Kind.ORPHAN}
    assert met.rows(ChecklistAnswer) == 0
    for master in met.masters:
        orphan = next(one for one in _open(master.store) if one.kind is Kind.ORPHAN)
        keeps = [number for number, side in enumerate(orphan.sides) if not side.values[DELETED]]
        decide(master.store, orphan.id, take if isinstance(take, dict) else keeps[0])
        assert _open(master.store) == []
        assert not orphaned(master.store)
    assert {cls: met.rows(cls) for cls in kinds} == counted


def test_a_deletion_beside_a_stay_that_it_had_not_seen_is_asked_about(meet: Meet) -> None:
    """Two bureaus decided differently whether a row goes: it stays in sight until they agree."""
    met = meet((type_class(40),), (enrol(41),), (delete(SchoolClass),))
    one, other = met.masters
    for master, gone in ((one, True), (other, False)):
        [conflict] = _open(master.store)
        decide(master.store, conflict.id, {DELETED: gone})
    one.merge(other)
    other.merge(one)
    [conflict] = met.asked
    assert (conflict.kind, conflict.table) == (Kind.DELETION, "school_class")
    assert sorted(side.values[DELETED] for side in conflict.sides) == [False, True]
    assert met.rows(SchoolClass) == 1


def test_a_class_typed_by_both_is_one_class(meet: Meet) -> None:
    met = meet((), (type_class(40),), (type_class(40),))
    met.require_agreement()
    assert met.rows(SchoolClass) == 1


def test_a_class_typed_by_both_with_other_numbers(meet: Meet) -> None:
    met = meet((), (type_class(40),), (type_class(41),))
    [conflict] = met.asked
    assert (conflict.kind, conflict.table) == (Kind.FIELD, "school_class")
    assert conflict.base == {"enrolled": None}
    assert [side.values["enrolled"] for side in conflict.sides] == [40, 41]
    assert met.decided(MINE).value(SchoolClass, "enrolled") == 40


def test_a_class_typed_by_both_once_without_a_number(meet: Meet) -> None:
    """Who left the field empty said nothing about it."""
    met = meet((), (type_class(40),), (type_class(None),))
    met.require_agreement()
    assert met.value(SchoolClass, "enrolled") == 40


def test_a_school_typed_by_both_under_other_names(meet: Meet) -> None:
    met = meet(
        (), (lambda one: one.type_school("甲", ""),), (lambda one: one.type_school("乙", ""),)
    )
    [conflict] = met.asked
    assert (conflict.table, conflict.columns) == (School.__tablename__, ("name",))


def test_a_class_typed_by_both_and_deleted_by_one(meet: Meet) -> None:
    met = meet((), (type_class(40), delete(SchoolClass)), (type_class(41),))
    assert {conflict.kind for conflict in met.asked} == {Kind.FIELD, Kind.DELETION}
    assert met.rows(SchoolClass) == 1
    for master in met.masters:
        [gone] = [one for one in _open(master.store) if one.kind is Kind.DELETION]
        decide(master.store, gone.id, {DELETED: True})
        assert _open(master.store) == []  # of what is away nobody asks


def test_an_answer_given_by_both(meet: Meet) -> None:
    met = meet((), (answered(Verdict.OK),), (answered(Verdict.VIOLATION),))
    [conflict] = met.asked
    assert [side.values["verdict"] for side in conflict.sides] == [Verdict.OK, Verdict.VIOLATION]


def test_a_cell_counted_by_both(meet: Meet) -> None:
    met = meet((type_class(40), envelope, counting), (tally(0, 7),), (tally(0, 8), tally(1, 3)))
    [conflict] = met.asked
    assert (conflict.kind, conflict.table, conflict.sub) == (Kind.FIELD, "tally_count", "S01.A")
    assert [side.values for side in conflict.sides] == [{"count": 7}, {"count": 8}]
    met.decided(MINE)
    counts = [sorted(row[1:] for row in shown(m.store)["tally_count"]) for m in met.masters]
    assert counts == [[("S01.A", 7), ("S01.B", 3)]] * 2


def test_an_answer_of_one_form_corrected_by_both(meet: Meet) -> None:
    """A cell keyed by form and question."""
    met = meet((type_class(40), envelope, sheet("A", "B")), (correct("C"),), (correct("B", "S02"),))
    met.require_agreement()
    met = meet((type_class(40), envelope, sheet("A", "B")), (correct("C"),), (correct("D"),))
    [conflict] = met.asked
    assert (conflict.table, conflict.sub, conflict.base) == ("answer", "S01", {"value": "A"})
    assert [side.values["value"] for side in conflict.sides] == ["C", "D"]
    met.decided(THEIRS)
    assert {row[1:] for row in shown(met.masters[0].store)["answer"]} == {
        ("S01", "D"),
        ("S02", "B"),
    }


def test_a_settlement_made_by_both_with_other_counts(meet: Meet) -> None:
    """Its key is the envelope and the cell: one row, whoever makes it."""
    before = (type_class(40), envelope, counting)
    met = meet(before, (settle("S01.A", 7),), (settle("S01.A", 8), settle("S01.B", 1)))
    [conflict] = met.asked
    assert (conflict.table, conflict.columns) == ("settlement", ("count",))
    assert met.rows(Settlement) == 2
    met.decided(THEIRS)


def test_forms_counted_by_both_are_two_forms(meet: Meet) -> None:
    """Never half of each."""
    met = meet((type_class(40), envelope), (counting, tally(0, 7)), (counting, tally(0, 8)))
    met.require_agreement()
    assert (met.rows(TallyEntry), met.rows(TallyCount)) == (2, 4)


def test_findings_of_one_number_are_both_kept(meet: Meet) -> None:
    met = meet((), (raised,), (raised,))
    met.require_agreement()
    assert met.rows(Finding) == 2


def test_what_one_changed_and_took_back_asks_nobody(meet: Meet) -> None:
    met = meet(
        (record(place="校门"),),
        (record(place="校长室"), lambda one: one.undo()),
        (record(sites_seen=1),),
    )
    met.require_agreement()
    assert met.value(Visit, "place") == "校门"


def test_two_decisions_are_asked_about_again(meet: Meet) -> None:
    """Two bureaus decided differently: that is a disagreement like any other."""
    met = meet((), (record(place="校长室"),), (record(place="会议室"),))
    one, other = met.masters
    for master, take in ((one, MINE), (other, {"place": "教室"})):
        [conflict] = _open(master.store)
        decide(master.store, conflict.id, take)
    one.merge(other)
    other.merge(one)
    for master in met.masters:
        [conflict] = _open(master.store)
        assert {side.values["place"] for side in conflict.sides} == {"校长室", "教室"}
