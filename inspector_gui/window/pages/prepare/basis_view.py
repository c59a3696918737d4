"""Every article that is cited, once: its facts, its text beside it, one lock for all uses."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.records.provisions import ProvisionLine, Use, progress
from db.vocabulary import Obstacle
from inspector_gui.documents.law_text import OBSTACLES
from inspector_gui.labels import label, long_date, today
from inspector_gui.window.forms.edits import FieldEdited, RowEdited
from inspector_gui.window.forms.fields import LineField, day_field, needed_field
from inspector_gui.window.forms.form import Form, Spec
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.page import Page
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, card, text
from inspector_gui.window.widgets.scrolling import scrolling
from inspector_gui.window.widgets.table import Column, Rows, Table

#: From this width on the text stands at the right of the list, else below it.
_WIDE = 860
_CENTRE = Qt.AlignmentFlag.AlignHCenter
OPEN, ALL = "open", "all"


def _state(line: ProvisionLine) -> str:
    if line.obstacles:
        return OBSTACLES[line.obstacles[0]]
    return "已锁定" if line.locked else "待核定"


def _tone(line: ProvisionLine) -> Tone:
    colours = theme().colours
    if line.obstacles:
        return colours.bad
    return colours.good if line.locked else colours.warn


LINES: tuple[Column[ProvisionLine], ...] = (
    Column("规定", lambda line: line.title),
    Column("条款", lambda line: line.article or "（未写）", 128),
    Column("引用", lambda line: str(len(line.uses)), 48, _CENTRE),
    Column("状态", _state, 96, _CENTRE, tone=_tone),
)
USES: tuple[Column[Use], ...] = (
    Column("检查项", lambda use: use.item_code, 84),
    Column("检查内容", lambda use: use.question),
    Column("作用", lambda use: label(use.role), 76),
    Column("问题", lambda use: str(use.findings or ""), 44, _CENTRE),
)
SPECS = (
    Spec("title", "名称", lambda name: needed_field(name, limit=300), wide=True),
    Spec("doc_no", "文号", LineField),
    Spec("article", "条款", lambda name: LineField(name, hint="如 第三十条第五项")),
    Spec("in_force_from", "施行日期", lambda name: day_field(name, today)),
    Spec("repealed_on", "废止日期", lambda name: day_field(name, today)),
)


_WANTED = {
    Obstacle.PLACEHOLDER: "只是占位，填写本地文件的名称、文号和日期后再锁定",
    Obstacle.NO_ARTICLE: "缺条款号（在下面选中检查项，只给选中的填写）",
    Obstacle.NO_DATE: "缺施行日期",
}


class LineTable(Table[ProvisionLine]):
    """Enter goes to what is missing; L that its button does not take is told why."""

    struck = Signal()
    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().lower() == "l":
            self.struck.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class UseTable(Table[Use]):
    """Delete takes the citation out."""

    struck_out = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.struck_out.emit()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True)
class ArticleNamed:
    """A line's citations are of another article: the chosen ones, or all where none is."""

    line: ProvisionLine
    article: str
    citations: tuple[uuid.UUID, ...]


class BasisView(Page):
    """Tells what was edited, locked, dropped and asked for of the chosen line."""

    edited = Signal(RowEdited)
    article_named = Signal(ArticleNamed)
    written = Signal(ProvisionLine, str)
    locked = Signal(ProvisionLine, bool)
    dropped = Signal(Use)
    import_wanted = Signal(ProvisionLine)

    def __init__(self) -> None:
        super().__init__()
        self._every: Sequence[ProvisionLine] = ()
        self._shown: ProvisionLine | None = None
        self._edited: ProvisionLine | None = None
        self._lacked = False
        self._filter = OPEN
        self.table: LineTable = LineTable("条款", Rows(LINES))
        self.uses: UseTable = UseTable("引用的检查项", Rows(USES), whole=True, most=6)
        self.uses.setSelectionMode(UseTable.SelectionMode.ExtendedSelection)
        self.form = Form(SPECS, columns=2)
        self.prose = ProseField("条文", hint="录入、粘贴或者导入这一条的原文", lines=6, limit=8000)
        self.person = LineField("核定人", hint="姓名", limit=40)
        self.lock = button("锁定", "main", name="锁定这一条", key="L")
        self.take_in = button("导入…", name="导入原文", key="Ctrl+I")
        self._progress, self._note = text(role="muted"), text(role="muted", wrap=True)
        self._read = text(role="muted", wrap=True)
        self._chips = {key: button("", "chip") for key in (OPEN, ALL)}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme().px
        head = QHBoxLayout()
        head.setSpacing(px(6))
        head.addWidget(text("依据核定", "section"))
        for chip in self._chips.values():
            chip.setCheckable(True)
            head.addWidget(chip)
        head.addStretch(1)
        head.addWidget(text("核定人", "muted"))
        self.person.narrow(72)
        head.addWidget(self.person)
        head.addWidget(self.take_in)
        parts = (self.form, self._note, self.prose, self.lock, self._read, self.uses)
        side = scrolling(card(*parts))
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._body.setSpacing(px(8))
        self._body.addWidget(self.table, 1)
        self._body.addWidget(side, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(head)
        layout.addWidget(self._progress)
        layout.addLayout(self._body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme().px(_WIDE)
        direction = QBoxLayout.Direction
        self._body.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def _connect(self) -> None:
        for key, chip in self._chips.items():
            chip.clicked.connect(partial(self.turn_to, key))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._on_line())
        self.table.opened.connect(self._open)
        self.lock.clicked.connect(self._strike)
        self.table.struck.connect(self._strike)
        self.uses.struck_out.connect(self._drop)
        self.take_in.clicked.connect(lambda: self._emit_edited(self.import_wanted))
        self.form.edited.connect(self._on_edited)
        self.prose.committed.connect(lambda text: self._emit_edited(self.written, text.value))

    def _emit_edited(self, signal: SignalInstance, *values: object) -> None:
        if self._edited is not None:
            signal.emit(self._edited, *values)

    def _on_edited(self, edited: FieldEdited) -> None:
        line = self._edited
        if line is None:
            return
        self._lacked = bool(line.obstacles)
        if edited.field == "article":
            chosen = tuple(use.citation_id for use in self.uses.chosen())
            self.article_named.emit(ArticleNamed(line, edited.value or "", chosen))
        else:
            self.edited.emit(edited.of(line))
        QTimer.singleShot(0, self, self._go_on)  # after Enter went to the next field

    def _go_on(self) -> None:
        """From a field that was lacking to the next that is, or back to where L locks."""
        line, field = self._shown, self.focusWidget()
        if self._lacked and line and field and self.form.isAncestorOf(field):
            self._lacked = bool(line.obstacles)
            self._open() if line.obstacles else self.enter()

    def _strike(self) -> None:
        self.flush()
        if self._shown is not None:
            self.locked.emit(self._shown, self._shown.open)

    def _open(self) -> None:
        """To the field that keeps it from being locked, or to its text."""
        line = self._shown
        if line is None:
            return
        missing = "" if line.article and line.in_force_from else "in_force_from"
        missing = missing if line.article else "article"
        field: QWidget = self.form.fields["title" if line.placeholder else missing or "title"]
        (field if line.obstacles else self.prose).setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self) -> None:
        use = self.uses.current()
        if use is not None:
            self.dropped.emit(use)

    def turn_to(self, key: str, *_clicked: object) -> None:
        self.flush()
        self._filter = key
        self._show()

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        self.form.flush()
        self.prose.commit()

    # what is shown

    def show_lines(self, lines: Sequence[ProvisionLine], person: str) -> None:
        """`person`: who checked last, offered until somebody else is named."""
        self._every = lines
        if not self.person.box.text():
            self.person.show_value(person)
        done, whole = progress(lines)
        open_ = sum(line.open for line in lines)
        self._progress.setText(f"引用 {whole} 处，已锁定 {done} 处；一条锁定，各检查项同时生效。")
        self._chips[OPEN].setText(f"待核定 {open_}")
        self._chips[ALL].setText(f"全部 {len(lines)}")
        self._show()

    def _show(self) -> None:
        """Where a line left the filter, the next one takes its place under the cursor."""
        key, row = self._shown.key if self._shown else None, self.table.currentIndex().row()
        shown = [line for line in self._every if self._filter == ALL or line.open]
        for name, chip in self._chips.items():
            chip.setChecked(name == self._filter)
        self.table.rows.show_rows(shown, lambda line: line.key)
        row_numbers = {line.key: number for number, line in enumerate(shown)}
        if shown:
            here = row_numbers.get(key) if key else None
            self.table.go_to(max(0, min(row, len(shown) - 1)) if here is None else here)
        self._on_line()

    def show_imported(self, number: int, missing: Sequence[str], unknown: Sequence[str]) -> None:
        """How many articles came from files, which were not there, and whose names fit none."""
        lacking = f"；文件里没有{'、'.join(missing)}" if missing else ""
        strange = f"；{'、'.join(unknown)}认不出是哪一部，请选中那一部再单独导入" if unknown else ""
        self._read.setText(f"导入条文 {number} 条{lacking}{strange}。")

    def go_to(self, key: object) -> None:
        """To a line by its key, whatever the filter."""
        line = next((provision for provision in self._every if provision.key == key), None)
        if line is not None:
            self._filter = OPEN if line.open and self._filter == OPEN else ALL
            self._shown = line
            self._show()

    def _on_line(self) -> None:
        """What is still being typed belongs to the line that is left."""
        line = self.table.current()
        self._shown = line
        if self._edited is not None and (line is None or line.key != self._edited.key):
            self.flush()
        self._edited = line
        for part in (self.form, self.prose, self.lock, self.take_in, self.uses):
            part.setEnabled(line is not None)
        if line is not None:
            self._show_line(line)

    def _show_line(self, line: ProvisionLine) -> None:
        self.form.show_values(line)
        self.prose.show_value(line.text)
        self.uses.rows.show_rows(line.uses, lambda use: use.citation_id)
        doubts = dict.fromkeys(use.doubt for use in line.uses if use.doubt)
        missing = "；".join(_WANTED[obstacle] for obstacle in line.obstacles)
        self._note.setText("；".join([*([f"还不能锁定：{missing}"] if missing else []), *doubts]))
        self._note.setVisible(bool(self._note.text()))
        self.lock.set_caption("锁定" if line.open else "解锁")
        self.lock.setEnabled(not line.obstacles or line.locked)
        self._read.setText(_read_by(line))


def _read_by(line: ProvisionLine) -> str:
    if line.checked_on is not None:
        return f"{line.checked_by} {long_date(line.checked_on)} 核定"
    return f"随清单锁定，出处：{line.source}" if line.locked and line.source else ""
