"""Findings to the store and back; only law in force for the conduct is offered."""

from typing import Any

from db.catalogues import Basis, Item
from db.findings import FindingLine
from db.vocabulary import Act, EvidenceKind, Inspection, Subject
from inspector_gui.desk import Desk
from inspector_gui.pages.findings.view import FindingsView
from inspector_gui.pages.page import Presenter

_NUMBERS = frozenset(
    {"students", "involved_fen", "due_fen", "refunded_fen", "refund_students", "surrendered_fen"}
)


def build(desk: Desk) -> FindingsView:
    view = FindingsView()
    FindingsPresenter(view, desk)
    return view


class FindingsPresenter(Presenter):
    subjects = frozenset({Subject.FINDINGS, Subject.EVIDENCE, Subject.CATALOGUE})

    def __init__(self, view: FindingsView, desk: Desk) -> None:
        super().__init__(view, desk)
        view.edited.connect(self._edit)
        view.raised.connect(self._raise)
        panel = view.context
        panel.turned_to.connect(self._show_basis)
        panel.cited.connect(self._cite)
        panel.proven.connect(self._prove)
        panel.confirmed.connect(self._confirm)
        panel.withdrawn.connect(self._withdraw)
        desk.person_changed.connect(lambda: self._show_basis(view.current()))

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            findings = work.findings.lines(self.school.visit_id)
            items = work.catalogues.items(Inspection.FEE)
        school = self.school
        self.view.show_items(
            [item for item in items if item.applies(school.stages, school.ownership, school.area)]
        )
        self.view.show_findings(findings)

    def _show_basis(self, finding: FindingLine | None) -> None:
        basis: list[Basis] = []
        if finding is not None and self.desk.school is not None:
            campaign = self.desk.campaign
            begun = finding.conduct_from or campaign.conduct_from
            ended = finding.conduct_to or campaign.conduct_to
            with self.desk.store.read() as work:
                basis = [
                    one
                    for one in work.catalogues.bases(finding.item_id)
                    if one.governs(self.school.stages, self.school.ownership, begun, ended)
                ]
        person = self.desk.person
        self.view.show_basis(basis, lead=person is not None and person.is_lead)

    def _edit(self, finding: FindingLine, name: str, value: Any) -> None:
        kept = 0 if value is None and name in _NUMBERS else value
        with self.desk.act(Act.EDIT_FINDING) as work:
            work.findings.state(finding.id, **{name: kept})

    def _raise(self, item: Item | None) -> None:
        if item is None:
            return
        with self.desk.act(Act.RAISE_FINDING) as work:
            work.findings.raise_finding(
                self.school.visit_id,
                item.id,
                work.findings.next_serial(self.school.visit_id, "WT-"),
                fact=item.violation,
                severity=item.severity,
                handlings=item.handlings,
            )
        self.view.enter()

    def _cite(self, finding: FindingLine, basis: Basis, on: bool) -> None:
        with self.desk.act(Act.CITE) as work:
            if on:
                work.findings.cite(finding.id, basis.id)
            else:
                work.findings.uncite(finding.id, basis.id)

    def _prove(self, finding: FindingLine, kind: EvidenceKind, title: str) -> None:
        with self.desk.act(Act.ADD_EVIDENCE) as work:
            proof = work.evidence.gather(self.school.visit_id, kind, title)
            work.evidence.support(finding.id, proof)

    def _confirm(self, finding: FindingLine) -> None:
        self.view.flush()
        with self.desk.act(Act.JUDGE_FINDING) as work:
            work.findings.confirm(finding.id)

    def _withdraw(self, finding: FindingLine, reason: str) -> None:
        with self.desk.act(Act.JUDGE_FINDING) as work:
            work.findings.withdraw(finding.id, reason)
