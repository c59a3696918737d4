"""Type by the names that a Chinese office knows; a run without one stands in the body's."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from inspector_gui.documents.fonts import Role

FONTS = {
    Role.BODY: "仿宋_GB2312",
    Role.TITLE: "方正小标宋简体",
    Role.HEI: "黑体",
    Role.KAI: "楷体_GB2312",
    Role.SONG: "宋体",
}
BODY_FONT = FONTS[Role.BODY]
HALF_POINTS = 2
RED = "FF0000"


def set_font(properties: Any, name: str, size: float | None = None, *, red: bool = False) -> None:
    """For Chinese and Latin characters alike, as the standard wants figures too."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), name)
    if red:
        set_value(properties, "w:color", RED)
    if size is not None:
        set_value(properties, "w:sz", str(round(size * HALF_POINTS)))
        set_value(properties, "w:szCs", str(round(size * HALF_POINTS)))


def underline(properties: Any) -> None:
    set_value(properties, "w:u", "single")


def set_value(properties: Any, tag: str, value: str) -> None:
    for old in properties.findall(qn(tag)):
        properties.remove(old)
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    properties.append(element)
