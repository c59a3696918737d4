"""The trade's words as lists write them: kinds of schools, stages, owners, fees."""

import re
from collections.abc import Mapping
from typing import TypeVar

from db.vocabulary import (
    Area,
    Circumstance,
    FeeKind,
    Ownership,
    ReceiptKind,
    SchoolType,
    Severity,
    Stage,
)
from inspector_gui.exchange.workbooks.book import Cell
from inspector_gui.exchange.workbooks.cells import text_of
from inspector_gui.labels import label
from inspector_gui.parsing import Unreadable

W = TypeVar("W")

#: The longer words first: a nine-year school is no primary school.
_TYPES: Mapping[str, SchoolType] = {
    "幼儿园|幼教|学前": SchoolType.KINDERGARTEN,
    "十二年": SchoolType.TWELVE_YEAR,
    "九年": SchoolType.NINE_YEAR,
    "完全中学|完中|初高中": SchoolType.COMPLETE_SECONDARY,
    "特殊教育|特教|启智|启聪|启明|培智|聋|盲": SchoolType.SPECIAL,
    "职业|中职|中专|技工|技校|职教|职中|职高": SchoolType.VOCATIONAL,
    "初级中学|初中": SchoolType.JUNIOR,
    "高级中学|普通高中|高中": SchoolType.SENIOR,
    "小学|教学点|完小": SchoolType.PRIMARY,
    "直属单位|事业单位|机关": SchoolType.UNIT,
}
STAGES_OF: Mapping[SchoolType, tuple[Stage, ...]] = {
    SchoolType.KINDERGARTEN: (Stage.KG,),
    SchoolType.PRIMARY: (Stage.PRI,),
    SchoolType.JUNIOR: (Stage.JUN,),
    SchoolType.NINE_YEAR: (Stage.PRI, Stage.JUN),
    SchoolType.COMPLETE_SECONDARY: (Stage.JUN, Stage.SEN),
    SchoolType.SENIOR: (Stage.SEN,),
    SchoolType.TWELVE_YEAR: (Stage.PRI, Stage.JUN, Stage.SEN),
    SchoolType.VOCATIONAL: (Stage.VOC,),
    SchoolType.SPECIAL: (Stage.SPE,),
    SchoolType.UNIT: (),
}
_STAGES: Mapping[str, Stage] = {
    "幼|学前": Stage.KG,
    "小": Stage.PRI,
    "初": Stage.JUN,
    "高中|普高|高级": Stage.SEN,
    "职|中专|技": Stage.VOC,
    "特": Stage.SPE,
}
_OWNERS: Mapping[str, Ownership] = {
    "民办|私立|社会力量|民营": Ownership.PRIVATE,
    "公办|公立|国有|教育部门|集体|地方": Ownership.PUBLIC,
}
_SEVERITIES: Mapping[str, Severity] = {
    "严重|重大": Severity.SERIOUS,
    "较重|较大": Severity.MODERATE,
    "一般|轻": Severity.MINOR,
}
_AREAS: Mapping[str, Area] = {
    "农村|乡村|村": Area.RURAL,
    "城|镇|市区": Area.URBAN,
}
_THERE: Mapping[str, bool] = {
    "^(?:无|没|否|不|未|×|✗|[xX0]$)": False,
    "^(?:有|是|√|✓|✔|1$|已|开展|提供)": True,
}
_FEES: Mapping[str, FeeKind] = {
    "行政|事业性": FeeKind.ADMINISTRATIVE,
    "代收|代办": FeeKind.PASS_THROUGH,
    "伙食|餐": FeeKind.MEALS,
    "捐": FeeKind.DONATION,
    "服务": FeeKind.SERVICE,
}

_RECEIPTS: Mapping[str, ReceiptKind] = {
    "往来": ReceiptKind.TRANSFER,
    "捐赠": ReceiptKind.DONATION,
    "财政|非税": ReceiptKind.FISCAL,
    "税|发票": ReceiptKind.TAX_INVOICE,
    f"{label(ReceiptKind.OTHER)}|收据|白条": ReceiptKind.OTHER,
}
#: A rate without a figure: what it costs is what is charged.
SETTLED_AT_COST = re.compile("据实|按实|按成本|不限|以.*公示.*为准|结算")

#: What a fee is by its name, where a list does not say it.
_FEES_NAMED: Mapping[str, FeeKind] = {
    "伙食|餐费|膳食|营养餐|午餐|餐": FeeKind.MEALS,
    "学费|住宿|保教|保育教育|考试费": FeeKind.ADMINISTRATIVE,
    "校服|作业本|教辅|教材|课本|簿本|保险|体检|学习资料|读物|卧具|军训服": FeeKind.PASS_THROUGH,
    "课后|延时|托管|校车|研学|社会实践|服务": FeeKind.SERVICE,
    "捐": FeeKind.DONATION,
}


def fee_kind_named(name: str) -> FeeKind | None:
    """What a fee's own name says of its kind, if it says so."""
    return next((kind for pattern, kind in _FEES_NAMED.items() if re.search(pattern, name)), None)


def unknown_fee_kind(name: str) -> str:
    return f"看不出“{name[:20]}”是哪一类收费，请写如 服务性收费、代收费"


def type_of(cell: Cell) -> SchoolType | None:
    return _word(
        cell,
        _TYPES,
        "请写如 " + "、".join(label(school_type) for school_type in list(SchoolType)[:5]),
    )


def type_named(name: str) -> SchoolType | None:
    """What a school's own name says of its kind, if it says so."""
    found = next((kind for pattern, kind in _TYPES.items() if re.search(pattern, name)), None)
    return None if found is SchoolType.UNIT else found


def owner_of(cell: Cell) -> Ownership | None:
    return _word(cell, _OWNERS, "请写 公办 或 民办")


def owners_of(cell: Cell) -> tuple[Ownership, ...]:
    """Empty: both."""
    typed = text_of(cell)
    found = tuple(ownership for pattern, ownership in _OWNERS.items() if re.search(pattern, typed))
    if typed and not found and not re.search("全部|不限|各类|所有", typed):
        raise Unreadable("请写 公办、民办 或 不限")
    return tuple(owner for owner in Ownership if owner in found or not found)


def area_of(cell: Cell) -> Area | None:
    return _word(cell, _AREAS, "请写 城镇 或 农村")


def present_of(cell: Cell) -> bool | None:
    """Whether there is one; None where nothing is written."""
    return _word(cell, _THERE, "请写 有 或 无")


def circumstances_of(cell: Cell) -> tuple[Circumstance, ...]:
    """Those it names as they are called here; empty where nothing is written."""
    typed = text_of(cell)
    found = tuple(circumstance for circumstance in Circumstance if label(circumstance) in typed)
    if typed and not found and not re.search("全部|不限|各校|所有", typed):
        raise Unreadable(
            "请写如 " + "、".join(label(circumstance) for circumstance in list(Circumstance)[:4])
        )
    return found


def severity_of(cell: Cell) -> Severity | None:
    """None where nothing is written."""
    return _word(cell, _SEVERITIES, "请写 一般、较重 或 严重")


def stages_of(cell: Cell) -> tuple[Stage, ...]:
    """Empty where nothing is written."""
    typed = text_of(cell)
    found = {stage for pattern, stage in _STAGES.items() if re.search(pattern, typed)}
    for kind in (SchoolType.NINE_YEAR, SchoolType.TWELVE_YEAR, SchoolType.COMPLETE_SECONDARY):
        if typed and type_named(typed) is kind:
            found |= set(STAGES_OF[kind])
    if "义务" in typed:
        found |= {Stage.PRI, Stage.JUN}
    if re.search("中小学", typed):
        found |= {Stage.PRI, Stage.JUN, Stage.SEN}
    if typed and not found and not re.search("全部|不限|各学段|所有", typed):
        raise Unreadable("请写如 小学、初中、高中")
    if typed and not found:
        found = set(Stage)
    return tuple(stage for stage in Stage if stage in found)


def fee_kind_of(cell: Cell) -> FeeKind | None:
    return _word(cell, _FEES, "请写如 行政事业性收费、服务性收费、代收费")


def receipt_of(cell: Cell) -> ReceiptKind | None:
    return _word(cell, _RECEIPTS, "请写如 财政票据、税务发票、往来结算票据")


def _word(cell: Cell, patterns: Mapping[str, W], instead: str) -> W | None:
    typed = text_of(cell)
    if not typed:
        return None
    for pattern, word in patterns.items():
        if re.search(pattern, typed):
            return word
    raise Unreadable(instead)
