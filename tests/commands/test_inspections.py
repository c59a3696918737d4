"""`inspections`: a kind of inspection by a command, and what it refuses."""

import json
from pathlib import Path

from inspector_gui.resources import EXAMPLE_KIND
from tests.commands.cli import did, refused
from tests.conftest import Clock, prepare


def test_a_kind_is_made_with_its_team_and_its_checklist(tmp_path: Path) -> None:
    bureau, table = tmp_path / "总.inspection", tmp_path / "清单.csv"
    prepare(bureau, Clock())
    table.write_text("检查内容,应查材料\n是否公示收费？,公示栏照片、收费文件\n", "utf-8")
    did("inspections", bureau, "--add", "明察暗访", "--team", "暗访第一组")
    [coming] = did(
        "import", bureau, table, "--as", "items", "--inspection", "明察暗访", "--json"
    ).json()["lists"]
    assert (coming["kind"], coming["new"]) == ("items", 1)
    kinds = {
        inspection["code"]: inspection
        for inspection in did("inspections", bureau, "--json").json()["inspections"]
    }
    assert set(kinds) == {"fee", "finance", "k1"}
    assert (kinds["k1"]["items"], kinds["k1"]["teams"], kinds["k1"]["has_notice"]) == (
        1,
        ["T2"],
        False,
    )
    [item] = did("contents", bureau, "--inspection", "k1", "--json").json()["items"]
    assert item["question"] == "是否公示收费？"
    assert kinds["fee"]["items"] == 2


def test_a_kind_is_taken_from_a_file_with_its_checklist(tmp_path: Path) -> None:
    bureau, file = tmp_path / "总.inspection", tmp_path / "暗访.json"
    prepare(bureau, Clock())
    item = {
        "code": "A-01",
        "question_zh": "校门口是否收费？",
        "violation_zh": "校门口收费",
        "stages": ["PRI"],
        "ownership": ["public"],
        "area": ["urban"],
        "methods": ["SITE"],
        "evidence_zh": [],
        "records_amount": True,
        "records_students": False,
        "basis": [],
        "default_severity": "minor",
        "handling": [],
    }
    content = {
        "catalogue_version": "2026.1",
        "regulations": [],
        "inspection": {
            "kind": "明察暗访",
            "title": "规范办学明察暗访",
            "matter": "规范办学",
            "pages": ["overview", "checklist", "findings", "documents"],
            "methods": ["SITE"],
            "documents": ["working_paper"],
            "amounts": ["涉及金额", "应退", "已退", "上缴"],
            "has_notice": False,
            "with_units": False,
        },
        "checklist": {
            "name_zh": "暗访清单",
            "categories": [{"code": "A", "name_zh": "周边", "order": 1, "items": [item]}],
        },
    }
    file.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    kinds = did("inspections", bureau, "--take", file, "--json").json()["inspections"]
    assert [(kind["code"], kind["items"]) for kind in kinds] == [
        ("fee", 2),
        ("finance", 0),
        ("k1", 1),
    ]
    assert "已经有“明察暗访”" in refused("inspections", bureau, "--take", file)
    file.write_text('{"inspection": {"kind": "督导"}}', "utf-8")
    assert "没有完整的检查种类" in refused("inspections", bureau, "--take", file)
    assert did("inspections", bureau, "--json").json()["inspections"] == kinds


def test_the_kind_that_is_shipped_as_an_example_comes_in_whole(tmp_path: Path) -> None:
    bureau = tmp_path / "总.inspection"
    prepare(bureau, Clock())
    taken = did("inspections", bureau, "--take", EXAMPLE_KIND, "--json").json()["inspections"][-1]
    assert (taken["kind"], taken["items"], taken["documents"]) == ("明察暗访", 6, ["working_paper"])
    items = did("contents", bureau, "--inspection", "明察暗访", "--json").json()["items"]
    assert [item["bases"] for item in items] == [[]] * 6, "none is cited before somebody read it"


def test_a_kind_that_is_at_work_is_not_dropped(tmp_path: Path) -> None:
    bureau = tmp_path / "总.inspection"
    prepare(bureau, Clock())
    assert "已编有第一检查组" in refused("inspections", bureau, "--drop", "收费检查")
    kinds = did("inspections", bureau, "--drop", "财务检查", "--json").json()["inspections"]
    assert [kind["code"] for kind in kinds] == ["fee"]
    assert "总文件里没有“督导”这个检查种类" in refused("summary", bureau, "--inspection", "督导")
