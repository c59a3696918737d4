"""What an import brought: its receipt; and what taking it back would undo."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from db.labels import table_label
from db.merge.import_history import ImportLine
from db.merge.takeback import Undone
from db.records.totals import Figures
from inspector_gui.exchange.merge_sentences import ordered_line
from inspector_gui.labels import in_china
from inspector_gui.parsing import grouped_yuan
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, card, clear, text
from inspector_gui.window.widgets.scrolling import Panel


class BatchPanel(Panel):
    """Tells `look_wanted(line)`: what would taking it back undo? And `again_wanted(line)`."""

    look_wanted = Signal(ImportLine)
    again_wanted = Signal(ImportLine)

    def __init__(self, figure_names: Callable[[str], Mapping[str, str]]) -> None:
        """`figure_names`: what the control totals are called, by the code of an inspection."""
        super().__init__("合并以后，在这里看每一批带来了什么。")
        self._line: ImportLine | None = None
        self._figure_names = figure_names
        self._title = text(role="title", wrap=True)
        self._facts = text(role="muted", wrap=True)
        self._rows, self._totals = Lines(), Lines()
        self.look = button("撤回这一批(&K)…", name="撤回这一批")
        self.again = button("恢复这一批(&R)", name="恢复这一批")
        self._would = Lines()
        caption = text("撤回以后（再合并也不会自己回来，要按“恢复这一批”）", "muted", wrap=True)
        self._after = card(caption, self._would)
        self.put(
            self._title,
            self._facts,
            card(text("合计（合并前 → 合并后）", "muted"), self._totals),
            card(text("带来的记录", "muted"), self._rows),
        )
        self.put(self.look, self.again, self._after, always=True)
        self.look.setAutoDefault(True)
        self.again.setAutoDefault(True)
        self.again.clicked.connect(lambda: self.again_wanted.emit(self._line))
        self.look.clicked.connect(lambda: self.look_wanted.emit(self._line))

    def show_batch(self, line: ImportLine | None) -> None:
        self._line = line
        self.set_filled(filled=line is not None)
        self._after.hide()
        self.look.setVisible(line is not None and line.taken_back_at is None)
        self.again.setVisible(line is not None and line.taken_back_at is not None)
        if line is None:
            return
        receipt = line.receipt
        self._title.setText(f"第 {line.number} 批　{receipt.team}")
        facts = [line.source, f"合并于 {in_china(line.merged_at):%Y-%m-%d %H:%M}"]
        if line.taken_back_at:
            moment = f"撤回于 {in_china(line.taken_back_at):%Y-%m-%d %H:%M}"
            facts.append(f"{moment}：{line.why}" if line.why else moment)
        self._facts.setText("\n".join(facts))
        changed = [("改动的栏目", f"{receipt.fields:,}")] if receipt.fields else []
        self._rows.show_lines([*_by_label(receipt.rows), *changed])
        names = self._figure_names(receipt.inspection)
        self._totals.show_lines(_changed(names, receipt.before, receipt.after))

    def show_undone(self, undone: Undone) -> None:
        """What taking the batch back would do."""
        lines = [
            ("不再计入的记录", f"{undone.gone:,}"),
            ("恢复原值的栏目", f"{undone.restored:,}"),
            *([("随之消失的冲突", f"{undone.conflicts:,}")] if undone.conflicts > 0 else []),
            *([(ordered_line(undone), "")] if undone.ordered else []),
        ]
        names = self._figure_names(undone.inspection)
        self._would.show_lines([*lines, *_changed(names, undone.before, undone.after)])
        self._after.show()


def _by_label(rows: Mapping[str, int]) -> list[tuple[str, str]]:
    """Kinds of records that people call by one name are counted as one."""
    sums: dict[str, int] = {}
    for name, number in rows.items():
        sums[table_label(name)] = sums.get(table_label(name), 0) + number
    return [(name, f"{number:,}") for name, number in sums.items()]


def _changed(
    names: Mapping[str, str], before: Figures | None, after: Figures | None
) -> list[tuple[str, str]]:
    """The control totals that are others now."""
    if before is None or after is None:
        return []
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in vars(after))
    return [
        (names[name], f"{_figure(name, old)} → {_figure(name, new)}")
        for name, old, new in pairs
        if old != new
    ] or [("各项合计没有变化", "")]


def _figure(name: str, value: int) -> str:
    return grouped_yuan(value) if name.endswith("_fen") else f"{value:,}"


class Lines(QWidget):
    """Names at the left, numbers at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(theme().px(4))
        self._grid.setColumnStretch(0, 1)

    def show_lines(self, lines: list[tuple[str, str]]) -> None:
        clear(self._grid)
        for number, (name, value) in enumerate(lines):
            self._grid.addWidget(text(name, wrap=True), number, 0)
            figure = text(value)
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(figure, number, 1)
