"""Properties in the order that the format's schema wants; Word may refuse a file otherwise."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

ORDERS = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs"
        " kinsoku wordWrap overflowPunct snapToGrid spacing ind contextualSpacing jc"
        " textAlignment outlineLvl rPr sectPr"
    ),
    "rPr": "rStyle rFonts b bCs i iCs color spacing w kern position sz szCs u lang",
    "tblPr": "tblStyle tblpPr tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "sectPr": (
        "headerReference footerReference type pgSz pgMar pgBorders pgNumType cols titlePg docGrid"
    ),
}


def set_in_order(root: Any) -> None:
    for tag, names in ORDERS.items():
        rank = {qn(f"w:{name}"): n for n, name in enumerate(names.split())}
        for element in root.iter(qn(f"w:{tag}")):
            element[:] = sorted(element, key=lambda child: rank.get(child.tag, len(rank)))
