"""A document as the bytes of a PDF."""

from inspector_gui.documents.document import Document
from inspector_gui.documents.fonts import Fonts, Role
from inspector_gui.documents.pdf.canvas import PdfSurface
from inspector_gui.documents.typeset import typeset
from inspector_gui.labels import in_china


def print_pdf(document: Document, fonts: Fonts) -> bytes:
    """The same document in the same fonts gives the same bytes."""
    first_face = fonts.lettering(Role.BODY).face
    surface = PdfSurface(document.title, in_china(document.printed_at), first_face, document.format)
    typeset(document, fonts, surface)
    return surface.finish()
