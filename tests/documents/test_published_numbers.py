"""What the bulletin and the city's table tell gives no pupil and no school away, and is final."""

from typing import Any

import pytest

from db.merge.conflicts import Conflicts
from db.store import Store
from db.vocabulary import (
    Act,
    Area,
    FindingStatus,
    FormKind,
    Ownership,
    SchoolType,
    Stage,
)
from inspector_gui.documents.blocks import plain, texts_in
from inspector_gui.documents.scope import Scope
from inspector_gui.statistics.published import city_statistics
from inspector_gui.statistics.tally import cells_of
from tests.documents.a_day import record


@pytest.fixture
def scope(store: Store) -> Scope:
    with store.read() as work:
        campaign = work.campaigns.current()
        return Scope(campaign.name, campaign.id)


def _text(store: Store, scope: Scope, name: str) -> str:
    with store.read() as work:
        paper = next(paper.name for paper in scope.papers(work) if name in paper.name)
        body = scope.sheet(work, paper, store.now()).frozen.body
    return "\n".join(plain(text) for text in texts_in(body.blocks))


def _raise(store: Store, **values: Any) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        visit = work.schools.lines()[0].visit_id
        item = work.catalogues.items("fee")[0].id
        serial = work.findings.next_serial(visit, "WT-")
        work.findings.raise_finding(visit, item, serial, status=FindingStatus.FED_BACK, **values)
        work.visits.record(visit, visited_on=work.schools.lines()[0].planned_on)


def test_the_amount_of_five_pupils_is_a_band_wherever_it_is_told(
    store: Store, scope: Scope
) -> None:
    _raise(store, fact="收取择校费3万元。", students=5, involved_fen=3_000_000, due_fen=3_000_000)
    told = _text(store, scope, "通报")
    assert "涉及金额不足5万元" in told
    assert "3.00万元" not in told
    assert "3万元" not in told


def test_the_amount_of_many_is_told(store: Store, scope: Scope) -> None:
    _raise(store, fact="收取补课费。", students=312, involved_fen=8_112_000, due_fen=8_112_000)
    assert "8.11万元" in _text(store, scope, "通报")


@pytest.mark.parametrize("name", ["通报", "统计表（全市）"])
def test_while_a_conflict_is_open_no_number_is_final_and_the_page_says_so(
    store: Store, scope: Scope, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "数字未定" not in _text(store, scope, name)
    monkeypatch.setattr(Conflicts, "count", lambda _: 2)
    assert "数字未定，不得发布：2 个冲突没有裁定" in _text(store, scope, name)


def test_one_school_s_stage_is_not_the_city_s(store: Store) -> None:
    record(store)
    with store.read() as work:
        told = city_statistics(work)
        assert told.pools == ()
        assert told.withheld


def _second_school(store: Store) -> None:
    with store.act(Act.PREPARE) as work:
        campaign, first = work.campaigns.current().id, work.schools.lines()[0]
        other = work.schools.register(
            campaign,
            code="S002",
            name="示例市第二示例小学",
            kind=SchoolType.PRIMARY,
            stages=(Stage.PRI,),
            ownership=Ownership.PUBLIC,
            area=Area.URBAN,
        )
        day = first.planned_on
        work.visits.plan(other, first.team_id, serial="2025-SF-T1-02", planned_on=day)


def _count(store: Store, school: int, classes: list[tuple[int, int]]) -> None:
    """Envelopes of a school, each counted twice alike: how many chose A, how many B."""
    with store.act(Act.TALLY) as work:
        line, script = work.schools.lines()[school], work.forms.script(FormKind.STUDENT)
        clerk = work.people.members()[0].id
        cells = cells_of(script.for_stage(Stage.PRI))
        for number, (chose_a, chose_b) in enumerate(classes, start=1):
            owner = work.schools.add_class(line.id, Stage.PRI, 3, number, 45)
            batch = work.questionnaires.open_envelope(line.visit_id, owner, script.id)
            forms = chose_a + chose_b
            work.questionnaires.count(batch, issued=forms, returned=forms, valid=forms)
            counts = {"S01.A": chose_a, "S01.B": chose_b, "S01.blank": 0}
            for slot in (1, 2):
                entry = work.questionnaires.begin_counting(batch, slot, cells, clerk, counts=counts)
                work.questionnaires.finish(entry)


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ([(30, 1), (20, 2)], False),  # 少于5: the city's B, less the first school's, is its 3
        ([(30, 9), (20, 8)], True),
        ([(8, 5)], False),  # publishes nothing: the city less the first school is its table
    ],
)
def test_the_city_less_a_school_is_not_the_other_school(
    store: Store, scope: Scope, second: list[tuple[int, int]], *, told: bool
) -> None:
    _second_school(store)
    _count(store, 0, [(20, 15), (22, 14)])
    _count(store, 1, second)
    with store.read() as work:
        [pool] = city_statistics(work).pools
    assert ([count.code for count in pool.counts] == ["S01"]) is told
    assert ("第1题不列" in _text(store, scope, "统计表（全市）")) is not told
