"""`import`: lists as bureaus keep them into the bureau's file."""

import argparse
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.errors import InspectionError
from db.store import Store
from db.vocabulary import Act, Desk
from inspector_gui.commands.naming import day_of, declare_inspection, inspection_named
from inspector_gui.commands.running import DONE, answer, opened, watched

if TYPE_CHECKING:
    from inspector_gui.exchange.lists.plan import Coming, Kind
    from inspector_gui.exchange.workbooks.book import Book

KINDS = (
    *("schools", "people", "fees", "days", "items"),
    *("complaints", "contacts", "sanctions", "pledges", "selfreports"),
)


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=Path, metavar="BUREAU", help="总文件")
    command.add_argument(
        "lists",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="学校、人员、收费目录、日历、各种台账的表格；清单、问卷的版本文件（.json）",
    )
    command.add_argument("--as", dest="kind", choices=KINDS, help="是哪一种；不写则按表头判断")
    declare_inspection(command)
    command.add_argument("--region", default="", help="收费目录的地区")
    command.add_argument(
        "--from", dest="first", type=day_of, metavar="DATE", help="收费目录执行日期"
    )
    command.add_argument(
        "--leave-out",
        type=int,
        action="append",
        default=[],
        metavar="ROW",
        help="不导入这一行（可写多次；一次只导入一份表格时）",
    )
    command.add_argument("--preview", action="store_true", help="只看会变什么，不改动")


def run(chosen: argparse.Namespace) -> int:
    from inspector_gui.exchange.lists.kinds import KINDS as ALL
    from inspector_gui.exchange.lists.kinds import kind_of
    from inspector_gui.exchange.workbooks.reading import read_book

    versions = [path for path in chosen.lists if path.suffix.lower() == ".json"]
    lists = [path for path in chosen.lists if path not in versions]
    books = [read_book(path, watched(f"读取 {path.name}")) for path in lists]
    if chosen.leave_out:
        books = [_without(books, chosen.leave_out)]
    kinds = [ALL[chosen.kind] if chosen.kind else kind_of(book) for book in books]
    with opened(chosen.bureau, chosen) as store:
        if store.info().desk is not Desk.BUREAU:
            raise InspectionError("名单只能导入局里的总文件；请用总文件再试。")
        came, replaced = _take_in(store, list(zip(kinds, books, strict=True)), versions, chosen)
    pairs = list(zip(kinds, came, strict=True))
    lists = [_as_dict(*pair) for pair in pairs]
    lines = [f"换用{title}。" for title in replaced]
    lines += [in_words(*pair, preview=chosen.preview) for pair in pairs]
    answer(chosen, {"preview": chosen.preview, "lists": lists, "contents": replaced}, lines)
    return DONE


def _without(books: "list[Book]", rows: list[int]) -> "Book":
    from inspector_gui.exchange.lists.corrections import LeftOut, without

    if len(books) != 1:
        raise InspectionError("--leave-out 只用于一份表格；请逐份导入。")
    book = books[0]
    for sheet in book.sheets:
        for row in rows:
            book = without(book, LeftOut(sheet.name, row))
    return book


class _Looked(Exception):  # noqa: N818  # nothing went wrong
    """It was to be seen what would come, not to be kept."""


def _take_in(
    store: Store,
    lists: "list[tuple[Kind, Book]]",
    versions: list[Path],
    chosen: argparse.Namespace,
) -> "tuple[list[Coming], list[str]]":
    """All lists in one act, so that people find the schools that came just before them."""
    from inspector_gui.exchange.catalogue import replace_contents
    from inspector_gui.exchange.lists.kinds import kind_for
    from inspector_gui.exchange.lists.plan import Given, take_in

    given = Given(chosen.region, chosen.first)
    came: list[Coming] = []
    replaced: list[str] = []
    with suppress(_Looked), store.act(Act.PLAN) as work:
        campaign = work.campaigns.current().id
        replaced += [replace_contents(work, campaign, path) for path in versions]
        inspection = inspection_named(work, chosen.inspection).code
        came += [
            take_in(work, kind_for(kind.key, inspection), book, given=given) for kind, book in lists
        ]
        if chosen.preview:
            raise _Looked
    return came, replaced


def _as_dict(kind: "Kind", coming: "Coming") -> dict[str, Any]:
    from inspector_gui.exchange.lists.plan import Status

    numbers = {status.name.lower(): coming.number(status) for status in Status}
    return {
        "kind": kind.key,
        "source": coming.source,
        **numbers,
        "notes": coming.notes,
        "doubts": coming.doubts,
    }


def in_words(kind: "Kind", coming: "Coming", *, preview: bool = False) -> str:
    """One sentence that says what came."""
    from inspector_gui.exchange.lists.plan import Status

    new, changed, same = (coming.number(status) for status in Status)
    head = "预览，" if preview else ""
    remarks = (*coming.doubts, *coming.notes)
    notes = "".join(f"（{note.removesuffix('。')}）" for note in remarks)
    return f"{coming.source}：{head}{kind.title}新增 {new}、更改 {changed}、不变 {same}{notes}。"
