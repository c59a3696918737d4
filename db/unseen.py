"""Characters that nobody sees: dropped from whatever is typed, pasted or read."""

import re

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x9f"
_WIDTHLESS = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_CONTROL = re.compile(f"[{_CONTROLS}]")
_UNSEEN = re.compile(f"[{_CONTROLS}{_WIDTHLESS}\ud800-\udfff]")


def clean(text: str) -> str:
    """Text as it is kept: one sort of line end, a blank for a tab, nothing unseen, no surrogate."""
    if text.isprintable():
        return text
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def has_control(text: str) -> bool:
    """The text holds what is no writing at all, such as a bell or a NUL."""
    return _CONTROL.search(_LINE_ENDS.sub("\n", text)) is not None
