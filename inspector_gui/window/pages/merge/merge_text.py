"""What is said of a dropped file and of what a team has sent."""

from collections.abc import Mapping, Sequence
from datetime import date

from db.merge.import_session import Dropped
from db.merge.receipts import Receipt
from db.packages.package_log import TeamDelivery
from inspector_gui.exchange.merge_sentences import missing_of, package_names, withdrawn_of
from inspector_gui.labels import in_china
from inspector_gui.window.theme.colours import Colours, Tone

_WAITING = {
    "conflicts": "{:,} 个冲突待裁定",
    "duplicates": "{:,} 对疑似重复",
    "quarantine": "{:,} 行隔离",
}


def state_of(dropped_file: Dropped) -> str:
    """One word for the chip."""
    if dropped_file.refusal or dropped_file.receipt is None:
        return "不能合并"
    if dropped_file.merged:
        return "已合并" if dropped_file.receipt.number else "已登记"
    if dropped_file.receipt.same_as:
        return "重复"
    if dropped_file.receipt.repeated:
        return "合并过"
    return "可以合并" if dropped_file.receipt.anything else "没有新内容"


def tone_of(dropped_file: Dropped, colours: Colours) -> Tone:
    if dropped_file.refusal:
        return colours.bad
    if dropped_file.merged:
        return colours.good
    return (
        colours.info
        if dropped_file.receipt is not None and dropped_file.receipt.anything
        else colours.calm
    )


def holds_back(dropped_file: Dropped) -> bool:
    """It waits, and holds records of a batch that was taken back, which are not asked for yet."""
    receipt = dropped_file.receipt
    return (
        dropped_file.waits
        and receipt is not None
        and any(not held.again for held in receipt.withdrawn)
    )


def sentence_of(dropped_file: Dropped) -> str:
    """What the gate says, in words."""
    if dropped_file.refusal or dropped_file.receipt is None:
        return dropped_file.refusal.removeprefix(f"“{dropped_file.path.name}”")
    sentences = [
        _brings(dropped_file.receipt),
        *withdrawn_of(dropped_file.receipt, _WAY if dropped_file.waits else ""),
    ]
    return "。".join(part.rstrip("。；") for part in sentences) + "。"


_WAY = "要一并恢复，请按 Alt+R"


def _brings(receipt: Receipt) -> str:
    if receipt.same_as:
        return f"与“{receipt.same_as}”是同一份文件，只合并一次。"
    if receipt.repeated:
        return f"这份文件已作为第 {receipt.repeated} 批合并过，没有变化。"
    if not receipt.anything:
        older = f"比已合并的包{receipt.older_than:04}早，" if receipt.older_than else ""
        return f"{older}没有新内容。"
    head = f"第 {receipt.number} 批：" if receipt.number else ""
    return head + brought(receipt) + "。"


def also_of(dropped_file: Dropped, files: Sequence[Dropped]) -> str:
    """Several files are previewed as they will be merged, one after the other."""
    waiting = [other for other in files if other.waits]
    if not dropped_file.waits or dropped_file.path == waiting[0].path:
        return ""
    return "按列出的先后预览：前面几份已经带来的，不再算在这一份里。"


def brought(receipt: Receipt) -> str:
    parts = [f"新增 {receipt.new:,} 行"] if receipt.new else []
    if receipt.fields or not receipt.kept_out:
        parts.append(f"改动 {receipt.fields:,} 处")
    if receipt.disputed:
        parts.append(f"新冲突 {sum(receipt.disputed.values())} 个")
    if receipt.quarantined:
        parts.append(f"隔离 {receipt.kept_out} 行")
    return "、".join(parts)


def sum_up(files: list[Dropped], open_: Mapping[str, int]) -> str:
    """After merging: one sentence about all. `open_`: what waits for somebody now."""
    done = [file.receipt for file in files if file.merged and file.receipt and file.receipt.number]
    if not done:
        return "没有新内容，总文件没有变化。"
    rows, fields = sum(receipt.new for receipt in done), sum(receipt.fields for receipt in done)
    asks = "、".join(_WAITING[name].format(number) for name, number in open_.items() if number)
    head = f"已合并 {len(done)} 份，新增 {rows:,} 行、改动 {fields:,} 处"
    return f"{head}；还有 {asks}。" if asks else f"{head}；没有要裁定的。"


def delivery_state(delivery: TeamDelivery) -> str:
    if delivery.merged_at is None and not delivery.packages:
        return "未交" if delivery.unreported else "未到日期"
    if delivery.missing:
        return "缺包"
    return "待补报" if delivery.unreported else "已交齐"


def delivery_tone(delivery: TeamDelivery, colours: Colours) -> Tone:
    tones = {"已交齐": colours.good, "未到日期": colours.calm, "未交": colours.bad}
    return tones.get(delivery_state(delivery), colours.warn)


def delivery_note(delivery: TeamDelivery) -> str:
    """What is missing, doubled or not yet here."""
    notes = missing_of(delivery)
    if delivery.doubled:
        notes.append(f"{package_names(delivery.doubled)}有两份，两份都合并")
    if delivery.unreported:
        first = "、".join(delivery.unreported[:2])
        more = "等" if len(delivery.unreported) > 2 else ""
        notes.append(f"到期未报 {len(delivery.unreported)} 所：{first}{more}")
    return "；".join(notes)


def latest(delivery: TeamDelivery, today: date) -> str:
    """The latest package and when it was made; where only files came, when; how old it is."""
    package = delivery.latest
    made = package.made_at if package else delivery.merged_at
    if made is None:
        return ""
    name = f"包{package.number:04}" if package else "文件"
    days = (today - in_china(made).date()).days
    return f"{name}　{in_china(made):%m-%d %H:%M}" + (f"（{days} 天前）" if days > 0 else "")
