"""The checks from the store to the view, off the window's thread; a line leads to its page."""

from collections.abc import Mapping

from db.progress import Progress
from db.vocabulary import Subject
from inspector_gui.actions.publishing import explain_check, withdraw_explanation
from inspector_gui.statistics.before_publishing import Check, Mend, reconcile
from inspector_gui.statistics.figure_changes import changes_since, last_bulletin
from inspector_gui.statistics.year_paragraph import year_paragraph
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import Entry
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.publish.view import Found, PublishView
from inspector_gui.window.targets import PageKey, Target

_PAGES: Mapping[Mend, PageKey] = {
    Mend.CONFLICTS: PageKey.CONFLICTS,
    Mend.DUPLICATES: PageKey.DUPLICATES,
    Mend.QUARANTINE: PageKey.QUARANTINE,
    Mend.MERGE: PageKey.MERGE,
    Mend.FINDINGS: PageKey.ALL_FINDINGS,
    Mend.FOLLOWING: PageKey.FOLLOWING,
    Mend.COMPLAINTS: PageKey.COMPLAINTS,
    Mend.CONTACTS: PageKey.CONTACTS,
    Mend.FIGURES: PageKey.FIGURES,
}


def build(desk: Desk) -> PublishView:
    view = PublishView()
    PublishPresenter(view, desk)
    return view


class PublishPresenter(Presenter[PublishView]):
    subjects = frozenset(Subject)
    of_school = False

    def __init__(self, view: PublishView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._job: Job[Found] | None = None
        self._again = False
        view.checks.opened.connect(self._mend)
        view.explained.connect(self._explain)
        view.withdrawn.connect(self._withdraw)
        view.page_wanted.connect(lambda key: view.jump_wanted.emit(Target(key)))

    def refresh(self) -> None:
        if self._job is not None:
            self._again = True
            return
        store, kind = self.desk.store, self.desk.inspections[self.desk.preparing]

        def work(_: Progress) -> Found:
            with store.read() as unit:
                last = last_bulletin(unit)
                changes = changes_since(unit, kind.code, last) if last else []
                return Found(reconcile(unit, kind), year_paragraph(unit), last, changes)

        self._job = Job(work, application())
        self._job.then(self._on_found)
        self._job.failed.connect(self._on_failed)
        self._job.start()

    def _on_found(self, found: Found) -> None:
        self._job = None
        if self._again:
            self._again = False
            self.refresh()
        else:
            self.view.show_found(found)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        raise error

    def _explain(self, check: Check, entry: Entry) -> None:
        explain_check(store=self.desk.store, check=check, why=entry.values["why"])
        self.view.form.end()

    def _withdraw(self, check: Check) -> None:
        withdraw_explanation(store=self.desk.store, check=check)

    def _mend(self, mend: Mend) -> None:
        self.view.jump_wanted.emit(Target(_PAGES[mend]))
