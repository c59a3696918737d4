"""Many sheets at once: all of them, or those before the first that may not be printed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from db.progress import Progress, unwatched
from db.schools import SchoolLine
from db.store import Store
from inspector_gui.documents.privacy import Private
from inspector_gui.documents.release import release
from inspector_gui.documents.sheets import feedback_sheet_of, file_name
from inspector_gui.documents.wording import own_wording


def print_sheets(
    store: Store, schools: Sequence[SchoolLine], folder: Path, progress: Progress = unwatched
) -> Iterator[Path]:
    """Write a sheet per school into `folder`; yields each path once its file is whole.

    Raises InspectionError at the first sheet that the gate does not let out.
    """
    words = own_wording()
    with store.read() as work:
        private = Private(phones=work.calls.all_numbers())
    for number, school in enumerate(schools):
        progress(number, len(schools))
        with store.read() as work:
            sheet = feedback_sheet_of(work, school, words)
        path = folder / file_name(sheet, school)
        release(sheet.document, path, private=private)
        yield path
    progress(len(schools), len(schools))
