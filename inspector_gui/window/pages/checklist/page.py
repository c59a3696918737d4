"""Verdicts to the store, the checklist to the view."""

import uuid
from collections.abc import Sequence
from pathlib import Path

from db.records.applicable_law import assess, starts_ticked
from db.records.catalogues import Item
from db.records.checklists import ItemAnswer
from db.records.evidence import Proof
from db.records.findings import case_before_finding
from db.store import Changed
from db.unit_of_work import Work
from db.vocabulary import Act, Standing, Subject, Verdict
from inspector_gui.accounts.evidence_kind import kind_named
from inspector_gui.actions.evidence import gather_evidence, withhold_from_item
from inspector_gui.actions.raising import raise_finding
from inspector_gui.statistics.earlier import earlier_of
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import RowEdited
from inspector_gui.window.intake import Intake
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.checklist.panel import OfferedBasis
from inspector_gui.window.pages.checklist.view import ChecklistView


def build(desk: Desk) -> ChecklistView:
    view = ChecklistView()
    ChecklistPresenter(view, desk)
    return view


#: What an item may rest on; a verdict changes nothing of it.
_REST = frozenset({Subject.FINDINGS, Subject.EVIDENCE, Subject.CATALOGUE})


#: What no finding of this inspection at this school could cite.
_NEVER_HERE = frozenset({Standing.OTHER_SCHOOLS, Standing.NOT_IN_FORCE, Standing.CONDITION_FAILS})


class ChecklistPresenter(Presenter[ChecklistView]):
    subjects = _REST | {Subject.CHECKLIST}

    def __init__(self, view: ChecklistView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._at: uuid.UUID | None = None
        self._warned: uuid.UUID | None = None
        self._resting: uuid.UUID | None = None
        self._answering: ItemAnswer | None = None
        self._anew = True
        self._intake = Intake(desk, self)
        self._intake.progressed.connect(self._on_progress)
        self._intake.ended.connect(lambda _: view.context.progress.end())
        view.context.progress.cancelled.connect(self._intake.cancel)
        view.struck.connect(self._strike)
        view.rest_fine.connect(self._strike_rest)
        view.edited.connect(self._edit)
        view.proven.connect(self._prove)
        view.files_given.connect(self._take)
        view.finding_wanted.connect(self._raise)
        view.turned_to.connect(self._show_rest)

    def _on_changed(self, changed: Changed) -> None:
        if not changed.subjects.isdisjoint(_REST):
            self._resting = None
        if self._answering is not None and changed.subjects == {Subject.CHECKLIST} and self.shows:
            self._show_again(self._answering)
        else:
            super()._on_changed(changed)

    def _show_again(self, answer: ItemAnswer) -> None:
        """A key costs its own item, however long the list is."""
        item = next(item for item in self.desk.items_for(self.school) if item.id == answer.item.id)
        with self.desk.store.read() as work:
            self.view.show_answer(work.checklists.answered_anew(answer, item))

    def _on_chosen(self) -> None:
        self._resting = None
        self.view.table.seen.clear()  # another school asks the same items
        self._anew = True
        super()._on_chosen()

    def refresh(self) -> None:
        items = self.desk.items_for(self.school)
        with self.desk.store.read() as work:
            answers = work.checklists.answers(self.school.visit_id, items)
        self.view.show_answers(answers)
        if self._anew:
            self._anew = False
            self.view.begin_where_open()

    def _strike(self, answer: ItemAnswer, verdict: Verdict | None) -> None:
        self._edit(RowEdited(answer, "verdict", verdict))

    def _strike_rest(self, answers: tuple[ItemAnswer, ...]) -> None:
        """One step of undo for all of them."""
        done = f"已把其余 {len(answers)} 项记为符合"
        with self.desk.act(Act.ANSWER_ITEM, done=done) as work:
            for answer in answers:
                work.checklists.answer(self.school.visit_id, answer.item.id, verdict=Verdict.OK)

    def _edit(self, edited: RowEdited[ItemAnswer]) -> None:
        self._answering = edited.row
        try:
            with self.desk.act(Act.ANSWER_ITEM) as work:
                work.checklists.answer(
                    self.school.visit_id, edited.row.item.id, **{edited.field: edited.value}
                )
        finally:
            self._answering = None

    # evidence

    def _prove(self, answer: ItemAnswer, title: str, taken: bool) -> None:  # a tick's slot
        store, school, item = self.desk.store, self.school, answer.item
        if taken:
            kind = item.evidence_kinds.get(title) or kind_named(title)
            gather_evidence(store=store, school=school, kind=kind, title=title, item=item.id)
        else:
            withhold_from_item(store=store, school=school, item=item.id, title=title)

    def _take(self, answer: ItemAnswer, paths: Sequence[Path]) -> None:
        self._intake.take(paths, item=answer.item.id)

    def _on_progress(self, done: int, total: int) -> None:
        self.view.context.progress.show_progress("正在处理…", done, total)

    # findings

    def _raise(self, answer: ItemAnswer) -> None:
        """A finding from what is recorded; where there is one already, only when asked twice."""
        self.view.flush()
        answer = self.view.table.current() or answer
        if answer.findings and self._warned != answer.item.id:
            self._warned = answer.item.id
            self.view.show_message(
                f"本项已有问题 {answer.findings} 个：再按 P 另登记一个，按 G 去看。"
            )
            return
        self._warned = None
        raised = raise_finding(
            store=self.desk.store,
            school=self.school,
            item=answer.item,
            basis=self.view.context.chosen_basis(),
        )
        self.view.show_message(
            f"已登记问题 {raised.serial}，带上了记录、证据和打勾的依据。按 G 去补充，Enter 下一项。"
        )

    def _show_rest(self, answer: ItemAnswer | None) -> None:
        if answer is None or self.desk.school is None:
            return
        if answer.item.id != self._at:
            self._at = answer.item.id
            self._warned = None
            self.view.show_message("")
        if answer.item.id == self._resting:
            return
        self._resting = answer.item.id
        with self.desk.store.read() as work:
            basis = self._offered(work, answer.item)
            proofs = _proofs(work, self.school.visit_id, answer.item.id)
            earlier = earlier_of(answer.item, work.earlier_findings.lines(self.school.id))
        self.view.context.show_earlier(earlier)
        self.view.show_rest(basis, proofs)

    def _offered(self, work: Work, item: Item) -> list[OfferedBasis]:
        """What may be cited of this item at this school, or might once something is known."""
        case = case_before_finding(self.school, self.desk.terms)
        judged = [(citation, assess(citation, case)) for citation in work.catalogues.bases(item.id)]
        return [
            OfferedBasis(basis, found, starts_ticked(basis, item.wrongs, case))
            for basis, found in judged
            if found.standing not in _NEVER_HERE
        ]


def _proofs(work: Work, visit: uuid.UUID, item: uuid.UUID) -> list[Proof]:
    return [proof for proof in work.evidence.proofs(visit) if item in proof.items]
