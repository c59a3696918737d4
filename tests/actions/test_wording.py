"""The fact follows its parts until somebody writes it; what is written is never written over."""

import json
from datetime import date
from pathlib import Path

from db.records.catalogues import Item
from db.records.findings import FindingLine
from db.records.schools import SchoolLine
from db.store import Store
from db.vocabulary import Act
from inspector_gui.actions.raising import raise_finding
from inspector_gui.actions.recording import take_in_records
from inspector_gui.actions.wording import make_fact, word_finding
from tests.actions.conftest import only_finding


def _word(store: Store, school: SchoolLine, **changed: object) -> FindingLine:
    word_finding(store=store, school=school, finding=only_finding(store, school).id, **changed)
    return only_finding(store, school)


def test_the_amount_and_the_sentence_follow_and_keep_what_somebody_set(
    store: Store, school: SchoolLine, item: Item
) -> None:
    raise_finding(store=store, school=school, item=item)
    _word(store, school, matter="资料费", rate_fen=12_000, manner="")
    line = _word(store, school, students=10)
    assert (line.involved_fen, line.due_fen) == (120_000, 120_000)
    assert line.fact == "学校以“资料费”名义每生收取120元，涉及10人，计1200元。"
    line = _word(store, school, involved_fen=100_000)
    assert line.fact == "学校以“资料费”名义每生收取120元，涉及10人，金额1000元。"
    line = _word(store, school, students=20)
    assert (line.involved_fen, line.due_fen) == (100_000, 120_000), "set by hand, it stays"
    line = _word(store, school, conduct_from=date(2025, 3, 1), conduct_to=date(2025, 3, 31))
    assert line.fact.startswith("2025年3月，学校以“资料费”名义")


def test_what_was_written_by_hand_stays_until_it_is_asked_for(
    store: Store, school: SchoolLine, item: Item
) -> None:
    raise_finding(store=store, school=school, item=item)
    line = _word(store, school, fact="另收资料费1200元。")
    assert line.manner == "", "the words it replaces are no part of it"
    line = _word(store, school, matter="资料费", rate_fen=12_000, students=10)
    assert line.fact == "另收资料费1200元。"
    make_fact(store=store, school=school, finding=line.id)
    assert (
        only_finding(store, school).fact == "学校以“资料费”名义每生收取120元，涉及10人，计1200元。"
    )


def test_a_finding_of_an_older_file_keeps_its_text(
    store: Store, school: SchoolLine, item: Item
) -> None:
    """It has no parts: days that are added for the law's sake change no word."""
    with store.act(Act.RAISE_FINDING) as work:
        work.findings.raise_finding(school.visit_id, item.id, "WT-01", fact="收取打印费")
    line = _word(store, school, conduct_from=date(2025, 3, 1), students=5)
    assert line.fact == "收取打印费"


def test_records_give_parts_instead_of_a_fact(team_file: Path, tmp_path: Path) -> None:
    with Store.open(team_file) as store:
        with store.read() as work:
            school = next(line for line in work.schools.lines() if "小学" in line.name)
            recorder = work.people.members(school.team_id)[0].code
        finding = {
            "item": "F-FW-01A",
            "conduct_from": "2025-03-01",
            "conduct_to": "2025-06-30",
            "object": "七年级",
            "matter": "资料费",
            "rate_fen": 12_000,
            "allowed_fen": 0,
            "students": 10,
            "collector": "总务处",
            "account": "未入账",
        }
        path = tmp_path / "记录.json"
        records = {"recorder": recorder, "schools": {school.code: {"findings": [finding]}}}
        path.write_text(json.dumps(records), "utf-8")
        for _twice in range(2):
            take_in_records(store=store, path=path)
        line = only_finding(store, school)
    assert (line.involved_fen, line.due_fen) == (120_000, 120_000)
    assert line.fact == (
        "2025年3月至6月，学校以“资料费”名义向七年级每生收取120元，没有收费依据，"
        "涉及10人，计1200元，由总务处收取，款项未入账。"
    )
