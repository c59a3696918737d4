"""What every document draws, and where: a line each, in mm from the upper left corner.

python -m tests.documents.golden     writes the golden files anew; look at them before you keep them
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from db.store import Store
from db.vocabulary import DocumentKind
from inspector_gui.documents import page_format
from inspector_gui.documents.document import Document
from inspector_gui.documents.document_list import papers_of, papers_of_campaign
from inspector_gui.documents.issues import sheet_of
from inspector_gui.documents.surface import Surface
from tests.conftest import Clock, prepare
from tests.documents import a_finance_day
from tests.documents.a_day import PRINTED_AT, Day, fill_in_letters, record, sign_and_find_more
from tests.documents.samples import recorded

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "documents"
REPORTS = {DocumentKind.LEADER_REPORT}
LATER = {DocumentKind.FEEDBACK, DocumentKind.SUPPLEMENT, DocumentKind.NOTICE}
Drawn = tuple[str, tuple[float, ...], str]


def documents(folder: Path) -> dict[str, Document]:
    """Every document of a recorded day, by its number."""
    path, clock = folder / "总.inspection", Clock()
    prepare(path, clock)
    with Store.open(path, now=clock) as store:
        day = record(store)
        fill_in_letters(day)
        with store.read() as work:
            papers = (*papers_of(work, day.school), *papers_of_campaign(work))
            found = {
                paper.serial: sheet_of(work, paper, (), PRINTED_AT).document for paper in papers
            }
        clock.moment = PRINTED_AT
        sign_and_find_more(day)
        return found | dict(_later(day)) | _of_finance(folder)


def _of_finance(folder: Path) -> dict[str, Document]:
    """Those of a unit's day in a finance inspection, and the report on it."""
    path = folder / "财务.inspection"
    prepare(path, Clock())
    with Store.open(path, now=Clock()) as store:
        line = a_finance_day.record(store)
        with store.read() as work:
            reports = [paper for paper in papers_of_campaign(work) if paper.kind in REPORTS]
            papers = (*papers_of(work, line), *reports)
            return {
                paper.serial: sheet_of(work, paper, (), PRINTED_AT).document for paper in papers
            }


def _later(day: Day) -> Iterator[tuple[str, Document]]:
    """What is said once the sheet was signed: a second version, a supplement, a letter."""
    with day.store.read() as work:
        issued = work.documents.issued(day.school.visit_id)
        for paper in papers_of(work, day.school):
            if paper.kind in LATER:
                sheet = sheet_of(work, paper, issued, PRINTED_AT)
                yield f"{paper.serial}-later", sheet.document


def drawn(document: Document) -> Iterator[Drawn]:
    """Texts with their face and size, rules and watermarks, page after page."""
    page, height = 1, document.format.page_height
    for operation, arguments in recorded(document).operations:
        if operation is Surface.end_page:
            page += 1
        elif operation is Surface.text:
            x, y, runs, ink, down = arguments
            if runs:
                words = "".join(run.text for run in runs)
                faces = "+".join(
                    dict.fromkeys(f"{r.face.postscript_name}@{r.size:g}" for r in runs)
                )
                kind = f"text {ink.name}{' down' if down else ''}"
                yield (
                    kind,
                    (page, x / page_format.MM, (height - y) / page_format.MM),
                    f"{faces} {words}",
                )
        elif operation is Surface.rule:
            (x1, y1), (x2, y2), weight, ink = arguments
            ends = (x1, height - y1, x2, height - y2)
            places = tuple(at / page_format.MM for at in ends)
            yield f"rule {ink.name}", (page, *places), f"{weight:.3g}"
        elif operation is Surface.watermark:
            yield "watermark", (page,), str(arguments[1])


def written(lines: Iterator[Drawn]) -> str:
    return "".join(
        f"{kind}\t{' '.join(f'{place:.2f}' for place in places)}\t{what}\n"
        for kind, places, what in lines
    )


def read(text: str) -> list[Drawn]:
    rows = (line.split("\t", 2) for line in text.split("\n") if line)
    return [(kind, tuple(map(float, places.split())), what) for kind, places, what in rows]


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        for serial, document in documents(Path(name)).items():
            (FOLDER / f"{serial}.txt").write_text(written(drawn(document)), "utf-8")
    print(FOLDER)


if __name__ == "__main__":
    main()
