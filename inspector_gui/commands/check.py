"""`check`: is a file sound, complete, and free of personal data?"""

import argparse
from pathlib import Path
from typing import Any

from inspector_gui.commands.running import DONE, WANTING, key_of, opened, say, say_json


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help="检查组文件或总文件")
    command.add_argument("--json", action="store_true", help="输出 JSON")


def run(chosen: argparse.Namespace) -> int:
    from db.merge.health import examine
    from inspector_gui.statistics.unfinished import unfinished

    key = key_of(chosen.file, chosen)
    with opened(chosen.file, chosen) as store:
        health = examine(chosen.file, key, store)
        with store.read() as work:
            open_ones = {line.name: unfinished(work, line) for line in work.schools.lines()}
    wanting = {school: found for school, found in open_ones.items() if found}
    result = {
        "sound": not health.bad,
        "bad_rows": [vars(row) for row in health.bad],
        "encrypted": health.encrypted,
        "phones_kept": health.phones,
        "open": {
            school: {one.gap.value: one.number for one in found}
            for school, found in wanting.items()
        },
    }
    if chosen.json:
        say_json(result)
    else:
        _tell(result)
    return WANTING if health.bad or wanting else DONE


def _tell(result: dict[str, Any]) -> None:
    from inspector_gui.labels import GAPS

    say("文件完好。" if result["sound"] else f"有 {len(result['bad_rows'])} 行数据不合规。")
    say("文件已加密。" if result["encrypted"] else "文件没有加密。")
    say(f"留有家长号码 {result['phones_kept']} 个。")
    for school, gaps in result["open"].items():
        parts = "；".join(f"{GAPS[gap]} {number}" for gap, number in gaps.items())
        say(f"{school}：{parts}")
    if not result["open"]:
        say("各校记录齐全。")
