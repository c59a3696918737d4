"""Draws on a real file: what is frozen, what is kept, what replaces what."""

import itertools
from collections.abc import Iterator
from dataclasses import replace as changed
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import InspectionError
from db.records.samplings import DrawFacts
from db.records.schools import SchoolLine
from db.storage.backup import Reason
from db.store import Store
from db.vocabulary import Act, DrawKind, DrawRole, Stage
from inspector_gui.sampling import ranking
from inspector_gui.sampling.drawing import Plan, Reached, follow, freeze, repeats, reveal

CLASSES = [f"{grade:02}-{number:02}" for grade in (3, 4) for number in (1, 2, 3)]


@pytest.fixture
def school(store: Store) -> SchoolLine:
    with store.act(Act.ADD_CLASS) as work:
        [line] = work.schools.lines()
        for code in CLASSES:
            work.schools.add_class(line.id, Stage.PRI, int(code[:2]), int(code[3:]))
    return line


def _classes(wanted: int = 2, spare: int = 2) -> Plan:
    return Plan(DrawKind.SCHOOL_CLASS, CLASSES, wanted, spare, "学校提供")


def _drawn(store: Store, school: SchoolLine, plan: Plan, **more: object) -> DrawFacts:
    with store.act(Act.DRAW) as work:
        freeze(work, school, plan)
    with store.act(Act.DRAW) as work:
        [draw] = work.samplings.pending(school.visit_id)
        reveal(work, school, draw, "123456", **more)  # type: ignore[arg-type]
    with store.read() as work:
        return work.samplings.draws(school.visit_id)[-1]


def test_what_was_committed_to_stands_in_the_file_before_the_number(
    store: Store, school: SchoolLine
) -> None:
    with store.act(Act.DRAW) as work:
        freeze(work, school, _classes(), secret=lambda: "f9c0afaec00fce2e")
    with store.read() as work:
        assert work.samplings.draws(school.visit_id) == []
        [pending] = work.samplings.pending(school.visit_id)
    assert pending.commitment == ranking.commitment("f9c0afaec00fce2e")
    assert pending.list_sha256 == ranking.list_hash(CLASSES)
    assert (pending.wanted, pending.spare, pending.seed_text) == (2, 2, "")

    with store.act(Act.DRAW) as work:
        reveal(work, school, pending, "814012")
    with store.read() as work:
        [draw] = work.samplings.draws(school.visit_id)
        assert work.samplings.pending(school.visit_id) == []
        envelopes = work.questionnaires.envelopes(school.visit_id)
    assert draw.seed_text == "2025-SF|S001|class|f9c0afaec00fce2e|814012"
    assert [one.entry for one in draw.drawn] == ranking.draw(draw.seed_text, CLASSES, 4)
    assert {envelope.class_code for envelope in envelopes} == {one.entry for one in draw.in_use}
    assert repeats(draw)
    assert store.undo() is None
    with pytest.raises(InspectionError, match="已经抽过了"), store.act(Act.DRAW) as work:
        reveal(work, school, pending, "111111")


@pytest.mark.parametrize(
    ("plan", "says"),
    [(_classes(0), "至少 1 个"), (_classes(5), "名单只有 6 个，抽取加备用共 7 个")],
)
def test_sizes_that_cannot_be_are_refused(
    store: Store, school: SchoolLine, plan: Plan, says: str
) -> None:
    with pytest.raises(InspectionError, match=says), store.act(Act.DRAW) as work:
        freeze(work, school, plan)


@pytest.mark.parametrize("number", ["", "12345", "1234567", "12345a", "１２３４５６"])
def test_only_six_digits_draw(store: Store, school: SchoolLine, number: str) -> None:
    with store.act(Act.DRAW) as work:
        freeze(work, school, _classes())
        [pending] = work.samplings.pending(school.visit_id)
    with pytest.raises(InspectionError, match="六位数字"), store.act(Act.DRAW) as work:
        reveal(work, school, pending, number)


def test_replaced_samples_give_way_in_order_and_come_back(store: Store, school: SchoolLine) -> None:
    draw = _drawn(store, school, _classes())
    first, second, third, fourth = draw.drawn

    def replace(entry: object, reason: str = "外出实习") -> None:
        with store.act(Act.SUBSTITUTE) as work:
            work.samplings.replace(entry.id, reason)  # type: ignore[attr-defined]
            follow(work, school)

    def used() -> list[str]:
        with store.read() as work:
            [now] = work.samplings.draws(school.visit_id)
            envelopes = work.questionnaires.envelopes(school.visit_id)
        assert repeats(now)
        assert {envelope.class_code for envelope in envelopes} == {one.entry for one in now.in_use}
        return [one.entry for one in now.in_use]

    replace(first)
    assert used() == [second.entry, third.entry]
    replace(third)
    assert used() == [second.entry, fourth.entry]
    with pytest.raises(InspectionError, match="备用样本已经用完"):
        replace(second)
    store.undo()
    assert used() == [second.entry, third.entry]
    with store.act(Act.SUBSTITUTE) as work:
        work.samplings.restore(first.id)
        follow(work, school)
    assert used() == [first.entry, second.entry]
    with pytest.raises(InspectionError, match="写明理由"):
        replace(first, " ")


def test_an_envelope_with_numbers_in_it_stays(store: Store, school: SchoolLine) -> None:
    draw = _drawn(store, school, _classes())
    with store.act(Act.COUNT_ENVELOPE) as work:
        envelopes = {
            envelope.class_code: envelope.id
            for envelope in work.questionnaires.envelopes(school.visit_id)
        }
        work.questionnaires.count(envelopes[draw.drawn[0].entry], issued=50)
    with store.act(Act.SUBSTITUTE) as work:
        work.samplings.replace(draw.drawn[0].id, "发完才知道是实习班")
        follow(work, school)
    with store.read() as work:
        kept = {envelope.class_code for envelope in work.questionnaires.envelopes(school.visit_id)}
    assert kept == {one.entry for one in draw.drawn[:3]}


def test_targeted_ones_stand_apart(store: Store, school: SchoolLine) -> None:
    draw = _drawn(store, school, _classes())
    free = next(code for code in CLASSES if code not in {one.entry for one in draw.drawn})
    with store.act(Act.SUBSTITUTE) as work:
        added = work.samplings.target(draw.id, free, "信访反映")
        follow(work, school)
    with store.read() as work:
        [now] = work.samplings.draws(school.visit_id)
        envelopes = work.questionnaires.envelopes(school.visit_id)
        assert work.totals.figures(school.visit_id).classes == 2
    assert [one.entry for one in now.of_role(DrawRole.TARGETED)] == [free]
    assert now.in_use == draw.in_use
    assert repeats(now)
    assert {envelope.class_code for envelope in envelopes if envelope.targeted} == {free}
    with store.act(Act.SUBSTITUTE) as work:
        work.samplings.untarget(added)
        follow(work, school)
    with store.read() as work:
        assert len(work.questionnaires.envelopes(school.visit_id)) == 2
    with pytest.raises(InspectionError, match="只能替换"), store.act(Act.SUBSTITUTE) as work:
        work.samplings.untarget(draw.drawn[0].id)


def _roster(rows: int) -> dict[str, Reached]:
    return {str(n): Reached(f"秘密姓名{n:04}", f"139{n:08}") for n in range(1, rows + 1)}


def test_of_a_roster_only_drawn_rows_are_kept(store: Store, school: SchoolLine) -> None:
    roster = _roster(500)
    plan = Plan(DrawKind.ROSTER, ranking.numbered(500), 3, 3, "学校提供")
    draw = _drawn(store, school, plan, reach=roster.get)
    with store.read() as work:
        calls = work.calls.calls(school.visit_id)
        assert work.calls.all_numbers() == {roster[one.entry].phone for one in draw.drawn}
        assert work.calls.all_names() == {roster[one.entry].name for one in draw.drawn}
    assert [(call.code, str(call.roster_seq)) for call in calls] == [
        (f"S001-P{n}", one.entry) for n, one in enumerate(draw.in_use, 1)
    ]
    drawn = {one.entry for one in draw.drawn}
    store.backups.make(Reason.CHANGED)
    for path in _beside(store.path):
        content = path.read_bytes()
        for number, row in roster.items():
            if number not in drawn:
                assert row.name.encode() not in content
                assert row.phone.encode() not in content
    assert any(
        roster[entry].name.encode() in path.read_bytes()
        for path, entry in itertools.product(_beside(store.path), drawn)
    ), "the search would find what is kept"


def _beside(path: Path) -> Iterator[Path]:
    return (path for path in path.parent.rglob("*") if path.is_file())


def test_a_refused_parent_gives_way_to_the_next(store: Store, school: SchoolLine) -> None:
    plan = Plan(DrawKind.ROSTER, ranking.numbered(90), 2, 2, "学校提供")
    draw = _drawn(store, school, plan, reach=_roster(90).get)
    with store.act(Act.SUBSTITUTE) as work:
        work.samplings.replace(draw.drawn[1].id, "空号")
        follow(work, school)
    with store.read() as work:
        calls = work.calls.calls(school.visit_id)
        [now] = work.samplings.draws(school.visit_id)
    assert {str(call.roster_seq) for call in calls} == {one.entry for one in now.in_use}
    assert all(call.has_number for call in calls)


def test_a_frozen_list_is_given_up_only_before_the_draw(store: Store, school: SchoolLine) -> None:
    with store.act(Act.DRAW) as work:
        freeze(work, school, _classes())
        [pending] = work.samplings.pending(school.visit_id)
    with store.act(Act.DRAW, reason="名单漏了一个班") as work:
        work.samplings.give_up(pending.id)
    with store.read() as work:
        assert work.samplings.pending(school.visit_id) == []
    draw = _drawn(store, school, _classes())
    with pytest.raises(InspectionError, match="不能作废"), store.act(Act.DRAW) as work:
        work.samplings.give_up(draw.id)


@given(st.data())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_changed_record_no_longer_repeats(
    store: Store, school: SchoolLine, data: st.DataObject
) -> None:
    with store.read() as work:
        draws = work.samplings.draws(school.visit_id)
    draw = draws[0] if draws else _drawn(store, school, _classes())
    assert repeats(draw)
    other = data.draw(st.integers(0, 999_999).map(lambda n: f"{n:06}").filter("123456".__ne__))
    index = data.draw(st.integers(0, len(CLASSES) - 1))
    entries = list(draw.entries)
    entries[index] = "09-09"
    swapped = (*draw.drawn[1::-1], *draw.drawn[2:])
    for forged in (
        changed(draw, witness_number=other),
        changed(draw, entries=tuple(entries)),
        changed(draw, drawn=swapped),
        changed(draw, nonce="0" * 16),
        changed(draw, population=draw.population + 1),
    ):
        assert not repeats(forged)
