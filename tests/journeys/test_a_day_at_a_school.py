"""A team's whole day at one school of the scenario, by keyboard alone, and what the file then says.

From the file as it was handed out to the sheet the head signs and the calls of the evening.
"""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from db.records.asked_items import is_asked
from db.store import Store
from db.vocabulary import (
    CallOutcome,
    DrawKind,
    EntryMethod,
    FindingStatus,
    FormKind,
    Method,
    SchoolReply,
    Severity,
)
from inspector_gui.demo.clock import Clock
from inspector_gui.resources import SCENARIO
from inspector_gui.statistics.pairing import agreed, is_counted_twice
from tests.journeys.paper import counts_of_tally, forms, practised_keys

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]
#: Two classes, two findings, a refund of 81,120.00 yuan.
CODE = "S046"
_VERDICTS = {"OK": "1", "VIOLATION": "2", "DOUBT": "3", "NA": "4", "NOT_CHECKED": "5"}
_OUTCOMES = {"COMPLETED": "1", "INVALID_NUMBER": "5"}


class Day:
    """The window, and what the scenario tells of the school."""

    def __init__(self, desk: Any, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        scenario = json.loads(SCENARIO.read_text("utf-8"))
        self.desk, self.path, self.chance = desk, path, monkeypatch
        self.school = next(school for school in scenario["schools"] if school["code"] == CODE)
        self.classes, self.calls, self.findings = (
            [one for one in scenario[part] if one["school_code"] == CODE]
            for part in ("classes", "parent_calls", "findings")
        )
        self.clock = Clock()
        desk.bench.desk.store.now = self.clock

    def at(self, hour: int, minute: int = 0) -> None:
        self.clock.put(date.fromisoformat(self.school["visit_date"]), hour, minute)

    def be(self, number: int) -> None:
        """Hand the keyboard to another member; the first is the lead."""
        self.desk.bench.status.person_chosen.emit(self.desk.bench.desk.people[number].id)
        self.desk.settle()

    def page(self, key: str) -> Any:
        return self.desk.page(key)


@pytest.fixture
def file(demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo / "第二检查组.inspection", tmp_path))


def test_a_whole_day_of_the_scenario(
    opened: Opened, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = Day(opened(file), file, monkeypatch)
    arrive(day)
    draw(day)
    count_the_envelopes(day)
    answer_the_checklist(day)
    talk_to_pupils(day)
    check_the_fees(day)
    word_the_findings(day)
    sheet = print_the_sheet(day)
    hear_the_school(day)
    leave(day)
    call_the_parents(day)
    day.desk.window.close()
    read_the_sheet(day, sheet)
    with Store.open(file) as store, store.read() as work:
        visit = next(line.visit_id for line in work.schools.lines() if line.code == CODE)
        the_figures_are_the_scenario_s(day, work, visit)
        every_answer_is_counted(day, work, visit)
        the_draws_can_be_repeated(day, work, visit)
        the_verdicts_add_up(day, work, visit)
        the_money_agrees(day, work, visit)
        the_day_is_told(day, work, visit)


# what is typed


def arrive(day: Day) -> None:
    desk = day.desk
    day.at(8, 5)
    day.be(0)
    desk.key("Ctrl+K")
    desk.type(CODE)
    desk.key("Enter")
    assert desk.bench.desk.school.name == day.school["name_zh"]
    day.page("overview")
    desk.key("F2")
    desk.tab_to("到校：徐文渊（组长）")
    for _ in range(3):
        desk.key("Space")
        desk.key("Tab")
    desk.tab_to("校方参加人员")
    desk.type("校长、财务主任")
    for name, typed in (
        ("收到自查报告", day.school["self_report"]["received"]),
        ("察看处数", "3"),
        ("抽查凭证", str(day.school["vouchers_checked"])),
        ("抽查票据", str(day.school["receipts_checked"])),
    ):
        desk.tab_to(name)
        desk.type(typed)
    for tick in ("已出示证件", "已听取汇报", "检查方式：听取汇报", "检查方式：发放问卷"):
        desk.tab_to(tick)
        desk.key("Space")
    desk.tab_to("总体情况")
    desk.type("学校建立了收费公示制度，公示栏设在校门口。")


def draw(day: Day) -> None:
    desk, page = day.desk, day.page("sampling")
    day.at(8, 30)
    made = day.school["class_sampling"]
    for grade in (10, 11, 12):
        count = sum(entry.startswith(f"{grade}-") for entry in made["population_list"])
        desk.type(f"{count}\n")
    _freeze(day, made, len(made["drawn"]))
    assert desk.tab("questionnaires") == f"问卷 {len(day.classes)}"
    desk.key("Alt+2")
    desk.tab_to("花名册行数")
    desk.type(str(day.school["roster_rows"]))
    desk.key("Tab")
    _freeze(day, day.school["roster_sampling"], 3)
    assert page.desks[DrawKind.ROSTER].results.table.rows.rows
    assert desk.tab("calls") == f"家长电话 0/{len(day.calls)}"


def _freeze(day: Day, made: dict[str, Any], number: int) -> None:
    """Only chance is put aside: the draw itself is the program's."""
    desk = day.desk
    day.chance.setattr("secrets.token_hex", lambda _: made["team_nonce"])
    desk.tab_to("抽取数量")
    desk.key("Ctrl+A")
    desk.type(str(number))
    desk.tab_to("冻结名单")
    desk.key("Space")
    desk.type(f"{made['witness_number']}\n")
    day.chance.undo()


def count_the_envelopes(day: Day) -> None:
    """The first class form by form, then by counts; the second by counts, twice."""
    desk, page = day.desk, day.page("questionnaires")
    day.at(10)
    for number, one in enumerate(day.classes):
        if number:
            desk.key("Alt+Right")
        desk.key("Alt+1")
        assert desk.focus().accessibleName() == "发放"
        for name in ("issued", "returned", "valid"):
            desk.type(f"{one[name]}\n")
        for person in (0, 1):
            day.be(person)
            desk.key(f"Alt+{3 + person}")
            if number or person:
                _by_counts(day, page, one)
            else:
                _form_by_form(day, page, one)
            assert page.context.sums.endswith("相符 ✓")
            desk.tab_to("这次录入已录毕")
            desk.key("Space")
        assert page.context.differences.endswith("✓"), page.context.differences


def _form_by_form(day: Day, page: Any, one: dict[str, Any]) -> None:
    questions = page.sheets.form.questions
    for sheet in forms(questions, one["tally"], one["valid"]):
        day.desk.type(practised_keys(questions, sheet))
        if sheet["S15"]:
            day.desk.type("T\n")
    for _ in range(one["returned"] - one["valid"]):
        day.desk.key("Delete")


def _by_counts(day: Day, page: Any, one: dict[str, Any]) -> None:
    day.desk.tab_to("录合计数")
    day.desk.key("Space")
    counts = counts_of_tally(one["tally"])
    for card in page.counts.cards:
        for part in card.boxes:
            name = f"{card.question.code}.{part}"
            assert day.desk.focus().objectName() == name
            number = counts[name] / 2 if part == "twice_median" else counts[name]
            day.desk.type(f"{number:g}\n")


def answer_the_checklist(day: Day) -> None:
    """The scenario tells the sums; which items are doubted or left is ours to choose."""
    desk, page = day.desk, day.page("checklist")
    day.at(11)
    day.be(2)
    items = [row.item for row in page.table.rows.rows if hasattr(row, "item")]
    found = {finding["item"] for finding in day.findings}
    rest = [
        key
        for verdict in ("NOT_CHECKED", "NA", "DOUBT", "OK")
        for key in _VERDICTS[verdict] * day.school["checklist_summary"][verdict]
    ]
    rest = ["1"] * (len(items) - len(found) - len(rest)) + rest
    for item in items:
        key = _VERDICTS["VIOLATION"] if item.code in found else rest.pop()
        desk.type(key)
        if key == _VERDICTS["NOT_CHECKED"]:
            desk.type("n当日没有开展这项业务")
            page.enter()
        if item.code == "F-FW-02":
            desk.type(f"n{_finding(day, item.code)['text_zh']}")
            page.enter()
            desk.type("p")
        desk.key("Enter")
    assert rest == []
    assert desk.tab("checklist") == f"检查清单 {len(items)}/{len(items)}"


def _finding(day: Day, item: str) -> dict[str, Any]:
    return next(finding for finding in day.findings if finding["item"] == item)


def talk_to_pupils(day: Day) -> None:
    day.at(11, 40)
    day.page("interviews")
    for _ in range(day.school["student_interviews"]):
        day.desk.type("n111111")
    assert day.desk.tab("interviews") == f"学生访谈 {day.school['student_interviews']}"


def check_the_fees(day: Day) -> None:
    """What the accounts show becomes a finding with its sum."""
    desk, page = day.desk, day.page("fees")
    day.at(14)
    made = _finding(day, "F-BK-01")
    a_head = made["amount_fen"] // made["students"] // 100
    desk.type(f"周末补课费\n{a_head}\n{made['students']}\n1\n")
    page.faces["fees"].table.setFocus()
    desk.key("Enter")
    desk.tab_to("规定标准（元）")
    desk.type("0")
    desk.tab_to("转为哪一项问题")
    from PySide6.QtWidgets import QComboBox

    items = desk.find("转为哪一项问题", QComboBox)
    codes = [items.itemText(place).split(" ")[0] for place in range(items.count())]
    for _ in range(codes.index("F-BK-01")):
        desk.key("Down")
    desk.tab_to("转为问题")
    desk.key("Space")
    assert desk.bench.title() == "问题"
    assert desk.tab("findings") == "问题 2"


def word_the_findings(day: Day) -> None:
    """Evidence, law, severity, handling; the lead's word; what is paid back already."""
    desk, page = day.desk, day.page("findings")
    day.at(15)
    day.be(0)
    for row in range(2):
        page.table.go_to(row)
        page.table.setFocus()
        shown = page.table.current()
        made = _finding(day, shown.item_code)
        desk.type({"minor": "1", "moderate": "2", "serious": "3"}[made["severity"]])
        desk.key("Enter")
        _tick_handlings(day, made, shown)
        desk.tab_to("证据名称")
        papers = {"F-BK-01": "收费台账、收款明细"}  # of money, what its item asks for
        desk.type(f"{papers.get(shown.item_code, '记字第 12 号凭证')}\n")
        _cite(desk, page)
        page.enter()
        desk.type("c")
        assert page.table.current().status is FindingStatus.CONFIRMED, desk.window.banner.text()
        if made["refund_paid_fen"]:
            desk.tab_to("已退")
            desk.type(f"{made['refund_paid_fen'] / 100:.2f}")
            desk.tab_to("退费学生")
            desk.type(str(made["refund_students"]))
            desk.key("Tab")


def _tick_handlings(day: Day, made: dict[str, Any], shown: Any) -> None:
    from db.vocabulary import Handling
    from inspector_gui.labels import label

    for handling in Handling:
        if (handling.value in made["handling"]) is not (handling in shown.handlings):
            day.desk.tab_to(f"处理方式：{label(handling)}")
            day.desk.key("Space")


def _cite(desk: Any, page: Any) -> None:
    """Tick the first citation that is in force and locked, where none is yet."""
    from PySide6.QtWidgets import QCheckBox

    offered = page.panel.findChildren(QCheckBox)
    ticks = [one for one in offered if one.isEnabled() and one.isVisible()]
    if not any(tick.isChecked() for tick in ticks):
        desk.tab_to(ticks[0].accessibleName())
        desk.key("Space")


def print_the_sheet(day: Day) -> Path:
    desk, page = day.desk, day.page("documents")
    day.at(16)
    desk.until(lambda: page.context.lock.isEnabled(), "the lead may lock the sheet")
    desk.type("l")
    desk.until(page.context.check.isVisible, "what is marked is seen first")
    desk.key("Enter")
    desk.until(lambda: page.context.state.text() == "已定稿", "the sheet is locked")
    desk.type("s")
    folder = day.path.parent / "文书"
    desk.until(lambda: any(folder.glob("*.pdf")), "the sheet is on the disk")
    [path] = folder.glob("*.pdf")
    return path


def hear_the_school(day: Day) -> None:
    desk, page = day.desk, day.page("findings")
    day.at(16, 30)
    desk.key("Alt+4")
    desk.tab_to("收到意见日期")
    desk.type(day.school["visit_date"])
    desk.key("Ctrl+Enter")
    assert [row.reply for row in page.replies.table.rows.rows] == [SchoolReply.AGREED]
    desk.key("Alt+1")


def leave(day: Day) -> None:
    day.at(16, 45)
    day.page("overview")
    day.desk.key("F2")


def call_the_parents(day: Day) -> None:
    desk, page = day.desk, day.page("calls")
    day.at(17, 45)
    day.be(3)
    for call in day.calls:
        assert call["attempts"] == 1
        number = page.desk.current().roster_seq
        outcome = next(call["outcome"] for call in day.calls if call["roster_seq"] == number)
        desk.key("Enter")
        desk.type(_OUTCOMES[outcome])
        if outcome == "COMPLETED":
            desk.key("End")
            desk.type("1")
    assert desk.tab("calls") == f"家长电话 {len(day.calls)}/{len(day.calls)}"


# what the reopened file says


def read_the_sheet(day: Day, path: Path) -> None:
    document = pypdfium2.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    plain = "".join(text.split()).replace("\ufffe", "")
    issued, returned = (
        sum(class_[name] for class_ in day.classes) for name in ("issued", "returned")
    )
    assert "草稿" not in plain + path.name
    assert f"发放学生问卷{issued}份、回收{returned}份" in plain
    assert "计81120元" in plain
    assert _finding(day, "F-FW-02")["text_zh"] in plain
    assert "公示栏设在校门口" in plain


def the_figures_are_the_scenario_s(day: Day, work: Any, visit: Any) -> None:
    figures = work.totals.figures(visit)
    told = {
        "schools": 1,
        "classes": len(day.classes),
        **{
            f"questionnaires_{name}": sum(class_[name] for class_ in day.classes)
            for name in ("issued", "returned", "valid")
        },
        "student_interviews": day.school["student_interviews"],
        "parent_calls_dialled": len(day.calls),
        "parent_call_attempts": sum(call["attempts"] for call in day.calls),
        "parent_calls_completed": day.school["parent_calls"]["completed"],
        "findings": len(day.findings),
        "findings_with_amount": sum(finding["amount_fen"] > 0 for finding in day.findings),
        "involved_fen": sum(finding["amount_fen"] for finding in day.findings),
        "due_fen": sum(finding["refund_due_fen"] for finding in day.findings),
        "refunded_fen": sum(finding["refund_paid_fen"] for finding in day.findings),
        "refund_students": sum(finding["refund_students"] for finding in day.findings),
        "surrendered_fen": 0,
    }
    assert {name: getattr(figures, name) for name in told} == told


def every_answer_is_counted(day: Day, work: Any, visit: Any) -> None:
    script = work.forms.script(FormKind.STUDENT)
    envelopes = {
        f"{CODE}-{envelope.class_code.replace('-', '')}": envelope
        for envelope in work.questionnaires.envelopes(visit)
    }
    assert set(envelopes) == {class_["code"] for class_ in day.classes}
    for class_ in day.classes:
        envelope = envelopes[class_["code"]]
        assert is_counted_twice(envelope)
        assert agreed(envelope, script.for_stage(envelope.stage)) == counts_of_tally(
            class_["tally"]
        )
        clerks = [counting.clerk for counting in envelope.countings]
        assert len(set(clerks)) == 2
    first = envelopes[day.classes[0]["code"]]
    assert [counting.method for counting in first.countings] == [
        EntryMethod.SHEETS,
        EntryMethod.COUNTS,
    ]


def the_draws_can_be_repeated(day: Day, work: Any, visit: Any) -> None:
    draws = {draw.kind: draw for draw in work.samplings.draws(visit)}
    for kind, name in ((DrawKind.SCHOOL_CLASS, "class"), (DrawKind.ROSTER, "roster")):
        made, draw_ = day.school[f"{name}_sampling"], draws[kind]
        assert draw_.seed_text == made["seed_text"]
        assert [one.entry for one in draw_.in_use] == made["drawn"]


def the_verdicts_add_up(day: Day, work: Any, visit: Any) -> None:
    items = work.catalogues.items("fee")
    answers = [
        answer for answer in work.checklists.answers(visit, items) if answer.verdict is not None
    ]
    summary = day.school["checklist_summary"]
    counted = {name: sum(answer.verdict.value == name for answer in answers) for name in _VERDICTS}
    marked = _VERDICTS.keys() - {"OK"}  # the catalogue has more items now than the scenario's day
    assert {name: counted[name] for name in marked} == {name: summary[name] for name in marked}
    applicable = [item for item in items if is_asked(item, _line(work, visit))]
    assert len(answers) == len(applicable) == sum(counted.values())


def _line(work: Any, visit: Any) -> Any:
    return next(line for line in work.schools.lines() if line.visit_id == visit)


def the_money_agrees(day: Day, work: Any, visit: Any) -> None:
    for line in work.findings.lines(visit):
        made = _finding(day, line.item_code)
        assert (line.involved_fen, line.due_fen, line.refunded_fen) == (
            made["amount_fen"],
            made["refund_due_fen"],
            made["refund_paid_fen"],
        )
        assert (line.students, line.refund_students) == (made["students"], made["refund_students"])
        assert line.severity is Severity(made["severity"])
        assert {word.value for word in line.handlings} == set(made["handling"])
        assert line.status is FindingStatus.FED_BACK
        assert line.basis
        assert line.evidence


def the_day_is_told(day: Day, work: Any, visit: Any) -> None:
    facts = work.visits.facts(visit)
    assert str(facts.visited_on) == day.school["visit_date"]
    assert (facts.vouchers_checked, facts.receipts_checked) == (82, 45)
    assert len(work.visits.present(visit)) == 3
    shown = {Method.SELF, Method.SITE, Method.ACCT, Method.DOC, Method.INTERVIEW, Method.PHONE}
    assert work.visits.methods(visit) == {Method.REPORT, Method.QUEST, *shown}
    outcomes = {call.roster_seq: call.outcome for call in work.calls.calls(visit)}
    assert outcomes == {call["roster_seq"]: CallOutcome(call["outcome"]) for call in day.calls}
