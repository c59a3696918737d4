"""Every command on Windows and here, on the same files, the same day, with the same dice."""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from portable.trial.windows import MADE, Windows, here

BUREAU, MERGED, TEAM = "2025-SF.inspection", "合并后/2025-SF.inspection", "第二检查组.inspection"
NEW = "新 检查.inspection"
_KEY = "--passphrase-file 口令.txt"
#: In their order; each goes on from what those before it left. Half of them change something.
STEPS = f"""
new 密.inspection --code 2026-MM --name 带口令的检查 --bureau 示例市教育局 {_KEY}
check 密.inspection {_KEY}
summary 密.inspection
new "{NEW}" --code 2027-SF --name 2027年专项检查 --bureau 示例市教育局 --plain
notice "{NEW}" --title 关于开展检查的通知 --number 示教财〔2027〕1号 --conduct-from 2026-9-1
import "{NEW}" 学校.csv 人员.csv --json
import "{NEW}" 坏.xlsx
import "{NEW}" 不在.csv
recusal "{NEW}" --member 乙一 --school S002 --reason RELATIVE --json
contents "{NEW}" --leave-out F-QT-06
contents "{NEW}" --json
assign "{NEW}" S006 --team T2 --day 2026-9-16
assign "{NEW}" S999 --team T2
draw "{NEW}" --freeze --json
draw "{NEW}" --number 058213 --witness 纪委某某 --json
plan "{NEW}" --spread
handout "{NEW}" --out "发 放" --plain --json
handout "{NEW}" --out 带口令 --team T1 --sheets 口令单 --again
inspections "{NEW}" --add 明察暗访 --team 暗访第一组 --json
record "发 放/第一检查组.inspection" 记录.json --json
record "发 放/第一检查组.inspection" 半个.json
findings "发 放/第一检查组.inspection" --json
scan 不在.inspection 坏.xlsx
package "发 放/第一检查组.inspection" --out U盘
package "发 放/第一检查组.inspection" --out 坏.xlsx/这个
merge "{NEW}" U盘/第一检查组-包0001.inspkg --preview
merge "{NEW}" U盘/第一检查组-包0001.inspkg
merge "{NEW}" U盘/半个.inspkg
merge "{NEW}" U盘/坏.inspkg
summary "{NEW}" --json
check "{NEW}" --json
conflicts {MERGED} --json
decide {MERGED} {{id}} --take theirs
decide {MERGED} 0123456789 --take mine
takeback {MERGED} 1 --reason 重复报送
takeback {MERGED} 1 --undo
findings {MERGED} --json
follow {MERGED} --json
follow {MERGED} --overdue --as-of 2026-12-31
refund {MERGED} --school S002 --finding WT-001
register {MERGED} complaints --json
register {MERGED} sanctions --out 问责.xlsx
explain {MERGED} findings --json
explain {MERGED} finding
ledger {MERGED} 台账.xlsx
earlier {MERGED} {BUREAU}
summary {MERGED} --json
summary {MERGED} --since 2025-10-1
summary {MERGED} --paragraph
summary {MERGED} --bulletin 通报.pdf
check {MERGED} --json
documents {MERGED} --campaign --out 全市
feedback {MERGED} --all --inspection fee --out 反馈单
documents {TEAM} --all --json
lock {TEAM} --all --confirm --json
feedback {TEAM} --school S046 --out 组反馈单
erase {TEAM} --by 某某 --out 证明
update {TEAM} 更改.inspection
restore 备份/不在.inspection --to 恢复.inspection
master postgresql+psycopg://officer@127.0.0.1:1/fees
sumary {BUREAU}
summary
summary {BUREAU} --yaml
"""
_SCHOOLS = "学校代码,学校名称,学校类别,办学性质,城乡,学籍人数\n" + "".join(
    f"S{n:03},示例市第{n}小学,小学,公办,城区,{300 + n}\n" for n in range(1, 7)
)
_PEOPLE = """姓名,检查组,组内职务,工作单位
甲一,1,组长,示例市财政局
甲二,1,组员,示例市审计局
乙一,2,组长,示例市审计局
乙二,2,组员,示例市财政局
"""
_RECORDS = {
    "recorder": "T1-M1",
    "schools": {
        "S002": {
            "visit": {"visited_on": "2026-09-15", "place": "会议室"},
            "answers": {"F-FW-01A": {"verdict": "VIOLATION", "note": "公示栏没有"}},
            "findings": [{"item": "F-FW-01A", "fact": "未公示收费", "involved_fen": 120050}],
        }
    },
}
#: What is printed or handed on; a file of records has an id and a salt of its own.
_PAPERS = (".pdf", ".xlsx", ".docx", ".json", ".csv")


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


def steps() -> list[list[str]]:
    """Words as a shell would hand them on."""
    import shlex

    lines = [line.replace("\\", "\\\\") for line in STEPS.strip().splitlines()]
    return [shlex.split(line) for line in lines]


def compare_commands(windows: Windows) -> None:
    theirs, ours = windows.work / "数据 一", windows.work / "linux" / "数据 一"
    for folder in (theirs, ours):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(made_files(windows), folder)
    there = _answers(windows, theirs)
    alike = _answers_here(windows, ours)
    _compare_answers(windows, there, alike)
    _compare_papers(windows, theirs, ours)


def made_files(windows: Windows) -> Path:
    """The demo, made on Windows, and what the steps read. Copy from it; never write to it."""
    folder = windows.work / MADE
    if not (folder / BUREAU).exists():
        _make_files(windows, folder)
    return folder


def _make_files(windows: Windows, folder: Path) -> None:
    folder.mkdir()
    [made] = _run(windows, folder, [["demo", "演示", "--waiting"]])
    windows.note("demo with its records", held=made.code == 0, detail=made.err)
    for path in (folder / "演示").iterdir():
        path.rename(folder / path.name)
    waiting = next(path for path in folder.iterdir() if (path / BUREAU).exists())
    waiting.rename(folder / "合并后")
    (folder / "学校.csv").write_text(_SCHOOLS, "utf-8")
    (folder / "人员.csv").write_text(_PEOPLE, "utf-8")
    (folder / "口令.txt").write_text("示例口令2025\n", "utf-8-sig")
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04" + b"x" * 2000)
    (folder / "记录.json").write_text(json.dumps(_RECORDS, ensure_ascii=False), "utf-8")
    (folder / "半个.json").write_text(json.dumps(_RECORDS)[:200], "utf-8")
    (folder / "U盘").mkdir()
    (folder / "U盘" / "半个.inspkg").write_bytes(b"age-encryption.org/v1\n-> X25519 x\n")
    (folder / "U盘" / "坏.inspkg").write_text("第一组的包放在另一个U盘里了。", "utf-8")


def _answers(windows: Windows, folder: Path) -> list[Answer]:
    return _run(windows, folder, steps())


def _run(windows: Windows, folder: Path, wanted: list[list[str]]) -> list[Answer]:
    asked, heard = windows.work / "steps.json", windows.work / "answers.json"
    asked.write_text(json.dumps(wanted, ensure_ascii=False), "utf-8")
    heard.unlink(missing_ok=True)
    windows.python("run_commands.py", asked, folder, heard, seconds=3600)
    return _read(heard, windows.name(folder))


def _answers_here(windows: Windows, folder: Path) -> list[Answer]:
    asked, heard = windows.work / "steps.json", windows.work / "answers-here.json"
    here("run_commands.py", asked, folder, heard, source=windows.folder / "app")
    return _read(heard, str(folder))


def _read(heard: Path, folder: str) -> list[Answer]:
    """Answers without what is each system's own: where its files lie, and how it parts folders."""
    given = json.loads(heard.read_text("utf-8")) if heard.exists() else []
    return [
        Answer(answer["code"], _alike(answer["out"], folder), _alike(answer["err"], folder))
        for answer in given
    ]


def _alike(text: str, folder: str) -> str:
    slashes = folder.replace("\\", "/")
    plain = text.replace("\r\n", "\n").replace("\\\\", "/").replace("\\", "/")
    return re.sub(re.escape(slashes) + "/?", "", plain)


def _compare_answers(windows: Windows, there: list[Answer], alike: list[Answer]) -> None:
    wanted = steps()
    same = 0
    for number, argv in enumerate(wanted):
        if number < len(there) and there[number] == alike[number]:
            same += 1
            continue
        got = there[number] if number < len(there) else None
        windows.note(" ".join(argv), held=False, detail=f"\n  {got}\n  {alike[number]}")
    broken = [" ".join(argv) for argv, answer in zip(wanted, there, strict=False) if _broke(answer)]
    detail = f"{same} of {len(wanted)} steps, {len({argv[0] for argv in wanted})} commands"
    windows.note("commands answer as on Linux", held=same == len(wanted), detail=detail)
    windows.note("no command broke down", held=not broken, detail="; ".join(broken))


def _broke(answer: Answer) -> bool:
    return "程序出错" in answer.err or "Traceback" in answer.err


def _compare_papers(windows: Windows, theirs: Path, ours: Path) -> None:
    def papers(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.suffix in _PAPERS
        }

    there, alike = papers(theirs), papers(ours)
    sheets = [name for name in there if name.startswith("反馈单/") and name.endswith(".pdf")]
    windows.note("feedback sheets", held=len(sheets) == 58, detail=f"{len(sheets)} of 58")
    different = sorted(
        name for name in there.keys() | alike.keys() if there.get(name) != alike.get(name)
    )
    detail = f"{len(alike) - len(different)} of {len(alike)} files {', '.join(different)}"
    windows.note("papers and tables have Linux's bytes", held=not different, detail=detail)
