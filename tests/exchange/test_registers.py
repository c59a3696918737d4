"""The office's registers come in from its own workbooks, whole, and come to the same totals."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from db.errors import InspectionError
from db.records.registers import (
    ComplaintLine,
    ContactLine,
    PledgeLine,
    SanctionLine,
    SelfReportLine,
)
from db.store import Store
from db.vocabulary import (
    Act,
    Area,
    Cause,
    ComplaintOutcome,
    ContactKind,
    FindingStatus,
    Nature,
    Ownership,
    PledgeKind,
    SchoolType,
    Stage,
)
from inspector_gui.actions.refunding import note_refund
from inspector_gui.actions.registering import correct_line, pass_on_contact, register_line
from inspector_gui.exchange.lists.kinds import KINDS, kind_of
from inspector_gui.exchange.lists.plan import Coming, Status, look, take_in
from inspector_gui.exchange.register_workbook import write_register
from inspector_gui.exchange.workbooks.reading import read_book
from inspector_gui.labels import label
from tests.db.looking import item_of, visit_of
from tests.exchange.books import GOLDEN, write

SCENARIO: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "resources/demo/scenario.json").read_text("utf-8")
)
TOTALS = SCENARIO["totals"]
_INFORMANT = "告密者甲"


def _take(store: Store, path: Path) -> Coming:
    book = read_book(path)
    with store.act(Act.REGISTER) as work:
        return take_in(work, kind_of(book), book)


def register_schools(store: Store) -> None:
    with store.act(Act.PLAN) as work:
        campaign = work.campaigns.current().id
        for school in SCENARIO["schools"]:
            if school["code"] != "S001":
                work.schools.register(
                    campaign,
                    code=school["code"],
                    name=school["name_zh"],
                    kind=SchoolType.PRIMARY,
                    stages=(Stage.PRI,),
                    ownership=Ownership.PUBLIC,
                    area=Area.URBAN,
                )


def _names() -> dict[str, str]:
    return {school["code"]: school["name_zh"] for school in SCENARIO["schools"]}


_SOURCES = {"provincial": "省转", "municipal": "市转", "self": "自办"}


def complaint_rows() -> Iterator[list[Any]]:
    """As an office keeps them: its own words, a column of who complained, a title above."""
    yield ["2025年信访举报登记台账"]
    yield ["编号", "信访来源", "方式", "来信日期", "举报人", "被反映单位", "问题类别", "处理结果",
           "办结期限", "案号"]  # fmt: skip
    names = {**_names(), "S001": "示例市第一示例小学"}
    for complaint in SCENARIO["complaints"]:
        yield [
            complaint["no"],
            _SOURCES[complaint["source"]],
            complaint["channel_zh"],
            date.fromisoformat(complaint["received"]),
            _INFORMANT,
            names.get(complaint["school_code"], ""),
            label(Cause(complaint["category"])),
            label(ComplaintOutcome(complaint["outcome"])),
            complaint["due"],
            complaint["case_no"] or "",
        ]


_CHANNELS = {"SMS": "短信", "CALL": "来电", "VISIT": "来人来访", "LEADER": "领导转办"}


def contact_rows() -> Iterator[list[Any]]:
    yield ["招生编号", "受理渠道", "日期", "人次", "咨询或举报"]
    for admission_contact in SCENARIO["admission_contacts"]:
        kind = label(ContactKind(admission_contact["kind"]))
        yield [
            admission_contact["no"],
            _CHANNELS[admission_contact["channel"]],
            admission_contact["date"],
            admission_contact["persons"] or "",
            kind,
        ]


def sanction_rows() -> Iterator[list[Any]]:
    yield ["问责事由", "问责方式", "人次", "案件编号", "决定机关"]
    for entry in SCENARIO["sanctions"]:
        cases = entry.get("by_case") or {"": entry}
        for case, numbers in cases.items():
            yield [entry["cause_zh"], "警告处分", numbers["warning"], case, "局纪委"]
            yield [entry["cause_zh"], "诫勉谈话", numbers["admonition_talk"], case, "局纪委"]
    yield ["其他", "约谈", SCENARIO["heads_summoned"], "", "局领导"]
    yield ["其他", "集体约谈", 52, "", "局领导"]


def test_every_row_of_the_reference_registers_comes_in_and_the_totals_are_equal(
    store: Store, tmp_path: Path
) -> None:
    register_schools(store)
    for name, rows in (
        ("信访", complaint_rows()),
        ("招生", contact_rows()),
        ("问责", sanction_rows()),
    ):
        _take(store, write(tmp_path / f"{name}.xlsx", list(rows)))
    with store.read() as work:
        told = work.totals.registered()
    named = told.keys() & TOTALS.keys()
    assert {name: told[name] for name in named} == {name: TOTALS[name] for name in named}
    assert len(named) == 18
    rest = {name: number for name, number in told.items() if name not in named and number}
    assert rest == {"group_talk_heads": 52}


def test_who_complained_is_neither_kept_nor_exported_and_it_is_said(
    store: Store, tmp_path: Path
) -> None:
    register_schools(store)
    coming = _take(store, write(tmp_path / "信访.xlsx", list(complaint_rows())))
    assert any("“举报人”会指向信访人，没有读入" in note for note in coming.notes)
    with store.read() as work:
        lines = work.registers.lines(ComplaintLine)
    out = tmp_path / "出.xlsx"
    write_register(out, "complaints", lines)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("*.inspection*"))
    assert _INFORMANT.encode() not in kept
    assert all(_INFORMANT not in str(cell) for cell in _cells(out))


def _cells(path: Path) -> Iterator[Any]:
    for sheet in read_book(path).sheets:
        for row in sheet.rows:
            yield from row.cells


def test_a_school_that_has_not_reported_yet_is_a_row_without_an_amount(
    store: Store, tmp_path: Path
) -> None:
    register_schools(store)
    out = tmp_path / "自查.xlsx"
    with store.read() as work:
        lines = work.registers.lines(SelfReportLine)
        write_register(out, "selfreports", lines)
    assert lines
    assert all(line.fees_fen is None for line in lines)
    sheet = load_workbook(out).active
    titles = [cell.value for cell in sheet[1]]
    amounts = {row[titles.index("自查违规金额")].value for row in sheet.iter_rows(min_row=2)}
    assert (sheet.max_row, amounts) == (len(lines) + 1, {None})


def test_what_was_exported_comes_in_again_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    register_schools(store)
    for name, rows, key, line in (
        ("信访", complaint_rows(), "complaints", ComplaintLine),
        ("招生", contact_rows(), "contacts", ContactLine),
        ("问责", sanction_rows(), "sanctions", SanctionLine),
    ):
        _take(store, write(tmp_path / f"{name}.xlsx", list(rows)))
        with store.read() as work:
            write_register(tmp_path / f"{key}.xlsx", key, work.registers.lines(line))
            book = read_book(tmp_path / f"{key}.xlsx")
            assert kind_of(book) is KINDS[key]
            coming = look(work, KINDS[key], book)
            assert {line.status for line in coming.lines} == {Status.SAME}


def test_money_of_the_four_cases_is_counted_once_wherever_it_is_seen(
    store: Store, tmp_path: Path
) -> None:
    """Findings that are cases too, refunded payment by payment: 178,716.00 yuan to 917 pupils."""
    register_schools(store)
    _take(store, write(tmp_path / "信访.xlsx", list(complaint_rows())))
    with store.read() as work:
        [school] = work.schools.lines()
    for one in SCENARIO["findings"]:
        if not one["case_no"]:
            continue
        with store.act(Act.RAISE_FINDING) as work:
            finding = work.findings.raise_finding(
                visit_of(store),
                item_of(store).id,
                one["id"],
                fact="事实",
                students=one["students"],
                involved_fen=one["amount_fen"],
                due_fen=one["refund_due_fen"],
                case_no=one["case_no"],
                status=FindingStatus.CONFIRMED,
            )
        half = one["refund_paid_fen"] // 2
        for fen, students in (
            (half, one["refund_students"]),
            (one["refund_paid_fen"] - half, 0),
        ):
            note_refund(
                store=store,
                school=school,
                finding=finding,
                amount_fen=fen,
                students=students,
                sighted_on=date(2025, 10, 20),
            )
    with store.read() as work:
        cases, all_ = work.totals.case_money(), work.totals.money()
    assert cases == all_
    assert cases.refunded_fen == TOTALS["refund_yuan"] * 100
    assert cases.refund_students == TOTALS["refund_students"]


@pytest.mark.parametrize(
    ("kind", "rows", "word"),
    [
        ("sanctions", [["问责事由", "问责方式", "人次"], ["", "警告", 2]], "没有填问责事由"),
        (
            "complaints",
            [
                ["编号", "来源", "收到日期", "事项"],
                ["XF-1", "省转", "2025-09-01", "收费"],
                ["XF-1", "市转", "2025-09-02", "收费"],
            ],
            "与第 3 行相同",
        ),
        (
            "complaints",
            [
                ["编号", "来源", "收到日期", "事项", "学校"],
                ["XF-1", "省转", "2025-9-1", "收费", "无此校"],
            ],
            "学校名单里没有",
        ),
        ("contacts", [["学校名称", "学校代码"], ["甲", "S1"]], "看不出|列"),
    ],
)
def test_what_cannot_be_is_blamed_in_its_cell_and_nothing_is_kept(
    store: Store, tmp_path: Path, kind: str, rows: list[list[Any]], word: str
) -> None:
    book = read_book(write(tmp_path / "表.xlsx", rows))
    with pytest.raises(InspectionError, match=word), store.act(Act.REGISTER) as work:
        take_in(work, KINDS[kind], book)
    with store.read() as work:
        assert work.totals.registered()["complaints"] == 0


def test_a_list_of_schools_is_still_one_and_a_list_of_units_to_sign_is_none(
    store: Store, tmp_path: Path
) -> None:
    assert kind_of(read_book(GOLDEN / "schools.xls")) is KINDS["schools"]
    rows = [["单位名称", "责任书种类", "签订日期"], ["甲校", "党风廉政责任书", ""]]
    rows += [["乙校", "党风廉政责任书", "2025-03-05"]]
    _take(store, write(tmp_path / "责任书.xlsx", rows))
    with store.read() as work:
        lines = work.registers.lines(PledgeLine)
    assert [(line.unit, line.kind, line.year, line.signed_on) for line in lines] == [
        ("甲校", PledgeKind.INTEGRITY, 2025, None),
        ("乙校", PledgeKind.INTEGRITY, 2025, date(2025, 3, 5)),
    ]


def test_self_checks_list_every_school_that_is_visited(store: Store, tmp_path: Path) -> None:
    with store.read() as work:
        [before] = work.registers.lines(SelfReportLine)
    assert (before.received_on, before.is_silent) == (None, False)
    rows = [["学校", "自查报告收到日期", "自查问题数"], [before.school, "2025-9-5", 0]]
    _take(store, write(tmp_path / "自查.xlsx", rows))
    with store.act(Act.RAISE_FINDING) as work:
        work.findings.raise_finding(
            visit_of(store), item_of(store).id, "WT-1", fact="甲", status=FindingStatus.CONFIRMED
        )
    with store.read() as work:
        [after] = work.registers.lines(SelfReportLine)
    assert (after.received_on, after.is_silent) == (date(2025, 9, 5), True)


def test_a_report_of_admission_becomes_a_complaint_and_is_counted_once(store: Store) -> None:
    given = {"received_on": date(2025, 7, 1)}
    report = register_line(
        store=store,
        line_kind=ContactLine,
        number="ZS-01",
        channel="CALL",
        kind=ContactKind.REPORT,
        topic="有人收费代办入学",
        **given,
    )
    pass_on_contact(store=store, contact=report)
    with store.read() as work:
        told = work.totals.registered()
        [line] = work.registers.lines(ComplaintLine)
    assert (told["admission"], told["complaints"]) == (0, 1)
    assert (line.number, line.category, line.note) == (
        "XF-001",
        Cause.ADMISSION,
        "有人收费代办入学",
    )
    with pytest.raises(InspectionError, match="已经转为信访件"):
        pass_on_contact(store=store, contact=report)


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"number": "XF-2"}, "已经有编号"),
        ({"case_no": "AJ-02"}, "案件编号 AJ-02 已经用于 XF-2"),
        ({"accepted_on": date(2025, 8, 31)}, "受理日期早于收到"),
        ({"outcome": ComplaintOutcome.SUBSTANTIATED}, "学校或查实依据"),
    ],
)
def test_a_complaint_that_cannot_be_is_refused(
    store: Store, changed: dict[str, Any], word: str
) -> None:
    common = {"received_on": date(2025, 9, 1), "source": "self", "category": Cause.FEE}
    first = register_line(store=store, line_kind=ComplaintLine, number="XF-1", **common)
    register_line(store=store, line_kind=ComplaintLine, number="XF-2", case_no="AJ-02", **common)
    with pytest.raises(InspectionError, match=word):
        correct_line(store=store, line_kind=ComplaintLine, line=first, **changed)


def test_only_a_claim_is_due_by_law_from_its_acceptance(store: Store) -> None:
    common = {"received_on": date(2025, 9, 1), "source": "self", "category": Cause.FEE}
    accepted = {**common, "accepted_on": date(2025, 9, 10)}
    register_line(store=store, line_kind=ComplaintLine, number="XF-1", **accepted)
    claim = register_line(
        store=store, line_kind=ComplaintLine, number="XF-2", nature=Nature.CLAIM, **accepted
    )
    correct_line(store=store, line_kind=ComplaintLine, line=claim, extended_on=date(2025, 11, 1))
    with store.read() as work:
        due = [line.due_on for line in work.registers.lines(ComplaintLine)]
    assert due == [None, date(2025, 12, 9)]
