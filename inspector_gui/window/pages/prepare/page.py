"""Builds the steps, and says what is still missing."""

from db.vocabulary import Subject
from inspector_gui.statistics.step import Step
from inspector_gui.window.desk import Desk
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.prepare import (
    assigning,
    bases,
    catalogue,
    days,
    fees,
    kinds,
    notice,
    people,
    schools,
)
from inspector_gui.window.pages.prepare.view import PrepareView
from inspector_gui.window.targets import PageKey, Target


def build(desk: Desk) -> PrepareView:
    view = PrepareView(
        {
            Step.NOTICE: notice.build(desk),
            Step.SCHOOLS: schools.build(desk),
            Step.PEOPLE: people.build(desk),
            Step.ASSIGN: assigning.build(desk),
            Step.DAYS: days.build(desk),
            Step.CONTENTS: catalogue.build(desk),
            Step.BASES: bases.build(desk),
            Step.FEES: fees.build(desk),
            Step.KINDS: kinds.build(desk),
        }
    )
    PreparePresenter(view, desk)
    return view


class PreparePresenter(Presenter[PrepareView]):
    subjects = frozenset(
        {
            *(Subject.CAMPAIGN, Subject.SCHOOLS, Subject.PEOPLE, Subject.VISITS),
            *(Subject.CATALOGUE, Subject.SAMPLING),
        }
    )
    of_school = False

    def __init__(self, view: PrepareView, desk: Desk) -> None:
        super().__init__(view, desk)
        view.kind_turned.connect(desk.prepare)
        view.lacks.go.clicked.connect(lambda: view.jump_wanted.emit(Target(PageKey.HANDOUT)))

    def refresh(self) -> None:
        from inspector_gui.statistics.readiness import lacking

        with self.desk.store.read() as work:
            lacks = lacking(work)
        self.view.show_lacks(lacks)
        kinds = {code: inspection.kind for code, inspection in self.desk.inspections.items()}
        self.view.show_kinds(kinds, self.desk.preparing)
