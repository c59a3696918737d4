"""Every finding from the store to the view; a chosen one on its school's page."""

from db.records.all_findings import FindingRow
from db.vocabulary import Subject
from inspector_gui.window.desk import Desk
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.all_findings.view import AllFindingsView
from inspector_gui.window.targets import finding_target


def build(desk: Desk) -> AllFindingsView:
    view = AllFindingsView()
    AllFindingsPresenter(view, desk)
    return view


class AllFindingsPresenter(Presenter[AllFindingsView]):
    subjects = frozenset(
        {
            *(Subject.FINDINGS, Subject.VISITS, Subject.SCHOOLS, Subject.FOLLOW_UP),
            *(Subject.COMPLAINTS, Subject.MERGES, Subject.PEOPLE),
        }
    )
    of_school = False

    def __init__(self, view: AllFindingsView, desk: Desk) -> None:
        super().__init__(view, desk)
        view.opened.connect(self._open)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            self.view.show_findings(work.all_findings.rows(self.desk.preparing))

    def _open(self, row: FindingRow) -> None:
        self.view.jump_wanted.emit(finding_target(row.serial, row.visit_id))
