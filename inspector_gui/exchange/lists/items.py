"""The checklist of an inspection from a bureau's table: an item a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from db.records.catalogues import Item
from db.unit_of_work import Work
from db.vocabulary import Area, Circumstance, Ownership, Severity, Stage
from inspector_gui.accounts.evidence_kind import kind_named
from inspector_gui.exchange.lists.cited_law import Cited, cite, cited_in, written
from inspector_gui.exchange.lists.plan import (
    Entry,
    Given,
    Incoming,
    Kind,
    Listing,
    Reader,
    Status,
    differences,
)
from inspector_gui.exchange.lists.vocabulary import (
    circumstances_of,
    owners_of,
    severity_of,
    stages_of,
)
from inspector_gui.exchange.workbooks.cells import prose_of, text_of
from inspector_gui.exchange.workbooks.headings import Column, Record, Table
from inspector_gui.labels import label

COLUMNS = (
    Column("question", "检查内容", ("检查项目", "检查要求", "检查要点", "检查标准", "内容")),
    Column("code", "项目编码", ("编码", "项目编号", "检查项编码"), needed=False),
    Column("category", "类别", ("检查类别", "方面", "检查方面", "大类"), needed=False),
    Column("violation", "问题表述", ("违规情形", "问题", "常见问题"), needed=False),
    Column("evidence", "应查材料", ("查阅材料", "检查方法", "佐证材料", "材料"), needed=False),
    Column("stages", "学段", ("适用学段", "适用学校"), needed=False),
    Column("ownerships", "办学性质", ("性质", "公办民办"), needed=False),
    Column("circumstances", "适用情形", ("适用条件", "只查有"), needed=False),
    Column("severity", "严重程度", ("程度", "问题性质"), needed=False),
    Column("basis", "依据", ("法规依据", "政策依据", "引用的规定", "检查依据"), needed=False),
    Column("note", "备注", ("说明",), needed=False),
)
TITLES = {column.key: column.title for column in COLUMNS}
_LONG = 1000
#: What a row may change in an item that is known; its code and its category stay.
_COMPARED = (
    *("question", "violation", "evidence", "stages", "ownerships", "circumstances"),
    *("severity", "note"),
)
_SHOWN = {key: TITLES[key] for key in _COMPARED}


def read_items(
    name: str, work: Work, source: str, tables: Sequence[Table], _given: Given
) -> Listing:
    """The rows of a checklist. `name`: the category of what stands under none."""
    del work
    reader, entries = Reader(), []
    for table in tables:
        above = name
        for record in reader.named(table, "question", "检查内容", carried="category"):
            above = prose_of(record["category"]) or above  # written once over a merged block
            entries.append(Entry(record, _values(record, above, reader)))
    reader.blame_repeated(entries, "question", lambda values: values["question"], "是同一内容")
    return Listing(source, tuple(entries), tuple(reader.faults), tuple(reader.notes("检查内容")))


def _values(record: Record, category: str, reader: Reader) -> dict[str, Any]:
    """What the row says; of columns that the table does not have, nothing."""
    for key in ("question", "violation", "note"):
        if len(prose_of(record[key])) > _LONG:
            reader.blame(record, key, f"超过 {_LONG} 个字，请缩短")
    values: dict[str, Any] = {"category": category[:200]}
    for key, means in _MEANINGS.items():
        if key in record.table.positions:
            values[key] = reader.cell(record, key, means)
    return values


def _papers(cell: Any) -> str:
    return "\n".join(part for part in prose_of(cell).replace("；", "、").split("、") if part)


_MEANINGS: Mapping[str, Any] = {
    "question": prose_of,
    "code": lambda cell: text_of(cell)[:60],
    "violation": prose_of,
    "evidence": _papers,
    "stages": lambda cell: stages_of(cell) or tuple(Stage),
    "ownerships": lambda cell: owners_of(cell) or tuple(Ownership),
    "circumstances": circumstances_of,
    "severity": severity_of,
    "basis": lambda cell: cited_in(prose_of(cell)),
    "note": prose_of,
}


def compare_items(inspection: str, work: Work, listing: Listing) -> Iterator[Incoming]:
    """Each row beside the item of its code or question, whose code and answers it keeps."""
    items = work.catalogues.items(inspection)
    by_code = {item.code: item for item in items}
    by_question = {item.question: item for item in items}
    law = _law(work, {item.id for item in items})
    for entry in listing.entries:
        values, title = entry.values, entry.values["category"]
        found = by_code.get(values.get("code", "")) or by_question.get(values["question"])
        if found is None:
            yield Incoming(Status.NEW, title, values["question"], entry)
            continue
        known = _Known(found)
        changes = differences(_stated_values(values, found), known, _SHOWN, _format_value)
        more = [part for part in values.get("basis") or () if part.key not in law.get(found.id, ())]
        if more:
            changes = "；".join(filter(None, (changes, "加依据：" + written(more))))
        status = Status.CHANGED if changes else Status.SAME
        what = f"{found.question}（{changes}）" if changes else found.question
        yield Incoming(status, title, what, entry, found)


def _stated_values(values: Mapping[str, Any], found: Item) -> dict[str, Any]:
    """What the row says of an item; an empty cell says nothing of its words."""
    stated = {key: values[key] for key in _COMPARED if values.get(key) is not None}
    if not stated.get("violation", found.violation):
        stated.pop("violation")
    return stated


class _Known:
    """An item by the names that its table has."""

    def __init__(self, item: Item) -> None:
        self._item = item

    def __getattr__(self, name: str) -> Any:
        item = self._item
        match name:
            case "evidence":
                return "\n".join(item.evidence)
            case "stages":
                return tuple(stage for stage in Stage if stage in item.stages)
            case "ownerships":
                return tuple(ownership for ownership in Ownership if ownership in item.ownerships)
            case "circumstances":
                return tuple(
                    circumstance
                    for circumstance in Circumstance
                    if circumstance in item.circumstances
                )
            case _:
                return getattr(item, name)


def _format_value(value: Any) -> str:
    if isinstance(value, tuple):
        return "、".join(label(part) for part in value)
    return label(value) if isinstance(value, Severity) else str(value).replace("\n", "、")


def _law(work: Work, items: set[Any]) -> dict[Any, set[tuple[str, str]]]:
    """What each item cites, by title and article."""
    found: dict[Any, set[tuple[str, str]]] = {}
    for basis in work.catalogues.bases():
        if basis.item_id in items:
            own = Cited(basis.citation.title, "", basis.citation.article or "")
            found.setdefault(basis.item_id, set()).add(own.key)
    return found


def keep_items(inspection: str, work: Work, lines: Sequence[Incoming]) -> None:
    """Those that are new or changed; what the table does not have stays as it is."""
    catalogue = work.catalogues.of_inspection(work.campaigns.current().id, inspection)
    categories = dict(work.catalogues.categories(catalogue))
    taken = {item.code for item in work.catalogues.items()}
    free = (
        candidate for n in count(1) if (candidate := f"{inspection.upper()}-{n:02}") not in taken
    )
    last = len(work.catalogues.items(inspection))
    for position, line in enumerate(lines, start=last + 1):
        values = dict(line.entry.values)
        category, code = values.pop("category"), values.pop("code", "")
        law = values.pop("basis", None) or ()
        if line.known is not None:
            work.catalogues.change_item(line.known.id, **_changes(values, line.known))
            cite(work, line.known.id, law)
            continue
        if category not in categories:
            number = len(categories) + 1
            categories[category] = work.catalogues.add_category(
                catalogue, code=f"{inspection.upper()}{number}", name=category, position=number
            )
        own = code if code and code not in taken else next(free)
        taken.add(own)
        made = work.catalogues.add_item(
            categories[category], **_new(values), code=own, position=position
        )
        cite(work, made, law)


def _changes(values: Mapping[str, Any], known: Item) -> dict[str, Any]:
    stated = _stated_values(values, known)
    if "evidence" in stated:
        stated |= _kinds(stated["evidence"].splitlines(), known)
    return stated


def _kinds(papers: Sequence[str], known: Item) -> dict[str, str]:
    """Of papers that stay, what they were known as; of others, what their titles say."""
    kinds = [known.evidence_kinds.get(title) or kind_named(title) for title in papers]
    required = [title for title in known.required if title in papers]
    return {
        "evidence_kinds": "\n".join(kind.value for kind in kinds),
        "required": "\n".join(required),
    }


def _new(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a table does not say: it is asked everywhere, and any finding may have an amount."""
    stated = {key: value for key, value in values.items() if value not in (None, "")}
    papers = stated.get("evidence", "").splitlines()
    stated["evidence_kinds"] = "\n".join(kind_named(title).value for title in papers)
    return {
        "violation": values["question"],
        "evidence": "",
        "stages": tuple(Stage),
        "ownerships": tuple(Ownership),
        "note": "",
        "severity": Severity.MINOR,
        "areas": tuple(Area),
        "methods": (),
        "records_amount": True,
        "records_students": True,
        "handlings": (),
        **stated,
    }


def _name(work: Work, inspection: str) -> str:
    return work.inspections.of(inspection).kind


def _code(work: Work, inspection: str | None) -> str:
    return inspection or work.inspections.main().code


HINT = (
    "要有“检查内容”一列，一行一项；项目编码、类别、问题表述、应查材料（用顿号隔开）、学段、办学性质、"
    "适用情形（如 食堂供餐、校服）、严重程度、依据、备注一并读入。没有写学段、性质的，各校都查。"
    "依据写成《名称》第几条，用分号隔开；新加的依据要在“依据核定”里核对原文以后才能引用。"
)
OWN = frozenset({"question", "violation", "evidence"})
NAMES = ("检查内容", "检查要点", "问题表述")


def items_of(inspection: str | None) -> Kind:
    """The checklist of an inspection (its code), or of the first one."""

    def read(work: Work, source: str, tables: Sequence[Table], given: Given) -> Listing:
        return read_items(_name(work, _code(work, inspection)), work, source, tables, given)

    def compare(work: Work, listing: Listing) -> Iterator[Incoming]:
        yield from compare_items(_code(work, inspection), work, listing)

    def keep(work: Work, lines: Sequence[Incoming]) -> None:
        keep_items(_code(work, inspection), work, lines)

    return Kind("items", "检查清单", COLUMNS, read, compare, keep, HINT, own=OWN, names=NAMES)


ITEMS = items_of(None)
