"""Verdicts to the store, the checklist to the view."""

from typing import Any

from db.catalogues import Item
from db.checklists import ItemAnswer
from db.vocabulary import Act, Inspection, Subject, Verdict
from inspector_gui.desk import Desk
from inspector_gui.pages.checklist.view import ChecklistView
from inspector_gui.pages.page import Presenter


def build(desk: Desk) -> ChecklistView:
    view = ChecklistView()
    ChecklistPresenter(view, desk)
    return view


class ChecklistPresenter(Presenter):
    subjects = frozenset({Subject.CHECKLIST, Subject.FINDINGS, Subject.CATALOGUE})

    def __init__(self, view: ChecklistView, desk: Desk) -> None:
        super().__init__(view, desk)
        view.struck.connect(self._strike)
        view.edited.connect(self._edit)
        view.finding_wanted.connect(self._raise)
        view.turned_to.connect(self._show_basis)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            items = [item for item in work.catalogues.items(Inspection.FEE) if self._applies(item)]
            answers = work.checklists.answers(self.school.visit_id, items)
        self.view.show_answers(answers)

    def _applies(self, item: Item) -> bool:
        return item.applies(self.school.stages, self.school.ownership, self.school.area)

    def _strike(self, answer: ItemAnswer, verdict: Verdict | None) -> None:
        self._edit(answer, "verdict", verdict)

    def _edit(self, answer: ItemAnswer, name: str, value: Any) -> None:
        with self.desk.act(Act.ANSWER_ITEM) as work:
            work.checklists.answer(self.school.visit_id, answer.item.id, **{name: value})

    def _raise(self, answer: ItemAnswer) -> None:
        self.view.flush()
        with self.desk.act(Act.RAISE_FINDING) as work:
            findings = work.findings
            findings.raise_finding(
                self.school.visit_id,
                answer.item.id,
                findings.next_serial(self.school.visit_id, "WT-"),
                fact=answer.note or answer.item.violation,
                involved_fen=answer.amount_fen or 0,
                students=answer.students or 0,
                severity=answer.item.severity,
                handlings=answer.item.handlings,
            )
            if answer.verdict is not Verdict.VIOLATION:
                work.checklists.answer(
                    self.school.visit_id, answer.item.id, verdict=Verdict.VIOLATION
                )
        self.view.jump_wanted.emit("findings")

    def _show_basis(self, answer: ItemAnswer | None) -> None:
        if answer is None or self.desk.school is None:
            return
        campaign, school = self.desk.campaign, self.school
        with self.desk.store.read() as work:
            basis = [
                one
                for one in work.catalogues.bases(answer.item.id)
                if one.governs(
                    school.stages, school.ownership, campaign.conduct_from, campaign.conduct_to
                )
            ]
        self.view.show_basis(basis)
