"""Rows that stayed out, from the store to the view; repairs back."""

from db.vocabulary import Subject
from inspector_gui.actions.quarantine import leave_out_rows, repair_row
from inspector_gui.labels import in_china
from inspector_gui.window.desk import Desk
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.quarantine.view import LeftOut, QuarantineView, Repair


def build(desk: Desk) -> QuarantineView:
    view = QuarantineView(lambda: in_china(desk.store.now()).date())
    QuarantinePresenter(view, desk)
    return view


class QuarantinePresenter(Presenter[QuarantineView]):
    subjects = frozenset(Subject)
    of_school = False

    def __init__(self, view: QuarantineView, desk: Desk) -> None:
        super().__init__(view, desk)
        view.repaired.connect(self._repair)
        view.left_out.connect(self._leave_out)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            self.view.show_rows(work.quarantined.lines(), work.quarantined.number())

    def _repair(self, repair: Repair) -> None:
        repair_row(store=self.desk.store, row=repair.row.id, values=repair.values)
        self.view.show_message("已修复；它名下的其他行，再合并一次原来的包就会进来。")
        self.view.enter()

    def _leave_out(self, left_out: LeftOut) -> None:
        rows = left_out.rows
        leave_out_rows(store=self.desk.store, rows=[row.id for row in rows], reason=left_out.reason)
        self.view.show_message(f"已不要 {len(rows)} 行；按 Ctrl+Z 可以恢复。")
        self.view.enter()
