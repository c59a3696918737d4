"""The findings of a school above, the words and figures of the chosen one below."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from db.ids import wall_clock
from db.records.catalogues import Item
from db.records.findings import FindingLine
from db.records.inspections import Amounts
from db.vocabulary import FindingStatus, Handling, Severity
from inspector_gui.labels import in_china, label
from inspector_gui.parsing import Unreadable, grouped_yuan, read_yuan
from inspector_gui.window.forms.choice_fields import ChoiceField, FlagsField
from inspector_gui.window.forms.edits import FieldEdited, RowEdited
from inspector_gui.window.forms.fields import LineField, count_field, day_field, money_field
from inspector_gui.window.forms.form import Form, Spec
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.theme.colours import tone_of_severity, tone_of_status
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.completing import complete
from inspector_gui.window.widgets.elements import button, text
from inspector_gui.window.widgets.scrolling import scrolling
from inspector_gui.window.widgets.table import Column, Rows, Table

_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
SEVERITY_KEYS = {"1": Severity.MINOR, "2": Severity.MODERATE, "3": Severity.SERIOUS}
#: What still changes once the wording stands.
PAID_BACK = frozenset({"refunded_fen", "refund_students", "surrendered_fen"})
#: What is often the same in several findings: written once, then chosen.
OFFERED = ("object", "matter", "term_unit", "collector", "account")
LOW = 230
HINT = "Enter 填写 · 1—3 程度 · C 组长确认 · E 添加照片 · Ctrl+V 粘贴 · 空格 看证据 · F2 用语库"

COLUMNS: tuple[Column[FindingLine], ...] = (
    Column("编号", lambda row: row.serial, 76),
    Column("项目", lambda row: row.item_code, 88),
    Column("事实", lambda row: row.fact.replace("\n", " ")),
    Column(
        "程度",
        lambda row: label(row.severity),
        64,
        _CENTRE,
        tone=lambda row: tone_of_severity(theme().colours, row.severity),
    ),
    Column("学生", lambda row: str(row.students or ""), 56, _RIGHT),
    Column(
        "涉及金额",
        lambda row: grouped_yuan(row.involved_fen) if row.involved_fen else "",
        104,
        _RIGHT,
    ),
    Column("证据", lambda row: str(len(row.evidence) or ""), 48, _RIGHT),
    Column(
        "状态",
        lambda row: label(row.status),
        88,
        _CENTRE,
        tone=lambda row: tone_of_status(theme().colours, row.status),
    ),
)


def _manner_field(name: str) -> ProseField:
    return ProseField(name, lines=2, hint="做了什么、缺什么，如 利用双休日组织集体上课")


def _vouchers_field(name: str) -> LineField:
    return LineField(name, hint="如 记字2025-03-0112号、记字2025-03-0147号", limit=1000)


_INVOLVED = next(n for n, column in enumerate(COLUMNS) if column.title == "涉及金额")


def _today() -> date:
    return in_china(wall_clock()).date()


class FindingTable(Table[FindingLine]):
    """Enter goes into the form; digits grade, C confirms, Space shows the evidence."""

    entered = Signal()
    graded = Signal(Severity)
    confirmed = Signal()
    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().lower()
        asked = {"c": self.confirmed, " ": self.opened}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif typed in SEVERITY_KEYS:
            self.graded.emit(SEVERITY_KEYS[typed])
        elif typed in asked:
            asked[typed].emit()
        else:
            super().keyPressEvent(event)


class WordingFace(QWidget):
    """Tells `edited`, `raised(item)`, `turned(finding)`."""

    edited = Signal(RowEdited)
    raised = Signal(Item)
    turned = Signal(FindingLine)
    phrases_wanted = Signal()
    made_wanted = Signal(FindingLine)

    def __init__(self) -> None:
        super().__init__()
        self.finding: FindingLine | None = None
        self._names: dict[uuid.UUID, str] = {}
        self.table = FindingTable("问题", Rows(COLUMNS))
        self.items = QComboBox()
        self.items.setAccessibleName("选择检查项目")
        self.items.setMinimumContentsLength(20)
        self._add = button("新增问题", key="Ctrl+N")
        self._phrases = button("用语库", name="用语库", key="F2")
        self._make = button("按要素成句", name="按要素成句")
        self._empty = text(
            "还没有问题。在检查清单上按 P 转为问题，或在上面选项目后新增。", "muted", wrap=True
        )
        self._doubts = text(role="error", wrap=True)
        self.form = Form(self._specs())
        self._hint = text(HINT, "hint", wrap=True)
        self._used = {name: self._offer_used(self.form.fields[name]) for name in OFFERED}
        self._lay_out()
        #: Whether refunds are entered here: the bureau has a list of them, payment by payment.
        self.paid_here = True
        self._connect()

    def _specs(self) -> tuple[Spec, ...]:
        return (
            Spec.of(
                "finding",
                "fact",
                lambda name: ProseField(
                    name,
                    lines=4,
                    limit=20_000,
                    hint="填下面的要素，自动成句；也可以直接写",
                ),
                wide=True,
            ),
            Spec.of("finding", "conduct_from", lambda name: day_field(name, _today)),
            Spec.of("finding", "conduct_to", lambda name: day_field(name, _today)),
            Spec.of("finding", "object", partial(LineField, hint="如 高一年级、学生食堂")),
            Spec.of("finding", "matter", partial(LineField, hint="如 周末辅导资料费")),
            Spec.of("finding", "manner", _manner_field, wide=True),
            Spec.of("finding", "rate_fen", lambda name: money_field(name, "元／生·期")),
            Spec.of("finding", "allowed_fen", lambda name: money_field(name, "元，没有依据填0")),
            Spec.of("finding", "students", lambda name: count_field(name, "人")),
            Spec.of("finding", "terms", lambda name: count_field(name, "几学期、几月、几次")),
            Spec.of("finding", "term_unit", lambda n: LineField(n, hint="学期、月、次", limit=20)),
            Spec.of("finding", "involved_fen", money_field),
            Spec.of("finding", "collector", partial(LineField, hint="写部门、岗位，不写人名")),
            Spec.of("finding", "account", partial(LineField, hint="如 学校基本户，记入…")),
            Spec.of("finding", "vouchers", _vouchers_field, wide=True),
            Spec.of("finding", "due_fen", money_field),
            Spec.of("finding", "due_on", lambda name: day_field(name, _today)),
            Spec.of("finding", "refunded_fen", partial(self._paid_field, "surrendered_fen")),
            Spec.of("finding", "refund_students", lambda name: count_field(name, "人")),
            Spec.of("finding", "surrendered_fen", partial(self._paid_field, "refunded_fen")),
            Spec.of("finding", "severity", lambda name: ChoiceField(name, tuple(Severity))),
            Spec.of("finding", "handlings", lambda n: FlagsField(n, tuple(Handling)), wide=True),
            Spec.of("finding", "advice", lambda name: ProseField(name, lines=2), wide=True),
            Spec.of("finding", "item_id", self._item_field, wide=True),
        )

    def name_amounts(self, amounts: Amounts) -> None:
        """Call the four amounts as the inspection calls them."""
        self.form.rename(vars(amounts))
        self.table.rows.retitle(_INVOLVED, amounts.involved_fen)

    def _paid_field(self, other: str, name: str) -> LineField:
        """What is given back, or surrendered: with the `other` of the two at most what is due."""

        def read(typed: str) -> int | None:
            fen, finding = read_yuan(typed), self.finding
            if finding and (fen or 0) + getattr(finding, other) > finding.due_fen:
                due = grouped_yuan(finding.due_fen)
                raise Unreadable(f"已退和上缴合计不能多于应退的 {due}元，请先核对应退金额")
            return fen

        return LineField(name, read=read, show=grouped_yuan, hint="元", limit=18)

    def _offer_used(self, field: LineField) -> QStringListModel:
        model = QStringListModel(self)
        complete(field.box, model)
        return model

    def _item_field(self, name: str) -> ChoiceField:
        field = ChoiceField(name, (), formatter=lambda id_: self._names.get(id_, ""))
        field.setMinimumContentsLength(20)
        return field

    def _lay_out(self) -> None:
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.items, 1)
        line.addWidget(self._add)
        line.addWidget(self._phrases)
        line.addWidget(self._make)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, px(6), px(8), 0)
        inner.addWidget(self._doubts)
        inner.addWidget(self.form)
        inner.addStretch(1)
        self._scroll = scrolling(holder)
        self._scroll.setMinimumHeight(px(40))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(line)
        layout.addWidget(self._empty)
        layout.addWidget(self.table, 2)
        layout.addWidget(self._scroll, 3)
        layout.addStretch(0)
        layout.addWidget(self._hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the keys go first: they are in the help too."""
        super().resizeEvent(event)
        self._hint.setHidden(self.height() < theme().px(LOW))

    def _connect(self) -> None:
        self._add.clicked.connect(lambda: self.raised.emit(self.items.currentData()))
        self._phrases.clicked.connect(self.phrases_wanted)
        self._make.clicked.connect(lambda: self.made_wanted.emit(self.finding))
        self.table.entered.connect(self._begin_fact)
        self.table.graded.connect(self._grade)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.form.edited.connect(self._on_edited)

    def show_items(self, items: Sequence[Item]) -> None:
        names = {item.id: f"{item.code}　{item.violation}" for item in items}
        if names == self._names:
            return
        self._names = names
        self.items.clear()
        for item in items:
            self.items.addItem(names[item.id], item)
        self.form.fields["item_id"].offer(tuple(names))

    def show_findings(
        self, findings: Sequence[FindingLine], doubts: Callable[[FindingLine], Sequence[str]]
    ) -> None:
        self._doubts_of = doubts
        self.table.rows.show_rows(findings, lambda row: row.id)
        for part in (self.table, self._scroll, self._hint):
            part.setVisible(bool(findings))
        self._phrases.setEnabled(bool(findings))
        self._empty.setVisible(not findings)
        if findings and self.table.current() is None:
            self.table.go_to(len(findings) - 1)
        self._on_current()

    def show_remakable(self, *, on: bool) -> None:
        """Whether the fact may be made of the parts anew."""
        self._make.setVisible(on)

    def show_used(self, used: Mapping[str, Sequence[str]]) -> None:
        """What was written in these fields before, offered while one types."""
        for name, texts in used.items():
            self._used[name].setStringList(list(texts))

    def begin(self) -> None:
        target = self.table if self.table.isVisible() else self.items
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def prose(self) -> ProseField:
        """Where a phrase goes: the advice while one writes it, else the fact."""
        advice: ProseField = self.form.fields["advice"]
        fact: ProseField = self.form.fields["fact"]
        return advice if advice.hasFocus() else fact

    def _grade(self, severity: Severity) -> None:
        if self.finding is not None and not self.finding.worded:
            self.edited.emit(RowEdited(self.finding, "severity", severity))

    def _on_edited(self, edited: FieldEdited) -> None:
        if self.finding is not None:
            self.edited.emit(edited.of(self.finding))

    def _begin_fact(self) -> None:
        self.form.fields["fact"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_current(self, *_: object) -> None:
        finding = self.table.current()
        if self.finding and (finding is None or finding.id != self.finding.id):
            self.form.flush()
        self.finding = finding
        if finding is not None:
            self._show(finding)
        self.turned.emit(finding)

    def _show(self, finding: FindingLine) -> None:
        self.form.show_values(finding)
        doubts = self._doubts_of(finding)
        self._doubts.setText("；".join(doubts))
        self._doubts.setVisible(bool(doubts))
        standing = finding.status is not FindingStatus.WITHDRAWN
        for name, field in self.form.fields.items():
            paid = name in PAID_BACK
            open_ = self.paid_here if paid else not finding.worded
            field.setEnabled(standing and open_)
