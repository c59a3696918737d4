"""Ctrl+K finds everything, and leads there or does it."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from db.records.fees import FeeLine, VoucherLine
from db.records.registers import ComplaintLine
from db.vocabulary import Act, FeeKind
from db.vocabulary import Desk as DeskKind
from inspector_gui.window.shell.palette_hits import Hit, Kind, chosen, ranked

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def files(recorded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from shutil import copytree

    return Path(copytree(recorded, tmp_path_factory.mktemp("palette") / "files"))


@pytest.fixture
def team(opened: Any, files: Path) -> Any:
    return opened(next(files.rglob("第一检查组.inspection")))


@pytest.fixture
def bureau(opened: Any, files: Path) -> Any:
    return opened(next(path for path in files.rglob("*.inspection") if "组" not in path.stem))


def palette(desk: Any) -> Any:
    found = [
        widget for widget in QApplication.topLevelWidgets() if widget.objectName() == "palette"
    ]
    return next(one for one in found if one.isVisible())


def found(desk: Any, typed: str) -> list[str]:
    """What is listed for what was typed, as it is read out."""
    desk.key("Ctrl+K")
    desk.type(typed)
    shown = palette(desk)
    desk.until(lambda: not shown.waits, "what was typed is looked for")
    return [shown.rows.spoken(row) for row in range(shown.rows.rowCount())]


def take(desk: Any, typed: str) -> None:
    desk.key("Ctrl+K")
    desk.type(typed)
    desk.key("Enter")


def test_a_school_by_code_and_by_the_initials_of_its_name(team: Any) -> None:
    from inspector_gui.window.shell.pinyin import initials

    school = team.bench.desk.schools[3]
    take(team, school.code)
    assert team.bench.desk.school == school
    other = team.bench.desk.schools[1]
    take(team, initials(other.name))
    assert initials(team.bench.desk.school.name) == initials(other.name)
    assert team.focus() is not team.window


def test_a_finding_by_its_number_whoever_s_it_is(team: Any) -> None:
    with team.bench.desk.store.read() as work:
        visits = [line.visit_id for line in team.bench.desk.schools]
        finding, visit = next((line, v) for v in visits[::-1] for line in work.findings.lines(v))
    take(team, finding.serial)
    page = team.bench.page()
    assert page is team.bench.pages["findings"]
    assert page.table.current().serial == finding.serial
    assert team.bench.desk.school.visit_id == visit


def enter_accounts(desk: Any) -> None:
    """A fee and a voucher at the last school."""
    line = desk.bench.desk.schools[-1]
    with desk.bench.desk.store.act(Act.CHECK_FEES, school=line.id) as work:
        fee = {"kind": FeeKind.SERVICE, "charged_fen": 123_450}
        work.fees.enter(FeeLine, line.visit_id, name="晚托服务费", **fee)
        voucher = {"summary": "收第三季度晚托", "amount_fen": 8_111_000}
        work.fees.enter(VoucherLine, line.visit_id, voucher_no="记-187", **voucher)


def test_a_fee_a_voucher_and_an_item_by_what_they_are_called(team: Any) -> None:
    enter_accounts(team)
    take(team, "记-187")
    page = team.bench.page()
    assert team.bench.desk.school == team.bench.desk.schools[-1]
    assert page.chips.key == "vouchers"
    assert page.faces["vouchers"].table.current().line.voucher_no == "记-187"
    take(team, "晚托服务")
    assert page.chips.key == "fees"
    assert page.faces["fees"].table.current().line.name == "晚托服务费"
    assert any("记-187" in one for one in found(team, "81,110.00"))
    team.key("Esc")
    item = team.bench.desk.items_for(team.bench.desk.school)[20]
    take(team, item.code.lower())
    assert team.bench.page().table.current().item.code == item.code


def test_pages_and_commands_stand_with_their_keys(team: Any) -> None:
    assert "页面，家长电话，学校，Ctrl+5" in found(team, "家长电话")
    team.key("Enter")
    assert team.bench.page() is team.bench.pages["calls"]
    listed = found(team, "备份")
    assert "命令，立即备份，数据，Ctrl+B" in listed
    team.key("Esc")
    team.page("checklist")
    assert any(
        one.startswith("命令，转为问题") and one.endswith("P") for one in found(team, "转为")
    )
    team.key("Esc")


def test_a_person_of_the_team_takes_over_the_recording(team: Any) -> None:
    person = team.bench.desk.people[2]
    take(team, person.name)
    assert team.bench.desk.person == person


def test_esc_gives_up_and_what_is_not_there_is_said(team: Any) -> None:
    page, focus = team.bench.page(), team.focus()
    assert found(team, "没有这种东西") == []
    assert team.says("没有找到")
    team.key("Enter")
    team.key("Esc")
    assert (team.bench.page(), team.focus()) == (page, focus)


def test_tab_shows_one_kind_alone_and_all_again(team: Any) -> None:
    code = team.bench.desk.schools[0].name[:3]
    everything = found(team, code)
    kinds = {one.split("，")[0] for one in everything if one}
    assert len(kinds) > 1
    team.key("Tab")
    shown = palette(team)
    one_kind = [shown.rows.spoken(row) for row in range(shown.rows.rowCount())]
    assert {one.split("，")[0] for one in one_kind if one} == {"学校"}
    assert len([one for one in one_kind if one]) == len(team.bench.desk.schools)
    team.key("Tab")
    again = [shown.rows.spoken(row) for row in range(shown.rows.rowCount())]
    assert again == everything
    team.key("Esc")


def test_the_bureau_finds_people_complaints_and_every_team_s_findings(bureau: Any) -> None:
    assert bureau.bench.desk.kind is DeskKind.BUREAU
    with bureau.bench.desk.store.read() as work:
        member = work.people.members()[4]
        complaints = work.registers.lines(ComplaintLine)
    take(bureau, member.name)
    page = bureau.bench.page()
    assert page is bureau.bench.pages["prepare"]
    assert page.face.row.id == member.id
    if complaints:
        take(bureau, complaints[-1].number)
        assert bureau.bench.page().list.table.current().number == complaints[-1].number


def test_it_fits_a_small_window(team: Any) -> None:
    team.window.resize(911, 512)
    team.key("Ctrl+K")
    shown = palette(team)
    assert shown.width() <= 911
    assert shown.height() <= 512
    team.key("Esc")


def hit(kind: Kind, title: str, *known: str) -> Hit:
    return Hit(kind, title, "", lambda: None, known=known)


def test_the_code_itself_comes_before_what_only_contains_it() -> None:
    schools = [hit(Kind.SCHOOL, "甲校", "S011"), hit(Kind.SCHOOL, "乙校", "S01")]
    fit = [one for each in schools if (one := ranked(each, "s01")) is not None]
    assert [one.title for one in chosen(fit)] == ["乙校", "甲校"]


def test_no_kind_crowds_out_another() -> None:
    schools = [hit(Kind.SCHOOL, f"第{n}小学") for n in range(40)]
    shown = chosen([*schools, hit(Kind.COMMAND, "小学统计"), hit(Kind.FINDING, "WT-01 小学")])
    assert [one.kind for one in shown].count(Kind.SCHOOL) == 7
    assert {Kind.COMMAND, Kind.FINDING} <= {one.kind for one in shown}
