"""A region's catalogue of lawful fees, a list per year."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from db.records.catalogues import LawfulFee
from db.unit_of_work import Work
from db.vocabulary import FeeKind, Ownership, Stage
from inspector_gui.exchange.lists.plan import (
    Entry,
    Given,
    Incoming,
    Kind,
    Listing,
    Reader,
    Status,
)
from inspector_gui.exchange.lists.vocabulary import (
    SETTLED_AT_COST,
    fee_kind_named,
    fee_kind_of,
    owners_of,
    stages_of,
    unknown_fee_kind,
)
from inspector_gui.exchange.workbooks.book import Cell
from inspector_gui.exchange.workbooks.cells import day_of, text_of, yuan_of
from inspector_gui.exchange.workbooks.headings import Column, Record, Table
from inspector_gui.labels import label
from inspector_gui.parsing import Unreadable, show_yuan

COLUMNS = (
    Column("name", "收费项目", ("项目名称", "项目", "收费名称", "收费项目名称")),
    Column("rate_fen", "收费标准", ("标准", "最高标准", "收费标准上限", "金额", "标准元")),
    Column("kind", "类别", ("收费类别", "收费性质", "项目类别"), needed=False),
    Column("stages", "学段", ("适用学段", "适用范围", "收费对象"), needed=False),
    Column("ownerships", "办学性质", ("适用学校", "公办民办"), needed=False),
    Column("unit", "计费单位", ("单位", "计量单位", "计费方式"), needed=False),
    Column("basis", "收费依据", ("依据", "文号", "批准文号", "政策依据", "文件依据"), needed=False),
    Column(
        "valid_from", "执行日期", ("起始日期", "生效日期", "执行起日", "有效期起"), needed=False
    ),
    Column("valid_to", "截止日期", ("废止日期", "失效日期", "有效期至", "有效期止"), needed=False),
    Column("region", "地区", ("区域", "适用地区", "省市"), needed=False),
)
_KIND = next(column for column in COLUMNS if column.key == "kind")
_PARTS = re.compile(r"[;；,，、\n]")
_GRADED = re.compile(
    r"(.*?(?:年级|幼儿园|小学|初中|高中|[大中小托]班))[:：为]?\s*(\d+(?:\.\d+)?)\s*元?(?:[/每].*)?"
)


def _read(work: Work, source: str, tables: Sequence[Table], given: Given) -> Listing:
    campaign = work.campaigns.current()
    first = given.valid_from or campaign.conduct_from
    region = given.region or _region(work) or campaign.bureau
    reader = Reader()
    entries: list[Entry] = []
    guessed = 0
    above: FeeKind | None = None
    for table in tables:
        for record in reader.named(table, "name", "收费项目"):
            common = _values(record, reader, first, region)
            above = common["kind"] or (above if record.is_spanned("kind") else None)
            if above is None:
                guessed += 1
                common["guessed"] = True
            common["kind"] = above or _guess(record, reader)
            entries += [Entry(record, values) for values in _by_grade(record, reader, common)]
    reader.blame_repeated(entries, "name", _key, "是同一项收费")
    notes = (*_notes(work, tables, first, region, guessed), *reader.notes("收费项目"))
    return Listing(source, tuple(entries), tuple(reader.faults), notes)


def _guess(record: Record, reader: Reader) -> FeeKind | None:
    found = fee_kind_named(text_of(record["name"]))
    if found is None:
        reader.ask(record, _KIND, unknown_fee_kind(text_of(record["name"])))
    return found


def _by_grade(record: Record, reader: Reader, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A row for each rate: `1-2年级15；3-6年级20` are two fees."""
    parts = [part for part in _PARTS.split(text_of(record["rate_fen"])) if part.strip()]
    graded = [found for part in parts if (found := _GRADED.fullmatch(part.strip()))]
    if not graded or len(graded) < len(parts):
        yield {**values, "rate_fen": reader.cell(record, "rate_fen", _rate)}
        return
    for found in graded:
        name = f"{values['name'][:180]}（{found[1]}）"
        yield {**values, "name": name, "rate_fen": yuan_of(found[2])}


def _notes(
    work: Work, tables: Sequence[Table], first: date, region: str, guessed: int
) -> Iterator[str]:
    lacking = {column.key for column in COLUMNS} - {
        key for table in tables for key in table.positions
    }
    if "valid_from" in lacking:
        yield f"没有“执行日期”列：一律自 {first} 起执行。"
    if "region" in lacking:
        yield f"没有“地区”列：一律登记为“{region}”。"
    if guessed:
        yield f"{guessed} 项没有写类别：按名称判断，请逐项核对。"
    known = {fee.region for fee in work.catalogues.fees()}
    if known and "region" in lacking and region not in known:
        others = "、".join(sorted(known))
        yield f"已有“{others}”的收费目录；这一份按“{region}”另行登记，同名项目不会替换。"


def _region(work: Work) -> str:
    return next((fee.region for fee in work.catalogues.fees()), "")


def _values(record: Record, reader: Reader, first: date, region: str) -> dict[str, Any]:
    def day(key: str) -> date | None:
        found: date | None = reader.cell(record, key, lambda cell: day_of(cell, first))
        return found

    begun, ended = day("valid_from") or first, day("valid_to")
    if ended is not None and ended < begun:
        reader.blame(record, "valid_to", f"早于执行日期 {begun}，请核对")
    stages = reader.cell(record, "stages", stages_of)
    return {
        "name": text_of(record["name"])[:200],
        "kind": reader.cell(record, "kind", fee_kind_of),
        "stages": stages or tuple(Stage),
        "ownerships": reader.cell(record, "ownerships", owners_of) or tuple(Ownership),
        "unit": text_of(record["unit"])[:200] or "元",
        "basis": text_of(record["basis"])[:500],
        "valid_from": begun,
        "valid_to": ended,
        "region": text_of(record["region"])[:200] or region,
    }


def _rate(cell: Cell) -> int | None:
    """None: lawful without a limit, settled at cost."""
    typed = text_of(cell)
    if SETTLED_AT_COST.search(typed):
        return None
    if not typed:
        raise Unreadable("请填标准（元），按成本据实结算的写 据实")
    found = re.fullmatch(r"(?:不超过|最高|≤)?\s*([\d,.]+)\s*元?(?:/.*|每.*)?", typed)
    return yuan_of(found[1] if found else cell)


def _key(values: Any) -> tuple[Any, ...]:
    """What is one fee, whatever it costs from when on."""
    return (
        values["region"],
        values["name"],
        values["stages"],
        values["ownerships"],
        values["valid_from"],
    )


def _key_of(fee: LawfulFee) -> tuple[Any, ...]:
    stages = tuple(stage for stage in Stage if stage in fee.stages)
    owners = tuple(ownership for ownership in Ownership if ownership in fee.ownerships)
    return fee.region, fee.name, stages, owners, fee.valid_from


def _compare(work: Work, listing: Listing) -> Iterator[Incoming]:
    known = {_key_of(fee): fee for fee in work.catalogues.fees()}
    for entry in listing.entries:
        values = entry.values
        found = known.get(_key(values))
        before = None if found else _before(values, known.values())
        if found is None:
            guess = "（按名称判断）" if "guessed" in values else ""
            what = f"{_rated(values['rate_fen'])} · {label(values['kind'])}{guess}"
            if before is not None:
                what += f" · 原标准 {_rated(before.rate_fen)} 到前一日止"
            yield Incoming(Status.NEW, values["name"], what, entry, before)
        else:
            what = _changes(values, found)
            status = Status.CHANGED if what else Status.SAME
            yield Incoming(status, values["name"], what, entry, found)


def _before(values: Any, fees: Any) -> LawfulFee | None:
    """The open-ended rate that a new one takes over from."""
    mine = _key(values)[:4]
    earlier = (
        fee
        for fee in fees
        if _key_of(fee)[:4] == mine
        and fee.valid_from < values["valid_from"]
        and fee.valid_to is None
    )
    return max(earlier, key=lambda fee: fee.valid_from, default=None)


def _changes(values: Any, found: LawfulFee) -> str:
    changes = []
    if values["rate_fen"] != found.rate_fen:
        changes.append(f"标准：{_rated(found.rate_fen)} → {_rated(values['rate_fen'])}")
    if values["kind"] is not found.kind:
        changes.append(f"类别：{label(found.kind)} → {label(values['kind'])}")
    for key, title in (("unit", "单位"), ("basis", "依据"), ("valid_to", "截止日期")):
        if values[key] and values[key] != getattr(found, key):
            changes.append(f"{title}：{getattr(found, key) or '空'} → {values[key]}")
    return "；".join(changes)


def _rated(fen: int | None) -> str:
    return "据实" if fen is None else f"{show_yuan(fen)}元"


def _keep(work: Work, lines: Sequence[Incoming]) -> None:
    campaign = work.campaigns.current().id
    for line in lines:
        values = {key: value for key, value in line.entry.values.items() if key != "guessed"}
        if line.status is Status.CHANGED:
            kept = {key: value for key, value in values.items() if value or key == "rate_fen"}
            work.catalogues.change_fee(line.known.id, **kept)
            continue
        if line.known is not None:
            last = values["valid_from"] - timedelta(days=1)
            work.catalogues.change_fee(line.known.id, valid_to=last)
        work.catalogues.add_fee(campaign, **values)


FEES = Kind(
    "fees",
    "收费目录",
    COLUMNS,
    _read,
    _compare,
    _keep,
    "要有“收费项目”“收费标准”两列；类别、学段、办学性质、计费单位、依据、执行日期、截止日期一并读入。"
    "标准写“据实”的不设上限。",
    names=("收费项目", "收费名称", "收费项目名称", "收费标准", "收费标准上限"),
)
