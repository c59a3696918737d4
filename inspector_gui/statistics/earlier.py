"""What an earlier campaign found at a school, as who goes there reads it."""

from collections.abc import Iterable, Sequence

from db.records.catalogues import Item
from db.records.earlier_findings import EarlierLine
from inspector_gui.labels import label
from inspector_gui.parsing import grouped_yuan


def codes_of(item: Item) -> frozenset[str]:
    """The code of an item and of those whose place it took."""
    return frozenset((item.code, *item.replaced))


def earlier_of(item: Item, lines: Iterable[EarlierLine]) -> list[EarlierLine]:
    """What was found before under the same item."""
    codes = codes_of(item)
    return [line for line in lines if line.item_code in codes]


def earlier_words(found: EarlierLine) -> str:
    """`WT-012（2024-SF，较重）未销号，未退 100.00元：……`."""
    state = "已销号" if found.is_closed else f"没有销号（{label(found.status)}）"
    day = f"　{found.closed_on}" if found.is_closed and found.closed_on else ""
    money = f"，未退 {grouped_yuan(found.open_fen)}元" if found.open_fen else ""
    fact = " ".join(found.fact.split())
    head = f"{found.serial}　{found.item_code}（{found.campaign_code}，{label(found.severity)}）"
    return f"{head}{state}{day}{money}：{fact}"


def earlier_summary(lines: Sequence[EarlierLine]) -> str:
    """How many, how many of them not closed out, and what is still to be given back."""
    open_ = [line for line in lines if not line.is_closed]
    owed = sum(line.open_fen for line in lines)
    money = f"，还有 {grouped_yuan(owed)}元没有退清" if owed else ""
    state = f"{len(open_)} 个没有销号" if open_ else "都已销号"
    return f"以往检查发现问题 {len(lines)} 个，{state}{money}。"
