"""A whole campaign from `new` to `summary`, by commands and files only."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.commands.cli import did, inspector, refused, whole
from tests.exchange.books import write

SCHOOLS = [
    ["学校代码", "学校名称", "学校类别", "办学性质", "城乡", "学籍人数"],
    *([f"S{n:03}", f"示例市第{n}小学", "小学", "公办", "城区", 300 + n] for n in range(1, 7)),
]
PEOPLE = [
    ["姓名", "检查组", "组内职务", "工作单位"],
    ["甲一", 1, "组长", "示例市财政局"],
    ["甲二", 1, "组员", "示例市第1小学"],
    ["乙一", 2, "组长", "示例市审计局"],
    ["乙二", 2, "组员", "示例市第4小学"],
]
ITEM = "F-FW-01A"


class Script:
    """What a script has at hand: a folder and the commands."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bureau = folder, folder / "2026-SF.inspection"
        self.teams = {
            code: folder / "发放" / f"第{n}检查组.inspection"
            for code, n in (("T1", "一"), ("T2", "二"))
        }

    def json(self, command: str, *arguments: Any) -> Any:
        return did(command, *arguments, "--json").json()

    def at_bureau(self, command: str, *arguments: Any) -> Any:
        return self.json(command, self.bureau, *arguments)

    def records(self, name: str, content: Any) -> Path:
        path = self.folder / f"{name}.json"
        path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        return path

    def prepare(self) -> None:
        self.json(
            "new",
            self.bureau,
            "--code",
            "2026-SF",
            "--name",
            "2026年检查",
            "--bureau",
            "局",
            "--plain",
        )
        self.at_bureau(
            *("notice", "--title", "关于开展检查的通知", "--number", "示教财〔2026〕1号"),
            *("--conduct-from", "2025-9-1", "--conduct-to", "2026年8月31日"),
            *("--visits-from", "2026-09-14", "--visits-to", "2026-09-25"),
        )
        lists = [
            write(self.folder / f"{name}.xlsx", rows)
            for name, rows in (("学校", SCHOOLS), ("人员", PEOPLE))
        ]
        self.at_bureau("import", *lists)

    def assign_all(self) -> None:
        self.at_bureau("assign", "S002", "S003", "S004", "--team", "T1")
        self.at_bureau("assign", "S001", "S005", "S006", "--team", "第二检查组")


@pytest.fixture
def script(tmp_path: Path) -> Script:
    made = Script(tmp_path)
    made.prepare()
    return made


def _records(recorder: str, school: str, *findings: Any, place: str = "会议室") -> Any:
    return {
        "recorder": recorder,
        "schools": {
            school: {
                "visit": {
                    "visited_on": "2026-09-15",
                    "arrived_at": "2026-09-15T08:05+08:00",
                    "place": place,
                    "credentials_shown": True,
                },
                "present": [recorder, recorder[:-1] + "2"],
                "methods": ["DOC", "SITE"],
                "answers": {ITEM: {"verdict": "OK", "note": "已核对"}},
                "findings": list(findings),
            }
        },
    }


def test_a_whole_campaign_by_commands_only(script: Script) -> None:
    bureau, folder = script.bureau, script.folder
    # recusal: by the list, and by hand
    away = script.at_bureau("recusal")["recusals"]
    assert [(one["member"], one["school"], one["reason"]) for one in away] == [
        ("T1-M2", "S001", "OWN_SCHOOL"),
        ("T2-M2", "S004", "OWN_SCHOOL"),
    ]
    script.at_bureau("recusal", "--member", "乙一", "--school", "S002", "--reason", "RELATIVE")
    # contents
    before = script.at_bureau("contents")
    [item] = [item for item in before["items"] if item["code"] == ITEM]
    left_out = before["items"][-1]["code"]
    after = script.at_bureau("contents", "--leave-out", left_out, "--lock", ITEM)
    assert len(after["items"]) == len(before["items"]) - 1
    [item] = [item for item in after["items"] if item["code"] == ITEM]
    locked = {basis["title"] for basis in item["bases"] if basis["locked"]}
    assert locked == {
        "中华人民共和国教育法（2021年修正）",
        "价格违法行为行政处罚规定（2010年修订）",
    }, "what has neither article nor date is not locked"
    # one school by hand, the rest by lot
    [given] = script.at_bureau("assign", "S006", "--team", "T2", "--day", "2026-09-16")["schools"]
    assert (given["team"], given["planned_on"]) == ("第二检查组", "2026-09-16")
    [frozen] = script.at_bureau("draw", "--freeze")["draws"]
    assert (len(frozen["schools"]), frozen["teams"], frozen["seed_text"]) == (5, None, None)
    [drawn] = script.at_bureau("draw", "--number", "058213", "--witness", "纪委某某")["draws"]
    assert drawn["commitment"] == frozen["commitment"]
    assert drawn["repeats"]
    assert drawn["teams"]["S001"] == "T2"
    assert drawn["teams"]["S002"] == drawn["teams"]["S004"] == "T1"
    # days
    plan = script.at_bureau("plan", "--spread")["schools"]
    assert {one["team"] for one in plan} == {"第一检查组", "第二检查组"}
    assert all("2026-09-14" <= one["planned_on"] <= "2026-09-25" for one in plan)
    script.at_bureau("plan", "--school", "S002", "--day", "2026-09-17")
    [moved] = [school for school in script.at_bureau("plan")["schools"] if school["code"] == "S002"]
    assert moved["planned_on"] == "2026-09-17"
    # out, recorded, back
    made = script.at_bureau("handout", "--out", folder / "发放", "--plain")["files"]
    assert [Path(one["path"]) for one in made] == list(script.teams.values())
    finding = {
        "item": ITEM,
        "fact": "未公示收费",
        "students": 12,
        "involved_fen": 120_050,
        "due_fen": 120_050,
        "evidence": [{"title": "收款收据", "locator": "第3号"}],
    }
    packages = []
    for code, school, found in (("T1", "S002", [finding]), ("T2", "S001", [])):
        records = script.records(code, _records(f"{code}-M1", school, *found))
        came = script.json("record", script.teams[code], records)["recorded"]
        assert (came["visits"], came["findings"]) == (1, len(found))
        assert script.json("record", script.teams[code], records)["recorded"] == came
        if found:
            step = ("--school", school, "--finding", "WT-01", "--as", f"{code}-M1", "--to")
            [kept] = script.json("findings", script.teams[code], *step, "CONFIRMED")["findings"]
            assert (kept["status"], kept["involved_fen"]) == ("CONFIRMED", 120_050)
        sealed = script.json("package", script.teams[code], "--out", folder / "U盘" / code)
        assert type(sealed["totals"]["involved_fen"]) is int
        packages.append(sealed["path"])
    receipts = script.at_bureau("merge", *packages)["receipts"]
    assert [receipt["number"] for receipt in receipts] == [1, 2]
    # two laptops of one team part, the bureau decides
    copy = shutil.copy(script.teams["T1"], folder / "另一台.inspection")
    for path, place in ((script.teams["T1"], "校长室"), (copy, "教室")):
        other = _records("T1-M1", "S002", place=place)
        script.json("record", path, script.records(place, other))
        script.at_bureau("merge", path)
    [conflict] = script.at_bureau("conflicts")["conflicts"]
    assert conflict["columns"] == ["place"]
    script.at_bureau("decide", conflict["id"], "--take", "校长室")
    assert script.at_bureau("conflicts")["conflicts"] == []
    # papers and numbers
    [sheet] = script.json(
        "feedback", script.teams["T1"], "--school", "S002", "--out", folder / "反馈单"
    )["files"]
    assert Path(sheet).read_bytes().startswith(b"%PDF")
    step = ("--school", "S002", "--finding", "WT-01", "--to")
    for status in ("FED_BACK", "RECTIFYING"):
        [kept] = script.at_bureau("findings", *step, status)["findings"]
        assert kept["status"] == status
    assert "理由" in refused("findings", bureau, *step, "WITHDRAWN")
    listed = script.at_bureau("documents", "--school", "S002")["documents"]
    assert {"feedback", "notice", "refund_register"} <= {one["kind"] for one in listed}
    papers = script.at_bureau("documents", "--campaign", "--out", folder / "通报")
    assert papers["files"]
    assert len(list((folder / "通报").iterdir())) == len(papers["files"])
    health = json.loads(inspector("check", bureau, "--json").out)
    assert (health["sound"], len(health["schools"]), health["lacking"]) == (True, 6, [])
    totals = script.at_bureau("summary")["totals"]
    assert (totals["teams"], totals["schools"], totals["findings"]) == (2, 2, 1)
    assert (totals["involved_fen"], totals["due_fen"], totals["refunded_fen"]) == (
        *(120_050, 120_050, 0),
    )
    assert all(type(number) is int for number in totals.values())
    assert "涉及金额（元）\t1200.50" in did("summary", bureau).lines


def test_nothing_is_handed_out_before_anything_is_assigned(script: Script) -> None:
    before = whole(script.folder)
    said = refused("handout", script.bureau, "--out", script.folder / "发放")
    assert "一所学校都没有派给检查组" in said
    assert whole(script.folder) == before
    done = inspector("check", script.bureau)
    assert done.code == 1
    assert "没有派给检查组的学校，没有可核对的检查记录。" in done.lines
    assert any("一所学校都没有派给检查组" in line for line in done.lines)
    script.at_bureau("assign", "S002", "--team", "T1")
    said = refused("handout", script.bureau, "--out", script.folder / "发放")
    assert "第二检查组没有派到学校" in said
    assert whole(script.folder).keys() == before.keys() | {"备份"} | {
        name for name in whole(script.folder) if name.startswith("备份/")
    }
    did("handout", script.bureau, "--out", script.folder / "发放", "--team", "T1", "--plain")


def test_a_list_that_changed_since_it_was_frozen_is_not_drawn(script: Script) -> None:
    script.at_bureau("draw", "--freeze")
    assert "已经冻结了一次" in refused("draw", script.bureau, "--freeze")
    assert "没有写监督人" in refused("draw", script.bureau, "--number", "123456")
    named = ("--number", "12345", "--witness", "某某")
    assert "六位数字" in refused("draw", script.bureau, *named)
    script.at_bureau("assign", "S003", "--team", "T1")
    said = refused("draw", script.bureau, "--number", "123456", "--witness", "某某")
    assert "冻结以后" in said
    assert script.at_bureau("draw", "--discard")["draws"] == []
    assert "没有等待报数的冻结" in refused("draw", script.bureau, "--discard")
    assert did("draw", script.bureau, "--list").lines == ["没有抽过签。"]


def test_recusal_is_honoured_added_and_lifted(script: Script) -> None:
    assert "甲二是“示例市第1小学”的人" in refused("assign", script.bureau, "S001", "--team", "T1")
    who = ("--member", "甲一", "--school", "S003")
    script.at_bureau("recusal", *who, "--reason", "SPOUSE_WORKS", "--note", "配偶")
    assert "已经登记回避" in refused("recusal", script.bureau, *who, "--reason", "SPOUSE_WORKS")
    assert "需要回避" in refused("assign", script.bureau, "S003", "--team", "T1")
    script.at_bureau("recusal", *who, "--lift")
    script.at_bureau("assign", "S003", "--team", "T1")
    assert "没有登记回避" in refused("recusal", script.bureau, *who, "--lift")
    assert "--school" in refused("recusal", script.bureau, "--member", "甲一")
    assert "没有“丙”这个组员" in refused(
        "recusal", script.bureau, "--member", "丙", "--school", "S003"
    )


def test_a_workplace_is_answered_for_before_anything_is_handed_out(
    script: Script, tmp_path: Path
) -> None:
    path = tmp_path / "人员.csv"
    path.write_text("姓名,检查组,工作单位\n丁一,1,第1小学\n丁二,2,师大附小\n", "utf-8")
    said = did("import", script.bureau, path).lines[0]
    assert "单位“第1小学”、“师大附小”像是学校，但名单里没有同名的" in said
    asked = script.at_bureau("recusal")["open_workplaces"]
    assert [(one["workplace"], one["suggestions"]) for one in asked] == [
        ("第1小学", ["S001"]),
        ("师大附小", []),
    ]
    script.assign_all()
    said = refused("handout", script.bureau, "--out", script.folder / "发放")
    assert "丁一的单位“第1小学”像是“示例市第1小学”，请指定是哪所学校，或不在名单里" in said
    assert "请写 --workplace" in refused("recusal", script.bureau, "--workplace", "师大附小")
    script.at_bureau("recusal", "--workplace", "师大附小", "--unlisted")
    left = script.at_bureau("recusal", "--workplace", "第1小学", "--school", "S001")
    assert left["open_workplaces"] == []
    assert ("丁一", "S001") in {
        (recusal["name"], recusal["school"]) for recusal in left["recusals"]
    }


def test_what_is_named_wrongly_changes_nothing(script: Script) -> None:
    script.assign_all()
    before = script.at_bureau("plan")
    assert "没有“S999”这个学校" in refused("assign", script.bureau, "S002", "S999", "--none")
    assert "没有“T9”这个检查组" in refused("assign", script.bureau, "S002", "--team", "T9")
    assert "同时写" in refused("plan", script.bureau, "--school", "S002")
    assert "没有代码为 X 的检查项" in refused("contents", script.bureau, "--leave-out", "X")
    assert script.at_bureau("plan") == before
    [freed] = script.at_bureau("assign", "S002", "--none")["schools"]
    assert (freed["team"], freed["planned_on"]) == (None, None)
    said = refused("plan", script.bureau, "--school", "S002", "--day", "2026-9-15")
    assert "还没有派给检查组" in said


def test_a_team_does_not_plan(script: Script) -> None:
    script.assign_all()
    did("handout", script.bureau, "--out", script.folder / "发放", "--plain")
    team = script.teams["T1"]
    for command, *arguments in (
        ("notice",),
        ("contents",),
        ("recusal",),
        ("plan",),
        ("assign", "S002", "--none"),
        ("draw", "--freeze"),
    ):
        assert "总文件" in refused(command, team, *arguments)
    records = script.records("记录", _records("T1-M1", "S002"))
    assert "只有检查组的文件" in refused("record", script.bureau, records)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"recorder": "T9-M1"}, "没有组员 T9-M1"),
        ({"schools": {"S001": {}}}, "没有学校 S001"),
        ({"schools": {"S002": {"answers": {ITEM: "GOOD"}}}}, "verdict 不能是“GOOD”"),
        ({"schools": {"S002": {"answers": {"F-X": "OK"}}}}, "没有检查项 F-X"),
        ({"schools": {"S002": {"visit": {"visited_on": "九月"}}}}, "visited_on 不能是“九月”"),
        ({"schools": {"S002": {"visit": {"weather": "晴"}}}}, "没有“weather”这一栏"),
        ({"schools": {"S002": {"findings": [{"item": ITEM, "due_fen": 1.5}]}}}, "以分计"),
        ({"schools": {"S002": {"methods": "DOC"}}}, "JSON 数组"),
        ({"schools": []}, "JSON 对象"),
    ],
    ids=str,
)
def test_a_records_file_is_taken_in_whole_or_not_at_all(
    handed_out: Script, change: dict[str, Any], sentence: str
) -> None:
    script, team = handed_out, handed_out.teams["T1"]
    content = _records("T1-M1", "S002") | change
    if isinstance(content["schools"], dict):
        good = _records("T1-M1", "S003")["schools"]
        content["schools"] = {**good, **content["schools"]}
    before = script.json("summary", team)
    assert sentence in refused("record", team, script.records("坏", content))
    assert script.json("summary", team) == before


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Script:
    """Both teams have their files; what is refused leaves them as they are."""
    made = Script(tmp_path_factory.mktemp("campaign"))
    made.prepare()
    made.assign_all()
    made.at_bureau("handout", "--out", made.folder / "发放", "--plain")
    return made


def test_a_document_that_is_refused_keeps_back_no_other(handed_out: Script) -> None:
    """A notice is the bureau's; of a school where nothing was found there is none to make."""
    out = handed_out.folder / "文书"
    kinds = ("--kind", "notice", "--kind", "feedback")
    done = inspector("documents", handed_out.bureau, "--all", *kinds, "--out", out, "--json")
    answer = done.json()
    assert done.code == (1 if answer["refused"] else 0)
    assert {Path(path) for path in answer["files"]} == set(out.iterdir())
    assert len(answer["files"]) + len(answer["refused"]) == 12
    said = refused("documents", handed_out.bureau, "--school", "S999")
    assert "没有代码为 S999 的学校" in said
    nothing = ("--campaign", "--kind", "notice", "--out", handed_out.folder / "空")
    assert "没有这样的文书" in refused("documents", handed_out.bureau, *nothing)
    assert not (handed_out.folder / "空").exists()


def test_passphrases_are_not_lost_where_the_sheets_cannot_be_written(script: Script) -> None:
    """By then the files are locked, and nobody else has the words."""
    script.assign_all()
    sheets = script.folder / "口令单"
    sheets.mkdir()
    (sheets / "第一检查组-口令单.pdf").write_text("去年的", "utf-8")
    way = ("--out", script.folder / "发放", "--sheets", sheets)
    done = inspector("handout", script.bureau, *way, "--json")
    assert done.code == 1
    assert "文件已经发放" in done.err
    for made in done.json()["files"]:
        secret = script.folder / "口令.txt"
        secret.write_text(made["passphrase"], "utf-8")
        did("summary", made["path"], "--passphrase-file", secret)


def test_which_schools_are_inspected_is_drawn_by_strata(script: Script) -> None:
    rule = ("--by", "学校类别", "--take", "小学 2")
    [frozen] = script.at_bureau("draw", "--schools", *rule, "--freeze")["draws"]
    assert [(one["name"], one["wanted"], one["drawn"]) for one in frozen["strata"]] == [
        ("小学", 2, None)
    ]
    named = ("--number", "058213", "--witness", "纪委某某")
    [drawn] = script.at_bureau("draw", "--schools", *named)["draws"]
    assert drawn["repeats"]
    [stratum] = drawn["strata"]
    assert sorted(stratum["drawn"] + stratum["reserve"]) == sorted(stratum["schools"])
    assert script.at_bureau("draw", "--list")["draws"] == []
    to_teams = script.at_bureau("draw", "--freeze")["draws"][0]["schools"]
    assert sorted(to_teams) == sorted(stratum["drawn"])
    wrong = ("draw", script.bureau, "--schools", "--take", "很多", "--freeze")
    assert "看不懂抽取数" in refused(*wrong)
