"""Survey forms to the store and back."""

import uuid
from typing import Any

from PySide6.QtGui import QGuiApplication

from db.errors import InspectionError
from db.records.forms import Script
from db.records.surveys import SurveyLine
from db.unit_of_work import Work
from db.vocabulary import CellKind, FormKind, QuestionType, Subject
from inspector_gui.actions.surveys import (
    add_survey_rows,
    answer_survey,
    correct_survey,
    drop_survey,
    drop_survey_row,
    explain_answer,
    fill_survey_cell,
    note_survey_clues,
    receive_survey,
)
from inspector_gui.parsing import grouped_yuan
from inspector_gui.statistics.surveying import (
    column_sums,
    is_answered,
    questions_for,
    respondents,
    signalled,
)
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import Entry, RowEdited, StruckOut
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.surveys.panel import Answered
from inspector_gui.window.pages.surveys.survey_tables import (
    Question,
    Sheet,
    column_of,
    grid_row,
)
from inspector_gui.window.pages.surveys.view import SurveysView


def build(desk: Desk) -> SurveysView:
    with desk.store.read() as work:
        script = work.forms.latest(FormKind.SURVEY)
    view = SurveysView(respondents(script) if script else ())
    SurveysPresenter(view, desk, script)
    return view


class SurveysPresenter(Presenter[SurveysView]):
    subjects = frozenset({Subject.SURVEYS, Subject.CATALOGUE, Subject.FINDINGS})

    def __init__(self, view: SurveysView, desk: Desk, script: Script | None) -> None:
        super().__init__(view, desk)
        self._script = script
        self._scripts: dict[uuid.UUID, Script] = {script.id: script} if script else {}
        self._sheets: list[Sheet] = []
        view.received.connect(self._receive)
        view.edited.connect(self._edit)
        view.dropped.connect(self._drop)
        view.turned_to.connect(self._show_questions)
        view.answered.connect(self._keep_answer)
        view.row_entered.connect(self._enter_row)
        view.row_edited.connect(self._edit_row)
        view.row_dropped.connect(self._drop_row)
        view.pasted.connect(self._paste)
        view.clues_wanted.connect(self._note_clues)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            lines = work.surveys.lines(self.school.visit_id)
            self._sheets = [self._sheet(work, line) for line in lines]
        self.view.show_sheets(self._sheets)
        self._show_questions(self.view.sheets.table.current())

    def _sheet(self, work: Work, line: SurveyLine) -> Sheet:
        """Of the form in the version that was filled in."""
        if line.form_id not in self._scripts:
            self._scripts[line.form_id] = work.forms.script_of(line.form_id)
        questions = questions_for(self._scripts[line.form_id], line.respondent)
        answered = sum(is_answered(question, line) for question in questions)
        return Sheet(line, answered, len(questions), len(signalled(questions, line)))

    def _show_questions(self, sheet: Sheet | None) -> None:
        if sheet is None:
            self.view.show_questions((), {}, {})
            return
        line = sheet.line
        asked = questions_for(self._scripts[line.form_id], line.respondent)
        rows = [
            Question(question, line.answers.get(question.code), line.rows.get(question.code, ()))
            for question in asked
        ]
        tables = [row for row in rows if row.asked.kind is QuestionType.TABLE]
        grids = {
            row.asked.code: [grid_row(row.asked, survey_row) for survey_row in row.rows]
            for row in tables
        }
        self.view.show_questions(rows, grids, {row.asked.code: _sums(row) for row in tables})

    @property
    def _current(self) -> SurveyLine:
        sheet = self.view.sheets.table.current()
        assert sheet is not None  # noqa: S101  # questions are seen only of a sheet
        line: SurveyLine = sheet.line
        return line

    # what is done

    def _receive(self, entry: Entry) -> None:
        assert self._script is not None  # noqa: S101  # else there is nothing to enter
        receive_survey(
            store=self.desk.store, school=self.school, script=self._script, **entry.values
        )
        self.view.sheets.entry.taken()
        self.view.begin_sheet()

    def _edit(self, edited: RowEdited[Sheet]) -> None:
        value = "" if edited.field == "detail" and edited.value is None else edited.value
        correct_survey(
            store=self.desk.store,
            school=self.school,
            sheet=edited.row.line,
            values={edited.field: value},
        )

    def _drop(self, struck: StruckOut[Sheet]) -> None:
        drop_survey(store=self.desk.store, school=self.school, sheet=struck.row.line)
        self.desk.done.emit("已删除")

    def _keep_answer(self, answer: Answered) -> None:
        at = {"store": self.desk.store, "school": self.school, "sheet": self._current}
        if answer.value is not None and answer.value != answer.question.value:
            answer_survey(**at, question=answer.question.asked, value=answer.value)  # type: ignore[arg-type]
        if answer.note is not None and answer.note != answer.question.note:
            explain_answer(**at, question=answer.question.asked, note=answer.note)  # type: ignore[arg-type]

    def _enter_row(self, question: Question, entry: Entry) -> None:
        cells = {column_of(name): value for name, value in entry.values.items()}
        self._add(question, [cells])
        self.view.grids[question.asked.code].entry.taken()

    def _add(self, question: Question, rows: list[dict[int, Any]]) -> None:
        add_survey_rows(
            store=self.desk.store,
            school=self.school,
            sheet=self._current,
            question=question.asked,
            rows=rows,
        )

    def _edit_row(self, question: Question, edited: RowEdited[Any]) -> None:
        fill_survey_cell(
            store=self.desk.store,
            school=self.school,
            question=question.asked,
            row=edited.row.line,
            column=column_of(edited.field),
            value=edited.value,
        )

    def _drop_row(self, struck: StruckOut[Any]) -> None:
        drop_survey_row(store=self.desk.store, school=self.school, row=struck.row.line)
        self.desk.done.emit("已删除")

    def _paste(self, question: Question) -> None:
        from inspector_gui.exchange.lists.survey_table import read_rows
        from inspector_gui.exchange.workbooks.reading import pasted

        copied = QGuiApplication.clipboard().text()
        if not copied.strip():
            raise InspectionError("剪贴板里没有表格；请先在表格里选中并复制。")
        self._add(question, read_rows(pasted(copied), question.asked.columns))

    def _note_clues(self, sheet: Sheet) -> None:
        number = note_survey_clues(
            store=self.desk.store,
            school=self.school,
            sheet=sheet.line,
            script=self._scripts[sheet.line.form_id],
        )
        self.view.show_message(
            f"已登记 {number} 条线索。" if number else "没有新的提示可以登记线索。"
        )


def _sums(question: Question) -> str:
    """`合计：期末余额 1234.00元`; nothing while there are no rows."""
    if not question.rows:
        return ""
    totals = []
    for index, total in column_sums(question.asked, question.rows):
        column = question.asked.columns[index]
        if total is not None:
            shown = f"{grouped_yuan(total)}元" if column.kind is CellKind.MONEY else str(total)
            totals.append(f"{column.title} {shown}")
    return f"合计：{'、'.join(totals)}" if totals else ""
