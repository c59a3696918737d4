"""A team's records as a JSON file: for scripts, and for teams that count in a program of their own.

    {"recorder": "T1-M1",
     "schools": {"S001": {
        "visit": {"visited_on": "2026-09-15", "arrived_at": "2026-09-15T08:05+08:00"},
        "present": ["T1-M1", "T1-M2"], "methods": ["DOC"],
        "answers": {"F-FW-01": "OK", "F-FW-02": {"verdict": "VIOLATION", "amount_fen": 12000}},
        "findings": [{"item": "F-FW-02", "fact": "…", "students": 3, "involved_fen": 12000,
                      "evidence": [{"title": "收款收据", "locator": "第3号"}]}]}}}

Money in whole fen, times with their offset. It is taken in whole, in one act, or not at all.
"""

import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from db.errors import InspectionError
from db.parsing import parse
from db.records.asked_items import is_asked
from db.records.catalogues import Item
from db.records.people import MemberLine
from db.records.schools import SchoolLine
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act, FindingStatus, Method
from inspector_gui.accounts.evidence_kind import kind_named
from inspector_gui.accounts.finding_sentence import (
    PARTS,
    FactParts,
    computed_fen,
    finding_sentence,
    institution_of,
)
from inspector_gui.actions.deed import Doer, deed
from inspector_gui.actions.evidence import gather_within
from inspector_gui.actions.raising import raise_within

Named = TypeVar("Named")
_VISIT = frozenset(
    {
        *("visited_on", "arrived_at", "left_at", "place", "hosts", "credentials_shown"),
        *("report_heard", "self_report_on", "sites_seen", "vouchers_checked"),
        *("receipts_checked", "overall", "note"),
    }
)
_ANSWER = frozenset({"verdict", "note", "amount_fen", "students"})
_FINDING = frozenset(
    {
        *PARTS,
        *("fact", "due_fen"),
        *("refunded_fen", "refund_students", "surrendered_fen", "severity", "advice", "due_on"),
    }
)
_EVIDENCE = frozenset({"kind", "title", "locator"})
_PARTS = ("visit", "present", "methods", "answers", "findings")


@deed(
    "录入记录文件",
    of="记录",
    doer=Doer.TEAM,
    refuses=("写了本组没有的学校、组员、检查项", "栏目或内容不对"),
)
def take_in_records(*, store: Store, path: Path) -> dict[str, int]:
    """Take a records file into a team's file; how much of each part came.

    Raises InspectionError naming the first thing that cannot be taken, and takes nothing.
    """
    content = _object(_read(path), path.name)
    with store.read() as work:
        known = _Known.of(work)
        recorder = known.member(content.get("recorder"), f"{path.name} recorder")
    store.person = recorder.id
    came: Counter[str] = Counter()
    with store.act(Act.RECORD_VISIT) as work:
        for code, records in _object(content.get("schools"), f"{path.name} schools").items():
            _Visit(work, known, known.school(code, path.name), came).keep(
                _object(records, f"{path.name} {code}")
            )
    return dict(came)


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InspectionError(f"“{path.name}”读不出来，或不是 JSON；请核对文件。") from error


def _object(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise InspectionError(f"{where} 应是一个 JSON 对象；请核对记录文件。")
    return value


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise InspectionError(f"{where} 应是一个 JSON 数组；请核对记录文件。")
    return value


@dataclass(frozen=True)
class _Known:
    """What the file has, by code."""

    schools: Mapping[str, SchoolLine]
    members: Mapping[str, MemberLine]
    items: Sequence[Item]

    @classmethod
    def of(cls, work: Work) -> "_Known":
        return cls(
            _by_code(work.schools.lines()),
            {member.code: member for member in work.people.members()},
            work.catalogues.items(),
        )

    def school(self, code: str, where: str) -> SchoolLine:
        return _known(self.schools, code, f"{where}：本组没有学校 {code}")

    def member(self, code: Any, where: str) -> MemberLine:
        return _known(self.members, code, f"{where}：本组没有组员 {code}")

    def item(self, code: Any, school: SchoolLine, where: str) -> Item:
        own = {item.code: item for item in self.items if item.inspection == school.inspection}
        item = _known(own, code, f"{where}：清单里没有检查项 {code}")
        if not is_asked(item, school):
            raise InspectionError(f"{where}：检查项 {code} 不适用于“{school.name}”；请核对。")
        return item


def _by_code(lines: Sequence[SchoolLine]) -> dict[str, SchoolLine]:
    """Raises InspectionError where two inspections visit one school: whose record would it be?"""
    found: dict[str, SchoolLine] = {}
    for line in lines:
        if line.code in found:
            raise InspectionError(
                f"“{line.name}”有两种检查的安排，分不清记录是哪一种的；请在检查组的文件里录入。"
            )
        found[line.code] = line
    return found


def _known(found: Mapping[str, Named], key: Any, missing: str) -> Named:
    if not isinstance(key, str) or key not in found:
        raise InspectionError(f"{missing}；请核对代码。")
    return found[key]


class _Visit:
    """What a file says of one school, kept inside the caller's act."""

    def __init__(self, work: Work, known: _Known, school: SchoolLine, came: Counter[str]) -> None:
        self._work, self._known, self._school, self._came = work, known, school, came

    def keep(self, records: Mapping[str, Any]) -> None:
        _require_known(records, frozenset(_PARTS), self._school.code)
        parts: Mapping[str, Callable[[Any, str], None]] = {
            "visit": self._facts,
            "present": self._present,
            "methods": self._methods,
            "answers": self._answers,
            "findings": self._findings,
        }
        for part in _PARTS:
            if part in records:
                parts[part](records[part], f"{self._school.code} {part}")

    @property
    def _id(self) -> uuid.UUID:
        return self._school.visit_id

    def _facts(self, content: Any, where: str) -> None:
        self._work.visits.record(self._id, **_values("visit", content, _VISIT, where))
        self._came["visits"] += 1

    def _present(self, content: Any, where: str) -> None:
        for code in _list(content, where):
            self._work.visits.attend(self._id, self._known.member(code, where).id)
            self._came["present"] += 1

    def _methods(self, content: Any, where: str) -> None:
        for method in _list(content, where):
            with _naming(where, method):
                self._work.visits.use(self._id, Method(method))
            self._came["methods"] += 1

    def _answers(self, content: Any, where: str) -> None:
        for code, given in _object(content, where).items():
            item = self._known.item(code, self._school, where)
            answer = {"verdict": given} if isinstance(given, str) else given
            values = _values("checklist_answer", answer, _ANSWER, f"{where} {code}")
            self._work.checklists.answer(self._id, item.id, **values)
            self._came["answers"] += 1

    def _findings(self, content: Any, where: str) -> None:
        for entry in _list(content, where):
            self._finding(dict(_object(entry, where)), where)

    def _finding(self, entry: dict[str, Any], where: str) -> None:
        item = self._known.item(entry.pop("item", None), self._school, where)
        proofs = [_object(paper, where) for paper in _list(entry.pop("evidence", []), where)]
        values = _values("finding", entry, _FINDING, f"{where} {item.code}")
        values = self._worded(item, values)
        finding = self._same(item, values["fact"]) or self._raised(item, proofs, where)
        self._work.findings.state(finding, **values)
        self._came["findings"] += 1

    def _worded(self, item: Item, values: dict[str, Any]) -> dict[str, Any]:
        """With a fact: as it is given, else made of the parts, else the item's own words.

        An amount that is not given follows from rate, pupils and terms, and is due.
        """
        parts = FactParts(**{name: values[name] for name in PARTS if values.get(name) is not None})
        if "involved_fen" not in values and (amount := computed_fen(parts)):
            values = {"due_fen": amount, **values, "involved_fen": amount}
            parts = replace(parts, involved_fen=amount)
        made = finding_sentence(parts, institution_of(self._school.stages)) or item.violation
        return {"manner": "", "fact": made, **values}

    def _same(self, item: Item, fact: str) -> uuid.UUID | None:
        """A file that is taken in twice does not find the same thing twice."""
        for line in self._work.findings.lines(self._id):
            standing = line.status is not FindingStatus.WITHDRAWN
            if standing and (line.item_id, line.fact) == (item.id, fact):
                return line.id
        return None

    def _raised(self, item: Item, proofs: list[Mapping[str, Any]], where: str) -> uuid.UUID:
        finding = raise_within(self._work, self._school, item).id
        for entry in proofs:
            given = _values("evidence", entry, _EVIDENCE, f"{where} {item.code} evidence")
            title = given.get("title") or ""
            if not title:
                raise InspectionError(f"{where} {item.code} 的证据没有名称（title）；请补上。")
            kind = given.get("kind") or kind_named(title)
            locator = given.get("locator", "")
            gather_within(self._work, self._id, kind, title, locator=locator, finding=finding)
        return finding


def _values(table: str, content: Any, columns: frozenset[str], where: str) -> dict[str, Any]:
    given = _object(content, where)
    _require_known(given, columns, where)
    return {name: _value(table, name, value, where) for name, value in given.items()}


def _value(table: str, name: str, value: Any, where: str) -> Any:
    if value is not None and not isinstance(value, str | int):
        raise InspectionError(f"{where} 的 {name} 要写文字或整数（金额以分计）；请核对。")
    with _naming(f"{where} 的 {name}", value):
        return parse(table, name, "" if value is None else str(value))


@contextmanager
def _naming(where: str, value: Any) -> Iterator[None]:
    try:
        yield
    except (ValueError, InspectionError) as error:
        raise InspectionError(f"{where} 不能是“{value}”；请核对记录文件。") from error


def _require_known(given: Mapping[str, Any], names: frozenset[str], where: str) -> None:
    unknown = sorted(set(given) - names)
    if unknown:
        raise InspectionError(f"{where} 里没有“{unknown[0]}”这一栏；请核对记录文件。")
