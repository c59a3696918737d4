"""What came of an exchange, in one sentence."""

from db.labels import table_label
from db.merge.receipts import Receipt


def changes_in_words(receipt: Receipt) -> str:
    """What a team took in of the bureau's changes."""
    if not receipt.anything:
        return f"“{receipt.source}”里的更改已经都在了，没有变化。"
    rows = "、".join(f"{table_label(name)} {n}" for name, n in receipt.rows.items())
    new = f"新增 {rows}" if rows else ""
    fields = f"改动 {receipt.fields} 处" if receipt.fields else ""
    changes = "，".join(part for part in (new, fields) if part) or "已合并"
    doubt = (
        f"；有 {receipt.conflicts} 处与本组的记录不同，两边都留着，由局里裁定"
        if receipt.conflicts
        else ""
    )
    return f"已取回局里的更改：{changes}{doubt}。"
