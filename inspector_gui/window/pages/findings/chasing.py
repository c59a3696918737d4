"""Clues chased to a finding or settled; the school's reply and what it does to findings."""

import uuid

from db.records.catalogues import Item
from db.records.clues import ClueLine
from db.records.findings import FindingLine
from db.records.statements import StatementLine
from db.vocabulary import Act, FindingStatus, Subject
from inspector_gui.actions.raising import raise_finding
from inspector_gui.actions.statements import (
    correct_statement,
    drop_statement,
    receive_statement,
)
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import Entry, RowEdited
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.findings.reply import lacking
from inspector_gui.window.pages.findings.view import FindingsView


class CluePresenter(Presenter[FindingsView]):
    subjects = frozenset({Subject.FINDINGS, Subject.CATALOGUE})

    def __init__(self, view: FindingsView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._findings: list[FindingLine] = []
        self._items: list[Item] = []
        face, panel = view.clues, view.clue_panel
        face.entry.entered.connect(self._note)
        face.table.raised.connect(self._raise)
        face.table.struck_out.connect(self._drop)
        face.table.correct_wanted.connect(panel.begin)
        face.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_panel())
        panel.led.connect(self._lead)
        panel.settled.connect(self._settle)
        panel.raised.connect(self._raise)

    def refresh(self) -> None:
        school = self.school
        with self.desk.store.read() as work:
            clues = work.clues.lines(school.visit_id)
            self._findings = [
                line
                for line in work.findings.lines(school.visit_id)
                if line.status is not FindingStatus.WITHDRAWN
            ]
            self._items = self.desk.items_for(school)
        pending = sum(clue.open for clue in clues)
        count = f"{len(clues)} · 待核 {pending}" if pending else str(len(clues) or "")
        self.view.chips.show_count("clues", count, "warn" if pending else "")
        self.view.clues.show_rows(clues)
        self._show_panel()

    def _show_panel(self) -> None:
        self.view.clue_panel.show_clue(self.view.clues.table.current(), self._findings, self._items)

    def _note(self, entry: Entry) -> None:
        with self.desk.act(Act.NOTE_CLUE) as work:
            work.clues.raise_clue(self.school.visit_id, **entry.values)
        self.view.clues.entry.taken()

    def _lead(self, clue: ClueLine, finding: uuid.UUID | None) -> None:
        with self.desk.act(Act.NOTE_CLUE) as work:
            work.clues.lead_to(clue.id, finding)

    def _settle(self, clue: ClueLine, why: str) -> None:
        with self.desk.act(Act.NOTE_CLUE) as work:
            work.clues.settle(clue.id, why)

    def _drop(self) -> None:
        clue = self.view.clues.table.current()
        if clue is not None:
            with self.desk.act(Act.DELETE) as work:
                work.clues.drop(clue.id)

    def _raise(self) -> None:
        """A finding in draft; its words are the item's, since nobody's words are to be told on."""
        clue, item = self.view.clues.table.current(), self.view.clue_panel.item.value
        if clue is None:
            return
        raise_finding(store=self.desk.store, school=self.school, item=item, clue=clue.id)
        self.view.chips.turn_to("findings")


class ReplyPresenter(Presenter[FindingsView]):
    subjects = frozenset({Subject.FOLLOW_UP, Subject.FINDINGS})

    def __init__(self, view: FindingsView, desk: Desk) -> None:
        super().__init__(view, desk)
        face, panel = view.replies, view.reply_panel
        face.entry.entered.connect(self._receive)
        face.table.struck_out.connect(self._drop)
        face.table.correct_wanted.connect(panel.begin)
        face.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_panel())
        panel.edited.connect(self._correct)
        panel.struck_out.connect(self._drop)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            lines = work.statements.lines(self.school.visit_id)
        open_ = any(lacking(line) for line in lines)
        self.view.chips.show_count("replies", str(len(lines) or ""), "warn" if open_ else "")
        self.view.replies.show_rows(lines)
        self._show_panel()

    def _show_panel(self) -> None:
        self.view.reply_panel.show_line(self.view.replies.table.current())

    def _receive(self, entry: Entry) -> None:
        receive_statement(store=self.desk.store, school=self.school, **entry.values)
        self.view.replies.entry.taken()
        self.view.reply_panel.begin()

    def _correct(self, edited: RowEdited[StatementLine]) -> None:
        correct_statement(
            store=self.desk.store,
            school=self.school,
            statement=edited.row.id,
            **{edited.field: edited.value},
        )

    def _drop(self) -> None:
        line = self.view.replies.table.current()
        if line is not None:
            drop_statement(store=self.desk.store, school=self.school, statement=line.id)
