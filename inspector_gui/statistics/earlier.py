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
    return [one for one in lines if one.item_code in codes]


def earlier_words(one: EarlierLine) -> str:
    """`WT-012（2024-SF，较重）未销号，未退 100.00元：……`."""
    state = "已销号" if one.is_closed else f"没有销号（{label(one.status)}）"
    day = f"　{one.closed_on}" if one.is_closed and one.closed_on else ""
    money = f"，未退 {grouped_yuan(one.open_fen)}元" if one.open_fen else ""
    fact = " ".join(one.fact.split())
    head = f"{one.serial}　{one.item_code}（{one.campaign_code}，{label(one.severity)}）"
    return f"{head}{state}{day}{money}：{fact}"


def earlier_summary(lines: Sequence[EarlierLine]) -> str:
    """How many, how many of them not closed out, and what is still to be given back."""
    open_ = [one for one in lines if not one.is_closed]
    owed = sum(one.open_fen for one in lines)
    money = f"，还有 {grouped_yuan(owed)}元没有退清" if owed else ""
    state = f"{len(open_)} 个没有销号" if open_ else "都已销号"
    return f"以往检查发现问题 {len(lines)} 个，{state}{money}。"
