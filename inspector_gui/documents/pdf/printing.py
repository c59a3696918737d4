"""A document as the bytes of a PDF."""

from threading import Lock

from inspector_gui.documents.document import Document
from inspector_gui.documents.fonts import Fonts, Role
from inspector_gui.documents.pdf.canvas import PdfSurface
from inspector_gui.documents.typeset import typeset
from inspector_gui.labels import in_china


#: A face numbers its glyphs for the document being set; a preview may be asked for meanwhile.
_ONE_AT_A_TIME = Lock()


def print_pdf(document: Document, fonts: Fonts) -> bytes:
    """The same document in the same fonts gives the same bytes."""
    with _ONE_AT_A_TIME:
        return _printed(document, fonts)


def _printed(document: Document, fonts: Fonts) -> bytes:
    first_face = fonts.lettering(Role.BODY).face
    surface = PdfSurface(document.title, in_china(document.printed_at), first_face)
    typeset(document, fonts, surface)
    return surface.finish()
