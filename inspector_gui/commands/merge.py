"""`merge`: team files into the bureau's."""

import argparse
from pathlib import Path

from db.merge.receipts import Receipt
from db.progress import Progress
from inspector_gui.commands.running import (
    BUREAU,
    DONE,
    key_of,
    opened,
    say,
    say_json,
    watched,
)
from inspector_gui.locations import place_of


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=place_of, metavar="BUREAU", help=BUREAU)
    command.add_argument(
        "packages", type=Path, nargs="+", metavar="PACKAGE", help="数据包，或检查组的文件"
    )
    command.add_argument("--preview", action="store_true", help="只看会变什么，不改动")
    command.add_argument("--json", action="store_true", help="输出 JSON")


def run(chosen: argparse.Namespace) -> int:
    from db.merge.batch_import import merge_all
    from db.packages.identity import key_by_bureau

    receipts: list[Receipt] = []
    with opened(chosen.bureau, chosen) as store:
        keys = {
            path: key_by_bureau(store, path) or key_of(path, chosen) for path in chosen.packages
        }
        for receipt in merge_all(store, keys, preview=chosen.preview, progress=_watched):
            receipts.append(receipt)
            if not chosen.json:
                say(in_words(receipt, preview=chosen.preview))
        with store.read() as work:
            breaches = [one.sentence for one in work.oversight.breaches()]
    if chosen.json:
        told = [one.as_dict() for one in receipts]
        say_json({"preview": chosen.preview, "receipts": told, "breaches": breaches})
    else:
        for sentence in breaches:
            say(sentence)
    return DONE


def _watched(path: Path) -> Progress:
    return watched(f"合并 {path.name}")


def in_words(receipt: Receipt, *, preview: bool = False) -> str:
    """One sentence that says what changed."""
    if receipt.same_as is not None:
        return f"{receipt.source}：与“{receipt.same_as}”是同一份文件，只合并一次。"
    name = f"{receipt.source}（{receipt.team}）"
    if receipt.repeated is not None:
        return f"{name}：这份文件已作为第 {receipt.repeated} 批合并过，没有变化。"
    if receipt.number is None and not preview:
        older = f"比已合并的包{receipt.older_than:04}早，" if receipt.older_than else ""
        return f"{name}：{older}没有新内容。"
    head = "预览" if preview else f"第 {receipt.number} 批"
    kept = f"，隔离 {receipt.kept_out} 行" if receipt.kept_out else ""
    change = f"新增 {receipt.new} 行、改动 {receipt.fields} 处"
    return f"{name}：{head}，{change}，待裁定冲突 {receipt.conflicts} 个{kept}。"
