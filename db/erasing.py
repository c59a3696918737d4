"""Erase the numbers and names of drawn people: from the file, its log, its free pages, its copies.

What is erased stays erased: deleted rows are overwritten (`secure_delete`), the file is written
anew without free pages, its log emptied, every older backup and every package that lies beside it
overwritten and removed. A record of it stays. Numbers and names that somebody wrote into a text are
masked there, in the journal too; that is the one time the journal is rewritten.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, bindparam, select, update

from db.errors import InspectionError
from db.masking import mask_numbers
from db.packages.beside import Beside, packages_beside
from db.progress import Progress, unwatched
from db.schema.base import Base
from db.schema.journal import Edit
from db.schema.merging import Quarantine
from db.schema.questionnaire import Draft
from db.schema.sampling import Phone
from db.schema.types import Chars
from db.storage.backup import Reason
from db.storage.disks import overwrite_all
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act, Desk

_STEPS, _NAMED = 4, 3
#: Shorter names are words as well; they are found where a pupil or parent is spoken of.
_PLAIN_NAME = 3
_OF_A_PUPIL = r"(?=同学|小朋友|的?(?:家长|父母|父亲|母亲|爸爸|妈妈|监护人|奶奶|爷爷))"


def packages_kept(store: Store) -> Beside:
    """The packages beside the file, which hold its texts as they were."""
    with store.read() as work:
        info = work.file()
        return packages_beside(store.path, info.title, work.packages.lines())


def erase(store: Store, progress: Progress = unwatched, *, packages: bool = False) -> UUID:
    """Erase all, or finish what was interrupted; the record's id.

    `packages`: those beside the file go too. Raises InspectionError where there is nothing to
    erase, where packages are there and nobody said that they may go, or a copy cannot be removed.
    """
    if store.shared:
        raise InspectionError(
            "抽样家长的号码和姓名不离开检查组的文件，总库里没有；"
            "请在检查组的文件里清除，服务器的日志和备份由管理员清理。"
        )
    sealed = _require_asked(store, packages=packages)
    erasure = _erase_rows(store, sealed)
    progress(1, _STEPS)
    _write_anew(store)
    progress(2, _STEPS)
    kept = store.backups.make(Reason.ERASED)
    progress(3, _STEPS)
    removed, left = store.backups.remove_others(kept)
    gone, kept_sealed = overwrite_all(sealed)
    removed, left = removed + gone, left + kept_sealed
    with store.act(Act.ERASE) as work:
        names = [path.name for path in removed]
        work.erasures.note_removed(erasure, names, None if left else store.now())
    if left:
        raise InspectionError(
            f"还有 {len(left)} 个旧备份或数据包没有移除（{_names(left)}），里面有号码；"
            "请关闭打开它们的程序，再清除一次。"
        )
    progress(_STEPS, _STEPS)
    return erasure


def _require_asked(store: Store, *, packages: bool) -> tuple[Path, ...]:
    """The packages that go."""
    beside = packages_kept(store)
    if beside.strange and store.info().desk is Desk.BUREAU:
        raise InspectionError(
            f"文件夹里有 {len(beside.strange)} 个数据包还没有合并（{_names(beside.strange)}）；"
            "请先合并，或移到别处，再清除。"
        )
    if beside.known and not packages:
        raise InspectionError(
            f"文件夹里有 {len(beside.known)} 个数据包（{_names(beside.known)}），"
            "里面是清除前的内容；请同意一并移除，再清除。"
        )
    return beside.known


def _names(paths: Sequence[Path]) -> str:
    more = f"等 {len(paths)} 个" if len(paths) > _NAMED else ""
    return "、".join(path.name for path in paths[:_NAMED]) + more


def _erase_rows(store: Store, sealed: Sequence[Path]) -> UUID:
    with store.act(Act.ERASE) as work:
        kept, unfinished = work.erasures.kept(), work.erasures.unfinished()
        if kept.numbers + kept.names == 0 and unfinished is not None:
            return unfinished
        texts = _mask_texts(work)
        if kept.numbers + kept.names + texts + len(sealed) == 0:
            raise InspectionError("这个文件里没有家长号码和学生姓名，不用清除。")
        work.erasures.forget_all()
        return work.erasures.begin(kept, texts, store.now())


def _write_anew(store: Store) -> None:
    """No free page and no log is left that could hold what was there."""
    with closing(store.connection()) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("VACUUM")
        [[busy, *_]] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if busy:
        raise InspectionError("文件正被读取，号码还没有清除干净；请关闭其他窗口后再清除一次。")


# Texts

Masked = Callable[[str], str]


def _mask_texts(work: Work) -> int:
    """How many texts were changed. The triggers that guard the journal rest meanwhile."""
    connection = work.session.connection()
    masked = _masking(work)
    listed = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    guards = connection.exec_driver_sql(listed).all()
    for name, _ in guards:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    changed = sum(
        _rewrite(connection, table, column, _in_json(masked) if held_as_json else masked)
        for table, column, held_as_json in _texts()
    )
    for _, sql in guards:
        connection.exec_driver_sql(sql)
    return changed


def _masking(work: Work) -> Masked:
    """As at the door, and the sample's own numbers and names as they stand."""
    rows = work.session.execute(select(Phone.number, Phone.label)).all()
    numbers = {number for number, _ in rows if number}
    names = {name for _, name in rows if len(name) > 1}
    ways = [re.escape(number) for number in sorted(numbers)]
    ways += [
        re.escape(name) + ("" if len(name) >= _PLAIN_NAME else _OF_A_PUPIL)
        for name in sorted(names, key=lambda name: (-len(name), name))
    ]
    known = re.compile("|".join(ways)) if ways else None

    def hidden(match: re.Match[str]) -> str:
        return "*" * 7 if match[0] in numbers else f"{match[0][0]}某"

    def masked(text: str) -> str:
        text = mask_numbers(text)
        return known.sub(hidden, text) if known else text

    return masked


def _in_json(masked: Masked) -> Masked:
    """The same in every text of a value kept as JSON."""

    def walk(value: Any) -> Any:
        match value:
            case str():
                return masked(value)
            case list():
                return [walk(part) for part in value]
            case dict():
                return {key: walk(part) for key, part in value.items()}
        return value

    def within(text: str) -> str:
        try:
            return json.dumps(walk(json.loads(text)), ensure_ascii=False) if text else text
        except ValueError:
            return masked(text)

    return within


def _texts() -> Iterator[tuple[Table, str, bool]]:
    """Where people's words may stand; and whether as JSON."""
    as_json = {(Quarantine.__tablename__, "content"), (Draft.__tablename__, "keys")}
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            typed = isinstance(column.type, Chars) and not column.type.verbatim
            if typed or (table.name, column.name) in as_json:
                yield table, column.name, (table.name, column.name) in as_json
    for name in ("old", "new"):
        yield Base.metadata.tables[Edit.__tablename__], name, False


def _rewrite(connection: Connection, table: Table, name: str, masked: Masked) -> int:
    keys, column = list(table.primary_key.columns), table.c[name]
    found = connection.execute(select(*keys, column).where(column.is_not(None)))
    changes = [
        {**{f"k{n}": value for n, value in enumerate(key)}, "text": new}
        for *key, text in found
        if isinstance(text, str) and (new := masked(text)) != text
    ]
    if changes:
        where = [key == bindparam(f"k{n}") for n, key in enumerate(keys)]
        connection.execute(update(table).where(*where).values({name: bindparam("text")}), changes)
    return len(changes)
