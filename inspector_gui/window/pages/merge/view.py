"""Above, the files that were dropped; below, what the chosen one brings, or who has sent what."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QLineEdit, QVBoxLayout, QWidget

from db.merge.import_session import Dropped
from db.packages.package_log import TeamDelivery
from db.storage.file import PACKAGE_SUFFIX, SUFFIX
from inspector_gui.window.page import Page
from inspector_gui.window.pages.merge import merge_text
from inspector_gui.window.pages.merge.preview import Preview
from inspector_gui.window.targets import PageKey, Target
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.choosing import choose_files
from inspector_gui.window.widgets.dropping import Drops
from inspector_gui.window.widgets.elements import button, card, text
from inspector_gui.window.widgets.progress import ProgressLine
from inspector_gui.window.widgets.scrolling import scrolling
from inspector_gui.window.widgets.table import Column, Rows, Table

_CENTRE = Qt.AlignmentFlag.AlignHCenter
_FILTER = f"数据包和检查组文件 (*{PACKAGE_SUFFIX} *{SUFFIX})"
_GO_TO = {"conflicts": "去裁定冲突", "duplicates": "去判定重复", "quarantine": "去看隔离的行"}
_HINT = "把检查组交来的数据包拖到这里，或按 Alt+A 选择。"


def _team(row: Dropped) -> str:
    return row.receipt.team if row.receipt else ""


FILES: tuple[Column[Dropped], ...] = (
    Column("文件", lambda row: row.path.name, 220),
    Column("检查组", _team, 100),
    Column("检查结果", merge_text.sentence_of),
    Column(
        "状态",
        merge_text.state_of,
        104,
        _CENTRE,
        tone=lambda row: merge_text.tone_of(row, theme().colours),
    ),
)


def _deliveries(today: Callable[[], date]) -> Rows[TeamDelivery]:
    columns: tuple[Column[TeamDelivery], ...] = (
        Column("检查组", lambda row: row.team, 120),
        Column("最近交来", lambda row: merge_text.latest(row, today()), 250),
        Column("还缺什么", merge_text.delivery_note),
        Column(
            "状态",
            merge_text.delivery_state,
            104,
            _CENTRE,
            tone=lambda row: merge_text.delivery_tone(row, theme().colours),
        ),
    )
    return Rows(columns)


def _packages_in(path: Path) -> list[Path]:
    """Of a folder, the packages that lie in it; else what was dropped itself."""
    return sorted(path.glob(f"*{PACKAGE_SUFFIX}")) or [path] if path.is_dir() else [path]


class MergeView(Page):
    """Tells `given(paths)`, and that the files are to be merged, cleared or given up."""

    given = Signal(tuple)
    merge_wanted = Signal()
    again_wanted = Signal()
    clear_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(
        self, today: Callable[[], date], figure_names: Callable[[str], Mapping[str, str]]
    ) -> None:
        """`figure_names`: what the control totals are called, by the code of an inspection."""
        super().__init__()
        self._figure_names = figure_names
        self._hint = text(_HINT, "muted", wrap=True)
        self.choose = button("选择数据包(&A)…", name="选择数据包")
        self.merge = button("合并", "main", name="合并")
        self.again = button("一并恢复撤回的(&R)", name="一并恢复撤回的")
        self.clear = button("清空列表(&L)", name="清空列表")
        self.decide = button("", name="去处理")
        self._waiting, self._files = "", list[Dropped]()
        self.files = Table("拖入的文件", Rows(FILES), whole=True, most=7)
        self._sentence = text(wrap=True)
        self.preview = Preview()
        self.deliveries = Table("各组交来的情况", _deliveries(today), whole=True)
        self._breaches = text(wrap=True)
        self.rules = card(self._breaches, role="notice")
        self._heading = text("各组交来的情况", "section")
        self.progress = ProgressLine()
        self._lay_out()
        self._connect()
        self.show_files([])

    def _lay_out(self) -> None:
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self._hint, 1)
        for knob in (self.decide, self.again, self.clear, self.choose, self.merge):
            knob.setAutoDefault(True)  # Enter presses it
            line.addWidget(knob)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, px(2), 0)
        column.setSpacing(px(10))
        for part in (
            self.rules,
            self.files,
            self._sentence,
            self.preview,
            self._heading,
            self.deliveries,
        ):
            column.addWidget(part)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(12), px(18), px(12))
        layout.setSpacing(px(10))
        layout.addLayout(line)
        layout.addWidget(self.progress)
        layout.addWidget(scrolling(inner), 1)

    def _connect(self) -> None:
        self._drops = Drops(self)
        self._drops.dropped.connect(self._on_dropped)
        self.choose.clicked.connect(self.choose_files)
        self.merge.clicked.connect(self.merge_wanted)
        self.again.clicked.connect(self.again_wanted)
        self.clear.clicked.connect(self.clear_wanted)
        self.decide.clicked.connect(lambda: self.jump_wanted.emit(Target(PageKey(self._waiting))))
        self.progress.cancelled.connect(self.cancel_wanted)
        self.files.selectionModel().currentRowChanged.connect(self._show_chosen)

    def choose_files(self) -> None:
        choose_files(self, "选择数据包", _FILTER, lambda paths: self.given.emit(tuple(paths)))

    def _on_dropped(self, sources: Sequence[object]) -> None:
        paths = [source for source in sources if isinstance(source, Path)]
        self.given.emit(tuple(inner for path in paths for inner in _packages_in(path)))

    def ask_passphrase(self, prompt: str, then: Callable[[str], None]) -> None:
        """`then` hears the passphrase of a file; an empty one where there is none to be had."""
        dialog = QInputDialog(self)
        dialog.setWindowTitle("口令")
        dialog.setLabelText(prompt)
        dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
        dialog.textValueSelected.connect(then)
        dialog.rejected.connect(lambda: then(""))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_deliveries(self, deliveries: Sequence[TeamDelivery]) -> None:
        self.deliveries.rows.show_rows(deliveries, lambda row: row.team_id)

    def show_files(self, files: Sequence[Dropped]) -> None:
        self._files = list(files)
        self.files.rows.show_rows(files, lambda row: row.path)
        waiting = sum(file.waits for file in files)
        self.merge.setText(f"合并 {waiting} 份  Enter" if waiting else "合并")
        self.merge.setEnabled(waiting > 0)
        self.files.setVisible(bool(files))
        self.again.setVisible(any(merge_text.holds_back(file) for file in files))
        self.clear.setVisible(bool(files))
        self.deliveries.setVisible(not files)
        self._heading.setVisible(not files)
        if files and self.files.current() is None:
            self.files.go_to(0)
        self._show_chosen()

    def show_word(self, message: str) -> None:
        """What was done, in place of what may be done."""
        self._hint.setText(message or _HINT)

    def show_waiting(self, open_: Mapping[str, int]) -> None:
        """What waits for somebody, by the page where it waits: there one may go."""
        self._waiting = next((page for page, number in open_.items() if number), "")
        self.decide.setText(f"{_GO_TO.get(self._waiting, '')}(&J)")
        self.decide.setVisible(bool(self._waiting))

    def show_breaches(self, sentences: Sequence[str]) -> None:
        """Rules that what was merged shows to be broken."""
        self._breaches.setText("\n".join(sentences))
        self.rules.setVisible(bool(sentences))

    def show_progress(self, caption: str, done: int, total: int) -> None:
        for part in (self.merge, self.choose, self.clear, self.again):
            part.setEnabled(False)
        self.progress.show_progress(caption, done, total)

    def end_progress(self) -> None:
        self.progress.end()
        for part in (self.choose, self.clear, self.again):
            part.setEnabled(True)

    def enter(self) -> None:
        """To what comes next: merging, deciding, choosing."""
        ways = (self.merge, self.decide, self.choose)
        wanted = next((way for way in ways if way.isVisible() and way.isEnabled()), None)
        if wanted is not None:  # none while another page is in front
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chosen(self, *_: object) -> None:
        chosen = self.files.current() if self.files.rows.rows else None
        self._sentence.setText(
            f"{chosen.path.name}：{merge_text.sentence_of(chosen)}"
            f"{merge_text.also_of(chosen, self._files)}"
            if chosen
            else ""
        )
        self._sentence.setVisible(chosen is not None)
        receipt = chosen.receipt if chosen else None
        self.preview.show_receipt(
            receipt, self._figure_names(receipt.inspection if receipt else "")
        )
