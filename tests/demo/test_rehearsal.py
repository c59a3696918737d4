"""A rehearsal is a whole file to work with, and can be taken for a real one nowhere."""

from pathlib import Path

import pytest

from db.errors import InspectionError
from db.merge.batch_import import merge
from db.packages.sealing import make_package
from db.store import Store
from db.vocabulary import Act
from inspector_gui.demo.rehearsal import make_rehearsal
from inspector_gui.documents.scope import Scope
from inspector_gui.exchange.new_campaign import Beginning, begin
from inspector_gui.statistics.rehearsal import Lesson, course_of


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_rehearsal(tmp_path_factory.mktemp("rehearsal") / "演练" / "演练.inspection")


def test_every_page_of_every_paper_says_that_it_is_one(made: Path) -> None:
    """Locked or not."""
    with Store.open(made) as store, store.read() as work:
        [school] = work.schools.lines()
        scope = Scope(school.name, work.campaigns.current().id, school)
        printed = []
        for paper in scope.papers(work):
            try:
                sheet = scope.sheet(work, paper.name, store.now())
            except InspectionError:
                continue  # nothing is recorded yet
            printed.append(paper.name)
            assert sheet.document.watermark == "演练", paper.name
        assert len(printed) > 3


def test_it_can_neither_be_handed_in_nor_merged(made: Path, tmp_path: Path) -> None:
    with Store.open(made) as store, pytest.raises(InspectionError, match="演练"):
        make_package(store, tmp_path)
    bureau = tmp_path / "总.inspection"
    begin(bureau, Beginning("2026-SF", "收费检查", "示例市教育局"))
    with Store.open(bureau) as store, pytest.raises(InspectionError, match="另一次检查"):
        merge(store, made)


def test_nobody_gives_a_campaign_its_code() -> None:
    with pytest.raises(InspectionError, match="只用于演练"):
        Beginning("YANLIAN-2", "收费检查", "示例市教育局").require_sound()


def test_a_step_is_done_when_the_file_says_so_and_a_new_one_begins_at_the_first(
    tmp_path: Path,
) -> None:
    path = make_rehearsal(tmp_path / "演练.inspection")
    assert len(Lesson) == 12
    with Store.open(path) as store:
        with store.read() as work:
            [school], [first, *_] = work.schools.lines(), work.people.members()
            items = work.catalogues.items()
            assert course_of(work, school, None, items).next is Lesson.PERSON
            assert course_of(work, school, first.id, items).next is Lesson.ARRIVAL
        with store.act(Act.RECORD_VISIT, school=school.id) as work:
            work.visits.record(school.visit_id, arrived_at=store.now())
        with store.read() as work:
            course = course_of(work, school, first.id, items)
            assert (course.next, course.number) == (Lesson.PEOPLE, 3)
    make_rehearsal(path)
    with Store.open(path) as store, store.read() as work:
        [school] = work.schools.lines()
        assert course_of(work, school, None, items).next is Lesson.PERSON
