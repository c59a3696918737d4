"""Sentences about merges that the window and the command line both say."""

from collections.abc import Iterator
from datetime import datetime

from db.merge.moved_visits import MovedVisit
from db.merge.receipts import Receipt, Withdrawn
from db.merge.takeback import Undone
from db.packages.package_log import TeamDelivery
from inspector_gui.labels import in_china


def missing_of(delivery: TeamDelivery) -> list[str]:
    """Packages that were made and have not come; a copied file numbers its own anew."""
    other = delivery.missing_copies
    plain = tuple(number for number in delivery.missing if number not in other)
    return [
        *([f"缺 {package_names(plain)}"] if plain else []),
        *([f"缺另一台电脑生成的{package_names(other)}"] if other else []),
    ]


def package_names(numbers: tuple[int, ...]) -> str:
    return "、".join(f"包{number:04}" for number in numbers)


def moved_of(moved: MovedVisit) -> str:
    """Why it is asked whether a record goes: its school changed hands."""
    now = f"学校现在由{'、'.join(moved.to)}检查" if moved.to else "学校没有派给别的组"
    return f"{moved.team}的检查已撤下，{now}"


def withdrawn_of(receipt: Receipt, way: str) -> Iterator[str]:
    """What a file holds that was taken back; `way`: how it is brought again."""
    for batch in receipt.withdrawn:
        taken = f"第 {batch.number} 批已于 {_when(batch)} {batch.person}撤回{_why(batch)}"
        much = (
            f" {batch.rows:,} 行、{batch.fields:,} 处改动" if batch.rows or batch.fields else "记录"
        )
        if batch.again:
            yield f"{taken}，这次一并恢复：{much}"
        else:
            yield f"{taken}，其中的{much}这份文件里还有，没有计入；{way}"


def _when(withdrawn_batch: Withdrawn) -> str:
    return f"{in_china(datetime.fromisoformat(withdrawn_batch.at)):%Y-%m-%d %H:%M}"


def _why(withdrawn_batch: Withdrawn) -> str:
    return f"（{withdrawn_batch.reason}）" if withdrawn_batch.reason else ""


def ordered_line(undone: Undone) -> str:
    """Which findings go although their school was ordered to put them right."""
    shown = "、".join(undone.ordered[:5]) + ("等" if len(undone.ordered) > 5 else "")
    return (
        f"已责令整改的问题 {shown} 共 {len(undone.ordered)} 个随之撤回；"
        "通知书已经发出的，请另发更正通知"
    )
