"""Which line of the file stands under the keyboard, and which of its fields.

Whoever shows one has a method `traced(focus)`; the nearest one around the keyboard is asked.
"""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Traced:
    """`name`: a field of the line, empty for all of it; `title`: what people call that field."""

    line: object
    name: str = ""
    title: str = ""


def traced_around(focus: QWidget | None) -> Traced | None:
    """What stands where the keyboard is, if anybody around it knows."""
    widget = focus
    while widget is not None:
        ask = getattr(widget, "traced", None)
        found: Traced | None = ask(focus) if ask is not None else None
        if found is not None:
            return found
        widget = widget.parentWidget()
    return None


def holds(widget: QWidget, focus: QWidget) -> bool:
    """Whether the keyboard is in this widget or in a part of it."""
    return widget is focus or widget.isAncestorOf(focus)
