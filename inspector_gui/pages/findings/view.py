"""The findings of a school above, the chosen one below, its law and evidence at the right."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from db.catalogues import Basis, Item
from db.findings import FindingLine
from db.ids import wall_clock
from db.vocabulary import FindingStatus, Handling, Severity
from inspector_gui.forms.fields import (
    ChoiceField,
    FlagsField,
    ProseField,
    count_field,
    day_field,
    money_field,
)
from inspector_gui.forms.form import Form, Spec
from inspector_gui.labels import in_china, label, yuan
from inspector_gui.pages.findings.panel import FindingPanel
from inspector_gui.pages.page import Page
from inspector_gui.theme.colours import tone_of_severity, tone_of_status
from inspector_gui.theme.theme import theme
from inspector_gui.widgets.labels import button, text
from inspector_gui.widgets.scrolling import scrolling
from inspector_gui.widgets.table import Column, Rows, Table

_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter

COLUMNS: tuple[Column[FindingLine], ...] = (
    Column("编号", lambda row: row.serial, 76),
    Column("项目", lambda row: row.item_code, 88),
    Column("事实", lambda row: row.fact.replace("\n", " ")),
    Column(
        "程度",
        lambda row: label(row.severity),
        72,
        _CENTRE,
        tone=lambda row: tone_of_severity(theme().colours, row.severity),
    ),
    Column("学生", lambda row: str(row.students or ""), 60, _RIGHT),
    Column("涉及金额", lambda row: yuan(row.involved_fen) if row.involved_fen else "", 110, _RIGHT),
    Column(
        "状态",
        lambda row: label(row.status),
        92,
        _CENTRE,
        tone=lambda row: tone_of_status(theme().colours, row.status),
    ),
)


def _today() -> date:
    return in_china(wall_clock()).date()


class FindingTable(Table):
    """Enter goes into the form."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class FindingsView(Page):
    """Tells `edited(finding, name, value)`, `raised(item)` and what its panel tells."""

    edited = Signal(object, str, object)
    raised = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._finding: FindingLine | None = None
        self.table = FindingTable("问题", Rows(COLUMNS))
        self.items = QComboBox()
        self.items.setAccessibleName("选择检查项目")
        self.items.setMinimumContentsLength(20)
        self._add = button("新增问题", name="新增问题")
        self._empty = text(
            "还没有问题。在检查清单上按 P 转为问题，或在上面选项目后新增。", "muted", wrap=True
        )
        self.form = Form(self._specs())
        self.context: FindingPanel = FindingPanel()
        self._lay_out()
        self._connect()

    def _specs(self) -> tuple[Spec, ...]:
        return (
            Spec(
                "fact",
                "事实",
                lambda name: ProseField(
                    name,
                    lines=4,
                    limit=20_000,
                    hint="何时、何项目、哪个部门、多少学生、多少金额、谁收、入何账户",
                ),
                wide=True,
            ),
            Spec("students", "涉及学生", lambda name: count_field(name, "人")),
            Spec("involved_fen", "涉及金额", money_field),
            Spec("due_fen", "应退", money_field),
            Spec("refunded_fen", "已退", money_field),
            Spec("refund_students", "退费学生", lambda name: count_field(name, "人")),
            Spec("surrendered_fen", "上缴", money_field),
            Spec("severity", "程度", lambda name: ChoiceField(name, tuple(Severity))),
            Spec("due_on", "期限", lambda name: day_field(name, _today)),
            Spec("handlings", "处理方式", lambda n: FlagsField(n, tuple(Handling)), wide=True),
            Spec("advice", "建议", lambda name: ProseField(name, lines=2), wide=True),
        )

    def _lay_out(self) -> None:
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.items, 1)
        line.addWidget(self._add)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, px(6), px(8), 0)
        inner.addWidget(self.form)
        inner.addStretch(1)
        self._scroll = scrolling(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(10), px(18), px(12))
        layout.setSpacing(px(8))
        layout.addLayout(line)
        layout.addWidget(self._empty)
        layout.addWidget(self.table, 2)
        layout.addWidget(self._scroll, 3)
        layout.addStretch(0)

    def _connect(self) -> None:
        self._add.clicked.connect(lambda: self.raised.emit(self.items.currentData()))
        self.table.entered.connect(self._begin_fact)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.form.edited.connect(lambda name, value: self.edited.emit(self._finding, name, value))

    def show_items(self, items: Sequence[Item]) -> None:
        if self.items.count() == len(items):
            return
        self.items.clear()
        for item in items:
            self.items.addItem(f"{item.code}　{item.violation}", item)

    def show_findings(self, findings: Sequence[FindingLine]) -> None:
        self.table.rows.show_rows(findings, lambda row: row.id)
        for part in (self.table, self._scroll):
            part.setVisible(bool(findings))
        self._empty.setVisible(not findings)
        if findings and self.table.current() is None:
            self.table.go_to(len(findings) - 1)
        self._on_current()

    def show_basis(self, basis: Sequence[Basis], *, lead: bool) -> None:
        self.context.show_finding(self._finding, basis, lead=lead)

    def current(self) -> FindingLine | None:
        return self._finding

    def enter(self) -> None:
        target = self.table if self.table.isVisible() else self.items
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        self.form.flush()
        self.context.flush()

    def _begin_fact(self) -> None:
        self.form.fields["fact"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_current(self, *_: object) -> None:
        finding = self.table.current()
        if self._finding and (finding is None or finding.id != self._finding.id):
            self.flush()
        self._finding = finding
        if finding is not None:
            self.form.show_values(finding)
            frozen = finding.status is FindingStatus.WITHDRAWN
            self.form.setEnabled(not frozen)
        self.context.turned_to.emit(finding)
