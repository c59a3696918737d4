"""What an import brought: its receipt."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from db.merge.imports import ImportLine
from inspector_gui.labels import FIGURES, in_china, table_label, yuan
from inspector_gui.theme.theme import theme
from inspector_gui.widgets.labels import card, clear, text
from inspector_gui.widgets.scrolling import Panel


class BatchPanel(Panel):
    def __init__(self) -> None:
        super().__init__("合并以后，在这里看每一批带来了什么。")
        self._title = text(role="title", wrap=True)
        self._facts = text(role="muted", wrap=True)
        self._rows, self._totals = Lines(), Lines()
        self.put(
            self._title,
            self._facts,
            card(text("带来的记录", "muted"), self._rows),
            card(text("合计（合并前 → 合并后）", "muted"), self._totals),
        )

    def show_batch(self, line: ImportLine | None) -> None:
        self.set_filled(filled=line is not None)
        if line is None:
            return
        told = line.receipt
        self._title.setText(f"第 {line.number} 批　{told.team}")
        facts = [line.source, f"合并于 {in_china(line.merged_at):%Y-%m-%d %H:%M}"]
        if line.taken_back_at:
            facts.append(f"撤回于 {in_china(line.taken_back_at):%Y-%m-%d %H:%M}")
        self._facts.setText("\n".join(facts))
        rows = [(table_label(name), f"{number:,}") for name, number in told.rows.items()]
        self._rows.show_lines([*rows, ("改动的栏目", f"{told.fields:,}")])
        self._totals.show_lines(_changed(line))


def _changed(line: ImportLine) -> list[tuple[str, str]]:
    """The control totals that are others now."""
    before, after = line.receipt.before, line.receipt.after
    if before is None or after is None:
        return []
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in vars(after))
    return [
        (FIGURES[name], f"{_figure(name, old)} → {_figure(name, new)}")
        for name, old, new in pairs
        if old != new
    ] or [("没有变化", "")]


def _figure(name: str, value: int) -> str:
    return yuan(value).removesuffix("元") if name.endswith("_fen") else f"{value:,}"


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
