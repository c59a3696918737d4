"""What the window shows while no file is open: what to do next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_gui.locations import Location, Recent, caption, name_of
from inspector_gui.window.shell.window import TITLE
from inspector_gui.window.theme.theme import dress, font, theme
from inspector_gui.window.widgets.elements import button, text


class Welcome(QWidget):
    open_wanted = Signal()
    master_wanted = Signal()
    demo_wanted = Signal()
    rehearsal_wanted = Signal()
    new_wanted = Signal()
    restore_wanted = Signal()
    chosen = Signal(Recent)

    def __init__(self, recent: Sequence[Location]) -> None:
        super().__init__()
        dress(self)
        px = theme().px
        title = text(TITLE)
        title.setFont(font(theme().zoom, 2.0, bold=True))
        layout = QVBoxLayout(self)
        layout.setSpacing(px(10))
        layout.addStretch(2)
        for part in (title, text("打开市局分发的检查组文件，或局里的总文件。", "muted")):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(px(12))
        self.open = button("打开文件…  Ctrl+O", "main", name="打开文件")
        self.open.clicked.connect(self.open_wanted)
        self.demo = button("用演示数据试一试", name="用演示数据试一试")
        self.demo.clicked.connect(self.demo_wanted)
        self.rehearse = button("演练一天（虚构的学校）", name="演练一天")
        self.rehearse.clicked.connect(self.rehearsal_wanted)
        self.master = button("连接局里总库…", "link", name="连接总库")
        self.master.clicked.connect(self.master_wanted)
        self.new = button("新建检查…", name="新建检查")
        self.new.clicked.connect(self.new_wanted)
        self.restore = button("文件打不开？从备份恢复…", "link", name="从备份恢复")
        self.restore.clicked.connect(self.restore_wanted)
        for choice in (self.open, self.new, self.rehearse, self.demo, self.master, self.restore):
            layout.addWidget(choice, 0, Qt.AlignmentFlag.AlignHCenter)
        self._add_recent(layout, recent)
        layout.addStretch(3)

    def _add_recent(self, layout: QVBoxLayout, recent: Sequence[Location]) -> None:
        if not recent:
            return
        layout.addSpacing(theme().px(16))
        layout.addWidget(text("最近打开", "muted"), 0, Qt.AlignmentFlag.AlignHCenter)
        for location in recent:
            link = button(caption(location), "link", name=f"打开 {name_of(location)}")
            link.clicked.connect(lambda _, chosen=location: self.chosen.emit(Recent(chosen)))
            layout.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)
