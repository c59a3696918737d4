"""The bureau's lists as bureaus keep them: read, compared with the file, taken in whole or not."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.errors import InspectionError
from db.store import Store
from db.vocabulary import (
    Act,
    Area,
    Circumstance,
    DayKind,
    FeeKind,
    Ownership,
    RecusalReason,
    SchoolType,
    Stage,
)
from inspector_gui.exchange.lists.corrections import LeftOut, corrected, without
from inspector_gui.exchange.lists.kinds import KINDS, kind_of
from inspector_gui.exchange.lists.people import team_name
from inspector_gui.exchange.lists.plan import Coming, Given, Layout, Status, look, take_in
from inspector_gui.exchange.workbooks.cells import days_of
from inspector_gui.exchange.workbooks.reading import pasted, read_book
from inspector_gui.parsing import Unreadable
from tests.exchange.books import GOLDEN, write


def _taken(store: Store, book: Any, **more: Any) -> Coming:
    with store.act(Act.PLAN) as work:
        return take_in(work, kind_of(book), book, **more)


def _looked(store: Store, book: Any, kind: str = "", **more: Any) -> Coming:
    with store.read() as work:
        return look(work, KINDS[kind] if kind else kind_of(book), book, **more)


def _numbers(coming: Coming) -> tuple[int, ...]:
    return tuple(coming.number(status) for status in Status)


def _schools(store: Store) -> dict[str, Any]:
    with store.read() as work:
        return {school.code: school for school in work.plans.schools()}


def test_an_old_workbook_with_titles_and_merged_heads(store: Store) -> None:
    coming = _taken(store, read_book(GOLDEN / "schools.xls"))
    assert _numbers(coming) == (4, 0, 0)
    assert coming.notes == (
        "没有“城乡”列：新学校按城镇登记，农村的请再改。",
        "没有读的列：其中:寄宿。",
        "没有读的工作表：说明。",
    )
    found = _schools(store)
    one = found["2132000012"]
    assert (one.name, one.kind, one.headcount) == (
        "示例市第一中学",
        SchoolType.COMPLETE_SECONDARY,
        2130,
    )
    assert one.stages == (Stage.JUN, Stage.SEN)
    assert found["2132000013"].ownership is Ownership.PRIVATE
    assert (found["2132000014"].headcount, found["2132000013"].headcount) == (None, 980)


def test_the_same_list_again_changes_nothing_and_a_newer_one_what_it_says(store: Store) -> None:
    book = read_book(GOLDEN / "schools.xls")
    _taken(store, book)
    assert _numbers(_looked(store, book)) == (0, 0, 4)
    newer = pasted("标识码\t校名\t校长\t城乡\n2132000011\t示例市实验小学\t张三\t农村\n")
    coming = _taken(store, newer)
    assert [(line.status, line.what) for line in coming.lines] == [
        (Status.CHANGED, "城乡：城镇 → 农村；校长：空 → 张三")
    ]
    one = _schools(store)["2132000011"]
    assert (one.head, one.area, one.headcount) == ("张三", Area.RURAL, 1203), "the rest stays"


def test_a_csv_of_another_program_in_gb18030(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "学校.csv"
    path.write_bytes("校名,办学性质\r\n示例市㛃湖小学,民办\r\n乙区特教学校,\r\n".encode("gb18030"))
    coming = _taken(store, read_book(path))
    assert "没有“学校代码”列：按校名核对，新学校自动编号。" in coming.notes
    named = {school.name: school for school in _schools(store).values()}
    assert named["示例市㛃湖小学"].code == "S002"
    assert named["乙区特教学校"].stages == (Stage.SPE,)
    assert _numbers(_looked(store, read_book(path))) == (0, 0, 2)


def test_twice_the_same_code_is_shown_row_by_row_and_healed_at_either(store: Store) -> None:
    book = pasted("代码\t学校名称\nA1\t甲小学\nA2\t乙小学\nA1\t丙小学\n")
    with pytest.raises(InspectionError) as told:
        _taken(store, book)
    assert str(told.value) == (
        "“粘贴的内容”没有导入：第 2 行 A 列（代码）与第 4 行代码相同，请核对；"
        "第 4 行 A 列（代码）与第 2 行代码相同，请核对；请改正后再导入。"
    )
    first, second = _looked(store, book).faults
    assert _numbers(_looked(store, without(book, LeftOut(first.sheet, first.row)))) == (2, 0, 0)
    assert _numbers(_taken(store, corrected(book, second, "A3"))) == (3, 0, 0)
    assert _schools(store)["A3"].name == "丙小学"


def test_a_sound_row_is_changed_in_any_column_also_in_one_that_is_not_there(store: Store) -> None:
    book = pasted("代码\t学校名称\nA1\t甲小学\n")
    [line] = _looked(store, book).lines
    columns = {column.key: column for column in KINDS["schools"].columns}
    for key, written in (("name", "甲中心小学"), ("ownership", "民办")):
        book = corrected(book, line.entry.record.fault_at(columns[key]), written)
    _taken(store, book)
    found = _schools(store)["A1"]
    assert (found.name, found.ownership) == ("甲中心小学", Ownership.PRIVATE)


def test_rows_and_columns_that_are_not_read_are_named(store: Store, tmp_path: Path) -> None:
    book = pasted(
        "编号\t学校名称\t代码\t编制\nG-1\t甲小学\tA1\t30\n\t\t\t以上名单由人事科提供\n\t\tA2\t\n"
    )
    coming = _looked(store, book, kind="schools")
    assert coming.notes[-2:] == ("第 3、4 行没有写学校名称，没有读。", "没有读的列：编号、编制。")
    assert str(
        _looked(store, pasted("学校名称\t代码\t类别\n\tA2\t小学\n"), kind="schools").faults[0]
    ) == ("第 2 行 A 列（学校名称）没有填学校名称")
    rows = [["校名"], ["甲小学"], *[[""]] * 3]
    path = write(tmp_path / "远.xlsx", rows)
    import openpyxl

    workbook = openpyxl.load_workbook(path)
    workbook.active["XFD3"] = "远处"
    workbook.active["Z2"] = "旁边"
    hidden = workbook.create_sheet("旧名单")
    hidden.append(["校名"])
    hidden.append(["丁小学"])
    hidden.sheet_state = "hidden"
    workbook.save(path)
    notes = _looked(store, read_book(path), kind="schools").notes
    assert notes[-3:] == (
        "没有读的列：Z 列（没有列名）。",
        "没有读的工作表：旧名单（隐藏）。",
        "太靠右的 1 个格子没有读。",
    )


def test_what_cannot_be_read_is_told_by_row_and_column_and_nothing_comes(store: Store) -> None:
    book = pasted(
        "代码\t学校名称\t类别\t性质\t人数\n甲1\t甲小学\t小学\t公\t百余\nA2\t乙校\t\t公办\t\n"
    )
    coming = _looked(store, book)
    assert [str(fault) for fault in coming.faults] == [
        "第 2 行 A 列（代码）写的是“甲1”，代码只能用字母、数字和符号",
        "第 2 行 D 列（性质）写的是“公”，请写 公办 或 民办",
        "第 2 行 E 列（人数）写的是“百余”，请填整数，如 52",
        "第 3 行 C 列（类别）看不出学校类别，请在“学校类别”一列写明",
    ]
    assert not coming.welcome
    with pytest.raises(InspectionError, match=r"没有导入：第 2 行 A 列.*等 4 处；请改正后再导入。"):
        _taken(store, book)
    assert list(_schools(store)) == ["S001"]


def test_columns_that_nobody_could_guess_are_named_by_hand(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["附件3"], ["园所", "编码简称"], ["甲幼儿园", "K1"]])
    book = read_book(path)
    kind = KINDS["schools"]
    with pytest.raises(InspectionError, match=r"看不出“a.xlsx”是哪一种名单"):
        _looked(store, book)
    layout = Layout("Sheet", 2, {"name": 0, "code": 1})
    with store.act(Act.PLAN) as work:
        coming = take_in(work, kind, book, layout)
    assert _numbers(coming) == (1, 0, 0)
    assert _schools(store)["K1"].kind is SchoolType.KINDERGARTEN


def test_people_with_teams_roles_phones_and_recusals(store: Store, tmp_path: Path) -> None:
    _taken(store, read_book(GOLDEN / "schools.xls"))

    def merge(sheet: Any) -> None:
        sheet.merge_cells("A3:A4")

    rows = [
        ["检查人员分组表"],
        ["组别", "姓名", "职务", "单位", "联系电话", "近三年任职学校", "亲属所在学校"],
        ["二组", "王喆", "组长", "示例市教育局纪委", 13800000001.0, "无", ""],
        [None, "李珺玥", "组员", "示例市实验小学", "138-0000-0002", "2132000013", ""],
        ["第3组", "赵四", "副组长", "示例市第一中学", "", "", "示例市机关幼儿园、示例市实验小学"],
    ]
    book = read_book(write(tmp_path / "人员.xlsx", rows, merge))
    assert _numbers(_taken(store, book)) == (3, 0, 0)
    with store.read() as work:
        teams = {team.id: team.name for team in work.people.teams()}
        people = {member.name: member for member in work.people.members()}
        numbers, away = work.people.numbers(), work.people.recusals()
    assert sorted(teams.values()) == ["第一检查组", "第三检查组", "第二检查组"]
    lead, teacher, other = (people[name] for name in ("王喆", "李珺玥", "赵四"))
    assert (teams[lead.team_id], lead.is_lead, other.is_lead) == ("第二检查组", True, False)
    assert (numbers[lead.id], numbers[teacher.id]) == ("13800000001", "13800000002")
    assert {(one.member_id, one.school, one.reason) for one in away} == {
        (teacher.id, "示例市实验小学", RecusalReason.OWN_SCHOOL),
        (teacher.id, "示例市新星双语学校", RecusalReason.FORMER_POST),
        (other.id, "示例市第一中学", RecusalReason.OWN_SCHOOL),
        (other.id, "示例市机关幼儿园", RecusalReason.RELATIVE),
        (other.id, "示例市实验小学", RecusalReason.RELATIVE),
    }
    assert _numbers(_looked(store, book)) == (0, 0, 3)


def test_a_person_put_into_another_team_keeps_what_is_known_of_them(store: Store) -> None:
    _taken(store, pasted("姓名\t检查组\t单位\t电话\t回避学校\n甲\t2\t局\t13800000001\tS001\n"))
    coming = _taken(store, pasted("姓名\t组别\t职务\n甲\t第三组\t组长\n"))
    assert [line.what for line in coming.lines] == ["转到第三检查组；职务：组员 → 组长"]
    with store.read() as work:
        one = next(person for person in work.people.members() if person.name == "甲")
        assert (one.code, one.is_lead, one.source) == ("T3-M1", True, "局")
        assert work.people.numbers() == {one.id: "13800000001"}
        assert [line.school_id for line in work.people.recusals()] == [work.plans.schools()[0].id]


def test_an_inspector_of_the_own_school_is_refused_and_nobody_comes(store: Store) -> None:
    book = pasted("姓名\t检查组\t工作单位\n甲\t2\t局\n乙\t1\t示例市第一示例小学\n")
    says = "乙是“示例市第一示例小学”的人，第一检查组正要检查这所学校；请先改派学校，或换一个组。"
    with pytest.raises(InspectionError, match=says):
        _taken(store, book)
    with store.read() as work:
        assert [member.name for member in work.people.members()] == ["检查员101"]


def test_people_that_cannot_be_are_told(store: Store) -> None:
    book = pasted(
        "姓名\t检查组\t电话\t回避学校\n甲\t1\t1380\t无此小学\n甲\t1\t\t\n乙\t\t\t\n".replace(
            "乙\t\t", "乙\t"
        )
    )
    said = [str(fault) for fault in _looked(store, book).faults]
    assert said == [
        "第 2 行 C 列（电话）写的是“1380”，只有 4 位",
        "第 2 行 D 列（回避学校）写的是“无此小学”，学校名单里没有“无此小学”，请写全称或代码",
        "第 2 行 A 列（姓名）与第 3 行同组同名，请核对",
        "第 3 行 A 列（姓名）与第 2 行同组同名，请核对",
    ]


@pytest.mark.parametrize(
    ("said", "name"),
    [("1", "第一检查组"), ("第2组", "第二检查组"), ("三组", "第三检查组"), ("12组", "第十二检查组"),
     ("第四检查组", "第四检查组"), ("机动组", "机动组")],
)  # fmt: skip
def test_teams_are_known_under_many_names(said: str, name: str) -> None:
    assert team_name(said) == name


FEES = (
    "2025年秋季服务性收费和代收费目录\n"
    "收费项目\t收费标准（元）\t类别\t适用学段\t计费单位\t文号\n"
    "课后服务费\t150\t服务性收费\t义务教育\t元/生·月\t示发改〔2025〕1号\n"
    "伙食费\t据实\t伙食费\t不限\t\t\n"
)


def test_a_fee_catalogue_and_the_one_of_the_next_year(store: Store) -> None:
    first = Given("示例省", date(2024, 9, 1))
    coming = _taken(store, pasted(FEES), given=first)
    assert _numbers(coming) == (2, 0, 0)
    assert _numbers(_looked(store, pasted(FEES), given=first)) == (0, 0, 2)
    dearer = pasted(FEES.replace("150", "160"))
    [line, _] = _looked(store, dearer, given=first).lines
    assert line.what == "标准：150.00元 → 160.00元"
    coming = _taken(store, dearer, given=Given("示例省", date(2025, 9, 1)))
    assert coming.lines[0].what == "160.00元 · 服务性收费 · 原标准 150.00元 到前一日止"
    with store.read() as work:
        fees = [fee for fee in work.catalogues.fees() if fee.name == "课后服务费"]
    assert [(fee.rate_fen, fee.valid_from, fee.valid_to) for fee in fees] == [
        (15_000, date(2024, 9, 1), date(2025, 8, 31)),
        (16_000, date(2025, 9, 1), None),
    ]
    assert (fees[0].region, fees[0].stages) == ("示例省", frozenset({Stage.PRI, Stage.JUN}))


def test_days_off_and_make_up_workdays(store: Store) -> None:
    book = pasted("日期\t安排\t节日\n2026-10-01\t放假\t国庆节\n2026年10月10日\t调休上班\t\n")
    assert kind_of(book).key == "days"
    _taken(store, book)
    with store.read() as work:
        marked = work.campaigns.marked_days()
        days = work.campaigns.working_days(date(2026, 9, 30), date(2026, 10, 2))
    assert marked[date(2026, 10, 10)] == (DayKind.WORKDAY, "")
    assert days == [date(2026, 9, 30), date(2026, 10, 2)]


def test_days_as_the_state_council_spells_them(store: Store) -> None:
    book = pasted(
        "关于2026年部分节假日安排\n"
        "节日\t放假时间\t休班\n"
        "国庆节\t10月1日（周四）至7日（周三）\t放假\n"
        "\t2026年9月20日（周日）、10月10日（周六）\t上班\n"
    )
    coming = _taken(store, book)
    assert _numbers(coming) == (9, 0, 0)
    assert coming.notes == ("没有写年份的日期按 2026 年登记。",)
    with store.read() as work:
        marked = work.campaigns.marked_days()
    assert marked[date(2026, 10, 7)] == (DayKind.HOLIDAY, "国庆节")
    assert marked[date(2026, 9, 20)] == marked[date(2026, 10, 10)] == (DayKind.WORKDAY, "")
    assert date(2026, 10, 8) not in marked


@pytest.mark.parametrize(
    ("said", "first", "last", "number"),
    [
        ("10月1日至7日", "2026-10-01", "2026-10-07", 7),
        ("1月1日（周四）至3日（周六）", "2026-01-01", "2026-01-03", 3),
        ("2月15日（农历腊月二十八、周日）至23日（周一）", "2026-02-15", "2026-02-23", 9),
        ("2026年10月10日（周六）", "2026-10-10", "2026-10-10", 1),
        ("12月31日至1月2日", "2026-12-31", "2027-01-02", 3),
        ("2026年10月1日～2026年10月7日", "2026-10-01", "2026-10-07", 7),
        ("20261001", "2026-10-01", "2026-10-01", 1),
    ],
)
def test_days_in_any_spelling(said: str, first: str, last: str, number: int) -> None:
    days = days_of(said, date(2026, 6, 1))
    assert (str(days[0]), str(days[-1]), len(days)) == (first, last, number)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("10月10日（周五）", "2026-10-10 不是周五，请核对年份"),
        ("2月30日", "没有这一天，请核对"),
        ("10月7日至1日", "起止日期不对，请核对"),
        ("国庆期间", "请填日期，如 2026-10-1、10月1日至7日"),
    ],
)
def test_days_that_cannot_be_are_told(said: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        days_of(said, date(2026, 6, 1))


def test_a_list_of_nothing_we_know_is_told(store: Store) -> None:
    with pytest.raises(InspectionError, match="看不出“粘贴的内容”是哪一种名单"):
        kind_of(pasted("甲\t乙\n1\t2\n"))


def test_a_list_of_complaints_is_no_list_of_schools(store: Store) -> None:
    """It has a column of schools, and one cell of it is a school's code."""
    book = pasted("反映学校\nS024\n")
    with pytest.raises(InspectionError) as told:
        kind_of(book)
    assert str(told.value) == (
        "“粘贴的内容”有些像学校名单，拿不准；如果是，请用 --as schools 指明再导入。"
    )
    with store.read() as work:
        coming = look(work, KINDS["schools"], book)
    assert coming.doubts == ("“反映学校”一列当作“学校名称”，请核对。",)
    assert [str(fault) for fault in coming.faults] == [
        "第 2 行 A 列（反映学校）写的是“S024”，像是代码，不是校名"
    ]
    known = pasted("学校名称\nS001\n")
    with store.read() as work:
        assert look(work, KINDS["schools"], known).faults, "not even the code of a known school"


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("学校", "schools"),
        ("序号\t学校名称\t地址\t邮编", "schools"),
        ("学校\t学校代码\t地址", "schools"),
        ("姓名\t检查组\t学校\t地址", "people"),
        ("收费项目\t收费标准\t学校", "fees"),
        ("日期\t休班\t备注", "days"),
        ("学校\t反映内容\t反映时间", ""),
        ("日期\t类型\t反映学校\t反映内容", ""),
        ("项目\t金额\t经办人", ""),
    ],
)
def test_a_kind_is_recognised_by_its_own_columns_or_asked_for(heading: str, key: str) -> None:
    cells = "\t".join("某" for _ in heading.split("\t"))
    book = pasted(f"{heading}\n{cells}\n")
    if key:
        assert kind_of(book).key == key
    else:
        with pytest.raises(InspectionError, match="拿不准；如果是，请用 --as"):
            kind_of(book)


def test_columns_that_hold_something_and_are_not_read_are_named(store: Store) -> None:
    coming = _looked(store, pasted("序号\t学校名称\t地址\t空列\n1\t甲小学\t某路\t\n\t\t\t\t多\n"))
    assert "没有读的列：地址、E 列（没有列名）。" in coming.notes


NO_KINDS = (
    "收费项目\t收费标准\n普通高中学费\t1000\n住宿费\t300\n公办幼儿园保教费\t450\n"
    "校服费\t据实\n伙食费\t据实\n课后服务费\t150\n"
)


def test_a_fee_s_kind_is_guessed_by_its_name_and_said(store: Store) -> None:
    coming = _taken(store, pasted(NO_KINDS))
    with store.read() as work:
        kinds = {fee.name: fee.kind for fee in work.catalogues.fees()}
    assert kinds == {
        "普通高中学费": FeeKind.ADMINISTRATIVE,
        "住宿费": FeeKind.ADMINISTRATIVE,
        "公办幼儿园保教费": FeeKind.ADMINISTRATIVE,
        "校服费": FeeKind.PASS_THROUGH,
        "伙食费": FeeKind.MEALS,
        "课后服务费": FeeKind.SERVICE,
    }
    assert "6 项没有写类别：按名称判断，请逐项核对。" in coming.notes
    assert coming.lines[3].what == "据实 · 代收费（按名称判断）"


def test_a_fee_nobody_can_guess_is_asked_for_and_can_be_answered_or_left_out(
    store: Store,
) -> None:
    book = pasted(NO_KINDS + "某某费\t20\n杂项\t三十\n")
    coming = _looked(store, book)
    assert [str(fault) for fault in coming.faults] == [
        "第 8 行 C 列（类别）看不出“某某费”是哪一类收费，请写如 服务性收费、代收费",
        "第 9 行 C 列（类别）看不出“杂项”是哪一类收费，请写如 服务性收费、代收费",
        "第 9 行 B 列（收费标准）写的是“三十”，请填金额（元），最多两位小数，如 178716.00",
    ]
    book = corrected(book, coming.faults[0], "代收费")
    book = without(book, LeftOut("粘贴的内容", 9))
    coming = _taken(store, book)
    assert _numbers(coming) == (7, 0, 0)
    with store.read() as work:
        [fee] = [fee for fee in work.catalogues.fees() if fee.name == "某某费"]
    assert (fee.kind, fee.rate_fen) == (FeeKind.PASS_THROUGH, 2_000)


def test_a_rate_by_grades_is_a_fee_for_each(store: Store) -> None:
    coming = _taken(
        store, pasted("收费项目\t收费标准\t类别\n作业本费\t1-2年级15；3-6年级20元\t代收费\n")
    )
    assert _numbers(coming) == (2, 0, 0)
    with store.read() as work:
        rates = {fee.name: fee.rate_fen for fee in work.catalogues.fees()}
    assert rates == {"作业本费（1-2年级）": 1_500, "作业本费（3-6年级）": 2_000}
    assert _rate_of(store, "1,200.50元/学期") == 120_050, "a comma in a number parts nothing"


def _rate_of(store: Store, written: str) -> int | None:
    coming = _looked(store, pasted(f"收费项目\t收费标准\n学费\t{written}\n"))
    rate: int | None = coming.lines[0].entry.values["rate_fen"]
    return rate


def test_the_same_fees_of_another_region_are_not_doubled_without_a_word(store: Store) -> None:
    _taken(store, pasted(NO_KINDS), given=Given("示例省"))
    coming = _looked(store, pasted(NO_KINDS), given=Given("江城市"))
    assert "已有“示例省”的收费目录；这一份按“江城市”另行登记，同名项目不会替换。" in coming.notes


def test_blanks_within_a_school_s_name_are_no_other_school(store: Store) -> None:
    _taken(store, pasted("学校名称\n江城市 第三小学\n"))
    assert _numbers(_looked(store, pasted("学校名称\n江城市第三小学\n"))) == (0, 0, 1)
    assert "江城市第三小学" in {school.name for school in _schools(store).values()}


def test_a_list_says_what_schools_have(store: Store) -> None:
    """What it does not say stays as it is; a number of pupils is no answer."""
    heads = "学校代码\t学校名称\t有无食堂\t是否有课后服务\t课后服务人数\n"
    table = f"{heads}S001\t示例市第一示例小学\t有\t否\t120\nS002\t示例市第二示例小学\t无\t\t\n"
    coming = _taken(store, pasted(table))
    assert _numbers(coming) == (1, 1, 0)
    assert "有无食堂供餐：空 → 有" in coming.lines[0].what
    has = {code: dict(school.circumstances) for code, school in _schools(store).items()}
    assert has == {
        "S001": {Circumstance.CANTEEN: True, Circumstance.AFTER_SCHOOL: False},
        "S002": {Circumstance.CANTEEN: False},
    }
    again = _looked(store, pasted(table))
    assert _numbers(again) == (0, 0, 2)
    odd = _looked(store, pasted("学校名称\t有无食堂\n示例市第一示例小学\t两个\n"))
    assert "请写 有 或 无" in str(odd.faults[0])
