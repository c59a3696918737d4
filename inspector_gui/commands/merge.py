"""`merge`: team files into the bureau's."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.ids import wall_clock
from db.merge.receipts import Receipt
from db.progress import Progress
from db.unit_of_work import Work
from inspector_gui.commands.running import (
    BUREAU,
    DONE,
    answer,
    key_of,
    opened,
    print_line,
    watched,
)
from inspector_gui.exchange.merge_sentences import missing_of, withdrawn_of
from inspector_gui.labels import in_china
from inspector_gui.locations import parse_location


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=parse_location, metavar="BUREAU", help=BUREAU)
    command.add_argument(
        "packages", type=Path, nargs="+", metavar="PACKAGE", help="数据包，或检查组的文件"
    )
    command.add_argument("--preview", action="store_true", help="只看会变什么，不改动")
    command.add_argument(
        "--again", action="store_true", help="文件里有已撤回批次的记录时，一并恢复计入"
    )


def run(chosen: argparse.Namespace) -> int:
    from db.merge.validation import invited
    from db.packages.identity import key_by_bureau
    from inspector_gui.actions.merging import merge_files

    receipts: list[Receipt] = []
    missing: list[str] = []
    breaches: list[str] = []
    text = _answered(chosen, receipts, missing, breaches)
    with text, opened(chosen.bureau, chosen) as store:
        keys = {
            path: key_by_bureau(store, path) or key_of(path, chosen) for path in chosen.packages
        }
        with invited(store, keys) as files:
            merged = merge_files(
                store=store,
                files=files,
                again=chosen.again,
                preview=chosen.preview,
                progress=_watched,
            )
            for receipt in merged:
                receipts.append(receipt)
                if not chosen.json:
                    _print_receipt(receipt, preview=chosen.preview)
        with store.read() as work:
            breaches += [breach.sentence for breach in work.oversight.breaches()]
            missing += _missing(work, receipts)
    return DONE


def _print_receipt(receipt: Receipt, *, preview: bool) -> None:
    print_line(in_words(receipt, preview=preview))
    for sentence in withdrawn_of(receipt, "要一并恢复，请加 --again 再合并一次。"):
        print_line(f"{receipt.source}：{sentence.removesuffix('。')}。")


def _missing(work: Work, receipts: list[Receipt]) -> list[str]:
    """Packages of these teams that were made and have not come."""
    teams = {receipt.team for receipt in receipts if receipt.package is not None}
    today = in_china(wall_clock()).date()
    lacking = [delivery for delivery in work.packages.deliveries(today) if delivery.team in teams]
    return [
        f"{delivery.team}：{'；'.join(notes)}。"
        for delivery in lacking
        if (notes := missing_of(delivery))
    ]


@contextmanager
def _answered(
    chosen: argparse.Namespace, receipts: list[Receipt], missing: list[str], breaches: list[str]
) -> Iterator[None]:
    """Also where a file after them could not be merged, those that were are accounted for."""
    try:
        yield
    finally:
        if receipts:
            content = {
                "preview": chosen.preview,
                "receipts": [receipt.as_dict() for receipt in receipts],
                "missing": missing,
                "breaches": breaches,
            }
            answer(chosen, content, [*missing, *breaches])


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
