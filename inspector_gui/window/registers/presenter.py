"""A register from the store to its page; lines typed, corrected, imported and exported."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from db.vocabulary import Act, Subject
from inspector_gui.actions.registering import (
    correct_line,
    pass_on_contact,
    register_line,
    strike_line,
)
from inspector_gui.exchange.lists.plan import Kind
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import Entry, RowEdited, StruckOut
from inspector_gui.window.forms.list_import import ListImport
from inspector_gui.window.page import Presenter
from inspector_gui.window.registers.tables import RegisterDesk, SchoolNames
from inspector_gui.window.registers.view import RegisterView


def build_register(desk: Desk, register: RegisterDesk) -> RegisterView:
    schools = SchoolNames()
    view = RegisterView(register.make(schools))
    RegisterPresenter(view, desk, register, schools)
    return view


class RegisterPresenter(Presenter[RegisterView]):
    subjects = frozenset(
        {Subject.COMPLAINTS, Subject.FOLLOW_UP, Subject.SCHOOLS, Subject.VISITS, Subject.FINDINGS}
    )
    of_school = False

    def __init__(
        self,
        view: RegisterView,
        desk: Desk,
        register: RegisterDesk,
        schools: SchoolNames,
    ) -> None:
        super().__init__(view, desk)
        self._register, self._schools = register, schools
        self.imports = ListImport(view.imports, desk, self._kind, act=Act.REGISTER)
        view.entered.connect(self._enter)
        view.edited.connect(self._edit)
        view.struck_out.connect(self._strike)
        view.passed_on.connect(self._pass_on)
        view.export_wanted.connect(self._ask_where)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            self._schools.show(work.plans.schools(with_units=True))
            lines = work.registers.lines(self._register.line)
        self.view.show_lines(lines, self._register.totals(lines))

    def _kind(self) -> Kind:
        from inspector_gui.exchange.lists.registers import REGISTER_KINDS

        return REGISTER_KINDS[self._register.key]

    def _enter(self, entry: Entry) -> None:
        register_line(store=self.desk.store, line_kind=self._register.line, **entry.values)
        self.view.list.entry.taken()

    def _edit(self, edited: RowEdited[Any]) -> None:
        correct_line(
            store=self.desk.store,
            line_kind=self._register.line,
            line=edited.row.id,
            **{edited.field: edited.value},
        )

    def _strike(self, struck_out: StruckOut[Any]) -> None:
        strike_line(store=self.desk.store, line_kind=self._register.line, line=struck_out.row.id)

    def _pass_on(self, struck_out: StruckOut[Any]) -> None:
        pass_on_contact(store=self.desk.store, contact=struck_out.row.id)

    def _ask_where(self) -> None:
        title = self._register.title
        dialog = QFileDialog(self.view, "导出表格", f"{title}.xlsx", "表格 (*.xlsx)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda name: self.export(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export(self, path: Path) -> None:
        """What is shown, as a workbook that can be imported again."""
        from inspector_gui.exchange.register_workbook import write_register

        write_register(path, self._register.key, self.view.found)
        self.view.imports.show_message(f"已导出 {len(self.view.found)} 条到“{path.name}”。")
