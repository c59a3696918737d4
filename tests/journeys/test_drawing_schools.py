"""Which schools are inspected is drawn in the window, by keys, up to the record that is printed."""

from pathlib import Path

import pytest

from inspector_gui.documents.document_list import papers_of_campaign
from inspector_gui.documents.release import checked_pdf
from inspector_gui.sampling import school_draw
from tests.documents.samples import LOCKED, pdfium_pages, squeezed
from tests.exchange.books import GOLDEN
from tests.journeys.conftest import Desk
from tests.journeys.test_preparing import _presenter, begin, empty, step

pytestmark = pytest.mark.journey
__all__ = ["empty"]


def test_half_of_the_schools_is_drawn_and_the_record_printed(empty: Desk, tmp_path: Path) -> None:
    desk = empty
    begin(desk, tmp_path)
    face = step(desk, "schools")
    face.imports.import_wanted.disconnect()
    desk.settle()
    _presenter(face).imports.tables.start(GOLDEN / "schools.xls")
    desk.until(lambda: face.imports.lines.isVisible(), "the list is shown before it comes in")
    desk.key("Space")
    step(desk, "assign")
    desk.settle()
    desk.key("Alt+J")
    desk.until(lambda: desk.focus().accessibleName() == "抽取数", "how many is asked")
    desk.focus().selectAll()  # type: ignore[attr-defined]
    desk.type("50%")
    desk.key("Enter")
    desk.until(lambda: desk.focus().accessibleName().startswith("监督人"), "the list is frozen")
    desk.type("局纪委某某")
    desk.key("Enter")
    desk.type("058213")
    desk.key("Enter")
    desk.settle()
    with desk.bench.desk.store.read() as work:
        [draw] = school_draw.draws_of(work, "fee")
        assert (draw.witness, draw.witness_number) == ("局纪委某某", "058213")
        again = school_draw.repeats(draw)
        assert again is not None
        assert {code for one in again for code in one.drawn} == school_draw.chosen(work, "fee")
        [record] = [paper for paper in papers_of_campaign(work) if "抽取学校" in paper.name]
        document = record.build().stamped(LOCKED, record.wording)
    text = squeezed("".join(pdfium_pages(checked_pdf(document))))
    assert "058213" in text
    assert "局纪委某某" in text
