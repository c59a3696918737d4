"""The overview by keyboard: arriving, what is open and where, what was done."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from db.records.asked_items import items_for
from db.store import Store
from db.vocabulary import Act, Circumstance, ClueSource, EvidenceKind, Method, Verdict

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]


def _lines(desk: Any) -> list[str]:
    page = desk.bench.page()
    desk.until(lambda: page.gaps.lines[0].isVisible() or desk.says("没有待办"), "a survey")
    return [line.accessibleName() for line in page.gaps.lines if line.isVisible()]


def test_arriving_and_leaving_take_a_key_each(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    moment = datetime(2025, 9, 16, 0, 5, tzinfo=UTC)
    desk.bench.desk.store.now = lambda: moment
    with desk.task("登记到校", at_most=1):
        desk.key("F2")
    school = desk.bench.desk.school
    assert (str(school.visited_on), school.name) == ("2025-09-16", school.name)
    desk.tab_to("到校：高崇理（组长）")
    desk.key("Space")
    desk.key("Tab")
    desk.key("Space")
    desk.tab_to("校方参加人员")
    desk.type("校长、财务主任")
    desk.tab_to("检查方式：查验资料")
    desk.key("Space")
    desk.tab_to("离校时间")
    desk.type("755")
    desk.key("Tab")
    assert desk.word("离校时间") == "早于到校时间 08:05"
    moment = datetime(2025, 9, 16, 8, 40, tzinfo=UTC)
    desk.find("离校时间").clear()
    desk.key("F2")
    desk.window.close()
    with Store.open(team_file) as store, store.read() as work:
        line = next(line for line in work.schools.lines() if line.visited_on)
        visit = work.visits.facts(line.visit_id)
        assert (visit.place, visit.hosts) == (line.name, "校长、财务主任")
        assert visit.arrived_at == datetime(2025, 9, 16, 0, 5, tzinfo=UTC)
        assert visit.left_at == moment
        assert work.visits.methods(visit.id) == {Method.DOC}
        names = {member.id: member.name for member in work.people.members()}
        assert {names[member] for member in work.visits.present(visit.id)} == {"高崇理", "谢明喆"}


def test_today_outside_the_campaign_is_said_and_not_kept(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    desk.bench.desk.store.now = lambda: datetime(2052, 9, 16, tzinfo=UTC)
    desk.key("F2")
    assert "今天是 2052-09-16，检查安排在 2025-09-15 至" in desk.window.banner.text()
    desk.tab_to("检查日期")
    desk.type("2052-9-16")
    desk.key("Tab")
    assert "请核对年份和日期" in desk.word("检查日期")
    assert desk.bench.desk.school.visited_on is None


def test_every_open_thing_leads_to_its_place(opened: Opened, team_file: Path) -> None:
    with Store.open(team_file) as store:
        with store.read() as work:
            line = next(line for line in work.schools.lines() if line.kind == "PRIMARY")
            items = work.catalogues.items("fee")
        mine = items_for(items, line)
        with store.act(Act.RAISE_FINDING, school=line.id) as work:
            for number in range(2):
                work.findings.raise_finding(
                    line.visit_id, mine[number].id, f"WT-0{number + 1}", fact="事实"
                )
            proof = work.evidence.gather(line.visit_id, EvidenceKind.PHOTO, "没用上的照片")
            work.evidence.gather(line.visit_id, EvidenceKind.PHOTO, "用上的照片")
            work.evidence.support(
                work.findings.lines(line.visit_id)[0].id,
                next(p.id for p in work.evidence.proofs(line.visit_id) if p.id != proof),
            )
        with store.act(Act.ANSWER_ITEM, school=line.id) as work:
            for item in mine[1:]:
                work.checklists.answer(line.visit_id, item.id, verdict=Verdict.OK)
        with store.act(Act.ADD_CLASS, school=line.id) as work:
            work.schools.add_class(line.id, line.stages[0], 4, 2)
    desk = opened(team_file)
    desk.key("Ctrl+K")
    desk.type(line.code)
    desk.key("Enter")
    desk.page("overview")
    lines = _lines(desk)
    assert lines == [
        "1　未登记到校日期",
        "2　未登记到校时间",
        "3　到校人员登记不足两人",
        "4　未勾选检查方式",
        f"5　未填检查项 1：{mine[0].code}",
        "6　未抽班级",
        "7　未抽家长",
        "8　问题缺证据 1：WT-02",
        "9　问题缺依据 2：WT-01、WT-02",
        "问题未经组长确认 2：WT-01、WT-02",
        "证据没有用于问题 1：没用上的照片",
        "反馈单未定稿",
        "反馈单未打印",
        "反馈单签字件未附",
        "学校意见未登记",
        "未登记离校时间",
    ]
    desk.key("F6")
    desk.key("3")
    assert desk.focus().accessibleName().startswith("到校：")
    desk.key("F6")
    desk.key("5")
    page = desk.bench.page()
    assert page is desk.bench.pages["checklist"]
    assert page.table.current().item.code == mine[0].code
    desk.type("1")
    desk.page("overview")
    desk.until(lambda: "未抽班级" in _lines(desk)[4], "the survey is made again")
    desk.key("F6")
    desk.key("6")
    assert desk.bench.page().faces.key == "roster"
    desk.page("overview")
    desk.key("F6")
    desk.key("7")
    page = desk.bench.page()
    assert page is desk.bench.pages["findings"]
    assert page.table.current().serial == "WT-02"
    desk.page("overview")
    desk.tab_to("证据没有用于问题 1：没用上的照片")
    desk.key("Space")
    assert desk.bench.page().chips.key == "evidence"
    assert desk.bench.page().gallery.thumbs.current().title == "没用上的照片"


def test_a_wrong_envelope_and_an_open_clue_are_gone_to(
    opened: Opened, recorded: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(recorded / "第三检查组.inspection", tmp_path))
    with Store.open(path) as store:
        with store.read() as work:
            line = next(line for line in work.schools.lines() if line.kind == "JUNIOR")
            last = work.questionnaires.envelopes(line.visit_id)[-1]
        with store.act(Act.COUNT_ENVELOPE, school=line.id) as work:
            work.questionnaires.count(last.id, returned=(last.issued or 0) + 7)
        with store.act(Act.NOTE_CLUE, school=line.id) as work:
            for words in ("先记的", "待核的", "后记的"):
                clue = work.clues.raise_clue(line.visit_id, ClueSource.CALL, words)
                if words != "待核的":
                    work.clues.settle(clue, "查无此事")
    desk = opened(path)
    desk.bench.desk.choose(line.visit_id)
    desk.page("overview")
    desk.until(lambda: any("份数前后不符" in line for line in _lines(desk)), "what is open")
    wrong, clue = (
        next(n for n, line in enumerate(_lines(desk), 1) if words in line)
        for words in (f"份数前后不符 1：{last.class_code}", "线索")
    )
    desk.key("F6")
    desk.key(f"{wrong}")
    assert desk.focus().accessibleName() == "发放"
    desk.page("overview")
    desk.key("F6")
    desk.key(f"{clue}")
    assert desk.bench.page().clues.table.current().text == "待核的"


def test_what_is_wrong_stays_beside_its_word_until_it_is_put_right(
    opened: Opened, team_file: Path
) -> None:
    desk = opened(team_file)
    desk.page("overview")
    fields = desk.bench.page().form.fields
    for name, typed in (("检查日期", "2052-9-16"), ("察看处数", "三处"), ("抽查凭证", "12")):
        desk.tab_to(name)
        desk.type(typed)
    desk.key("Tab")
    desk.until(lambda: not desk.bench.behind, "all follows")
    assert fields["visited_on"].box.text() == "2052-9-16"
    assert "请核对年份" in desk.word("检查日期")
    assert fields["sites_seen"].box.text() == "三处"
    assert fields["sites_seen"].box.accessibleDescription() == "请填整数，如 52"
    desk.key("Alt+Down")
    assert fields["sites_seen"].box.text() == "", "another school has nothing of it"
    assert not fields["sites_seen"].wrong
    desk.key("Alt+Up")
    assert fields["vouchers_checked"].box.text() == "12"
    assert fields["sites_seen"].box.text() == ""


def test_the_day_is_told_shortly(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    desk.bench.status.person_chosen.emit(desk.bench.desk.people[0].id)
    desk.page("checklist")
    for _ in range(5):
        desk.type("1")
        desk.key("Enter")
    desk.page("overview")
    desk.until(lambda: desk.says("5 次") != "", "the timeline")
    [_day, told] = desk.says("5 次").splitlines()
    assert told.endswith("填写检查结论 5 次　高崇理")


def test_what_a_school_has_is_ticked_once_and_shortens_the_list(
    opened: Opened, team_file: Path
) -> None:
    desk = opened(team_file)
    desk.key("Ctrl+K")
    desk.type(next(school.code for school in desk.bench.desk.schools if school.kind == "PRIMARY"))
    desk.key("Enter")
    school = desk.bench.desk.school
    before = len(desk.bench.desk.items_for(school))
    desk.page("overview")
    desk.tab_to("学校情况：食堂供餐，未填")
    desk.key("Space")
    assert desk.focus().text() == "食堂供餐"
    desk.tab_to("学校情况：其余没有")
    desk.key("Space")
    desk.until(lambda: desk.bench.desk.school.absent, "the list follows")
    school = desk.bench.desk.school
    asked = [item.code for item in desk.bench.desk.items_for(school)]
    assert "F-FW-08A" in asked
    assert not [code for code in asked if code.startswith(("F-FW-09", "F-FW-10"))]
    assert before - len(asked) == 16
    assert "学校情况：其余没有" not in desk.names()
    desk.key("Ctrl+Z")
    desk.until(lambda: not desk.bench.desk.school.absent, "one step back")
    with desk.bench.desk.store.read() as work:
        assert [one for known in work.circumstances.known().values() for one in known] == [
            Circumstance.CANTEEN
        ]
