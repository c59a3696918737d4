"""Above every page of a rehearsal: that it is one, and what comes next on the first day."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout

from inspector_gui.statistics.rehearsal import PAGES, Course, Lesson, course_of
from inspector_gui.window.shell.workbench import Workbench
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text

MARK = "演练　学校和人都是虚构的，不能上交，不能合并"
FINISHED = "十二步都做完了。想再来一遍，用菜单“帮助”里的“重新开始演练”。"


class RehearsalStrip(QFrame):
    """Tells `go_wanted`."""

    go_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._step = text(role="section", wrap=True)
        self._go = button("去这一步", key="F7")
        self._go.clicked.connect(self.go_wanted)
        px = theme().px
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(16), px(4), px(10), px(4))
        layout.setSpacing(px(14))
        layout.addWidget(text(MARK, "title"))
        layout.addWidget(self._step, 1)
        layout.addWidget(self._go)

    def show_course(self, course: Course) -> None:
        lesson = course.next
        number = f"第 {course.number} 步，共 {len(Lesson)} 步"
        self._step.setText(f"{number}　{lesson.value}" if lesson else FINISHED)
        self._go.setVisible(lesson is not None)


class Rehearsing(QObject):
    """A child of its workbench: they die together."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self.strip = RehearsalStrip()
        bench.put_strip(self.strip)
        self._course = Course(frozenset())
        self.strip.go_wanted.connect(self._go)
        QShortcut(QKeySequence("F7"), self.strip, self._go)
        bench.followed.connect(self._show)
        bench.desk.person_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        desk = self._bench.desk
        if desk.school is None:
            return
        with desk.store.read() as work:
            items = desk.items_for(desk.school)
            self._course = course_of(work, desk.school, desk.store.person, items)
        self.strip.show_course(self._course)

    def _go(self) -> None:
        lesson = self._course.next
        if lesson is Lesson.PERSON:
            self._bench.status.choose_person()
        elif lesson is not None:
            self._bench.show_page(PAGES[lesson].value)
