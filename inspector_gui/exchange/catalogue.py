"""The bureau's catalogues, questionnaires and calendars: JSON into a file."""

import json
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from db.errors import InspectionError
from db.records.applicable_law import format_conditions, obstacles, parse_conditions
from db.records.forms import TableColumn, format_columns
from db.unit_of_work import Work
from db.vocabulary import (
    Area,
    CellKind,
    Certainty,
    Circumstance,
    ConditionKind,
    DayKind,
    EvidenceKind,
    FeeKind,
    FormKind,
    Handling,
    LawRole,
    Method,
    Ownership,
    QuestionType,
    Severity,
    Signal,
    Stage,
)
from inspector_gui.resources import CALENDARS, CHECKLISTS, QUESTIONNAIRES

Entry = Mapping[str, Any]


def replace_contents(
    work: Work, campaign: uuid.UUID, path: Path, inspection: str | None = None
) -> str:
    """Let another version of the checklists, or of the questionnaires, come in place of those
    there are; what came, in words. A file with one checklist alone is that of `inspection`.

    Raises InspectionError where that cannot be.
    """
    try:
        content = json.loads(path.read_text("utf-8-sig"))
        if "catalogue_version" in content:
            sections = _sections(work, content, inspection)
            _require_at_home(work, sections)
            work.catalogues.clear(sections)
            _load(work, campaign, content, sections)
            return f"检查清单 {content['catalogue_version']}"
        _require_at_home(work, None)
        if "questionnaire_version" in content:
            work.forms.clear()
            load_questionnaires(work, campaign, path)
            return f"问卷和提纲 {content['questionnaire_version']}"
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InspectionError(
            f"“{path.name}”不是完整的清单或问卷文件（{error}），没有换用；请重新取一份。"
        ) from error
    raise InspectionError(f"“{path.name}”里没有检查清单，也没有问卷；请核对文件。")


def load_checklists(work: Work, campaign: uuid.UUID, path: Path = CHECKLISTS) -> None:
    """Take over regulations, items and citations.

    A citation is locked for printing only where the draft read its article, dated and numbered;
    the finance office locks the others.
    """
    content = json.loads(path.read_text("utf-8-sig"))
    _load(work, campaign, content, _sections(work, content, None))


def fill_checklist(work: Work, campaign: uuid.UUID, content: Entry, inspection: str) -> None:
    """Take over the one checklist of a file for an inspection (its code).

    Raises InspectionError where the file is not whole.
    """
    try:
        _load(work, campaign, content, {inspection: content["checklist"]})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InspectionError(
            f"文件里的检查清单不完整（{error}），没有新增；请重新取一份。"
        ) from error


def require_free_name(work: Work, kind: str) -> None:
    """Raises InspectionError where another kind is called so already, or it has no name."""
    if not kind.strip():
        raise InspectionError("还没有填检查的简称，如“明察暗访”；请填写后再新增。")
    if any(line.kind == kind.strip() for line in work.inspections.lines()):
        raise InspectionError(f"已经有“{kind.strip()}”；请换一个简称。")


def _sections(work: Work, content: Entry, inspection: str | None) -> dict[str, Entry]:
    """The checklists of a version file, by the code of the inspection they are of."""
    if "checklist" in content:
        return {inspection or work.inspections.main().code: content["checklist"]}
    return {
        line.code: content[line.code] for line in work.inspections.lines() if line.code in content
    }


def _require_at_home(work: Work, inspections: Collection[str] | None) -> None:
    """Raises InspectionError where teams of these inspections, or of any, have their files."""
    handed = work.plans.handed_out()
    for team in work.people.teams():
        if team.id in handed and (inspections is None or team.inspection in inspections):
            raise InspectionError("已经发放过，不能整份换用；请逐项修改，再发放更改。")


def _load(work: Work, campaign: uuid.UUID, content: Entry, sections: Mapping[str, Entry]) -> None:
    """What another inspection cites already stays as it is."""
    rules = {rule["id"]: rule for rule in content["regulations"]}
    ids = {known.code: known.id for known in work.catalogues.rules()}
    for code in rules.keys() - ids.keys():
        ids[code] = work.catalogues.add_regulation(campaign, **_regulation(rules[code]))
    for inspection, section in sections.items():
        catalogue = work.catalogues.add_catalogue(
            campaign,
            inspection=inspection,
            version=content["catalogue_version"],
            title=section["name_zh"],
        )
        for category in section["categories"]:
            _load_category(work, catalogue, category, ids, rules)


def _load_category(
    work: Work,
    catalogue: uuid.UUID,
    category: Entry,
    regulations: Mapping[str, uuid.UUID],
    rules: Mapping[str, Entry],
) -> None:
    owner = work.catalogues.add_category(
        catalogue,
        code=category["code"],
        name=category["name_zh"],
        position=category["order"],
    )
    for position, entry in enumerate(category["items"], 1):
        item = work.catalogues.add_item(owner, **_item(entry, position))
        for number, cited in enumerate(entry["basis"], 1):
            work.catalogues.add_citation(
                item, regulations[cited["reg"]], **_citation(cited, number, rules[cited["reg"]])
            )


def _regulation(rule: Entry) -> dict[str, Any]:
    last = _day(rule.get("in_force_to"))
    return {
        "code": rule["id"],
        "title": rule["title"],
        "doc_no": rule["doc_no"],
        "doc_no_verified": rule["doc_no_verified"],
        "issuer": rule["issuer"],
        "dated": rule["date"],
        "in_force_from": _day(rule["in_force_from"]),
        "repealed_on": last + timedelta(days=1) if last else None,
        "certainty": Certainty(rule["confidence"]),
        "verification": rule["verification"],
        "note": rule.get("note") or "",
        "placeholder": rule.get("placeholder", False),
        "conditions": _conditions(rule),
    }


def _conditions(entry: Entry) -> str:
    conditions = parse_conditions(entry.get("applies_when") or "")
    for condition in conditions:
        ConditionKind(condition.kind)
    return format_conditions(conditions)


def _item(entry: Entry, position: int) -> dict[str, Any]:
    papers = [_paper(text) for text in entry["evidence_zh"]]
    return {
        "code": entry["code"],
        "position": position,
        "question": entry.get("requirement_zh") or entry["question_zh"],
        "violation": entry["violation_zh"],
        "evidence": "\n".join(paper.title for paper in papers),
        "evidence_kinds": "\n".join(paper.kind or "" for paper in papers),
        "required": "\n".join(paper.title for paper in papers if paper.required),
        "stages": tuple(map(Stage, entry["stages"])),
        "ownerships": tuple(map(Ownership, entry["ownership"])),
        "areas": tuple(map(Area, entry["area"])),
        "circumstances": tuple(map(Circumstance, entry.get("circumstances", ()))),
        "methods": tuple(map(Method, entry["methods"])),
        "records_amount": entry["records_amount"],
        "records_students": entry["records_students"],
        "severity": Severity(entry["default_severity"]),
        "handlings": tuple(map(Handling, entry["handling"])),
        "note": entry.get("note") or "",
        "wrongs": entry.get("wrongs", 0),
        "replaces": " ".join(entry.get("replaces", ())),
    }


@dataclass(frozen=True)
class _Paper:
    title: str
    kind: EvidenceKind | None
    required: bool


def _paper(entry: Any) -> _Paper:
    """What proves a violation; version 1 has titles only."""
    if isinstance(entry, str):
        return _Paper(entry, None, required=False)
    return _Paper(entry["zh"], _KINDS.get(entry["kind"], EvidenceKind.OTHER), entry["required"])


#: Kinds of papers that prove something by themselves; tables, plans and registers are other papers.
_KINDS = {
    "VOUCHER": EvidenceKind.VOUCHER,
    "LEDGER": EvidenceKind.LEDGER,
    "RECEIPT": EvidenceKind.RECEIPT,
    "CONTRACT": EvidenceKind.CONTRACT,
    "DISPLAY_PHOTO": EvidenceKind.DISPLAY,
    "NOTICE": EvidenceKind.NOTICE,
    "SITE_PHOTO": EvidenceKind.PHOTO,
    "STATEMENT": EvidenceKind.STATEMENT,
}


def _citation(cited: Entry, position: int, rule: Entry) -> dict[str, Any]:
    return {
        "position": position,
        "article": cited["article"],
        "certainty": _certainty(cited),
        "only_stages": tuple(map(Stage, cited.get("only_stages", ()))),
        "only_ownerships": tuple(map(Ownership, cited.get("only_ownership", ()))),
        "locked": _read(cited, rule),
        "role": LawRole(cited.get("role", LawRole.DUTY)),
        "conditions": _conditions(cited),
        "doubt": cited.get("doubt_zh") or "",
        "source": cited.get("source") or "",
    }


def _certainty(cited: Entry) -> Certainty:
    if "confidence" in cited:
        return Certainty(cited["confidence"])
    return Certainty.HIGH if cited["verification"] in _SEEN else Certainty.MEDIUM


def _read(cited: Entry, rule: Entry) -> bool:
    """Whether the draft read this very article, and knows its date and number."""
    numbered = rule["doc_no"] is None or rule["doc_no_verified"]
    missing = obstacles(
        rule.get("placeholder", False), cited["article"], _day(rule["in_force_from"])
    )
    if "verification" in cited:
        return numbered and not missing and cited["verification"] in _SEEN
    seen = cited["confidence"] == Certainty.HIGH and rule["verification"] != "none"
    return numbered and not missing and seen


#: How a draft came to know an article, where it saw the wording.
_SEEN = ("statute_text", "web_page")


def load_questionnaires(work: Work, campaign: uuid.UUID, path: Path = QUESTIONNAIRES) -> None:
    content = json.loads(path.read_text("utf-8-sig"))
    for kind in (FormKind.STUDENT, FormKind.CALL, FormKind.INTERVIEW, FormKind.SURVEY):
        entry = content[kind.value]
        form = work.forms.add_form(
            campaign,
            kind=kind,
            version=content["questionnaire_version"],
            title=entry["title_zh"],
            intro=entry.get("intro_zh") or entry.get("opening_zh") or "",
            closing=entry.get("closing_zh", ""),
            rules="\n".join(entry.get("admin_rules_zh") or entry.get("rules_zh") or ()),
            eligible=_eligible(entry.get("eligible", {})),
        )
        for position, question in enumerate(entry["questions"], 1):
            _load_question(work, form, question, position)


def _eligible(rule: Entry) -> str:
    """`PRI:3,JUN`: the stages that are asked, from a grade on where one is named."""
    lowest = rule.get("min_grade", {})
    return ",".join(
        f"{stage}:{lowest[stage]}" if stage in lowest else stage for stage in rule.get("stages", ())
    )


def _load_question(work: Work, form: uuid.UUID, question: Entry, position: int) -> None:
    rule = question.get("signal_rule", {})
    owner = work.forms.add_question(
        form,
        code=question["id"],
        position=position,
        kind=QuestionType(question.get("type", QuestionType.TEXT)),
        text=question["zh"],
        only_stages=tuple(map(Stage, question.get("stages", ()))),
        optional=question.get("optional", False),
        low=question.get("min"),
        high=question.get("max"),
        unit=question.get("unit", ""),
        exclusive="".join(question.get("exclusive", ())),
        signal_above=rule.get("default"),
        items=" ".join(question.get("items") or rule.get("items") or ()),
        probe=question.get("probe") or question.get("respondent", ""),
        columns=format_columns(_column(column) for column in question.get("columns", ())),
    )
    _load_options(work, owner, question.get("options", ()))


def _column(entry: Entry) -> TableColumn:
    return TableColumn(CellKind(entry["kind"]), entry["zh"])


def _load_options(work: Work, question: uuid.UUID, options: Iterable[Entry]) -> None:
    for position, option in enumerate(options, 1):
        work.forms.add_option(
            question,
            code=option["key"],
            position=position,
            text=option["zh"],
            signal=Signal(option["signal"]),
            items=" ".join(option.get("items", ())),
            skip_to=option.get("skip_to", ""),
        )


def load_calendars(work: Work, campaign: uuid.UUID, folder: Path = CALENDARS) -> None:
    """Holidays and make-up workdays, a file per year."""
    for path in sorted(folder.glob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        for name, days in content["holidays"].items():
            for day in days:
                work.campaigns.mark_day(campaign, date.fromisoformat(day), DayKind.HOLIDAY, name)
        for day in content["workdays"]:
            work.campaigns.mark_day(campaign, date.fromisoformat(day), DayKind.WORKDAY)


def load_fees(work: Work, campaign: uuid.UUID, path: Path) -> None:
    """What may be charged, at most at which rate, from which day on."""
    content = json.loads(path.read_text("utf-8"))
    for entry in content["fees"]:
        work.catalogues.add_fee(
            campaign,
            region=content["region"],
            name=entry["name"],
            kind=FeeKind(entry["kind"]),
            stages=tuple(map(Stage, entry["stages"])),
            ownerships=tuple(map(Ownership, entry["ownership"])),
            rate_fen=entry["rate_fen"],
            unit=entry["unit"],
            basis=entry["basis"],
            valid_from=date.fromisoformat(entry["valid_from"]),
            valid_to=_day(entry["valid_to"]),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
