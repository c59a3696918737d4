"""Findings to the store and back; only law in force for the conduct is offered."""

import uuid

from db.records.applicable_law import Assessment, Basis, assess
from db.records.catalogues import Item
from db.records.clues import ClueLine
from db.records.evidence import Proof
from db.records.findings import Closing, FindingLine, case_of
from db.vocabulary import Act, EvidenceKind, FindingStatus, Standing, Subject
from db.vocabulary import Desk as DeskKind
from inspector_gui.accounts import plausibility
from inspector_gui.accounts.finding_sentence import (
    FactParts,
    finding_sentence,
    institution_of,
    made_of_parts,
)
from inspector_gui.actions.evidence import gather_evidence
from inspector_gui.actions.findings import judge_finding
from inspector_gui.actions.following import close_out
from inspector_gui.actions.raising import raise_finding
from inspector_gui.actions.wording import make_fact, word_finding
from inspector_gui.documents.phrases import Part, suggestions
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import RowEdited
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.findings.chasing import CluePresenter, ReplyPresenter
from inspector_gui.window.pages.findings.evidencing import EvidencePresenter
from inspector_gui.window.pages.findings.finding_list import OFFERED
from inspector_gui.window.pages.findings.gallery import thumb_of
from inspector_gui.window.pages.findings.view import FindingsView

_NUMBERS = frozenset(
    {"students", "involved_fen", "due_fen", "refunded_fen", "refund_students", "surrendered_fen"}
)

TERM_UNITS = ["学期", "学年", "月", "次"]

#: What a finding at this school could not cite, whatever becomes known of it.
_NEVER_HERE = frozenset({Standing.OTHER_SCHOOLS, Standing.NOT_IN_FORCE, Standing.CONDITION_FAILS})


def build(desk: Desk) -> FindingsView:
    view = FindingsView()
    evidence = EvidencePresenter(view, desk)
    FindingsPresenter(view, desk, evidence)
    CluePresenter(view, desk)
    ReplyPresenter(view, desk)
    return view


class FindingsPresenter(Presenter[FindingsView]):
    subjects = frozenset({Subject.FINDINGS, Subject.EVIDENCE, Subject.CATALOGUE})

    def __init__(self, view: FindingsView, desk: Desk, evidence: EvidencePresenter) -> None:
        super().__init__(view, desk)
        self._evidence = evidence
        self._proofs: list[Proof] = []
        self._clues: list[ClueLine] = []
        self._items: dict[uuid.UUID, Item] = {}
        face, panel = view.wording, view.panel
        self._prose: ProseField = face.prose()
        face.paid_here = desk.kind is DeskKind.TEAM
        face.edited.connect(self._edit)
        face.raised.connect(self._raise)
        face.turned.connect(self._show_panel)
        face.phrases_wanted.connect(self._offer_phrases)
        face.made_wanted.connect(self._make)
        face.table.confirmed.connect(self._confirm)
        face.table.opened.connect(lambda: self._open(0))
        panel.thumbs.opened.connect(lambda: self._open(panel.thumbs.currentIndex().row()))
        panel.thumbs.load = evidence.content
        panel.cited.connect(self._cite)
        panel.proven.connect(self._prove)
        panel.judged.connect(self._judge)
        panel.closed_out.connect(self._close_out)
        view.phrases.chosen.connect(lambda phrase: self._prose.insertPlainText(phrase))
        desk.person_changed.connect(lambda: self._show_panel(face.finding))

    def refresh(self) -> None:
        school, campaign = self.school, self.desk.terms
        with self.desk.store.read() as work:
            findings = work.findings.lines(school.visit_id)
            self._proofs = work.evidence.proofs(school.visit_id)
            self._clues = work.clues.lines(school.visit_id)
            used = {name: work.findings.used(name) for name in OFFERED}
        self.view.wording.show_used({**used, "term_unit": used["term_unit"] or TERM_UNITS})
        self._items = {item.id: item for item in self.desk.items}
        standing = [
            finding for finding in findings if finding.status is not FindingStatus.WITHDRAWN
        ]
        self.view.chips.show_count("findings", str(len(standing) or ""))
        kind = self.desk.inspection
        if kind is not None:
            self.view.wording.name_amounts(kind.amounts)
        for name in ("conduct_from", "conduct_to"):
            self.view.wording.form.fields[name].within = campaign.conduct_from, campaign.conduct_to
        self.view.wording.show_items(self.desk.items_for(school))
        self.view.wording.show_findings(
            findings,
            lambda basis: plausibility.of_finding(
                basis,
                campaign.conduct_from,
                campaign.conduct_to,
                of_fees=kind is None or kind.has_refunds,
            ),
        )

    @property
    def _lead(self) -> bool:
        """Whoever is recording may say what the lead says: the lead, or the bureau."""
        person = self.desk.person
        return self.desk.kind is DeskKind.BUREAU or (person is not None and person.is_lead)

    def _show_panel(self, finding: FindingLine | None) -> None:
        basis: list[tuple[Basis, Assessment]] = []
        if finding is not None and self.desk.school is not None:
            basis = self._bases(finding)
        self.view.wording.show_remakable(on=finding is not None and self._remakable(finding))
        serial = [finding.serial] if finding else []
        thumbs = [
            thumb_of(proof, serial)
            for proof in self._proofs
            if finding and finding.id in proof.findings
        ]
        clues = [clue for clue in self._clues if finding and clue.finding_id == finding.id]
        self.view.panel.show_finding(
            finding, basis, thumbs, clues, lead=self._lead, closings=self._closings(finding)
        )

    def _closings(self, finding: FindingLine | None) -> list[Closing]:
        if finding is None:
            return []
        with self.desk.store.read() as work:
            return work.findings.closings(finding.id)

    def _remakable(self, finding: FindingLine) -> bool:
        """Its parts say something else than what was written by hand, and may still be used."""
        institution = institution_of(self.school.stages)
        made = finding_sentence(FactParts.of(finding), institution)
        return bool(made) and not finding.worded and not made_of_parts(finding, institution)

    def _bases(self, finding: FindingLine) -> list[tuple[Basis, Assessment]]:
        """What may govern the conduct, to choose from; what was cited and does not, to be seen."""
        case = case_of(finding, self.school, self.desk.terms)
        with self.desk.store.read() as work:
            offered = work.catalogues.bases(finding.item_id)
        judged = [(citation, assess(citation, case)) for citation in offered]
        return [
            (basis, found)
            for basis, found in judged
            if found.standing not in _NEVER_HERE or basis.id in finding.basis
        ]

    def _edit(self, edited: RowEdited[FindingLine]) -> None:
        kept = 0 if edited.value is None and edited.field in _NUMBERS else edited.value
        word_finding(
            store=self.desk.store,
            school=self.school,
            finding=edited.row.id,
            **{edited.field: kept},
        )

    def _make(self, finding: FindingLine) -> None:
        make_fact(store=self.desk.store, school=self.school, finding=finding.id)

    def _raise(self, item: Item | None) -> None:
        if item is None:
            return
        raise_finding(store=self.desk.store, school=self.school, item=item)
        self.view.enter()

    def _cite(self, finding: FindingLine, basis: Basis, on: bool) -> None:
        with self.desk.act(Act.CITE) as work:
            if on:
                work.findings.cite(finding.id, basis.id)
            else:
                work.findings.uncite(finding.id, basis.id)

    def _prove(self, finding: FindingLine, kind: EvidenceKind, title: str) -> None:
        gather_evidence(
            store=self.desk.store, school=self.school, kind=kind, title=title, finding=finding.id
        )

    def _confirm(self) -> None:
        finding = self.view.wording.finding
        if finding is not None and finding.status is FindingStatus.DRAFT and self._lead:
            self._judge(finding, FindingStatus.CONFIRMED, "")

    def _judge(self, finding: FindingLine, status: FindingStatus, reason: str) -> None:
        self.view.flush()
        judge_finding(
            store=self.desk.store,
            school=self.school.id,
            finding=finding.id,
            start=finding.status,
            end=status,
            reason=reason,
        )
        self.view.panel.forget_reason()

    def _close_out(self, finding: FindingLine, countersigner: str) -> None:
        self.view.flush()
        close_out(
            store=self.desk.store,
            school=self.school,
            finding=finding.id,
            countersigner=countersigner,
        )
        self.view.panel.forget_reason()

    def _open(self, index: int) -> None:
        """The pictures of this finding, large."""
        finding = self.view.wording.finding
        mine = [proof for proof in self._proofs if finding and finding.id in proof.findings]
        self._evidence.open([proof for proof in mine if proof.attached], max(index, 0))

    def _offer_phrases(self) -> None:
        finding = self.view.wording.finding
        if finding is None or finding.worded:
            return
        self._prose = self.view.wording.prose()
        advice = self._prose is self.view.wording.form.fields["advice"]
        with self.desk.store.read() as work:
            own = work.findings.wordings(finding.item_id, "advice" if advice else "fact")
        item = self._items[finding.item_id]
        part = Part.ADVICE if advice else Part.FACT
        mine = finding.advice if advice else finding.fact
        texts = suggestions(part, finding, item, self.desk.terms, own)
        self.view.phrases.offer([text for text in texts if text != mine])
