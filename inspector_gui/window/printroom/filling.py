"""What the bureau's clerk writes into a letter: its number, its day, whom it is copied to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.vocabulary import DocumentKind, Handling, NoticeLayout
from inspector_gui.labels import label
from inspector_gui.parsing import read_day
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.forms.edits import Committed, FieldEdited
from inspector_gui.window.forms.fields import LineField
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.widgets.elements import text

#: What a letter is filled in with is text, chosen or typed.
TextField = LineField | ProseField | ChoiceField


def _line(hint: str, limit: int = 200) -> Callable[[str], TextField]:
    return lambda name: LineField(name, hint=hint, limit=limit)


def _prose(hint: str, lines: int = 3) -> Callable[[str], TextField]:
    return lambda name: ProseField(name, hint=hint, lines=lines)


def _day(name: str, hint: str = "年-月-日") -> LineField:
    """Kept as 2025-10-09, whatever way it was typed."""

    def read(typed: str) -> str:
        day = read_day(typed, date.today())  # noqa: DTZ011  # only fills in the year
        return day.isoformat() if day else ""

    return LineField(name, read=read, hint=hint, limit=12)


def _deadline(name: str) -> LineField:
    return _day(name, "不填则按工作日历计算")


def _cut_off(name: str) -> LineField:
    return _day(name, "这一天24:00的数")


class _LayoutField(ChoiceField):
    """The red head where nothing was chosen."""

    def __init__(self, name: str) -> None:
        super().__init__(name, tuple(NoticeLayout))

    def show_value(self, value: str) -> None:
        super().show_value(NoticeLayout(value or NoticeLayout.DOCUMENT))


_NUMBER = ("document_no", "发文字号", _line("示教财〔2025〕12号", 60))
_ISSUED = ("issued_on", "成文日期", _day)
_REPORT = ("report_on", "整改报告期限", _deadline)
_DEADLINES = (("objection_on", "异议期限", _deadline), _REPORT)
_COPIES = ("copies", "抄送", _prose("区教育局，局纪检监察组", 2))

FIELDS: Mapping[DocumentKind, tuple[tuple[str, str, Callable[[str], TextField]], ...]] = {
    DocumentKind.FEEDBACK: _DEADLINES,
    DocumentKind.SUPPLEMENT: _DEADLINES,
    DocumentKind.NOTICE: (
        ("layout", "版式", _LayoutField),
        _NUMBER,
        _ISSUED,
        _COPIES,
        ("remedy", "救济途径", _prose("不填则用文书用语中的说法")),
        ("remedy_days", "异议工作日数", _line("15", 3)),
        _REPORT,
        ("refund_on", "清退期限", _deadline),
    ),
    DocumentKind.BULLETIN: (
        _NUMBER,
        _ISSUED,
        ("cut_off", "数据截至", _cut_off),
        _COPIES,
        ("named", "点名学校", _prose("填学校代码，用空格隔开；不填则不点名", 2)),
        ("achievements", "总体成效", _prose("不填则用文书用语中的说法", 4)),
        ("requirements", "工作要求", _prose("不填则用文书用语中的说法", 4)),
    ),
    DocumentKind.LEADER_REPORT: (("opinion", "处理意见", _prose("不填则用文书用语中的说法", 4)),),
    DocumentKind.TRANSFER_SLIP: tuple(
        (f"{name}.{organ.value}", f"{what}（{label(organ)}）", _prose(hint, 2))
        for organ in (Handling.DISCIPLINE, Handling.MARKET, Handling.FINANCE)
        for name, what, hint in (
            ("receiver", "接收单位", "不填则用文书用语中的说法"),
            ("opinion", "移交意见", "不填则用文书用语中的说法"),
        )
    ),
}


#: A team writes nothing into these but a date that cannot be computed.
COMPUTED = (DocumentKind.FEEDBACK, DocumentKind.SUPPLEMENT)


class FillingIn(QWidget):
    """Fields below each other. Tells `edited`."""

    edited = Signal(FieldEdited)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._sets: dict[DocumentKind, dict[str, tuple[QWidget, TextField]]] = {}
        for kind, fields in FIELDS.items():
            self._sets[kind] = {name: self._add(name, title, make) for name, title, make in fields}

    def _add(
        self, name: str, title: str, make: Callable[[str], TextField]
    ) -> tuple[QWidget, TextField]:
        caption, field = text(title, "muted"), make(title)
        field.committed.connect(partial(self._on_committed, name))
        caption.setBuddy(field)
        for part in (caption, field):
            part.hide()
            self._column.addWidget(part)
        return caption, field

    def _on_committed(self, name: str, committed: Committed[str | None]) -> None:
        self.edited.emit(FieldEdited(name, committed.value or ""))

    def show_fields(self, kind: DocumentKind, about: str, values: Mapping[str, str]) -> None:
        """Those of a document; of a slip, those of the organ that `about` names."""
        for other, fields in self._sets.items():
            for name, (caption, field) in fields.items():
                organ = name.partition(".")[2]
                wanted = other is kind and (not organ or label(Handling(organ)) in about)
                caption.setVisible(wanted)
                field.setVisible(wanted)
                if wanted:
                    field.show_value(values.get(name, ""))

    def begin(self, name: str) -> QWidget:
        """The shown field of this name has the keyboard."""
        found = (fields[name][1] for fields in self._sets.values() if name in fields)
        field = next(field for field in found if not field.isHidden())
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return field

    def flush(self) -> None:
        for fields in self._sets.values():
            for _caption, field in fields.values():
                field.commit()
