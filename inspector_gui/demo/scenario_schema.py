"""Which fields a scenario's entries have, and what may stand in them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from db.errors import InspectionError
from db.limits import MAX_FEN
from db.vocabulary import (
    Area,
    CallOutcome,
    Cause,
    Channel,
    ComplaintOutcome,
    ComplaintSource,
    ContactKind,
    FindingStatus,
    Handling,
    Ownership,
    RecusalReason,
    SchoolType,
    Severity,
    Stage,
)

Reader = Callable[[Any], Any]
Shape = Mapping[str, Reader]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or not 0 <= value <= MAX_FEN:
        raise ValueError
    return value


def _day(value: Any) -> date:
    return date.fromisoformat(value)


def _all(read: Reader) -> Reader:
    def each(values: Any) -> list[Any]:
        if not isinstance(values, list):
            raise TypeError
        return [read(value) for value in values]

    return each


def _or_none(read: Reader) -> Reader:
    return lambda value: None if value is None else read(value)


def _object(shape: Shape) -> Reader:
    def fields(value: Any) -> None:
        for name, read in shape.items():
            read(value[name])

    return fields


def _by_name(read: Reader) -> Reader:
    def each(value: Any) -> list[Any]:
        return [read(part) for part in value.values()]

    return each


def _texts(names: str) -> Shape:
    return dict.fromkeys(names.split(), _text)


def _numbers(names: str) -> Shape:
    return dict.fromkeys(names.split(), _number)


CAMPAIGN = {**_texts("code name_zh bureau_zh"), "conduct_from": _day, "conduct_to": _day}
PHASES = {**_texts("code zh"), "start": _day, "end": _day}
TEAMS = {**_texts("code name_zh"), "school_codes": _all(_text)}
MEMBERS = {
    **_texts("id team display_name role_zh source_zh"),
    "is_lead": bool,
    "home_school": _or_none(_text),
}
RECUSALS = {**_texts("member school reason_zh source"), "reason": RecusalReason}
SCHOOLS = {
    **_texts("code name_zh team feedback_no district head_display_name"),
    **_numbers("registry_headcount roster_rows sampled_classes student_interviews"),
    **_numbers("vouchers_checked receipts_checked"),
    "school_type": SchoolType,
    "stages": _all(Stage),
    "ownership": Ownership,
    "area": Area,
    "visit_date": _day,
    "self_report": _object({"received": _day}),
    "checklist_summary": _object(_numbers("VIOLATION DOUBT NA NOT_CHECKED OK")),
}
CLASSES = {
    **_texts("code school_code"),
    **_numbers("grade class_no enrolled issued returned valid"),
    "stage": Stage,
    "tally": _by_name(_by_name(float)),
}
CALLS = {**_texts("code school_code"), **_numbers("roster_seq attempts"), "outcome": CallOutcome}
FINDINGS = {
    **_texts("id school_code item text_zh"),
    **_numbers("students amount_fen refund_due_fen refund_paid_fen refund_students"),
    "severity": Severity,
    "handling": _all(Handling),
    "status": FindingStatus,
    "objection": bool,
    "case_no": _or_none(_text),
}
COMPLAINTS = {
    **_texts("no channel_zh"),
    "school_code": _or_none(_text),
    "source": ComplaintSource,
    "received": _day,
    "due": _day,
    "category": Cause,
    "outcome": ComplaintOutcome,
    "case_no": _or_none(_text),
}
CONTACTS = {
    **_texts("no"),
    "channel": Channel,
    "date": _day,
    "persons": _or_none(_number),
    "kind": ContactKind,
}
SANCTIONS = {"cause": Cause, **_numbers("warning admonition_talk")}
UNITS = _texts("code name_zh")
GROUPS = {**_texts("code name_zh"), "schedule": _by_name(_day)}
GROUP_MEMBERS = {**_texts("id group display_name role_zh"), "is_lead": bool}
UNIT_FINDINGS = {**_texts("id unit_code item text_zh"), **_numbers("amount_fen")}


def require(what: str, entries: Iterable[Mapping[str, Any]], key: str, shape: Shape) -> None:
    """Raise InspectionError at the first field that is missing or holds what it may not."""
    for number, entry in enumerate(entries, 1):
        where = f"{what} {entry.get(key, f'第 {number} 条')}"
        for name, read in shape.items():
            if name not in entry:
                raise InspectionError(f"场景中{where}缺少 {name}；请补齐后再用。")
            try:
                read(entry[name])
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise InspectionError(
                    f"场景中{where}的 {name} 写的是“{_short(entry[name])}”，不能用；请改正后再用。"
                ) from error


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:60] + "…"
