"""The one way out: a document is built, passes the gate, and only then is a file."""

from __future__ import annotations

from pathlib import Path

from inspector_gui.documents import privacy
from inspector_gui.documents.atomic_file import store
from inspector_gui.documents.document import Document
from inspector_gui.documents.fonts import Fonts
from inspector_gui.documents.fonts import fonts as fonts_in
from inspector_gui.documents.pdfium_lock import ONE_AT_A_TIME
from inspector_gui.documents.persons import Private

NOTHING_PRIVATE = Private()


def release(
    document: Document,
    path: Path,
    *,
    private: Private = NOTHING_PRIVATE,
    fonts: Fonts | None = None,
) -> None:
    """Nothing reaches the disk before every check has passed."""
    store(checked_pdf(document, private=private, fonts=fonts), path)


def release_docx(document: Document, path: Path, *, private: Private = NOTHING_PRIVATE) -> None:
    """The same way out for a text that the office goes on with in Word."""
    store(checked_docx(document, private=private), path)


def checked_docx(document: Document, *, private: Private = NOTHING_PRIVATE) -> bytes:
    privacy.check_words(document)
    privacy.check_persons(document, private)
    from inspector_gui.documents.word.reading import texts_of
    from inspector_gui.documents.word.writing import write_docx

    docx = write_docx(document)
    privacy.check_parts(texts_of(docx), document, private)
    return docx


def checked_pdf(
    document: Document, *, private: Private = NOTHING_PRIVATE, fonts: Fonts | None = None
) -> bytes:
    """Whatever leaves the program."""
    privacy.check_words(document)
    return preview_pdf(document, private=private, fonts=fonts)


def preview_pdf(
    document: Document, *, private: Private = NOTHING_PRIVATE, fonts: Fonts | None = None
) -> bytes:
    """For the screen alone: what a team may not say is marked there. Persons never are."""
    privacy.check_persons(document, private)
    from inspector_gui.documents.pdf.printing import print_pdf

    pdf = print_pdf(document, fonts or fonts_in())
    with ONE_AT_A_TIME:
        privacy.check_file(pdf, document, private)
    return pdf
