"""What waits at the bureau's desk, decided as the demonstration's own guide says."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.merge.batch_import import merge_all
from db.store import Store
from db.vocabulary import Act, DocumentKind, FindingStatus, SchoolReply
from inspector_gui.actions.merging import decide_conflicts
from inspector_gui.demo.campaign import build
from inspector_gui.documents.scope import Scope
from inspector_gui.exchange.merge_sentences import missing_of
from inspector_gui.labels import label
from inspector_gui.resources import SCENARIO
from tests.commands.cli import did
from tests.sharing import once

BUREAU = "2025-SF.inspection"
MERGED = date(2025, 11, 27)
FOLDER, GUIDE, LATER = "财务处待办", "怎样裁定.txt", "第六检查组补交"
TOTALS: dict[str, int] = json.loads(SCENARIO.read_text("utf-8"))["totals"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy from it; never write to it."""
    return once(tmp_path_factory, "waiting", lambda folder: build(folder, waiting=True), kept=True)


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / FOLDER, tmp_path / FOLDER))


def totals(bureau: Path) -> dict[str, Any]:
    found: dict[str, Any] = did("summary", bureau, "--json").json()["totals"]
    return {name: found[name] for name in TOTALS if name in found}


def test_two_conflicts_a_pair_a_row_and_a_package_wait(desk: Path) -> None:
    with Store.open(desk / BUREAU) as store, store.read() as work:
        assert work.conflicts.count() == 2
        assert work.pairs.number() == 1
        assert work.quarantined.number() == 1
        [kept_out] = work.quarantined.lines()
    assert "heads" in kept_out.reason
    with Store.open(desk / BUREAU) as store, store.read() as work:
        lacking = {
            delivery.team: missing_of(delivery) for delivery in work.packages.deliveries(MERGED)
        }
    assert [team for team, notes in lacking.items() if any("2" in note for note in notes)] == [
        "第六检查组"
    ]
    assert (desk / GUIDE).read_text("utf-8-sig").startswith("财务处待办")


def test_decided_as_the_guide_says_the_totals_are_the_scenarios(desk: Path) -> None:
    bureau = desk / BUREAU
    expected = {name: TOTALS[name] for name in totals(bureau)}
    assert totals(bureau) != expected
    with Store.open(bureau) as store:
        [package] = (desk / LATER).iterdir()
        list(merge_all(store, {package: None}))
        with store.read() as work:
            names = [line.conflict.id for line in work.conflicts.lines()]
        decide_conflicts(store=store, names=names, take=0)
        with store.read() as work:
            [pair] = work.pairs.lines()
            facts = {twin.row: twin.made.values["serial"] for twin in (pair.first, pair.second)}
            stays, goes = sorted(facts, key=lambda row: len(facts[row]))
            [kept_out] = work.quarantined.lines()
        with store.act(Act.DECIDE) as work:
            work.pairs.same(pair.table, stays, goes)
            work.quarantined.leave_out([kept_out.id])
        with store.read() as work:
            assert (work.conflicts.count(), work.pairs.number(), work.quarantined.number()) == (
                *(0, 0, 0),
            )
            findings = {
                line.serial: line
                for school in work.schools.lines()
                for line in work.findings.lines(school.visit_id)
            }
    assert totals(bureau) == expected
    assert findings["WT-004"].students == 172
    assert findings["WT-035"].severity.value == "moderate"
    assert any("样衣" in one.title for one in findings["WT-055"].evidence)


def test_the_files_alone_come_to_the_same_totals(made: Path, tmp_path: Path) -> None:
    bureau = Path(shutil.copy(made / BUREAU, tmp_path))
    groups = sorted(made.glob("财务检查第*组.inspection"))
    did("merge", bureau, *sorted(made.glob("第*检查组.inspection")), *groups)
    found = totals(bureau)
    assert found == {name: TOTALS[name] for name in found}
    assert {name for name in TOTALS if name.startswith("finance_")} <= set(found)
    finance = did("summary", bureau, "--inspection", "finance", "--json").json()
    assert finance["totals"]["involved_fen"] == 82_400_000
    assert sum(area["findings"] for area in finance["areas"]) == TOTALS["finance_findings"]
    assert finance["totals"]["schools"] == TOTALS["finance_units"]


def _said(content: str) -> str:
    return json.dumps(json.loads(content)["blocks"], ensure_ascii=False)


def test_sheets_were_locked_on_their_day_and_know_nothing_of_refunds(made: Path) -> None:
    locked = 0
    for path in sorted(made.glob("第*检查组.inspection")):
        with Store.open(path) as store, store.read() as work:
            for school in work.schools.lines():
                sheets = [
                    document
                    for document in work.documents.issued(school.visit_id)
                    if document.kind is DocumentKind.FEEDBACK
                ]
                assert {sheet.locked_at.date() for sheet in sheets} == {school.planned_on}
                assert not any("其中已退" in _said(sheet.content) for sheet in sheets)
                locked += 1
    assert locked == TOTALS["schools"]


def test_one_refused_one_objected_one_replaced_one_supplemented_one_overdue(made: Path) -> None:
    replies: dict[str, SchoolReply] = {}
    versions: dict[str, list[DocumentKind]] = {}
    states: dict[str, Any] = {}
    for path in sorted(made.glob("第*检查组.inspection")):
        with Store.open(path) as store, store.read() as work:
            for school in work.schools.lines():
                replies[school.code] = work.statements.lines(school.visit_id)[0].reply
                issued = work.documents.issued(school.visit_id)
                versions[school.code] = [one.kind for one in issued]
                for line in work.findings.lines(school.visit_id):
                    states[line.serial] = line
    assert [code for code, reply in replies.items() if reply is SchoolReply.REFUSED] == ["S029"]
    assert [code for code, reply in replies.items() if reply is SchoolReply.OBJECTED] == ["S021"]
    assert versions["S050"] == [DocumentKind.FEEDBACK] * 2
    assert DocumentKind.SUPPLEMENT in versions["S039"]
    assert (states["WT-002"].objected, states["WT-002"].students) == (True, 428)
    assert "18人" in states["WT-002"].reason
    open_ = {n for n, state in states.items() if state.status is FindingStatus.RECTIFYING}
    assert open_ == {"WT-047", "WT-059", "WT-060"}
    assert str(states["WT-060"].due_on) == "2025-10-29"


def test_every_money_case_has_law_and_its_notice_can_be_locked(desk: Path) -> None:
    from inspector_gui.documents.lock_check import lock_check

    with Store.open(desk / BUREAU) as store, store.read() as work:
        campaign = work.campaigns.current().id
        for school in work.schools.lines("fee"):
            if school.code not in ("S021", "S046", "S008", "S004"):
                continue
            scope = Scope(school.name, campaign, school)
            name = label(DocumentKind.NOTICE)
            marks = lock_check(work, scope, scope.sheet(work, name, store.now()))
            assert not [mark for mark in marks if "依据" in mark.text], (school.code, marks)
