"""A field for whatever a column holds."""

from collections.abc import Callable
from datetime import date

from db.parsing import Kind, Sort
from inspector_gui.window.forms.choice_fields import ChoiceField, FlagsField, TickField, known_field
from inspector_gui.window.forms.fields import LineField, count_field, day_field, money_field
from inspector_gui.window.forms.moments import moment_field
from inspector_gui.window.forms.prose_field import ProseField

_LONG = 200

#: Any of them; a page may bring one of its own that does the same.
Field = LineField | ProseField | ChoiceField | FlagsField | TickField


def stored_field(name: str, kind: Kind, near: Callable[[], date]) -> Field:
    """`near`: the day that is meant where a year or a date is left out."""
    choices = tuple(kind.enum_type or ())
    match kind.sort:
        case Sort.COUNT:
            return count_field(name)
        case Sort.MONEY:
            return money_field(name)
        case Sort.DAY:
            return day_field(name, near)
        case Sort.MOMENT:
            return moment_field(name, near)
        case Sort.FLAG:
            return known_field(name) if kind.optional else TickField(name)
        case Sort.WORD:
            return ChoiceField(name, choices, empty="（空）" if kind.optional else "")
        case Sort.WORDS:
            return FlagsField(name, choices)
        case Sort.TEXT if kind.limit > _LONG:
            return ProseField(name, limit=kind.limit)
        case _:
            return LineField(name, limit=kind.limit)
