"""Vouchers chosen on purpose: from an amount on, of an area, about a period's end, for a reason."""

import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from db.vocabulary import SampleKind
from inspector_gui.actions.accounts import Choice
from inspector_gui.parsing import Unreadable, read_day, read_yuan
from inspector_gui.window.accounting.columns import today
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.forms.edits import Entry
from inspector_gui.window.forms.entry import EntryLine
from inspector_gui.window.forms.fields import LineField
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import text

_KINDS = tuple(kind for kind in SampleKind if kind is not SampleKind.RANDOM)
_HINTS = {
    SampleKind.BY_AMOUNT: "金额起点，如 10000",
    SampleKind.BY_AREA: "方面，如 政府采购",
    SampleKind.PERIOD_END: "期末日，如 2024-12-31",
    SampleKind.TARGETED: "理由，如 信访件反映",
}


class ChoosingBox(QFrame):
    """Tells `chosen(choice)`."""

    chosen = Signal(Choice)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._areas: Mapping[str, str] = {}
        self.entry = EntryLine(
            (
                Spec("kind", "选取方式", lambda name: ChoiceField(name, _KINDS)),
                Spec("by", "按什么", lambda name: LineField(name, read=self._read_by, limit=200)),
                Spec("numbers", "凭证号", _numbers_field, wide=True),
            ),
            "选取",
            "numbers",
        )
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(8), px(12), px(8))
        layout.setSpacing(px(6))
        layout.addWidget(self.entry)
        layout.addWidget(text("这样选取的记为有针对性的抽查，不算随机样本。", "hint", wrap=True))
        self._kind: ChoiceField = self.entry.fields["kind"]
        self._kind.currentIndexChanged.connect(self._show_hint)
        self.entry.entered.connect(self._on_entered)
        self._show_hint()

    def show_areas(self, areas: Mapping[str, str]) -> None:
        """The areas of the checklist, by code."""
        self._areas = areas

    def begin(self) -> None:
        self._kind.setFocus()

    def _show_hint(self, *_: object) -> None:
        self.entry.fields["by"].box.setPlaceholderText(_HINTS.get(self._kind.value, ""))

    def _read_by(self, typed: str) -> Any:
        """What is typed, as the kind has it: fen, the code of an area, a day, or words."""
        written = typed.strip()
        if not written:
            raise Unreadable(f"请填{_HINTS[self._kind.value]}")
        match self._kind.value:
            case SampleKind.BY_AMOUNT:
                return read_yuan(written)
            case SampleKind.PERIOD_END:
                return read_day(written, today())
            case SampleKind.BY_AREA:
                return self._area(written)
            case _:
                return written

    def _area(self, written: str) -> str:
        for code, name in self._areas.items():
            if written == code or written in name:
                return code
        raise Unreadable(f"请填{'、'.join(self._areas.values())}中的一个")

    def _on_entered(self, entry: Entry) -> None:
        values = entry.values
        kind = values["kind"]
        self.chosen.emit(
            Choice(kind=kind, numbers=values["numbers"], **{_FIELDS[kind]: values["by"]})
        )


_FIELDS = {
    SampleKind.BY_AMOUNT: "limit_fen",
    SampleKind.BY_AREA: "area",
    SampleKind.PERIOD_END: "period_end",
    SampleKind.TARGETED: "reason",
}


def _numbers_field(name: str) -> LineField:
    return LineField(name, read=_read_numbers, hint="如 记-12、记-45，空格或顿号隔开", limit=2000)


def _read_numbers(typed: str) -> tuple[str, ...] | None:
    numbers = tuple(dict.fromkeys(part for part in re.split(r"[\s、,，;；]+", typed) if part))
    too_long = next((number for number in numbers if len(number) > 60), None)
    if too_long:
        raise Unreadable(f"“{too_long[:12]}…”太长，凭证号最多 60 个字，请用顿号隔开")
    return numbers or None
