"""The checklist of an inspection from a bureau's table: an item a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from typing import Any

from db.records.catalogues import Item
from db.unit_of_work import Work
from db.vocabulary import Area, Circumstance, Ownership, Severity, Stage
from inspector_gui.exchange.lists.plan import Entry, Given, Incoming, Kind, Listing, Reader, Status
from inspector_gui.exchange.lists.vocabulary import (
    circumstances_of,
    owners_of,
    stages_of,
)
from inspector_gui.exchange.workbooks.cells import prose_of
from inspector_gui.exchange.workbooks.headings import Column, Record, Table

COLUMNS = (
    Column("question", "检查内容", ("检查项目", "检查要求", "检查要点", "检查标准", "内容")),
    Column("category", "类别", ("检查类别", "方面", "检查方面", "大类"), needed=False),
    Column("violation", "问题表述", ("违规情形", "问题", "常见问题"), needed=False),
    Column("evidence", "应查材料", ("查阅材料", "检查方法", "佐证材料", "材料"), needed=False),
    Column("stages", "学段", ("适用学段", "适用学校"), needed=False),
    Column("ownerships", "办学性质", ("性质", "公办民办"), needed=False),
    Column("circumstances", "适用情形", ("适用条件", "只查有"), needed=False),
    Column("note", "备注", ("说明",), needed=False),
)
_LONG = 1000


def _read(
    inspection: str | None, work: Work, source: str, tables: Sequence[Table], _given: Given
) -> Listing:
    kind = work.inspections.of(inspection) if inspection else work.inspections.main()
    reader, entries = Reader(), []
    for table in tables:
        above = kind.kind
        for record in reader.named(table, "question", "检查内容", carried="category"):
            above = prose_of(record["category"]) or above  # written once over a merged block
            entries.append(Entry(record, _values(record, above, reader)))
    reader.blame_repeated(entries, "question", lambda values: values["question"], "是同一内容")
    return Listing(source, tuple(entries), tuple(reader.faults), tuple(reader.notes("检查内容")))


def _values(record: Record, category: str, reader: Reader) -> dict[str, Any]:
    for key in ("question", "violation", "note"):
        if len(prose_of(record[key])) > _LONG:
            reader.blame(record, key, f"超过 {_LONG} 个字，请缩短")
    question = prose_of(record["question"])
    return {
        "category": category[:200],
        "question": question,
        "violation": prose_of(record["violation"]) or question,
        "evidence": "\n".join(prose_of(record["evidence"]).replace("；", "、").split("、")),
        "stages": reader.cell(record, "stages", stages_of) or tuple(Stage),
        "ownerships": reader.cell(record, "ownerships", owners_of) or tuple(Ownership),
        "circumstances": reader.cell(record, "circumstances", circumstances_of) or (),
        "note": prose_of(record["note"]),
    }


_COMPARED = ("violation", "evidence", "stages", "ownerships", "circumstances", "note")


def _compare(inspection: str | None, work: Work, listing: Listing) -> Iterator[Incoming]:
    """Beside the item of the same question, whose code and answers it keeps."""
    known = {item.question: item for item in _items(work, inspection)}
    for entry in listing.entries:
        values, title = entry.values, entry.values["category"]
        found = known.get(values["question"])
        if found is None:
            yield Incoming(Status.NEW, title, values["question"], entry)
            continue
        same = all(_kept(found)[name] == values[name] for name in _COMPARED)
        status = Status.SAME if same else Status.CHANGED
        yield Incoming(status, title, values["question"], entry, found)


def _kept(item: Item) -> dict[str, Any]:
    return {
        "violation": item.violation,
        "evidence": "\n".join(item.evidence),
        "stages": tuple(stage for stage in Stage if stage in item.stages),
        "ownerships": tuple(one for one in Ownership if one in item.ownerships),
        "circumstances": tuple(one for one in Circumstance if one in item.circumstances),
        "note": item.note,
    }


def _items(work: Work, inspection: str | None) -> list[Item]:
    return work.catalogues.items(inspection or work.inspections.main().code)


def _keep(inspection: str | None, work: Work, lines: Sequence[Incoming]) -> None:
    code = inspection or work.inspections.main().code
    catalogue = work.catalogues.of_inspection(work.campaigns.current().id, code)
    categories = dict(work.catalogues.categories(catalogue))
    taken = {item.code for item in work.catalogues.items()}
    free = (one for n in count(1) if (one := f"{code.upper()}-{n:02}") not in taken)
    for position, line in enumerate(lines, start=len(_items(work, code)) + 1):
        values = dict(line.entry.values)
        category = values.pop("category")
        if line.known is not None:
            work.catalogues.change_item(line.known.id, **{name: values[name] for name in _COMPARED})
            continue
        if category not in categories:
            place = len(categories) + 1
            categories[category] = work.catalogues.add_category(
                catalogue, code=f"{code.upper()}{place}", name=category, position=place
            )
        work.catalogues.add_item(
            categories[category], **_new(values), code=next(free), position=position
        )


def _new(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a table does not say: it is asked everywhere, and any finding may have an amount."""
    return {
        **values,
        "areas": tuple(Area),
        "methods": (),
        "records_amount": True,
        "records_students": True,
        "severity": Severity.MINOR,
        "handlings": (),
    }


def items_of(inspection: str | None) -> Kind:
    """The checklist of an inspection (its code), or of the first one."""
    return Kind(
        "items",
        "检查清单",
        COLUMNS,
        partial(_read, inspection),
        partial(_compare, inspection),
        partial(_keep, inspection),
        "要有“检查内容”一列，一行一项；类别、问题表述、应查材料（用顿号隔开）、学段、办学性质、"
        "适用情形（如 食堂供餐、校服）、备注一并读入。没有写学段、性质的，各校都查。",
        own=frozenset({"question", "violation", "evidence"}),
        names=("检查内容", "检查要点", "问题表述"),
    )


ITEMS = items_of(None)
