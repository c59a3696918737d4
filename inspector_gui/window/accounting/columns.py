"""What registers of accounts are described with: columns, fields, the tone of a line's state."""

import unicodedata
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from db.ids import wall_clock
from inspector_gui.accounts.assessing import Assessed, Line, State
from inspector_gui.labels import in_china, label
from inspector_gui.parsing import Unreadable, grouped_yuan, read_balance
from inspector_gui.window.forms.entry_table import Register
from inspector_gui.window.forms.fields import LineField
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.table import Column

RIGHT, CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True)
class AccountRegister(Register):
    """`line`: the file's line; `field`: what a key on the table writes into.

    `lawful`: a line may be matched with a lawful fee; `keeps_item`: it keeps the checklist item it
    speaks to; `together`: several lines may be one finding.
    """

    line: type[Any] = object
    field: str = ""
    lawful: bool = False
    keeps_item: bool = False
    together: bool = False


def id_of(row: Assessed[Line]) -> uuid.UUID:
    return row.line.id


def tone_of(row: Assessed[Line]) -> Tone:
    colours = theme().colours
    return {
        State.OPEN: colours.calm,
        State.FINE: colours.good,
        State.DOUBT: colours.warn,
        State.WRONG: colours.bad,
        State.RAISED: colours.info,
    }[row.state]


STATE: Column[Assessed[Line]] = Column("状态", lambda row: row.mark, 96, CENTRE, tone=tone_of)


def money(name: str) -> Callable[[Assessed[Line]], str]:
    return lambda row: grouped_yuan(getattr(row.line, name))


def number(name: str) -> Callable[[Assessed[Line]], str]:
    def shown(row: Assessed[Line]) -> str:
        value = getattr(row.line, name)
        return "" if value is None else str(value)

    return shown


def word(name: str) -> Callable[[Assessed[Line]], str]:
    return lambda row: label(getattr(row.line, name))


def written(name: str) -> Callable[[Assessed[Line]], str]:
    return lambda row: str(getattr(row.line, name)).replace("\n", " ")


def named(message: str, hint: str) -> Callable[[str], LineField]:
    return lambda _: LineField(message, hint=hint, limit=200)


def today() -> date:
    return in_china(wall_clock()).date()


def note(message: str, limit: int = 1000) -> Spec:
    return Spec("note", message, lambda name: ProseField(name, lines=3, limit=limit), wide=True)


def number_line(hint: str) -> Callable[[str], LineField]:
    return lambda name: LineField(
        name, read=lambda typed: typed.strip() or None, hint=hint, limit=60
    )


def receipt_no(name: str) -> LineField:
    return LineField(name, read=_read_receipt_no, hint="照票面填", limit=60)


def balance_field(name: str, hint: str = "元，可填负数") -> LineField:
    return LineField(name, read=read_balance, show=grouped_yuan, hint=hint, limit=19)


def _read_receipt_no(typed: str) -> str | None:
    """As printed, full-width digits narrowed; a range needs characters that sort."""
    plain = unicodedata.normalize("NFKC", typed).replace(" ", "")
    if plain and not (plain.isascii() and plain.isprintable()):
        raise Unreadable("只填字母、数字和符号")
    return plain or None
