"""The classes of a school before a draw: counted by grade, pasted or imported."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records.schools import ClassLine
from db.vocabulary import Stage
from inspector_gui.class_names import GRADES, class_name, grade_name
from inspector_gui.parsing import Unreadable, read_count
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.forms.edits import Committed
from inspector_gui.window.forms.fields import LineField
from inspector_gui.window.pages.sampling.freezing import FreezeBar
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text
from inspector_gui.window.widgets.flow import FlowLayout
from inspector_gui.window.widgets.table import Column, Rows, Table

MOST_CLASSES = 60
NOT_ASKED = "不做学生问卷，不参加抽取"
EMPTY = "还没有班级。在上面填各年级的班数，或从学校的表格里复制后按 Ctrl+V 粘贴。"
NOBODY_ASKED = "这所学校的学生不做问卷，不用抽班级；请按 Alt+2 抽家长。"


@dataclass(frozen=True)
class Listed:
    """A class of the list; `asked`: its pupils may be asked, so it can be drawn."""

    line: ClassLine
    asked: bool


COLUMNS: tuple[Column[Listed], ...] = (
    Column("编码", lambda row: row.line.code, 80, faint=lambda row: not row.asked),
    Column(
        "班级",
        lambda row: class_name(row.line.stage, row.line.grade, row.line.number),
        faint=lambda row: not row.asked,
    ),
    Column(
        "在籍人数",
        lambda row: "" if row.line.enrolled is None else str(row.line.enrolled),
        90,
        Qt.AlignmentFlag.AlignRight,
        faint=lambda row: not row.asked,
    ),
    Column(
        "抽样",
        lambda row: "可抽" if row.asked else NOT_ASKED,
        210,
        faint=lambda row: not row.asked,
    ),
)


def _read_classes(typed: str) -> int | None:
    number = read_count(typed)
    if number is not None and number > MOST_CLASSES:
        raise Unreadable(f"最多 {MOST_CLASSES} 个班")
    return number


class ClassTable(Table[Listed]):
    """Delete takes a class off the list."""

    dropped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True)
class GradeCount:
    """So many classes a grade has."""

    stage: Stage
    grade: int
    classes: int


class GradeCounts(QWidget):
    """How many classes a grade has, a field a grade. Tells `counted`."""

    counted = Signal(GradeCount)

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout(self, 14)
        self._pairs: dict[tuple[Stage, int], QWidget] = {}
        self._fields: dict[tuple[Stage, int], LineField] = {}
        for stage, grades in GRADES.items():
            for grade in grades:
                self._pairs[stage, grade] = self._pair(stage, grade)
                flow.addWidget(self._pairs[stage, grade])

    def _pair(self, stage: Stage, grade: int) -> QWidget:
        px = theme().px
        name = grade_name(stage, grade)
        field = self._fields[stage, grade] = LineField(
            f"{name}班数", read=_read_classes, hint="班数", limit=12
        )
        field.narrow(60)
        field.committed.connect(partial(self._on_committed, stage, grade))
        field.box.returnPressed.connect(field.box.focusNextChild)
        pair = QWidget()
        line = QHBoxLayout(pair)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(6))
        line.addWidget(text(name, "muted"))
        line.addWidget(field)
        return pair

    def _on_committed(self, stage: Stage, grade: int, number: Committed[int | None]) -> None:
        self.counted.emit(GradeCount(stage, grade, number.value or 0))

    def show_counts(self, counts: dict[tuple[Stage, int], int], *, same: bool) -> None:
        """Only the grades of this school are asked for; `same`: it was asked before."""
        for key, pair in self._pairs.items():
            pair.setVisible(key in counts)
            self._fields[key].show_again(counts.get(key) or None, same=same)

    def begin(self) -> None:
        first = next(
            (field for key, field in self._fields.items() if self._pairs[key].isVisible()), None
        )
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            first.box.selectAll()

    def flush(self) -> None:
        for field in self._fields.values():
            field.commit()


class ClassList(QWidget):
    """Tells what is to be done with the list."""

    counted = Signal(GradeCount)
    paste_wanted = Signal()
    import_wanted = Signal()
    dropped = Signal(ClassLine)
    freeze_wanted = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self.counts = GradeCounts()
        self._paste = button("粘贴班级名单", key="Ctrl+V")
        self._import = button("导入班级名单…", key="Ctrl+I")
        self.summary = text(role="muted")
        self.word = text(role="hint", wrap=True)
        self.word.hide()
        self.table = ClassTable("班级名单", Rows(COLUMNS))
        self._empty = text(EMPTY, "muted", wrap=True)
        self.freeze = FreezeBar(3, 2)
        self.stage = ChoiceField("抽哪个学段", (), empty="各学段一起抽")
        self.freeze.put(self.stage)
        self.listed: Sequence[Listed] = ()
        self._lay_out()
        self._paste.clicked.connect(self.paste_wanted)
        self._import.clicked.connect(self.import_wanted)
        self.counts.counted.connect(self.counted)
        self.table.dropped.connect(self._on_dropped)
        self.freeze.wanted.connect(self.freeze_wanted)

    def _lay_out(self) -> None:
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self._paste)
        line.addWidget(self._import)
        line.addStretch(1)
        line.addWidget(self.summary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addWidget(self.counts)
        layout.addLayout(line)
        layout.addWidget(self.word)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.freeze)

    def show_classes(
        self,
        classes: Sequence[Listed],
        counts: dict[tuple[Stage, int], int],
        summary: str,
        *,
        asks: bool,
        same: bool,
    ) -> None:
        """`asks`: there are pupils who may be asked; `same`: it is the school shown before."""
        self.listed = classes
        self.counts.show_counts(counts, same=same)
        self.table.rows.show_rows(classes, lambda row: row.line.id)
        if classes and self.table.current() is None:
            self.table.go_to(0)
        self.table.setVisible(bool(classes))
        self._empty.setVisible(not classes)
        self._empty.setText(EMPTY if asks else NOBODY_ASKED)
        self.summary.setText(summary)
        self.freeze.button.setEnabled(any(school_class.asked for school_class in classes))

    def offer_stages(self, stages: Sequence[Stage], first: Stage | None) -> None:
        """A school of several is drawn in each: they are reported apart. `first`: what is to be
        drawn next."""
        self.stage.offer(stages)
        self.stage.setVisible(len(stages) > 1)
        self.stage.show_value(first if len(stages) > 1 else None)

    @property
    def population(self) -> list[str]:
        """The codes of the classes to draw from."""
        stage = self.stage.value
        return [
            row.line.code for row in self.listed if row.asked and stage in (None, row.line.stage)
        ]

    def begin(self) -> None:
        self.counts.begin()

    def show_message(self, message: str) -> None:
        self.word.setText(message)
        self.word.setVisible(bool(message))

    def _on_dropped(self) -> None:
        row = self.table.current()
        if row is not None:
            self.dropped.emit(row.line)
