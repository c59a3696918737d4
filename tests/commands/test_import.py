"""`new` and `import`: a campaign from nothing, its lists as bureaus keep them."""

import json
import stat
from pathlib import Path

import pytest

from db.store import Store
from inspector_gui.resources import CHECKLISTS, QUESTIONNAIRES
from tests.commands.cli import did, misused, passphrase_file, refused, whole
from tests.exchange.books import GOLDEN, write

_WHO = ("--code", "2026-SF", "--name", "2026年专项治理检查", "--bureau", "示例市教育局")


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    path = tmp_path / "2026-SF.inspection"
    made, kept, word = did("new", path, *_WHO, "--plain").lines
    assert "家长号码保存到 20" in kept
    assert (made, "没有加密" in word) == (str(path), True)
    return path


def _people(tmp_path: Path) -> Path:
    rows = [
        ["姓名", "检查组", "职务", "单位"],
        ["甲", 1, "组长", "局"],
        ["乙", 1, "", "示例市实验小学"],
    ]
    return write(tmp_path / "人员.xlsx", rows)


def test_a_campaign_from_nothing(bureau: Path, tmp_path: Path) -> None:
    done = did("import", bureau, GOLDEN / "schools.xls", _people(tmp_path))
    assert done.lines == [
        (
            "schools.xls：学校新增 4、更改 0、不变 0"
            "（没有“城乡”列：新学校按城镇登记，农村的请再改）"
            "（没有读的列：其中:寄宿）（没有读的工作表：说明）。"
        ),
        "人员.xlsx：检查人员新增 2、更改 0、不变 0。",
    ]
    with Store.open(bureau) as store, store.read() as work:
        assert len(work.plans.schools()) == 4
        assert [bar.member for bar in work.plans.bars()] == ["乙"]
        assert work.campaigns.recovery_key()
    told = did("import", bureau, GOLDEN / "schools.xls", "--json").json()
    assert [told["lists"][0][key] for key in ("kind", "new", "changed", "same")] == [
        *("schools", 0, 0, 4)
    ]


def test_a_preview_changes_nothing(bureau: Path, tmp_path: Path) -> None:
    done = did("import", bureau, GOLDEN / "schools.xls", _people(tmp_path), "--preview")
    assert "预览，学校新增 4" in done.lines[0]
    with Store.open(bureau) as store, store.read() as work:
        assert work.plans.schools() == []
        assert work.people.teams() == []


def test_one_bad_list_and_none_comes(bureau: Path, tmp_path: Path) -> None:
    bad = write(tmp_path / "坏.xlsx", [["姓名", "检查组", "电话"], ["甲", "一组", "12"]])
    before = bureau.read_bytes()
    said = refused("import", bureau, GOLDEN / "schools.xls", bad)
    assert said == "“坏.xlsx”没有导入：第 2 行 C 列（电话）写的是“12”，只有 2 位；请改正后再导入。"
    assert bureau.read_bytes() == before


def test_a_new_file_is_locked_where_there_is_a_passphrase(tmp_path: Path) -> None:
    path, secret = tmp_path / "a.inspection", passphrase_file(tmp_path)
    word = did("new", path, *_WHO, "--passphrase-file", secret).lines[-1]
    assert word == "文件已加密，口令强度：中。"
    assert stat.S_IMODE(path.with_name(f"{path.name}.keys").stat().st_mode) == 0o600
    assert not path.read_bytes().startswith(b"SQLite")
    did("import", path, GOLDEN / "schools.xls", "--passphrase-file", secret)


def test_no_new_file_is_left_open_unless_that_is_asked_for(tmp_path: Path) -> None:
    path, short = tmp_path / "a.inspection", passphrase_file(tmp_path, "1234567")
    assert "--plain" in refused("new", path, *_WHO)
    assert "至少要 8 个字符" in refused("new", path, *_WHO, "--passphrase-file", short)
    both = refused("new", path, *_WHO, "--plain", "--passphrase-file", short)
    assert "去掉其中一个" in both
    weak = passphrase_file(tmp_path, "12345678")
    assert "弱" in did("new", path, *_WHO, "--passphrase-file", weak).out


def test_what_cannot_be_begun_leaves_nothing(bureau: Path, tmp_path: Path) -> None:
    before = whole(tmp_path)
    assert "已经存在" in refused("new", bureau, *_WHO)
    assert "代号“二〇二六”不能用" in refused(
        "new", tmp_path / "b.inspection", "--code", "二〇二六", *_WHO[2:]
    )
    assert "不存在" in refused("new", tmp_path / "无" / "b.inspection", *_WHO, "--plain")
    assert whole(tmp_path) == before
    assert "--from" in misused("import", bureau, GOLDEN / "schools.xls", "--from", "九月")


def test_lists_come_into_the_bureau_s_file_only(recorded: Path) -> None:
    said = refused("import", recorded / "第一检查组.inspection", GOLDEN / "schools.xls")
    assert "请用总文件再试" in said


def test_another_version_of_the_checklists_and_questionnaires(bureau: Path, tmp_path: Path) -> None:
    content = json.loads(CHECKLISTS.read_text("utf-8"))
    content["catalogue_version"] = "2026.1"
    content["fee"]["categories"] = content["fee"]["categories"][:2]
    path = tmp_path / "清单.json"
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    assert did("import", bureau, path, QUESTIONNAIRES).lines == [
        *("换用检查清单 2026.1。", "换用问卷和提纲 2025.1。")
    ]
    with Store.open(bureau) as store, store.read() as work:
        assert {line.version for line in work.catalogues.lines()} == {"2026.1"}
        codes = [item.category for item in work.catalogues.items("fee")]
        assert set(codes) == {category["code"] for category in content["fee"]["categories"]}
        assert len(work.catalogues.rules()) == len(content["regulations"])
        assert len(work.forms.versions()) == 4
    before = bureau.read_bytes()
    del content["fee"]["categories"][1]["items"][0]["violation_zh"]
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    assert "没有换用；请重新取一份" in refused("import", bureau, path)
    assert bureau.read_bytes() == before
    did("import", bureau, GOLDEN / "schools.xls", _people(tmp_path))
    *_, school = did("plan", bureau, "--json").json()["schools"]
    did("assign", bureau, school["code"], "--team", "T1")
    did("handout", bureau, "--out", tmp_path, "--plain")
    assert "已经发放过，不能整份换用" in refused("import", bureau, QUESTIONNAIRES)


def test_a_row_that_cannot_be_read_may_be_left_out(bureau: Path, tmp_path: Path) -> None:
    path = tmp_path / "目录.csv"
    path.write_text("收费项目,收费标准\n学费,1000\n杂项,三十\n", "utf-8")
    assert "第 3 行 B 列（收费标准）" in refused("import", bureau, path)
    [line] = did("import", bureau, path, "--leave-out", "3").lines
    assert line.startswith("目录.csv：收费目录新增 1、")
