"""A register as a page: typed into above, listed below; the chosen line's form at the right."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector_gui.window.forms.edits import Entry, FieldEdited, RowEdited, StruckOut
from inspector_gui.window.forms.entry_table import Register, RegisterFace, RegisterKey
from inspector_gui.window.forms.form import Form
from inspector_gui.window.forms.list_import_view import ImportDesk
from inspector_gui.window.page import Page
from inspector_gui.window.targets import Target
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text
from inspector_gui.window.widgets.scrolling import Panel
from inspector_gui.window.widgets.searching import SearchLine
from inspector_gui.window.widgets.tracing import Traced


class RegisterPanel(Panel):
    """At the right: all that a line says."""

    def __init__(self, register: Register) -> None:
        super().__init__("登记了第一条，在这里补全其他栏目。")
        self.form = Form(register.form(), columns=1)
        self._title = text(role="section", wrap=True)
        self.put(self._title, self.form)
        self.put(text("只在局里登记，不进检查组文件和学校文书。", "hint", wrap=True), always=True)
        self.set_filled(filled=False)

    def show_line(self, title: str, line: Any) -> None:
        self._title.setText(title)
        self.set_filled(filled=line is not None)
        if line is not None:
            self.form.show_values(line)

    def traced(self, focus: QWidget) -> Traced | None:
        return self.form.traced(focus)


class RegisterView(Page):
    """A register: typed into above, found in by words, what it comes to below.

    Tells `entered`, `edited`, `struck_out`, `export_wanted`, `turned` where the cursor goes
    to another and, of a contact, `passed_on`, of a complaint `refund_wanted`.
    """

    entered = Signal(Entry)
    edited = Signal(RowEdited)
    struck_out = Signal(StruckOut)
    export_wanted = Signal()
    passed_on = Signal(StruckOut)
    refund_wanted = Signal()
    turned = Signal()

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._export = button("导出表格(&E)…", name="导出表格")
        self.imports = ImportDesk(self._export)
        self.list = RegisterFace(register)
        self.panel = RegisterPanel(register)
        self.context = self.panel
        self.search = SearchLine()
        self.search.setAccessibleName(f"查找{register.title}")
        self.search.setPlaceholderText("查找　Ctrl+F")
        self.search.setToolTip("编号、学校、摘要、结果里的字；几个词用空格隔开")
        self.search.setClearButtonEnabled(True)
        self.totals = text(wrap=True)
        self._lines: Sequence[Any] = ()
        self._row: Any = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.imports, 1)
        line.addWidget(self.search)
        line.setAlignment(self.search, Qt.AlignmentFlag.AlignTop)
        self.search.setFixedWidth(px(180))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(10), px(18), px(8))
        layout.setSpacing(px(8))
        layout.addLayout(line)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.totals)

    def _connect(self) -> None:
        self.imports.opened.connect(self._on_opened)
        table = self.list.table
        self.list.entry.entered.connect(self.entered)
        self.list.entry.pasted.connect(lambda _: self.imports.paste_wanted.emit())
        table.selectionModel().currentRowChanged.connect(self._on_row)
        table.pasted.connect(self.imports.paste_wanted)
        table.correct_wanted.connect(self._correct)
        table.struck_out.connect(lambda: self._emit_struck_out(self.struck_out))
        table.keyed.connect(self._on_key)
        self.panel.form.edited.connect(self._on_edited)
        self.search.textChanged.connect(self._filter)
        self.search.given_up.connect(self._end_search)
        self.search.returnPressed.connect(self.list.begin)
        self._export.clicked.connect(self.export_wanted)
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self, self._begin_search)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_lines(self, lines: Sequence[Any], totals: str) -> None:
        self._lines = lines
        self.totals.setText(totals)
        self._filter()

    @property
    def row(self) -> Any:
        """The line that the cursor is on; None where there is none."""
        return self._row

    @property
    def found(self) -> list[Any]:
        """The lines in which every word that is searched for stands."""
        terms = self.search.text().split()
        columns = self.list.register.columns

        def text_of(line: Any) -> str:
            case = getattr(line, "case_no", None) or ""
            return " ".join((*(column.text(line) for column in columns), case))

        return [line for line in self._lines if all(word in text_of(line) for word in terms)]

    def enter(self) -> None:
        self.list.begin()

    def flush(self) -> None:
        self.panel.form.flush()

    def traced(self, focus: QWidget) -> Traced | None:
        return self.panel.traced(focus) or super().traced(focus)

    def show_target(self, target: Target) -> None:
        """The line of this number, whatever is searched for."""
        self.search.clear()
        for index, row in enumerate(self.list.table.rows.rows):
            if getattr(row, "number", None) == target.name:
                self.list.table.go_to(index)

    def _filter(self, *_: object) -> None:
        found, empty = self.found, self.list.register.empty
        missed = "没有找到；按 Esc 清除查找，看全部。"
        self.list.set_empty_text(missed if self._lines and not found else empty)
        self.list.show_rows(found)
        self.search.setEnabled(bool(self._lines))
        if self.list.table.current() is None and found:
            self.list.table.go_to(0)
        self._on_row()

    def _on_row(self, *_: object) -> None:
        row = self.list.table.current()
        if row is not self._row:
            self.panel.form.flush()
        self._row = row
        title = self.list.register.columns[0].text(row) if row is not None else ""
        self.panel.show_line(title, row)
        self.turned.emit()

    def _on_key(self, key: RegisterKey) -> None:
        if key is RegisterKey.TO_COMPLAINTS:
            self._emit_struck_out(self.passed_on)
        elif self._row is not None:
            self.beside_wanted.emit()
            self.refund_wanted.emit()

    def _correct(self) -> None:
        self.beside_wanted.emit()
        first = next(iter(self.panel.form.fields.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self, edited: FieldEdited) -> None:
        if self._row is not None:
            self.edited.emit(edited.of(self._row))

    def _emit_struck_out(self, signal: SignalInstance) -> None:
        if self._row is not None:
            signal.emit(StruckOut(self._row))

    def _on_opened(self, on: bool) -> None:  # a signal's slot
        """While a list is looked at, it has the room."""
        for part in (self.list, self.totals, self.search):
            part.setVisible(not on)
        if not on:
            self.list.begin()

    def _begin_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _end_search(self) -> None:
        self.search.clear()
        self.list.begin()
