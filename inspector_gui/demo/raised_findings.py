"""Findings of a scenario as a team raises them: with their facts, papers and law."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from db.records.applicable_law import assess
from db.records.catalogues import Item
from db.records.fees import VoucherLine
from db.records.findings import case_of
from db.records.schools import SchoolLine
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import (
    Act,
    EvidenceKind,
    FindingStatus,
    Handling,
    LawRole,
    Severity,
    Standing,
    Verdict,
)
from inspector_gui.accounts.finding_sentence import FactParts, finding_sentence, institution_of
from inspector_gui.accounts.raising import Case
from inspector_gui.actions.evidence import gather_within
from inspector_gui.actions.raising import raise_within
from inspector_gui.demo.facts import Facts
from inspector_gui.demo.scenario import Entry

#: Hears the name of a moment between two acts.
Watch = Callable[[Store, str], None]


def unwatched_days(_store: Store, _moment: str) -> None:
    """Nobody listens."""


class RaisedFindings:
    """Of one school. Every finding is a draft until the lead confirms it."""

    def __init__(self, store: Store, school: SchoolLine, facts: Facts, watch: Watch) -> None:
        self._store, self._school, self._facts, self._watch = store, school, facts, watch

    def add(self, entry: Entry, item: Item) -> uuid.UUID:
        """Raise it, then say how grave it is and how much it comes to."""
        facts = self._facts.findings.get(entry["id"], {})
        with self._store.act(Act.RAISE_FINDING, school=self._school.id) as work:
            parts = FactParts(**self._parts(facts)) if facts else FactParts()
            finding = raise_within(
                work,
                self._school,
                item,
                case=Case(self._fact(facts) if facts else entry["text_zh"], (), parts=parts),
                basis=(),
                serial=entry["id"],
                severity=Severity.SERIOUS if facts else Severity(entry["severity"]),
                handlings=tuple(map(Handling, entry["handling"])),
                due_on=self._due(work),
                case_no=entry["case_no"],
            ).id
            owed = bool(entry["amount_fen"] or entry["refund_due_fen"])
            for kind, title in papers_for(item, facts.get("evidence", ()), with_amount=owed):
                gather_within(work, self._school.visit_id, kind, title, finding=finding)
        self._watch(self._store, entry["id"])
        with self._store.act(Act.EDIT_FINDING, school=self._school.id) as work:
            work.findings.state(finding, **self._stated(entry, facts))
            cite_duties(work, self._school, finding)
        self._check_vouchers(facts, item, finding)
        return finding

    def _due(self, work: Work) -> date | None:
        campaign = work.inspections.terms(self._school.inspection)
        return work.campaigns.working_days_after(self._school.planned_on, campaign.refund_days)

    def _stated(self, entry: Entry, facts: Entry) -> dict[str, Any]:
        values = {
            "students": entry["students"],
            "involved_fen": entry["amount_fen"],
            "due_fen": entry["refund_due_fen"],
            "severity": Severity(entry["severity"]),
        }
        if not facts:
            return values | self._as_it_ended(entry)
        values |= {"advice": facts["advice"]} | self._as_signed(entry["id"])
        figures = {name: values[name] for name in values if name in _PARTS}
        return values | {"fact": self._fact(facts, **figures)}

    def _fact(self, facts: Entry, **figures: Any) -> str:
        """As it was written, or made of the parts as far as they are known."""
        parts = FactParts(**self._parts(facts) | figures)
        return facts.get("fact") or finding_sentence(parts, institution_of(self._school.stages))

    @staticmethod
    def _as_it_ended(entry: Entry) -> dict[str, Any]:
        """Where the facts do not say how it went on."""
        return {
            "refunded_fen": entry["refund_paid_fen"],
            "refund_students": entry["refund_students"],
            "status": FindingStatus(entry["status"]),
            "objected": entry["objection"],
        }

    @staticmethod
    def _parts(facts: Entry) -> dict[str, Any]:
        parts: dict[str, Any] = {
            "conduct_from": date.fromisoformat(facts["from"]),
            "conduct_to": date.fromisoformat(facts["to"]),
            **{name: facts[name] for name in ("object", "matter", "collector", "account")},
            "vouchers": "、".join(facts["vouchers"]),
        }
        if "manner" in facts:
            parts |= {"manner": facts["manner"], "rate_fen": facts["rate_fen"], "allowed_fen": 0}
            parts |= {"terms": facts["terms"]}
        return parts

    def _as_signed(self, number: str) -> dict[str, Any]:
        """What the sheet said before the school's objection was decided."""
        story = self._facts.stories.get("objection")
        if not story or story["finding"] != number:
            return {}
        signed = story["as_signed"]
        return {
            "students": signed["students"],
            "involved_fen": signed["amount_fen"],
            "due_fen": signed["refund_due_fen"],
            "vouchers": "、".join(signed["vouchers"]),
            "advice": signed["advice"],
        }

    def students_of(self, entry: Entry) -> int:
        """Whom it concerns, as it was found."""
        students: int = {**entry, **self._as_signed(entry["id"])}["students"]
        return students

    def _check_vouchers(self, facts: Entry, item: Item, finding: uuid.UUID) -> None:
        rows = [row for row in facts.get("voucher_rows", ()) if row["amount_fen"] > 0]
        if not rows:
            return
        with self._store.act(Act.CHECK_FEES, school=self._school.id) as work:
            for values in _vouchers(rows):
                work.fees.enter(
                    VoucherLine,
                    self._school.visit_id,
                    verdict=Verdict.VIOLATION,
                    catalogue_code=item.code,
                    finding_id=finding,
                    **values,
                )


def papers_for(
    item: Item, named: Iterable[tuple[str, str]], *, with_amount: bool
) -> list[tuple[EvidenceKind, str]]:
    """What the facts name; with it the paper that the checklist asks for, where there is none or an
    amount still wants to be proved."""
    papers = [(EvidenceKind(kind), title) for kind, title in named]
    of_any_content = {EvidenceKind.OTHER, EvidenceKind.STATEMENT}
    kinds = {item.evidence_kinds[title] for title in item.required} - of_any_content
    proved = any(kind in kinds or title in item.required for kind, title in papers)
    if papers and (proved or not (item.required and with_amount)):
        return papers
    title = (item.required or item.evidence)[0]
    return [*papers, (item.evidence_kinds[title], title)]


def cite_duties(work: Work, school: SchoolLine, finding: uuid.UUID) -> None:
    """The duties that apply unasked to the days of a finding's conduct; where there are none, those
    whose condition the team affirms by citing them."""
    line = next(
        finding_line
        for finding_line in work.findings.lines(school.visit_id)
        if finding_line.id == finding
    )
    case = case_of(line, school, work.inspections.terms(school.inspection))
    by_standing: dict[Standing, list[uuid.UUID]] = {}
    for basis in work.catalogues.bases(line.item_id):
        if basis.printable and basis.role is LawRole.DUTY:
            by_standing.setdefault(assess(basis, case).standing, []).append(basis.id)
    for citation in by_standing.get(Standing.APPLIES, []) or by_standing.get(Standing.ASKED, []):
        work.findings.cite(finding, citation)


def _vouchers(rows: list[Entry]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield {
            "voucher_no": row["no"],
            "dated": date.fromisoformat(row["date"]),
            "summary": row["summary"],
            "amount_fen": row["amount_fen"],
        }


_PARTS = frozenset(FactParts.__dataclass_fields__)
