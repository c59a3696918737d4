"""What is said of every table that was read: guessed columns, and what nobody read."""

from collections.abc import Iterator, Sequence

from inspector_gui.exchange.workbooks.book import Book, Sheet
from inspector_gui.exchange.workbooks.headings import Column, Table


def guessed(columns: Sequence[Column], tables: Sequence[Table]) -> Iterator[str]:
    """Which columns were taken for what though they bear another name, a sentence each."""
    titles = {column.key: column.title for column in columns}
    taken = {
        (table.titles[key], titles[key])
        for table in tables
        for key in titles
        if key in table.guessed
    }
    yield from (f"“{heading}”一列当作“{title}”，请核对。" for heading, title in sorted(taken))


def unread(book: Book, tables: Sequence[Table]) -> Iterator[str]:
    """What the book holds and nobody reads, a sentence each: columns, sheets, far cells."""
    columns = dict.fromkeys(title for table in tables for title in table.unread())
    if columns:
        yield f"没有读的列：{'、'.join(columns)}。"
    read = {table.sheet.name for table in tables}
    sheets = [_named(sheet) for sheet in book.sheets if sheet.rows and sheet.name not in read]
    if sheets:
        yield f"没有读的工作表：{'、'.join(sheets)}。"
    if beyond := sum(table.sheet.beyond for table in tables):
        yield f"太靠右的 {beyond} 个格子没有读。"


def _named(sheet: Sheet) -> str:
    return sheet.name if sheet.visible else f"{sheet.name}（隐藏）"
