"""The bar over a counting, and lines of chips."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from db.vocabulary import EntryMethod
from inspector_gui.window.pages.questionnaires.entering import EntryState
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import ElidedLabel, button, clear, restyle
from inspector_gui.window.widgets.flow import FlowLayout


class EntryBar(QWidget):
    """Of a counting: by sheets or by counts, how far it is, whose, done or not."""

    method_chosen = Signal(EntryMethod)
    finished = Signal(bool)
    restarted = Signal()
    import_wanted = Signal()
    template_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, px(8), 0)
        line.setSpacing(px(6))
        self.title = ElidedLabel(bold=True)
        self._methods: dict[EntryMethod, QPushButton] = {}
        for method, caption in (
            (EntryMethod.SHEETS, "逐份录入(&S)"),
            (EntryMethod.COUNTS, "录合计数(&H)"),
            (EntryMethod.SAMPLE, "抽样复录(&R)"),
        ):
            chip = self._methods[method] = button(caption, "chip", name=caption[:4])
            chip.setCheckable(True)
            chip.clicked.connect(lambda _, wanted=method: self.method_chosen.emit(wanted))
            line.addWidget(chip)
        line.addSpacing(px(8))
        line.addWidget(self.title, 1)
        self._template = button("录入表样", name="生成录入用的电子表格")
        self._import = button("导入表格…", name="从电子表格导入这次录入")
        self.done = button("录毕", name="这次录入已录毕", key="Ctrl+Enter")
        self._again = button("重录…", "link", name="清空这次录入，重新录")
        self.done.setCheckable(True)
        line.addWidget(self.done)
        line.addSpacing(px(18))
        for part in (self._template, self._import, self._again):
            line.addWidget(part)
        self._template.clicked.connect(lambda _: self.template_wanted.emit())
        self._import.clicked.connect(lambda _: self.import_wanted.emit())
        self._again.clicked.connect(lambda _: self.restarted.emit())
        self.done.clicked.connect(lambda on: self.finished.emit(on))

    def show_state(self, state: EntryState | None) -> None:
        """None: the noon tally, which has a title alone."""
        fresh = (self._template, self._import)
        for part in (*self._methods.values(), *fresh, self._again, self.done):
            part.setVisible(state is not None)
        if state is None:
            return
        for method, chip in self._methods.items():
            chip.setChecked(method is state.method)
            chip.setEnabled(not state.begun or method is state.method)
        self._methods[EntryMethod.SAMPLE].setVisible(state.sampled)
        if state.method is EntryMethod.SCAN:
            for chip in self._methods.values():
                chip.hide()
        if state.method is EntryMethod.COUNTS:
            self.title.setText("")
        for part in fresh:
            part.setVisible(not state.begun)
        self._again.setVisible(state.begun)
        self._again.setEnabled(not state.finished)
        self.done.setChecked(state.finished)


def show_chips(
    line: FlowLayout, wanted: list[tuple[str, bool, str]], chosen: Callable[[int], None]
) -> None:
    """Bring the chips of a line up to date; anew only where their number changed."""
    if line.count() != len(wanted):
        clear(line)
        for number in range(len(wanted)):
            chip = button("", "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _, n=number: chosen(n))
            line.addWidget(chip)
    for number, (caption, on, tone) in enumerate(wanted):
        item = line.itemAt(number)
        made = item.widget() if item else None
        if isinstance(made, QPushButton):
            _dress(made, caption, tone)
            made.setChecked(on)


def _dress(chip: QPushButton, caption: str, tone: str) -> None:
    if chip.text() == caption and chip.property("tone") == tone:
        return
    chip.setText(caption)
    chip.setAccessibleName(caption)
    chip.setProperty("tone", tone)
    restyle(chip)
