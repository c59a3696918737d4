"""`record`: a team's records from a file, as a script or another program wrote them."""

import argparse
from pathlib import Path

from inspector_gui.commands.running import DONE, answer, opened


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="TEAMFILE", help="检查组文件")
    command.add_argument("records", type=Path, metavar="RECORDS", help="记录文件（JSON）")


def run(chosen: argparse.Namespace) -> int:
    from inspector_gui.actions.recording import take_in_records

    with opened(chosen.file, chosen) as store:
        came = take_in_records(store=store, path=chosen.records)
    counts = {name: came.get(name, 0) for name in _CAPTIONS}
    summary = "、".join(f"{_CAPTIONS[name]} {number}" for name, number in counts.items())
    answer(chosen, {"recorded": counts}, [f"{chosen.records.name}：已记录{summary}。"])
    return DONE


_CAPTIONS = {
    "visits": "进校情况",
    "present": "到校人员",
    "methods": "检查方式",
    "answers": "检查结论",
    "findings": "问题",
}
